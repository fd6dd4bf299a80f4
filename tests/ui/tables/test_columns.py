"""How cells are written and taken along."""

from datetime import date, datetime

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from salesdesk.ui.tables.columns import Frame, TableColumn, as_moment, blanks, date_text


def test_that_values_are_written_by_kind() -> None:
    assert TableColumn("a", "A", np.array([1.5]), "number").written(0) == "1.5"
    assert TableColumn("a", "A", np.array(["x\ny"], dtype=object)).written(0) == "x y"
    assert TableColumn("a", "A", np.array(["2026-03-04"], "datetime64[D]"), "date").written(0) == "04/03/2026"


def test_that_the_page_may_write_values_itself() -> None:
    values = np.array([0.25, np.nan])
    written = TableColumn("a", "A", values, "number", lambda value: f"{value:.0%}", blank="no data")
    assert [written.written(row) for row in (0, 1)] == ["25%", "no data"]
    ready = TableColumn("a", "A", values, "number", ["a quarter", ""], blank="–")
    assert [ready.written(row) for row in (0, 1)] == ["a quarter", "–"]


@pytest.mark.parametrize(
    ("values", "blank"),
    [
        (np.array([1.0, np.nan]), [False, True]),
        (np.array(["a", "", None, np.nan], dtype=object), [False, True, True, True]),
        (np.array(["2026-01-01", "NaT"], dtype="datetime64[D]"), [False, True]),
        (np.array([0, 1]), [False, False]),
        (np.array([False, True]), [False, False]),
    ],
)
def test_that_blanks_are_known_in_every_kind(values: np.ndarray, blank: list[bool]) -> None:
    assert list(blanks(values)) == blank


def test_that_numbers_are_taken_as_numbers_and_days_as_days() -> None:
    assert TableColumn("a", "A", np.array([2.5]), "number", lambda value: "€").taken(0) == 2.5
    assert TableColumn("a", "A", np.array(["2026-03-04"], "datetime64[D]"), "date").taken(0) == date(2026, 3, 4)
    assert TableColumn("a", "A", np.array(["x"], dtype=object)).taken(0) == "x"


def test_that_blanks_are_taken_as_nothing() -> None:
    for values, kind in (
        (np.array([np.nan]), "number"),
        (np.array([None]), "text"),
        (np.array(["NaT"], "M8[D]"), "date"),
    ):
        assert TableColumn("a", "A", values, kind, blank="–").taken(0) is None


def test_that_the_page_may_say_what_is_taken() -> None:
    percent = TableColumn("a", "A", np.array([0.25, np.nan]), "number", copied=lambda value: f"{100 * value:g}%")
    assert [percent.taken(row) for row in (0, 1)] == ["25%", None]


def test_that_a_time_of_day_is_kept_if_there_is_one() -> None:
    assert as_moment(np.datetime64("2026-03-04")) == date(2026, 3, 4)
    assert as_moment(np.datetime64("2026-03-04T09:30")) == datetime(2026, 3, 4, 9, 30)  # noqa: DTZ001
    assert date_text(np.datetime64("2026-03-04T09:30")) == "04/03/2026 09:30"


def test_that_a_computer_without_language_writes_days_by_the_standard() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.C))
    assert date_text(np.datetime64("2026-03-04")) == "2026-03-04"


def test_that_a_frame_knows_its_rows_footer_and_places() -> None:
    frame = Frame((TableColumn("a", "A", np.arange(3)), TableColumn("b", "B\nb", np.arange(3), footer="3")))
    assert (frame.rows, frame.has_footer, frame.place("b"), frame.place("z")) == (3, True, 1, -1)
    assert (Frame().rows, Frame().has_footer) == (0, False)
    assert frame.columns[1].name == "B b"
