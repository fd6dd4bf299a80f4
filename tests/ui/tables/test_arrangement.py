"""Columns and sizes: order, hiding, widths that fit, the column and the row that stay, what is kept for next time."""

import json
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.switch import Look
from salesdesk.ui.look.units import line, row_height, u
from salesdesk.ui.tables.arrangement import Arrangement
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.tables.widths import fitted, natural_width

Table = Callable[..., FrameTable]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def wide_frame(columns: int = 20, rows: int = 5) -> Frame:
    names = np.array([f"Rep {i}" for i in range(rows)], dtype=object)
    values = [
        TableColumn(f"k{i}", f"A long title {i}", np.arange(rows, dtype=float), "number", footer=str(i))
        for i in range(columns)
    ]
    return Frame((TableColumn("rep", "Rep", names, footer="Team"), *values), "Wide")


# Widths


def test_that_spare_room_is_spread_and_the_widths_fill_it() -> None:
    assert fitted([100, 50], 300) == [200, 100]
    assert sum(fitted([33.3, 33.3, 33.4], 331)) == 331
    assert fitted([60, 60, 300, 200], 600) == [60, 60, 280, 200]  # the widest gives way
    assert fitted([60, 60, 300, 200], 440, squeeze=1.5) == [60, 60, 160, 160]


def test_that_a_little_too_wide_is_squeezed_and_much_too_wide_scrolls() -> None:
    assert sum(fitted([100, 50], 140)) == 140
    assert fitted([100, 50], 100) == [100, 50]


def test_that_a_width_the_user_has_set_is_kept() -> None:
    assert fitted([100, 50, 50], 400, [True, False, False]) == [100, 150, 150]


def test_that_spare_room_goes_to_what_is_cut_before_it_is_spread() -> None:
    assert fitted([100, 100], 300, None, [150, 100]) == [180, 120]
    assert fitted([100, 100, 100], 360, None, [200, 120, 100]) == [150, 110, 100]
    assert fitted([100, 100], 300, [True, False], [150, 100]) == [100, 200]
    assert fitted([100, 100], 150, None, [150, 100]) == [100, 100]


def test_that_no_columns_have_no_widths() -> None:
    assert fitted([], 300) == []


def test_that_a_column_is_wide_enough_for_its_title_cells_and_footer(qapp: QApplication) -> None:
    shown = np.arange(3)
    values = np.array([1.0, 2.0, 3.0])
    bare = natural_width(TableColumn("a", "A", values, "number"), shown)
    for more in ({"title": "A much longer title"}, {"footer": "1,234,567,890"}, {"text": lambda v: f"{v} thousand"}):
        column = TableColumn(**{"key": "a", "title": "A", "values": values, "kind": "number", **more})
        assert natural_width(column, shown) > bare


def test_that_only_some_of_very_many_rows_are_measured(qapp: QApplication) -> None:
    asked: list[float] = []
    column = TableColumn("a", "A", np.arange(100_000.0), "number", lambda value: str(asked.append(value) or value))
    assert natural_width(column, np.arange(100_000)) > 0
    assert len(asked) < 300


def test_that_the_columns_fill_the_table(table: Table) -> None:
    made = table(width=600)
    assert made.grid.head.length() == made.grid.viewport().width()
    made.resize(700, 400)
    assert made.grid.head.length() == made.grid.viewport().width()


# The column and the row that stay


def test_that_the_first_column_stays_when_the_table_is_scrolled_sideways(table: Table) -> None:
    made = table(wide_frame(), width=500)
    assert made.frozen.isVisible()
    assert made.frozen_footer.isVisible()
    made._bar.setValue(200)
    assert made.grid.horizontalScrollBar().value() == made.footer.horizontalScrollBar().value() == 200
    assert made.frozen.width() == made.grid.columnWidth(0)
    assert not made.grab().isNull()


def test_that_nothing_is_frozen_where_everything_fits(table: Table) -> None:
    made = table()
    assert not made.frozen.isVisible()
    assert not made.frozen_footer.isVisible()
    assert made._bar.isHidden()


def test_that_the_frozen_column_sorts_and_scrolls_with_the_table(table: Table) -> None:
    made = table(wide_frame(rows=200), width=500, height=300)
    made.frozen.head.setSortIndicator(0, made.frozen.head.sortIndicatorOrder().DescendingOrder)
    assert made.layout_state()["sort"] == {"key": "rep", "descending": True}
    made.grid.verticalScrollBar().setValue(50)
    assert made.frozen.verticalScrollBar().value() == 50


def test_that_the_footer_lies_right_below_the_rows(table: Table) -> None:
    made = table(height=900)
    assert made.footer.geometry().top() == made.grid.geometry().bottom() + 1
    assert made.grid.height() == made.grid.head.height() + 6 * row_height()
    assert [made.footer.columnWidth(i) for i in range(3)] == [made.grid.columnWidth(i) for i in range(3)]


# Heights


def test_that_a_fitting_table_is_as_tall_as_its_rows_and_does_not_scroll(
    table: Table, turn_wheel: Callable[..., bool]
) -> None:
    made = table(wide_frame(3, 30), fits=True)
    assert made.sizeHint().height() == made.grid.head.sizeHint().height() + 31 * row_height()
    made.resize(600, made.sizeHint().height())
    assert made.grid.verticalScrollBar().maximum() == 0
    assert not turn_wheel(made.grid.viewport())


def test_that_a_short_table_breathes_when_there_is_room(table: Table) -> None:
    made = table(fits=True, height=2000)
    assert made.grid.rowHeight(0) == int(line() + 3 * u())
    made.resize(600, made.sizeHint().height())
    assert made.grid.rowHeight(0) == row_height()
    assert table(wide_frame(3, 30), fits=True, height=2000).grid.rowHeight(0) == row_height()


def test_that_a_long_table_scrolls_itself(table: Table) -> None:
    made = table(wide_frame(3, 500), height=300)
    assert made.grid.verticalScrollBar().maximum() > 0
    assert made.height() == 300


def test_that_rows_grow_with_the_size_of_text(table: Table, look: Look) -> None:
    made = table()
    before, wide = made.grid.rowHeight(0), made.sizeHint().height()
    look.set_zoom(1.5)
    QApplication.processEvents()
    assert made.grid.rowHeight(0) > 1.3 * before
    assert made.sizeHint().height() > 1.3 * wide


def test_that_a_title_of_two_lines_makes_the_header_taller(table: Table) -> None:
    one = table(Frame((TableColumn("a", "One line", np.arange(2)),)))
    two = table(Frame((TableColumn("a", "Two\nlines", np.arange(2)),)))
    assert two.grid.head.sizeHint().height() > one.grid.head.sizeHint().height()


# What the user arranged


def test_that_hidden_columns_can_be_shown_again_but_the_first_one_stays(table: Table) -> None:
    made = table()
    made.hide_column(0)
    made.hide_column(2)
    assert made.visible_columns() == [0, 1]
    assert made.footer.isColumnHidden(2)
    made.reset_columns()
    assert made.visible_columns() == [0, 1, 2]


def test_that_a_column_may_be_hidden_from_the_start(table: Table) -> None:
    frame = Frame((TableColumn("a", "A", np.arange(2)), TableColumn("b", "B", np.arange(2), hidden=True)))
    made = table(frame)
    assert made.visible_columns() == [0]
    made.hide_column(1, hidden=False)
    assert made.visible_columns() == [0, 1]


def test_that_the_header_menu_lists_all_columns_and_changes_them(table: Table) -> None:
    made = table()
    menu = made.grid.head.column_menu(1)
    texts = [action.text() for action in menu.actions()]
    assert texts[:3] == ["&Hide “Won amount”", "&Fit width", "&Reset columns"]
    assert texts[-3:] == ["Rep", "Won amount", "Closed on"]
    menu.actions()[0].trigger()
    assert made.visible_columns() == [0, 2]
    shown = next(action for action in made.column_menu().actions() if action.text() == "Won amount")
    assert not shown.isChecked()
    shown.trigger()
    assert made.visible_columns() == [0, 1, 2]


def test_that_order_width_hiding_and_sorting_are_kept_for_next_time(table: Table) -> None:
    first = table(wide_frame(4))
    first.grid.head.moveSection(3, 1)
    first.grid.setColumnWidth(2, 123)
    first.hide_column(4)
    first.sort_by("k0", descending=True)
    kept = json.loads(json.dumps(first.layout_state()))
    second = table(wide_frame(4))
    second.restore_layout(kept)
    assert second.visible_columns() == first.visible_columns() == [0, 3, 1, 2]
    assert second.grid.columnWidth(2) == pytest.approx(123, abs=2)
    assert list(second.shown_rows()) == [4, 3, 2, 1, 0]
    assert second.layout_state() == kept
    assert second.footer.head.visualIndex(3) == 1


def test_that_a_width_can_be_fitted_again(table: Table) -> None:
    made = table(wide_frame(2))
    made.grid.setColumnWidth(1, 300)
    assert "k0" in made.layout_state()["widths"]
    made.grid.head.fit_wanted.emit(1)
    assert made.layout_state()["widths"] == {}


@pytest.mark.parametrize("kept", [None, 3, {"order": 3, "widths": {"a": "x"}, "sort": []}, {"sort": {"key": "gone"}}])
def test_that_a_damaged_arrangement_does_no_harm(table: Table, kept: object) -> None:
    made = table()
    made.restore_layout(kept)
    assert made.visible_columns() == [0, 1, 2]


def test_that_columns_that_are_away_keep_their_arrangement() -> None:
    arrangement = Arrangement.of({"hidden": {"gone": True}, "order": ["a", "gone"], "widths": {"gone": 12}})
    assert arrangement.as_dict()["widths"] == {"gone": 12.0}
    assert arrangement.is_hidden("gone", otherwise=False)


def test_that_a_table_follows_new_data_with_other_columns(table: Table, qtbot: QtBot) -> None:
    made = table()
    made.hide_column(1)
    made.set_frame(wide_frame(3))
    assert made.visible_columns() == [0, 1, 2, 3]
    assert made.grid.accessibleName() == "Wide"
