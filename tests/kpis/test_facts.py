"""Facts: sorted by day, undated rows first, and what does not count set aside with its reason."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.kpis.facts import STILL, Facts, Reason, Sorted, facts, reads
from salesdesk.models.period import NO_DAY

BLANK, TWICE = Reason("blank", "no amount", gap=True), Reason("twice", "entered twice")


def _facts(days: list[int], **more: object) -> Facts:
    count = len(days)
    return facts(
        np.array(days, dtype=np.int32),
        {"rep": np.arange(count, dtype=np.int32)},
        {"size": np.arange(count, dtype=float)},
        row=np.arange(count, dtype=np.int64) + 100,
        **more,  # type: ignore[arg-type]
    )


@given(st.lists(st.one_of(st.just(NO_DAY), st.integers(-10, 10), st.integers(-(2**30), 2**30))))
def test_that_rows_stand_by_day_and_those_of_one_day_as_they_came(days: list[int]) -> None:
    found = _facts(days)
    order = np.argsort(np.array(days, dtype=np.int64), kind="stable")
    assert found.day.tolist() == [days[place] for place in order]
    assert found.row.tolist() == (order + 100).tolist()
    assert found.values["size"].tolist() == order.tolist()
    assert found.dims["rep"].tolist() == order.tolist()
    assert found.undated == days.count(NO_DAY)


def test_that_a_row_that_does_not_count_keeps_its_day_and_dims_and_the_first_reason_that_fits() -> None:
    aside = {BLANK: np.array([True, False, True, False]), TWICE: np.array([True, True, False, False])}
    found = _facts([4, 3, 2, 1], aside=aside)
    assert found.row.tolist() == [103]
    assert found.aside is not None
    assert found.aside.row.tolist() == [102, 101, 100]
    assert [found.aside.reasons[place].key for place in found.aside.why_not] == ["blank", "twice", "blank"]


def test_that_rows_that_are_none_of_the_kpis_are_not_even_set_aside() -> None:
    keep = np.array([True, False, False])
    found = _facts([1, 2, 3], keep=keep, aside={BLANK: np.array([False, True, False])})
    assert found.row.tolist() == [100]
    assert found.aside is None


def test_that_spells_keep_their_end_and_money_its_name() -> None:
    until = np.array([9, STILL], dtype=np.int32)
    found = _facts([5, 1], until=until, money={"amount": np.array([10_000.0, 20_000.0])})
    assert found.until is not None
    assert found.until.tolist() == [STILL, 9]
    assert found.money == {"amount"}
    assert found.values["amount"].tolist() == [20_000, 10_000]


def test_that_columns_are_put_in_order_once() -> None:
    columns = Sorted({"size": np.array([1.0, 2.0])}, np.array([1, 0]))
    assert columns["size"] is columns["size"]
    assert columns["size"].tolist() == [2, 1]
    assert list(columns) == ["size"]
    with pytest.raises(KeyError):
        columns["colour"]


def test_that_a_facts_function_tells_which_settings_it_reads() -> None:
    @reads("window_days")
    def leads(log: object) -> Facts:
        return _facts([])

    assert leads.__dict__["reads"] == ("window_days",)
