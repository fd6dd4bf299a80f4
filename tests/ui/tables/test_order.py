"""Sorting and finding, on columns alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.order import Search, fold, sorted_rows

BOTH = pytest.mark.parametrize("descending", [False, True])


def column(values: list, kind: str = "number", **more: object) -> TableColumn:
    dtype = {"number": float, "date": "datetime64[D]", "text": object}[kind]
    return TableColumn("x", "X", np.array(values, dtype=dtype), kind, **more)


def ordered(each: TableColumn, *, descending: bool = False) -> list:
    return list(sorted_rows(each, np.arange(len(each.values)), descending=descending))


def test_that_numbers_are_sorted_as_numbers() -> None:
    assert ordered(column([10, 9, 100, -1])) == [3, 1, 0, 2]
    assert ordered(column([10, 9, 100, -1]), descending=True) == [2, 0, 1, 3]


@BOTH
def test_that_blanks_come_last_either_way(descending: bool) -> None:
    for each in (
        column([np.nan, 1, np.nan]),
        column(["", "a", None], "text"),
        column(["NaT", "2026-01-01", "NaT"], "date"),
    ):
        assert ordered(each, descending=descending) == [1, 0, 2]


@BOTH
def test_that_equal_values_keep_their_order(descending: bool) -> None:
    assert ordered(column([2, 2, 2]), descending=descending) == [0, 1, 2]
    assert ordered(column(["Bob", "bob", "BOB"], "text"), descending=descending) == [0, 1, 2]


def test_that_text_is_sorted_without_case_and_accents() -> None:
    assert ordered(column(["zoe", "Émile", "eva", "Anna"], "text")) == [3, 1, 2, 0]


def test_that_days_are_sorted_by_time() -> None:
    days = ["2026-03-01", "2025-12-31", "2026-01-15"]
    assert ordered(column(days, "date")) == [1, 2, 0]
    assert ordered(column(days, "date"), descending=True) == [0, 2, 1]


def test_that_whole_numbers_and_truth_values_are_numbers_too() -> None:
    whole = TableColumn("x", "X", np.array([3, 1, 2], dtype=np.uint8), "number")
    assert ordered(whole, descending=True) == [0, 2, 1]
    truth = TableColumn("x", "X", np.array([True, False]), "number")
    assert ordered(truth) == [1, 0]


def test_that_text_columns_may_hold_other_things() -> None:
    assert ordered(column([30, "4", None], "text")) == [0, 1, 2]


def test_that_sorting_starts_from_the_rows_as_they_stand() -> None:
    each = column([1, 1, 0])
    assert list(sorted_rows(each, np.array([1, 0, 2]), descending=False)) == [2, 1, 0]


@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=False)), max_size=40), st.booleans())
def test_that_sorting_agrees_with_pythons(values: list[float | None], descending: bool) -> None:
    each = column([np.nan if value is None else value for value in values])
    known = [i for i, value in enumerate(values) if value is not None]
    rising = sorted(known, key=lambda i: -values[i] if descending else values[i])
    assert ordered(each, descending=descending) == rising + [i for i, value in enumerate(values) if value is None]


@given(st.lists(st.sampled_from(["a", "B", "b", "Ä", "", None, "zz"]), max_size=30))
def test_that_text_sorting_agrees_with_pythons(values: list[str | None]) -> None:
    known = sorted((i for i, value in enumerate(values) if value), key=lambda i: fold(values[i]))
    assert ordered(column(values, "text")) == known + [i for i, value in enumerate(values) if not value]


# Finding


def found(needle: str, *columns: TableColumn) -> list[int]:
    return list(np.flatnonzero(Search(Frame(columns)).rows(needle)))


NAMES = column(["Brightwell Foods", "Harlow & Sons", None, "Älmhult"], "text")
AMOUNTS = column([18200, 14900, 13700, np.nan], text=lambda value: f"€{value:,.0f}", blank="no data")


def test_that_a_word_is_found_anywhere_without_case_and_accents() -> None:
    assert found("FOODS", NAMES) == [0]
    assert found("alm", NAMES) == [3]


def test_that_every_word_must_be_found_each_in_any_column() -> None:
    assert found("foods 18,2", NAMES, AMOUNTS) == [0]
    assert found("foods 14,9", NAMES, AMOUNTS) == []


def test_that_numbers_are_found_as_they_are_written() -> None:
    assert found("€14,9", AMOUNTS) == [1]
    assert found("14900", AMOUNTS) == []


def test_that_nothing_finds_everything_and_blanks_are_not_found() -> None:
    assert found("", NAMES) == [0, 1, 2, 3]
    assert found("none", NAMES) == []
    assert found("no data", AMOUNTS) == []


def test_that_ready_texts_are_found_as_they_are_shown() -> None:
    each = TableColumn("x", "X", np.array([1.0, 2.0]), "number", text=["one deal", "two deals"])
    assert found("two", each) == [1]


def test_that_signs_are_only_signs() -> None:
    assert found("&", NAMES) == [1]
    assert found(".*", NAMES) == []


def test_that_very_many_different_texts_and_numbers_can_be_found() -> None:
    count = 60_000
    ids = TableColumn("id", "Id", np.array([f"Deal-{i}" for i in range(count)], dtype=object))
    amounts = TableColumn("v", "Value", np.arange(count) + 0.5, "number")
    assert found("deal-59999", ids, amounts) == [59_999]
    assert found("41.5", ids, amounts) == [41]
    assert found("41,5", ids, amounts) == [41]
    assert found("x", ids, amounts) == []


def test_that_an_empty_table_finds_nothing() -> None:
    assert found("a", column([], "text")) == []
    assert list(Search(Frame()).rows("a")) == []
