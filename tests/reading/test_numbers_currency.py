import pytest

from salesdesk.reading.header_words import readings
from salesdesk.reading.numbers_currency import unit_in_header, without_unit


@pytest.mark.parametrize(
    ("header", "code", "factor", "rest"),
    [
        ("Amount (EUR)", "EUR", 1, "Amount"),
        ("Value in USD", "USD", 1, "Value"),
        ("Amount CHF", "CHF", 1, "Amount"),
        ("Amount (USD, net)", "USD", 1, "Amount"),
        ("Amount (k€)", "EUR", 1_000, "Amount"),
        ("Amount (TEUR)", "EUR", 1_000, "Amount"),
        ("Amount ($m)", "USD", 1_000_000, "Amount"),
        ("Sales in EUR thousand", "EUR", 1_000, "Sales"),
        ("Quota '000", None, 1_000, "Quota"),
        ("Amount (in thousands)", None, 1_000, "Amount"),
        ("Amount (net)", None, 1, "Amount (net)"),
        ("Days in stage", None, 1, "Days in stage"),
        ("Total amount VAT", None, 1, "Total amount VAT"),
        ("Amount (12 months)", None, 1, "Amount (12 months)"),
    ],
)
def test_that_a_header_states_currency_and_size(header, code, factor, rest):
    assert unit_in_header(header) == (code, factor)
    assert without_unit(header) == rest


def test_that_a_unit_behind_a_duration_is_no_part_of_its_name():
    assert [key for key, _ in readings("Call duration mins", frozenset(), frozenset())][1:] == ["callduration"]
    assert [key for key, _ in readings("Price min", frozenset(), frozenset())] == ["pricemin"]
