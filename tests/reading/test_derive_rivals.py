"""Prices of competitors in columns beside one's own sales."""

import pytest

from tests.reading.sheets import cells, days, log_of, sheet

SALES = {
    "Product": ["a", "b"],
    "Order date": ["2026-02-01", "2026-03-01"],
    "Qty": ["1", "2"],
    "Unit price": ["10", "20"],
    "Total": ["10", "40"],
}


@pytest.mark.parametrize("head", ["comp_{}", "Competitor {} price", "Price competitor {}", "Rival {}"])
def test_that_a_column_for_each_competitor_gives_a_price_for_each_line_that_has_one(head):
    log = log_of(sheet({**SALES, head.format(1): ["9", None], head.format(2): ["11", "19.5"]}, "sales.csv"))
    assert cells(log, "competitor_prices", "product_id") == ["a", "a", "b"]
    assert cells(log, "competitor_prices", "competitor") == [head.format(1), head.format(2), head.format(2)]
    assert cells(log, "competitor_prices", "price") == [9, 11, 19.5]
    assert days(log.tables["competitor_prices"]["observed_at"]) == ["2026-02-01", "2026-02-01", "2026-03-01"]
    assert log.is_date_only("competitor_prices", "observed_at").all()
    assert cells(log, "order_lines", "amount") == [10, 40]
    assert {match.header: match.field for match in log.sources[0].matches}[head.format(1)] == "price"


@pytest.mark.parametrize(
    "more",
    [
        {"comp_1": ["9", "10"]},
        {"comp_1": ["low", "high"], "comp_2": ["low", "high"]},
        {"Compensation 1": ["9", "10"], "Compensation 2": ["9", "10"]},
    ],
)
def test_that_what_may_be_anything_is_no_price_of_a_competitor(more):
    assert "competitor_prices" not in log_of(sheet({**SALES, **more}, "sales.csv")).tables


def test_that_sales_without_a_date_or_a_price_have_no_competitors():
    rivals = {"comp_1": ["9", "10"], "comp_2": ["9", "10"]}
    for gone in ("Order date", "Unit price"):
        columns = {name: column for name, column in SALES.items() if name != gone}
        assert "competitor_prices" not in log_of(sheet({**columns, **rivals}, "sales.csv")).tables


def test_that_a_list_of_competitor_prices_goes_before_columns_beside_sales():
    own = {"Product": ["a"], "Competitor": ["Acme"], "Observed": ["2026-01-02"], "Price": ["8"]}
    columns = {**SALES, "comp_1": ["9", "10"], "comp_2": ["9", "10"]}
    log = log_of(sheet(columns, "sales.csv"), sheet(own, "competitor prices.csv"))
    assert cells(log, "competitor_prices", "price") == [8]
