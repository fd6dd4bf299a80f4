import numpy as np
import pytest

from salesdesk.kpis.catalogue.amounts import in_base
from tests.kpis.building import log

RATES = [
    {"date": "2026-03-02", "currency": "USD", "rate_to_base": 0.8},
    {"date": "2026-03-09", "currency": "usd", "rate_to_base": 0.9},
]


def lines(*rows: tuple[float | None, str | None, str | None]):
    filled = [{"amount": amount, "currency": currency, "order_date": day} for amount, currency, day in rows]
    book = log(order_lines=filled, fx_rates=RATES, settings={"currency": "EUR"})
    return in_base(book, "order_lines", "amount", book.day("order_lines", "order_date"))


@pytest.mark.parametrize(
    ("day", "amount"),
    [("2026-03-01", None), ("2026-03-02", 80), ("2026-03-08", 80), ("2026-03-09", 90), ("2026-03-16", 90)],
)
def test_that_the_latest_rate_on_or_before_the_day_counts(day: str, amount: float | None):
    found = lines((100, "USD", day))
    assert found.no_rate.tolist() == [amount is None]
    assert amount is None or found.whole.tolist() == [amount * 10_000]


def test_that_a_rate_older_than_a_week_does_not_count():
    assert lines((100, "USD", "2026-03-17")).no_rate.tolist() == [True]


def test_that_base_and_unstated_currency_need_no_rate_even_without_a_date():
    found = lines((1.25, "EUR", "2026-03-01"), (2, None, None), (3, " eur", None))
    assert found.whole.tolist() == [12_500, 20_000, 30_000]
    assert not found.no_rate.any()


def test_that_an_undated_foreign_amount_and_an_unknown_currency_have_no_rate():
    assert lines((1, "USD", None), (1, "GBP", "2026-03-02")).no_rate.tolist() == [True, True]


def test_that_a_blank_amount_is_blank_and_not_without_a_rate():
    found = lines((None, "GBP", "2026-03-02"))
    assert np.isnan(found.whole).all()
    assert not found.no_rate.any()
