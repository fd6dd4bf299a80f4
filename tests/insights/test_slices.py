import pytest

from salesdesk.insights.slices import MOST, by_member, parts_of
from tests.company import company_board


def test_that_the_largest_member_comes_first_and_the_parts_make_the_whole() -> None:
    found = by_member(company_board(), "deals_won", "product")
    values = [cell.value or 0.0 for _, cell in found]
    assert values == sorted(values, reverse=True)
    assert sum(values) == company_board().kpis["deals_won"].now.value
    assert all(cell.n for _, cell in found)


def test_that_many_members_are_cut_to_those_that_can_be_compared_at_a_glance() -> None:
    assert len(by_member(company_board(), "net_sales", "customer")) == MOST


def test_that_a_figure_that_has_no_such_slice_has_no_members() -> None:
    assert by_member(company_board(), "activity_volume", "product") == ()


def test_that_bands_are_told_in_their_own_order() -> None:
    parts = parts_of(company_board(), "sales_cycle_length", "bands")
    assert next(name for name, _ in parts) == "days_0_7"
    assert sum(count for _, count in parts) == company_board().kpis["sales_cycle_length"].now.n
    with pytest.raises(TypeError):
        parts_of(company_board(), "sales_cycle_length", "mean")
