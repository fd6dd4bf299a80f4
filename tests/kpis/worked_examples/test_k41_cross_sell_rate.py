from salesdesk.kpis.status import Status
from tests.kpis.asking import team
from tests.kpis.building import log, without
from tests.kpis.worked_examples.test_k40_upsell_rate import FIRST, PRODUCTS, book, line, untyped


def test_that_customers_at_the_start_who_bought_a_new_family_are_counted():
    found = team(book(), "K41")
    assert (found.value, found.numerator, found.n) == (0.2, 2, 10)
    assert found.status == Status.INDICATIVE


def test_that_who_bought_both_kinds_is_one_customer():
    assert team(book(), "K41").details["either"] == 0.3


def test_that_a_first_purchase_of_a_family_is_a_cross_sell():
    assert team(untyped(line("cu1", "2026-03-05", None, "T")), "K41").numerator == 1
    again = (line("cu1", "2026-01-05", None, "T"), line("cu1", "2026-03-05", None, "T"))
    assert team(untyped(*again), "K41").numerator == 0


def test_that_another_product_of_an_owned_family_is_none():
    assert team(untyped(line("cu1", "2026-03-05", None, "M")), "K41").numerator == 0


def test_that_what_was_bought_on_the_first_day_is_no_cross_sell():
    same_day = line("cu1", "2025-11-10", None, "T", order_id="other")
    assert team(untyped(same_day), "K41", "2025-11").value is None
    assert team(untyped(same_day, line("cu1", "2026-03-05", None, "T")), "K41").numerator == 0


def test_that_a_family_given_back_in_full_was_never_bought():
    bought = line("cu1", "2026-01-05", None, "T", order_id="1")
    back = line("cu1", "2026-01-20", None, "T", amount=-100, original_order_id="1")
    assert team(untyped(bought, back, line("cu1", "2026-03-05", None, "T")), "K41").numerator == 1


def test_that_the_family_of_the_line_goes_before_that_of_the_product():
    assert team(untyped(line("cu1", "2026-03-05", None, "M", product_family="Cloud")), "K41").numerator == 1


def test_that_without_families_each_product_is_one():
    lines = [{**row, "line_type": None} for row in (*FIRST, line("cu1", "2026-03-05", None, "M"))]
    found = without(log(order_lines=lines, products=PRODUCTS, as_of="2026-03-31"), "products", "family")
    assert team(found, "K41").numerator == 1
    assert "each product counts as one" in " ".join(team(found, "K41").notes)
