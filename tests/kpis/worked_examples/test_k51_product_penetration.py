from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import Row, log


def line(customer: str | None, product: str, qty: float | None = 1.0, day: str = "2025-06-10", **cells: Any) -> Row:
    return {"customer_id": customer, "product_id": product, "qty": qty, "order_date": day, "amount": 10.0, **cells}


BANKS = [{"customer_id": f"b{number}", "segment": "Banks"} for number in range(310)]
SHOPS = [{"customer_id": f"s{number}", "segment": "Shops"} for number in range(40)]
BOUGHT = [line(f"b{number}", "Bandwidth") for number in range(290)]
BOUGHT += [line(f"b{number}", "Security") for number in [*range(190), *range(299, 310)]]


def book(*more: Row, **options: Any):
    return log(order_lines=[*BOUGHT, *more], customers=[*BANKS, *SHOPS], as_of="2026-03-31", **options)


def test_that_the_share_is_the_segments_customers_who_own_the_product():
    found = table(book(), "K51", by=("segment", "product"))
    cells = [found.at(segment="Banks", product=name) for name in ("Bandwidth", "Security")]
    assert [(cell.numerator, cell.n) for cell in cells] == [(290, 310), (201, 310)]
    assert [round(100 * cell.value, 1) for cell in cells] == [93.5, 64.8]
    assert cells[0].status == Status.OK
    assert found.at(segment="Shops", product="Security").value == 0


def test_that_everybody_counts_below_the_line_however_it_is_asked():
    assert (of(book(), "K51", product="Security").numerator, of(book(), "K51", product="Security").n) == (201, 350)
    assert team(book(), "K51", segment="Banks", product="Security").value == 201 / 310
    assert (team(book(), "K51").numerator, team(book(), "K51").n) == (301, 350)
    assert of(book(), "K51", segment="Banks").value == 301 / 310


def test_that_who_returned_everything_is_no_owner():
    back = [line("b0", "Security", -1.0, amount=-10.0), line("b1", "Security", 3.0),
            line("b1", "Security", -3.0, amount=-30.0)]  # fmt: skip
    assert of(book(*back), "K51", product="Security").numerator == 200


def test_that_what_is_given_back_without_a_customer_or_product_is_that_of_the_sale():
    sale = line("s0", "Security", order_id="1")
    back = {"original_order_id": "1", "amount": -10.0, "order_date": "2025-07-01"}
    assert of(book(sale), "K51", segment="Shops").numerator == 1
    assert of(book(sale, back), "K51", segment="Shops").numerator == 0


def test_that_a_purchase_counts_from_its_day_on():
    found = book(line("s0", "Security", day="2026-03-10"))
    assert [of(found, "K51", month, segment="Shops").numerator for month in ("2026-02", "2026-03")] == [0, 1]
    assert of(found, "K51", "2026-03-01..2026-03-09", segment="Shops").numerator == 0


@pytest.mark.parametrize(("months", "owners"), [(None, 290), (9, 0), (10, 290)])
def test_that_a_purchase_can_be_said_to_count_for_some_months_only(months: int | None, owners: int):
    found = book(settings={"penetration_months": months})
    assert of(found, "K51", product="Bandwidth").numerator == owners


def test_that_an_undated_purchase_counts_unless_purchases_grow_old():
    undated = line("s0", "Security", day=None)  # type: ignore[arg-type]
    assert of(book(undated), "K51", segment="Shops").numerator == 1
    assert of(book(undated, settings={"penetration_months": 24}), "K51", segment="Shops").numerator == 0


def test_that_samples_and_cancelled_orders_make_no_owner():
    more = (line("s0", "Security", line_type="sample"), line("s1", "Security", status="cancelled"))
    found = of(book(*more), "K51", segment="Shops")
    assert found.numerator == 0


def test_that_lines_without_a_customer_are_gaps():
    assert team(book(line(None, "Security")), "K51").excluded == {"no_customer": 1}


def test_that_a_line_without_a_quantity_is_one_piece():
    rows = [{name: cell for name, cell in row.items() if name != "qty"} for row in BOUGHT]
    found = log(order_lines=rows, customers=BANKS, as_of="2026-03-31")
    assert of(found, "K51", product="Security").value == 201 / 310
    assert any("one piece" in note for note in team(found, "K51").notes)


def test_that_without_a_list_of_customers_those_who_bought_are_all_and_their_lines_tell_the_segment():
    rows = [{**line(f"c{place}", product), "segment": segment}
            for place, (product, segment) in enumerate((("P", "Banks"), ("Q", "Banks"), ("P", "Shops")))]  # fmt: skip
    found = log(order_lines=rows, as_of="2026-03-31")
    assert of(found, "K51", segment="Banks", product="P").value == 0.5
    assert of(found, "K51", segment="Shops", product="P").value == 1
    assert any("no list of customers" in note for note in team(found, "K51").notes)


def test_that_before_the_log_begins_there_is_no_data():
    assert team(book(), "K51", "2024").status == Status.NO_DATA
