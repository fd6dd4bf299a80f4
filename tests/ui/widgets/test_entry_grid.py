"""The grid to type in: pasting, clearing, taking back, what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.ui.widgets.entry_grid import FAULT, GREYED, EntryColumn, EntryGrid

QUOTAS = (
    EntryColumn("Rep", fixed=True, names=True),
    EntryColumn("Jan", numbers=True),
    EntryColumn("Feb", numbers=True),
)
RATES = (EntryColumn("Date"), EntryColumn("Currency"), EntryColumn("Rate", numbers=True))


@pytest.fixture
def quotas(qtbot: QtBot) -> EntryGrid:
    grid = EntryGrid(QUOTAS, "Quotas")
    qtbot.addWidget(grid)
    grid.set_cells([("Ann", "1", ""), ("Ben", "", "")], [("", "", "7"), ("", "8", "")])
    grid.show()
    return grid


@pytest.fixture
def rates(qtbot: QtBot) -> EntryGrid:
    grid = EntryGrid(RATES, "Rates", grows=True)
    qtbot.addWidget(grid)
    grid.set_cells([])
    grid.show()
    return grid


def test_that_a_block_is_pasted_from_the_current_cell_on(quotas: EntryGrid) -> None:
    quotas.setCurrentCell(0, 1)
    quotas.paste("10\t20\n30\t40\n50\t60")
    assert quotas.cells() == (("Ann", "10", "20"), ("Ben", "30", "40"))


def test_that_a_block_with_names_finds_its_rows(quotas: EntryGrid) -> None:
    quotas.setCurrentCell(0, 1)
    quotas.paste("Rep\tJan\tFeb\nBen\t3\t4\nann\t5\t6\nTotal\t8\t10")
    assert quotas.cells() == (("Ann", "5", "6"), ("Ben", "3", "4"))


def test_that_a_fixed_column_is_never_written(quotas: EntryGrid) -> None:
    quotas.setCurrentCell(0, 0)
    quotas.paste("10\t20")
    assert quotas.cells()[0] == ("Ann", "10", "20")
    quotas.selectAll()
    quotas.clear_selected()
    assert quotas.cells() == (("Ann", "", ""), ("Ben", "", ""))


def test_that_a_growing_grid_has_a_blank_row_at_the_end(rates: EntryGrid) -> None:
    assert (rates.rowCount(), rates.cells()) == (1, ())
    rates.setCurrentCell(0, 0)
    rates.paste("Date\tCurrency\tRate\r\n2026-01-01\tUSD\t0,92\r\n2026-02-01\tUSD\t0,93\r\n")
    assert rates.cells() == (("2026-01-01", "USD", "0,92"), ("2026-02-01", "USD", "0,93"))
    assert rates.rowCount() == 3
    rates.item(2, 1).setText("GBP")
    assert rates.rowCount() == 4


def test_that_keys_paste_copy_clear_and_take_back(rates: EntryGrid) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("2026-01-01\tUSD\t0.9")
    rates.setCurrentCell(0, 0)
    QTest.keyClick(rates, Qt.Key.Key_V, control)
    assert rates.cells() == (("2026-01-01", "USD", "0.9"),)
    rates.selectRow(0)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(rates, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "2026-01-01\tUSD\t0.9"
    QTest.keyClick(rates, Qt.Key.Key_Delete)
    assert rates.cells() == ()
    QTest.keyClick(rates, Qt.Key.Key_Z, control)
    assert rates.cells() == (("2026-01-01", "USD", "0.9"),)
    QTest.keyClick(rates, Qt.Key.Key_Z, control)
    assert rates.cells() == ()


def test_that_taking_back_keeps_what_the_files_say(quotas: EntryGrid) -> None:
    quotas.setCurrentCell(0, 1)
    quotas.paste("10\t20")
    quotas.undo()
    assert quotas.cells()[0] == ("Ann", "1", "")
    assert [quotas.item(0, 2).data(GREYED), quotas.item(1, 1).data(GREYED)] == ["7", "8"]


def test_that_faults_stand_in_their_cells(quotas: EntryGrid) -> None:
    changes = []
    quotas.edited.connect(lambda: changes.append(1))
    quotas.set_faults({(1, 2): "“x” is no number."})
    assert quotas.item(1, 2).data(FAULT)
    assert "is no number" in quotas.item(1, 2).toolTip()
    quotas.set_faults({})
    assert not quotas.item(1, 2).data(FAULT)
    assert changes == []


def test_that_names_stand_left_of_the_grid_and_tab_leaves_it(quotas: EntryGrid) -> None:
    assert quotas.isColumnHidden(0)
    assert [quotas.verticalHeaderItem(row).text() for row in range(2)] == ["Ann", "Ben"]
    assert not quotas.tabKeyNavigation()


def test_that_text_from_the_clipboard_is_one_line_of_plain_text(rates: EntryGrid) -> None:
    rates.setCurrentCell(0, 1)
    rates.paste("<b>U\u202eSD</b>")
    assert rates.cells()[0][1] == "<b>U SD</b>"
