from typing import Any

from tests.kpis.asking import of, table, team
from tests.kpis.building import Row, log


def deal(name: str, status: str, amount: float | None, **cells: Any) -> Row:
    closed = None if status == "open" else "2026-03-10"
    return {"opportunity_id": name, "created_at": "2026-01-10", "status": status, "amount": amount,
            "closed_at": closed, **cells}  # fmt: skip


AMOUNTS = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0)
CLOSED = [deal(f"d{amount}", "won" if amount in (10, 20, 60) else "lost", amount) for amount in AMOUNTS]


def book(*more: Row, **tables: Any):
    return log(opportunities=[*CLOSED, *more], as_of="2026-03-31", **tables)


def test_that_deals_are_large_or_small_by_thirds_of_what_closed_ones_are_worth():
    rates = [of(book(), "K33", size=size) for size in ("Small", "Medium", "Large")]
    assert [(rate.value, rate.n) for rate in rates] == [(1, 2), (0, 2), (0.5, 2)]


def test_that_open_deals_are_no_part_of_the_thirds():
    more = [deal(f"o{place}", "open", 5_000) for place in range(20)]
    assert of(book(*more), "K33", size="Large").n == 2


def test_that_a_deal_for_nothing_is_small_and_one_without_an_amount_has_no_size():
    found = book(deal("free", "won", 0), deal("blank", "won", None))
    assert of(found, "K33", size="Small").n == 3
    assert of(found, "K33", size="(none)").n == 1


def test_that_sizes_are_compared_in_the_base_currency():
    rates = [{"date": "2026-03-10", "currency": "USD", "rate_to_base": 0.1}]
    dollars = deal("usd", "won", 100.0, currency="USD")
    found = log(opportunities=[*CLOSED, dollars], fx_rates=rates, settings={"currency": "EUR"}, as_of="2026-03-31")
    assert of(found, "K33", size="Small").n == 3


def test_that_every_kpi_on_closed_deals_can_be_told_apart_by_size():
    for kpi in ("K15", "K33", "K35", "K36", "K38"):
        assert of(book(), kpi, size="Large").n > 0


LOST = [
    deal("a", "lost", 10, lost_reason="Price", competitor="Acme", owner_rep_id="Ann"),
    deal("b", "lost", 10, lost_reason="Price", competitor="Bolt", owner_rep_id="Ann"),
    deal("c", "lost", 10, lost_reason="Timing", owner_rep_id="Ben"),
    deal("d", "lost", 10, owner_rep_id="Ben"),
    deal("w", "won", 10, owner_rep_id="Ann"),
]


def counts(found, *by: str, **keep: str) -> dict[str, float]:
    lost = table(found, "K35", by=by, **keep).figures["lost"]
    return {label: lost.at(**{by[0]: label}).value for label in lost.labels[0]}


def test_that_lost_deals_are_counted_by_reason_and_by_competitor():
    found = log(opportunities=LOST, as_of="2026-03-31")
    assert team(found, "K35").details["lost"] == 4
    assert counts(found, "lost_reason") == {"Price": 2, "Timing": 1, "(none)": 1}
    assert counts(found, "lost_reason", rep="Ben") == {"Price": 0, "Timing": 1, "(none)": 1}
    assert counts(found, "competitor") == {"Acme": 1, "Bolt": 1, "(none)": 2}


HISTORY = [
    {"opportunity_id": name, "stage": stage, "entered_at": f"2026-{day} 10:00"}
    for name, stage, day in (
        ("a", "Demo", "01-12"), ("a", "Proposal", "02-01"), ("a", "Closed Lost", "03-10"),
        ("b", "Demo", "01-12"), ("b", "Closed Lost", "02-10"), ("b", "Negotiation", "02-20"),
        ("b", "Closed Lost", "03-10"),
    )
]  # fmt: skip


def test_that_a_lost_deal_is_told_by_the_stage_in_which_it_last_stood():
    found = log(opportunities=LOST[:2], opp_stage_history=HISTORY, as_of="2026-03-31")
    assert [of(found, "K33", stage=stage).n for stage in ("Demo", "Proposal", "Negotiation")] == [0, 1, 1]


def test_that_without_history_a_stage_that_only_says_lost_tells_no_step():
    rows = [{**LOST[0], "stage": "Proposal"}, {**LOST[1], "stage": "Closed Lost"}]
    found = log(opportunities=rows, as_of="2026-03-31")
    assert (of(found, "K33", stage="Proposal").n, of(found, "K33", stage="(none)").n) == (1, 1)
