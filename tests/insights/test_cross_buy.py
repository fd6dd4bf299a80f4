"""The sentence about two families and the customers to call: the worked numbers, and who is counted and named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from salesdesk.insights.affinity import Pair
from salesdesk.insights.cross_buy import Call, CrossBuy, cross_buy, sentence
from salesdesk.insights.wording import Voice
from salesdesk.stats.intervals import wilson
from tests.company import board_of
from tests.kpis.building import log

Rows = list[dict[str, Any]]
PAIR = ("Bandwidth", "Managed security")
VOICE = Voice()


def _said(customers: int, both: int, who: str = "banks") -> str | None:
    return sentence(Pair(customers, both, both, both), who, *PAIR, VOICE).text


def _sold(of: str, what: str, first: int, beyond: int) -> Rows:
    return [
        {"order_id": f"{of} {what} {n}", "customer_id": f"{of} {n}", "product_family": what, "order_date": "2026-01-05",
         "amount": 10.0}
        for n in range(first, beyond)
    ]  # fmt: skip


def _asked(lines: Rows, segments: dict[str, str] | None = None, **keep: frozenset[str]) -> CrossBuy:
    who = dict.fromkeys(line["customer_id"] for line in lines)
    customers = [
        {"customer_id": name, "owner_rep_id": "Ann", "segment": (segments or {}).get(name.split()[0])} for name in who
    ]
    of = log(as_of="2026-06-30", order_lines=lines, customers=customers)
    found = cross_buy(board_of(of, "2026-03", "cross_sell_rate", **keep), *PAIR, VOICE)
    assert found is not None
    return found


def _banks() -> Rows:
    """310 banks: 290 own bandwidth, 201 managed security, 190 both, and the last nine something else."""
    security = [*_sold("bank", PAIR[1], 0, 190), *_sold("bank", PAIR[1], 290, 301)]
    return [*_sold("bank", PAIR[0], 0, 290), *security, *_sold("bank", "Telephony", 301, 310)]


def test_that_banks_give_the_worked_example() -> None:
    lines = [*_banks(), *_sold("shop", PAIR[0], 0, 30)]
    found = _asked(lines, {"bank": "Banks", "shop": "Shops"}, segment=frozenset({"Banks"}))
    pair = found.pair
    assert pair == Pair(customers=310, first=290, second=201, both=190)
    low, high = wilson(pair.both, pair.customers)
    assert [round(100 * float(share), 1) for share in (pair.support, low, high)] == [61.3, 55.8, 66.5]
    assert (round(100 * pair.confidence, 1), round(pair.lift, 2)) == (65.5, 1.01)
    assert [round(100 * size, 1) for size in (pair.difference, *pair.interval)] == [10.5, -9.5, 32.0]
    assert not pair.is_affinity
    assert found.sentence.text == (
        "We work with 310 banks. Most of them (61.3 %) use not just Bandwidth but also Managed security."
    )
    assert len(found.calls) == 100
    assert {call.customer for call in found.calls} == {f"bank {n}" for n in range(190, 290)}


def test_that_a_rare_pair_is_an_affinity_and_the_sentence_gives_the_plain_number() -> None:
    both = _sold("firm", PAIR[0], 0, 80), _sold("firm", PAIR[1], 20, 320), _sold("firm", "Telephony", 320, 1000)
    found = _asked([line for lines in both for line in lines])
    pair = found.pair
    assert pair == Pair(customers=1000, first=80, second=300, both=60)
    assert (pair.confidence, pair.lift) == (0.75, 2.5)
    assert [round(100 * size, 1) for size in (pair.difference, *pair.interval)] == [48.9, 38.0, 57.6]
    assert pair.is_affinity
    assert found.sentence.text == (
        "We work with 1,000 customers. 60 of them (6.0 %) use not just Bandwidth but also Managed security."
    )
    assert len(found.calls) == 20


def test_that_a_segment_of_six_is_not_spoken_of() -> None:
    lines = [*_sold("bank", PAIR[0], 0, 6), *_sold("bank", PAIR[1], 0, 5), *_sold("shop", PAIR[1], 0, 40)]
    found = _asked(lines, {"bank": "Banks", "shop": "Shops"}, segment=frozenset({"Banks"}))
    assert found.pair.customers == 6
    assert found.sentence.text is None
    assert found.sentence.why == "Fewer than 10 banks: a sentence about so few could tell who they are."
    assert [call.customer for call in found.calls] == ["bank 5"]


@pytest.mark.parametrize(("customers", "spoken"), [(9, False), (10, True)])
def test_that_ten_customers_are_enough_to_speak_of(customers: int, *, spoken: bool) -> None:
    assert (_said(customers, customers) is not None) is spoken


@pytest.mark.parametrize(
    ("customers", "both", "part"),
    [
        (310, 190, "Most of them (61.3 %)"),
        (100, 60, "Most of them (60.0 %)"),  # surely more than half: 50.2 to 69.1 %
        (100, 59, "About half of them (59.0 %)"),  # 49.2 to 68.1 %
        (50, 20, "About half of them (40 %)"),
        (10, 6, "About half of them (60 %)"),
        (20, 13, "13 of them (65 %)"),  # 43.3 to 81.9 %
        (50, 19, "19 of them (38 %)"),
    ],
)
def test_that_the_share_is_put_in_words_only_as_far_as_it_is_known(customers: int, both: int, part: str) -> None:
    said = _said(customers, both)
    assert said == f"We work with {customers} banks. {part} use not just Bandwidth but also Managed security."


def test_that_one_customer_is_spoken_of_as_one() -> None:
    assert _said(20, 1) == "We work with 20 banks. 1 of them (5 %) uses not just Bandwidth but also Managed security."


def test_that_nothing_is_said_where_nobody_owns_both() -> None:
    found = sentence(Pair(40, 20, 20, 0), "banks", *PAIR, VOICE)
    assert (found.text, found.why) == (None, "None of the 40 banks owns both Bandwidth and Managed security.")


def test_that_the_sentence_names_no_customer() -> None:
    found = _asked(_banks())
    assert found.sentence.text is not None
    assert "bank" not in found.sentence.text


@pytest.mark.parametrize(
    ("segment", "named"),
    [
        ("Banks", "banks"), ("SMBs", "SMBs"), ("Swiss insurers", "Swiss insurers"), ("Clinics", "clinics"),
        ("Retail", "Retail customers"), ("Small business", "Small business customers"),
        ("Logistics", "Logistics customers"), ("Financial Services", "Financial Services customers"),
    ],
)  # fmt: skip
def test_that_the_segment_is_named_so_that_it_can_be_said(segment: str, named: str) -> None:
    found = _asked(_banks(), {"bank": segment}, segment=frozenset({segment}))
    assert found.sentence.text is not None
    assert found.sentence.text.startswith(f"We work with 310 {named}. ")
    assert not found.scope


def test_that_customers_of_several_segments_are_just_customers_and_the_filter_is_told() -> None:
    lines = [*_banks(), *_sold("shop", PAIR[0], 0, 30), *_sold("farm", PAIR[0], 0, 3)]
    chosen = {"bank": "Banks", "shop": "Shops", "farm": "Farms"}
    found = _asked(lines, chosen, segment=frozenset({"Banks", "Shops"}))
    assert found.pair.customers == 340
    assert (found.sentence.text or "").startswith("We work with 340 customers. ")
    assert found.scope == "Counts only the customers left by the filter on segment."
    assert not _asked(lines, chosen).scope
    blank = _asked(lines, {"bank": "Banks", "farm": "Farms"}, segment=frozenset({"Banks", "(none)"}))
    assert (blank.sentence.text or "").startswith("We work with 340 customers. ")


def test_that_a_call_says_whose_customer_it_is_and_since_when() -> None:
    lines = [*_sold("shop", PAIR[0], 0, 1), *_sold("bank", PAIR[0], 0, 12), *_sold("bank", PAIR[1], 1, 12)]
    lines.append({**lines[0], "order_id": "again", "order_date": "2026-02-05"})
    found = _asked(lines, {"bank": "Banks"})
    since = date(2026, 1, 5)
    assert found.calls == (Call("bank 0", "Banks", "Ann", since), Call("shop 0", "", "Ann", since))


def test_that_there_is_nothing_to_say_where_nothing_is_owned() -> None:
    of = log(as_of="2026-06-30", order_lines=_sold("bank", PAIR[0], 0, 1))
    assert cross_buy(board_of(of, "2025-03", "cross_sell_rate"), *PAIR, VOICE) is None
