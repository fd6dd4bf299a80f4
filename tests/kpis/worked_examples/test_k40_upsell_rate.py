from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

PRODUCTS = [
    {"product_id": name, "family": family, "tier": tier}
    for name, family, tier in (("S", "Web", 1.0), ("M", "Web", 2.0), ("L", "Web", 3.0), ("T", "Phone", 1.0))
]


def line(customer: str, day: str, kind: str | None, product: str = "S", **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "order_date": day, "line_type": kind, "product_id": product, "amount": 100,
            "qty": 1.0, "order_id": f"{customer} {day} {product}", "rep_id": "Ann", **cells}  # fmt: skip


FIRST = [line(f"cu{number}", "2025-11-10", "new") for number in range(1, 11)]
MARCH = [
    line("cu1", "2026-03-05", "cross", "T"),
    line("cu2", "2026-03-06", "upsell", "M"),
    line("cu3", "2026-03-07", "upsell", "M"),
    line("cu3", "2026-03-08", "cross", "T"),
    line("cu4", "2026-03-09", "repeat", qty=9.0),
    line("cu5", "2026-03-10", "cross", "T", order_id="5"),
    line("cu5", "2026-03-20", "refund", "T", amount=-100, original_order_id="5"),
    line("cu11", "2026-03-02", "new"),
    line("cu11", "2026-03-25", "cross", "T"),
]
GOLDEN = [*FIRST, *MARCH]


def book(*more: dict[str, Any], lines: list[dict[str, Any]] = GOLDEN, **tables: Any):
    return log(order_lines=[*lines, *more], products=PRODUCTS, as_of="2026-03-31", **tables)


def untyped(*lines: dict[str, Any]) -> Any:
    """The base of ten customers and lines that do not say what they are."""
    return book(lines=[{**row, "line_type": None} for row in (*FIRST, *lines)])


def test_that_customers_at_the_start_who_bought_more_are_counted_once():
    found = team(book(), "K40")
    assert (found.value, found.numerator, found.n) == (0.2, 2, 10)
    assert found.details["either"] == 0.3
    assert found.status == Status.INDICATIVE


def test_that_an_upsell_given_back_in_full_does_not_count_and_one_in_part_does():
    gone = line("cu2", "2026-03-30", "refund", "M", amount=-100, original_order_id="cu2 2026-03-06 M")
    assert team(book(gone), "K40").numerator == 1
    assert team(book({**gone, "amount": -40}), "K40").numerator == 2


def test_that_a_whole_order_given_back_takes_all_its_lines():
    lines = [line("cu6", "2026-03-06", "upsell", product, order_id="6") for product in ("M", "T")]
    back = line("cu6", "2026-03-28", "refund", amount=-200, product=None, original_order_id="6")
    assert team(book(*lines), "K40").numerator == 3
    assert team(book(*lines, back), "K40").numerator == 2


def test_that_a_higher_tier_of_an_owned_family_is_an_upsell():
    assert team(untyped(line("cu1", "2026-03-05", None, "M")), "K40").numerator == 1
    assert team(untyped(line("cu1", "2026-03-05", None, "T")), "K40").numerator == 0
    down = (line("cu1", "2026-01-05", None, "L"), line("cu1", "2026-03-05", None, "M"))
    assert team(untyped(*down), "K40").numerator == 0


def test_that_more_pieces_of_a_product_than_ever_before_are_an_upsell():
    before = line("cu1", "2026-01-05", None, qty=5.0)
    assert team(untyped(before, line("cu1", "2026-03-05", None, qty=6.0)), "K40").numerator == 1
    assert team(untyped(before, line("cu1", "2026-03-05", None, qty=5.0)), "K40").numerator == 0
    halves = [line("cu1", "2026-03-05", None, qty=3.0, order_id=name) for name in "xy"]
    assert team(untyped(before, *halves), "K40").numerator == 1


def test_that_samples_and_cancelled_orders_are_no_purchases():
    more = (line("cu7", "2026-03-05", "sample", "L"), line("cu7", "2026-03-06", "upsell", "L", status="Cancelled"))
    assert team(book(*more), "K40").numerator == 2


def test_that_an_upsell_without_a_customer_is_set_aside():
    assert team(book({**MARCH[1], "customer_id": None, "order_id": "z"}), "K40").excluded == {"no_customer": 1}


def test_that_each_product_is_weighed_by_all_customers():
    found = table(book(), "K40", by=("product",))
    assert (found.at(product="M").value, found.at(product="M").n) == (0.2, 10)
    assert (found.at(product="T").value, found.at(product="T").n) == (0, 10)


def test_that_a_customer_is_its_account_managers():
    owners = [{"customer_id": f"cu{number}", "owner_rep_id": "Ann" if number < 3 else "Ben"} for number in range(1, 11)]
    found = book(customers=owners)
    assert [(of(found, "K40", rep=rep).numerator, of(found, "K40", rep=rep).n) for rep in ("Ann", "Ben")] == [
        (1, 2), (1, 8)
    ]  # fmt: skip


def test_that_months_since_the_first_purchase_are_told_apart():
    early = [line(f"e{number}", "2026-01-15", "new") for number in range(2)]
    found = table(book(*early, line("e1", "2026-03-05", "upsell", "M")), "K40", by=("tenure",))
    assert (found.at(tenure="Under 3 months").value, found.at(tenure="3 to 6 months").value) == (0.5, 0.2)


def test_that_offers_accepted_are_shown_beside_it():
    deals = [
        {"type": "upsell", "status": status, "created_at": "2026-02-01", "closed_at": "2026-03-05"}
        for status in ("won", "lost", "lost", "open")
    ]
    assert team(book(opportunities=deals), "K40").details["accepted"] == 1 / 3
