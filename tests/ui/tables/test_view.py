"""The table as a person uses it: sorting, filtering, clicking, selecting, copying."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables import rows as rows_module
from salesdesk.ui.tables import view as view_module
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.summary import SelectionSummary
from salesdesk.ui.tables.view import FrameTable

Table = Callable[..., FrameTable]
Seen = Callable[..., list[str]]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def cell(made: FrameTable, row: int, column: int) -> QPoint:
    return made.grid.visualRect(made.model.index(row, column)).center()


def click_head(qtbot: QtBot, made: FrameTable, column: int) -> None:
    head = made.grid.head
    at = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def clipboard() -> str:
    return QApplication.clipboard().text()


# Sorting and filtering


def test_that_a_click_on_a_header_sorts_and_a_second_one_reverses(table: Table, seen: Seen, qtbot: QtBot) -> None:
    made = table()
    heard: list[tuple[str, bool]] = []
    made.sorted_by.connect(lambda key, down: heard.append((key, down)))
    click_head(qtbot, made, 1)
    assert seen(made, 1) == ["€-4", "€2", "€2", "€10", "€33.5", "–"]
    click_head(qtbot, made, 1)
    assert seen(made, 1) == ["€33.5", "€10", "€2", "€2", "€-4", "–"]
    assert heard == [("value", False), ("value", True)]
    assert made.grid.head.isSortIndicatorShown()


def test_that_the_footer_stays_last_however_the_rows_are_sorted(table: Table) -> None:
    made = table()
    made.sort_by("value", descending=True)
    assert made.footer_model.data(made.footer_model.index(0, 0)) == "Team"
    assert made.footer.geometry().top() >= made.grid.geometry().bottom()
    assert not made.footer.isHidden()


def test_that_sorting_by_one_column_and_then_another_nests(table: Table, seen: Seen) -> None:
    made = table()
    made.sort_by("day")
    made.sort_by("name")
    assert seen(made, 0)[1:3] == ["Bob", "Bob"]
    assert seen(made, 2)[1:3] == ["29/02/2024", ""]


def test_that_a_filter_shows_matching_rows_and_tells_how_many(table: Table, seen: Seen, qtbot: QtBot) -> None:
    made = table()
    made.sort_by("value")
    with qtbot.waitSignal(made.shown_changed) as told:
        made.set_filter("bob")
    assert told.args == [2, 6]
    assert seen(made, 1) == ["€2", "–"]
    made.set_filter("")
    assert len(made.shown_rows()) == 6


def test_that_a_filter_without_result_says_so(table: Table) -> None:
    made = table()
    made.set_filter("nobody <b>")
    assert made.grid.empty_text == "Nothing found for “nobody <b>”"
    assert not made.grab().isNull()


def test_that_filter_and_sorting_outlast_new_data(table: Table, seen: Seen, make_frame: Callable[..., Frame]) -> None:
    made = table()
    made.sort_by("value", descending=True)
    made.set_filter("2")
    before = seen(made, 1)
    made.set_frame(make_frame())
    assert seen(made, 1) == before


def test_that_many_rows_are_arranged_beside_the_window(
    table: Table, seen: Seen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "_MANY_TEXTS", 1)
    monkeypatch.setattr(rows_module, "_MANY_NUMBERS", 1)
    made = table()
    with qtbot.waitSignal(made.rows.settled):
        made.sort_by("value")
        assert made.rows.busy
    assert seen(made, 1)[0] == "€-4"
    made.sort_by("name")
    with qtbot.waitSignal(made.rows.settled):
        made.set_filter("bob")
    assert seen(made, 1) == ["€2", "–"]


def test_that_a_sort_that_is_overtaken_by_new_data_is_dropped(
    table: Table, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "_MANY_NUMBERS", 1)
    made = table()
    made.sort_by("value")
    made.set_frame(Frame((TableColumn("other", "Other", np.arange(3)),)))
    qtbot.wait(30)
    assert list(made.shown_rows()) == [0, 1, 2]


# Clicks and keys


def test_that_a_click_asks_for_what_is_behind_a_cell_where_clicks_do(table: Table, qtbot: QtBot) -> None:
    made = table(activates="click")
    made.sort_by("value")
    with qtbot.waitSignal(made.cell_activated) as told:
        qtbot.mouseClick(made.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(made, 0, 1))
    assert told.args == [4, "value"]


def test_that_a_click_that_adds_to_a_selection_asks_nothing(table: Table, qtbot: QtBot) -> None:
    made = table(activates="click")
    qtbot.mouseClick(made.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(made, 0, 1))
    with qtbot.assertNotEmitted(made.cell_activated):
        shift = Qt.KeyboardModifier.ShiftModifier
        qtbot.mouseClick(made.grid.viewport(), Qt.MouseButton.LeftButton, shift, cell(made, 2, 1))


def test_that_a_double_click_asks_where_double_clicks_do_and_enter_always_does(table: Table, qtbot: QtBot) -> None:
    made = table()
    with qtbot.assertNotEmitted(made.cell_activated):
        qtbot.mouseClick(made.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(made, 1, 0))
    with qtbot.waitSignal(made.cell_activated) as told:
        qtbot.mouseDClick(made.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(made, 1, 0))
    assert told.args == [1, "name"]
    with qtbot.waitSignal(made.cell_activated):
        qtbot.keyClick(made.grid, Qt.Key.Key_Return)


def test_that_a_click_on_the_footer_asks_for_the_teams_figure(table: Table, qtbot: QtBot) -> None:
    made = table(activates="click")
    at = made.footer.visualRect(made.footer_model.index(0, 1)).center()
    with qtbot.waitSignal(made.footer_activated) as told:
        qtbot.mouseClick(made.footer.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["value"]


def test_that_the_current_row_is_told_as_the_row_of_the_data(table: Table, qtbot: QtBot) -> None:
    made = table()
    made.sort_by("value")
    with qtbot.waitSignal(made.row_picked) as told:
        made.grid.setCurrentIndex(made.model.index(0, 0))
    assert told.args == [4]
    with qtbot.waitSignal(made.row_picked) as told:
        made.select_row(3)
    assert told.args == [3]


def test_that_the_framed_row_moves_with_its_data(table: Table) -> None:
    made = table()
    made.highlight_row(4)
    made.sort_by("value")
    assert made.grid.framed == 0
    made.set_filter("ann")
    assert made.grid.framed == -1
    made.highlight_row(None)
    assert not made.grab().isNull()


def test_that_escape_clears_the_selection_and_tab_leaves_the_table(table: Table, qtbot: QtBot) -> None:
    made = table()
    made.grid.selectAll()
    qtbot.keyClick(made.grid, Qt.Key.Key_Escape)
    assert not made.grid.selectionModel().hasSelection()
    assert not made.grid.tabKeyNavigation()


# Selecting and copying


def select(made: FrameTable, first: tuple[int, int], last: tuple[int, int]) -> None:
    model, chosen = made.model, made.grid.selectionModel()
    from PySide6.QtCore import QItemSelection

    span = QItemSelection(model.index(*first), model.index(*last))
    chosen.select(span, QItemSelectionModel.SelectionFlag.Select)


def test_that_the_selection_is_counted_summed_and_averaged(table: Table, qtbot: QtBot) -> None:
    made = table()
    with qtbot.waitSignal(made.summary_changed) as told:
        select(made, (0, 0), (2, 1))
    summary: SelectionSummary = told.args[0]
    assert (summary.cells, summary.numbers, summary.total, summary.mean) == (5, 2, 12.0, 6.0)
    assert summary.text(NumberStyle()) == "Count 5 · Sum 12 · Average 6"


def test_that_a_large_selection_is_summed_beside_the_window(
    table: Table, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "_COUNTED_AT_ONCE", 1)
    made = table()
    with qtbot.waitSignal(made.summary_changed) as told:
        made.grid.selectAll()
    assert told.args[0].total == 43.5


def test_that_one_cell_and_no_number_are_not_summed_up() -> None:
    assert SelectionSummary(1, 1, 5.0).text(NumberStyle()) == ""
    assert SelectionSummary(3).text(NumberStyle()) == "Count 3"
    assert SelectionSummary().mean is None


def test_that_ctrl_c_copies_the_selection(table: Table, qtbot: QtBot) -> None:
    made = table()
    select(made, (0, 0), (1, 1))
    qtbot.keyClick(made.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "ann\t10\nÉmile\t2"


def test_that_copying_with_headers_puts_them_first_on_one_line(table: Table) -> None:
    made = table()
    select(made, (0, 1), (0, 2))
    made.copy(headers=True)
    assert clipboard() == "Won amount\tClosed on\n10\t2026-03-01"


def test_that_the_whole_table_is_copied_with_its_footer(table: Table, qtbot: QtBot) -> None:
    made = table()
    made.sort_by("value")
    qtbot.keyClick(made.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    made.copy()
    lines = clipboard().split("\n")
    assert lines[0] == "cy\t-4\t2026-03-01"
    assert lines[-1] == "Team\t43.5\t"
    assert len(lines) == 7


def test_that_without_a_selection_everything_shown_is_copied(table: Table) -> None:
    made = table()
    made.set_filter("bob")
    made.grid.clearSelection()
    made.copy()
    assert clipboard().split("\n")[:2] == ["Bob\t\t", "Bob\t2\t2024-02-29"]


def test_that_cells_between_two_selected_blocks_stay_empty(table: Table) -> None:
    made = table()
    select(made, (0, 0), (0, 0))
    select(made, (4, 1), (4, 1))
    made.copy()
    assert clipboard() == "ann\t\n\t-4"


def test_that_hidden_columns_are_not_copied_and_moved_ones_as_they_are_seen(table: Table) -> None:
    made = table()
    made.hide_column(1)
    select(made, (0, 0), (0, 2))
    made.copy()
    assert clipboard() == "ann\t2026-03-01"
    made.hide_column(1, hidden=False)
    made.grid.head.moveSection(2, 1)
    made.copy()
    assert clipboard() == "ann\t2026-03-01\t10"


def test_that_a_large_copy_is_made_beside_the_window(
    table: Table, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "_COPIED_AT_ONCE", 1)
    made = table()
    select(made, (0, 0), (1, 1))
    heard: list[str] = []
    made.said.connect(heard.append)
    made.copy()
    qtbot.waitUntil(lambda: heard == ["Copying…", "Copied"])
    assert clipboard() == "ann\t10\nÉmile\t2"


def test_that_the_menu_offers_copying_and_selecting(table: Table) -> None:
    made = table()
    texts = [action.text().replace("&", "") for action in made.cell_menu().actions()]
    assert texts == ["Copy", "Copy with headers", "Select all"]


def test_that_an_empty_table_can_be_used(table: Table, qtbot: QtBot) -> None:
    for data in (Frame(), Frame((TableColumn("a", "A", np.array([])),), empty_text="No deals in this period")):
        made = table(data)
        made.copy()
        made.set_filter("x")
        made.highlight_row(3)
        qtbot.keyClick(made.grid, Qt.Key.Key_Return)
        assert not made.grab().isNull()


def test_that_the_ring_around_a_cell_is_drawn_only_for_the_keyboard(table: Table, qtbot: QtBot) -> None:
    made = table()
    made.grid.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not made.grid.ringed().isValid()
    qtbot.keyClick(made.grid, Qt.Key.Key_Down)
    assert made.grid.ringed() == made.frozen.ringed() == made.grid.currentIndex()
    qtbot.mouseClick(made.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(made, 0, 1))
    assert not made.grid.ringed().isValid()


def test_that_a_heat_beyond_the_last_step_is_the_last_step(table: Table) -> None:
    values = np.array([1.0])
    pictures = []
    for step in (-9, -3, -2):
        column = TableColumn("a", "A", values, "number", heat=np.array([step]))
        made = table(Frame((column,)), width=200)
        pictures.append(made.grid.viewport().grab().toImage())
    assert pictures[0] == pictures[1] != pictures[2]


def test_that_a_blank_has_no_ring_of_a_small_sample(table: Table) -> None:
    blank = np.array([np.nan])
    with_ring, without = (
        table(Frame((TableColumn("a", "A", blank, "number", blank="–", hollow=np.array([flag])),)), width=200)
        for flag in (True, False)
    )
    assert with_ring.grid.viewport().grab().toImage() == without.grid.viewport().grab().toImage()


def test_that_a_table_of_one_row_leaves_no_room_for_another(qtbot: QtBot) -> None:
    table = FrameTable(NumberStyle(), fits=True)
    qtbot.addWidget(table)
    heights = []
    for rows in (1, 2, 0):
        table.set_frame(Frame((TableColumn("a", "A", np.arange(rows, dtype=float), kind="number"),)))
        heights.append(table.sizeHint().height())
    assert heights[0] < heights[1] == heights[2]
