"""Quotas and goals: typed, pasted, kept, and held against the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from salesdesk.insights.goals import ANY, target_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.models.period import month_of, quarter_of
from salesdesk.models.typed import TypedQuota
from salesdesk.store.targets import Target
from salesdesk.ui import changes
from salesdesk.ui.dialogs.figures import MOST, FiguresDialog
from salesdesk.ui.dialogs.targets import TargetsDialog
from salesdesk.ui.pages.overview import TILES
from tests.company import company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

QUOTAS = [
    {"rep_id": "Ann", "period_start": f"2026-0{month}-01", "period_end": f"2026-0{month}-28", "amount": 1000.0 * month}
    for month in (1, 2, 3)
]
LOG = log(
    as_of="2026-06-30",
    opportunities=[*deals(8, 4, "2026-05-12"), *deals(3, 4, "2026-05-12", "Ben"), *deals(3, 4, "2025-11-12")],
    quotas=QUOTAS,
)
MAY, Q2 = month_of(date(2026, 5, 1)), quarter_of(date(2026, 5, 1))


@pytest.fixture
def opened(driver: Driver) -> Driver:
    driver.put(LOG)
    return driver


def dialog_of(driver: Driver, key: str, kind: type[QDialog]) -> Any:
    driver.window.menus.actions[key].trigger()
    driver.settle()
    (dialog,) = [found for found in driver.window.findChildren(kind) if found.isVisible()]
    return dialog


def column(dialog: TargetsDialog, title: str) -> int:
    return [each.title for each in dialog.quotas.entry_columns].index(title)


# Quotas


def test_that_a_pasted_grid_of_quotas_counts_is_kept_and_is_undone(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.quotas.setCurrentCell(0, column(dialog, "Apr 26"))
    dialog.quotas.paste("Rep\tApr\tMay\nBen\t2,000\t3,000.50\nAnn\t€ 4,000\t")
    dialog.accept()
    opened.settle()
    quotas = opened.desk.workspace.typed.get().quotas
    assert [(each.rep, each.first.month, each.amount) for each in quotas] == [
        ("Ann", 4, 4000),
        ("Ben", 4, 2000),
        ("Ben", 5, 3000.5),
    ]
    assert opened.desk.board.kpis["quota_attainment"].now.denominator == 9000.5
    assert opened.window.menus.actions["undo"].text() == "&Undo change targets"
    opened.window.menus.actions["undo"].trigger()
    opened.settle()
    assert opened.desk.workspace.typed.get().quotas == ()
    assert opened.desk.log.rows("quotas") == 3


def test_that_typed_rows_say_where_they_come_from_but_do_not_name_the_window(opened: Driver) -> None:
    typed = type(opened.desk.terms.typed)(quotas=(TypedQuota("Ann", MAY.first, MAY.last, 5000.0),))
    changes.change_targets(opened.desk, typed, ())
    opened.settle()
    assert opened.desk.log.sources[-1].title == "Typed in SalesDesk"
    assert "Typed" not in opened.window.windowTitle()
    assert "Typed in SalesDesk" in str(opened.page("data").sources.frame.columns[0].values)


def test_that_quarters_and_years_take_along_what_was_typed(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.quotas.item(0, column(dialog, "May 26")).setText("500")
    dialog.parts.choices.chosen.emit(("Quarters",))
    assert [each.title for each in dialog.quotas.entry_columns][1:] == ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]
    dialog.quotas.item(1, 3).setText("9000")
    dialog.year.choices.chosen.emit(("2027",))
    assert "Q1 2027" in [each.title for each in dialog.quotas.entry_columns]
    dialog.accept()
    quotas = opened.desk.workspace.typed.get().quotas
    assert [(each.rep, each.first, each.amount) for each in quotas] == [
        ("Ann", date(2026, 5, 1), 500),
        ("Ben", date(2026, 7, 1), 9000),
    ]


def test_that_a_cell_that_is_no_number_is_marked_and_keeps_the_dialog_open(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.quotas.item(0, 5).setText("lots")
    dialog.parts.choices.chosen.emit(("Quarters",))
    assert dialog.parts.value == "Months"
    dialog.tabs.setCurrentIndex(1)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.tabs.currentIndex() == 0
    assert dialog.trouble.text() == "“lots” is no number."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.desk.workspace.typed.get().quotas == ()


def test_that_quotas_of_the_files_are_shown_and_counted_in_the_sum(driver: Driver) -> None:
    driver.put(company_log())
    dialog = dialog_of(driver, "targets", TargetsDialog)
    from salesdesk.ui.widgets.entry_grid import GREYED

    assert dialog.quotas.item(0, 1).text() == ""
    assert dialog.quotas.item(0, 1).data(GREYED) == "34,000"
    before = dialog.total.text()
    dialog.quotas.item(0, 1).setText("134000")
    assert dialog.total.text() != before
    dialog.reject()


# Goals


def test_that_a_goal_is_typed_in_the_unit_of_its_figure_and_stands_on_the_tile(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.goals.item(0, 0).setText("win rate")
    dialog.goals.item(0, 1).setText("60")
    assert dialog.goals.item(0, 2).text() == "%"
    dialog.goals.item(1, 0).setText("Deals won")
    dialog.goals.item(1, 1).setText("20")
    dialog.goals.item(1, 3).setText("Q2 2026")
    dialog.accept()
    opened.settle()
    assert opened.desk.workspace.targets.all() == (
        target_of(BY_KEY["deals_won"], 20.0, Q2),
        target_of(BY_KEY["win_rate"], 0.6, None),
    )
    tiles = opened.page("overview").tiles.tiles
    assert tiles["win_rate"].data.note.startswith("Goal 60 % · ")
    assert "pp below" in tiles["win_rate"].data.note
    assert tiles["win_rate"].data.reference == 0.6
    assert tiles["deals_won"].data.note.startswith("Goal 20 · 9 below")
    assert tiles["deals_won"].data.reference == pytest.approx(20 / 3)


def test_that_what_is_wrong_with_a_goal_is_said(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.goals.set_rows([("Magic", "3", "", "any period")])
    dialog.accept()
    assert dialog.trouble.text() == "There is no figure called “Magic”."
    dialog.goals.set_rows([("Win rate", "high", "", "any period")])
    dialog.accept()
    assert dialog.trouble.text() == "“high” is no number."
    dialog.goals.set_rows([("Win rate", "30", "", "some day")])
    dialog.accept()
    assert dialog.trouble.text().startswith("Choose one of any period, Q2 2026, 2026")
    dialog.reject()


def test_that_targets_of_reps_and_other_periods_are_kept(opened: Driver) -> None:
    old = Target("win_rate", date(2024, 1, 1), date(2024, 3, 31), 0.2, "percent")
    of_rep = Target("win_rate", *ANY, 0.9, "percent", "rep", "Ann")
    opened.desk.workspace.targets.set(old, of_rep)
    opened.desk._terms = None
    dialog = dialog_of(opened, "targets", TargetsDialog)
    assert dialog.goals.cells() == (("Win rate", "20", "%", "Q1 2024"),)
    dialog.accept()
    assert set(opened.desk.workspace.targets.all()) == {old, of_rep}


# Figures


def test_that_the_overview_opens_on_the_figures_chosen_in_their_order(opened: Driver) -> None:
    dialog = dialog_of(opened, "figures", FiguresDialog)
    assert [row[0] for row in dialog.goals.cells()] == [BY_KEY[key].name for key in opened.page("overview").tiles.tiles]
    dialog.list.check_all(on=False)
    for name in ("Win rate", "Deals won", "Net sales"):
        (item,) = dialog.list.list.findItems(name, Qt.MatchFlag.MatchExactly)
        item.setCheckState(Qt.CheckState.Checked)
    dialog.goals.setCurrentCell(2, 1)
    dialog.up.click()
    dialog.goals.item(0, 1).setText("50")
    dialog.accept()
    opened.settle()
    names = [tile.data.title for tile in opened.page("overview").tiles.tiles.values()]
    assert names == ["Win rate", "Net sales", "Deals won"]
    assert opened.page("overview").tiles.tiles["win_rate"].data.note.startswith("Goal 50 %")
    opened.window.menus.actions["undo"].trigger()
    opened.settle()
    assert set(opened.page("overview").tiles.tiles) <= set(TILES)
    assert "win_rate" in opened.page("overview").tiles.tiles
    assert opened.desk.workspace.targets.all() == ()


def test_that_the_button_on_the_overview_asks_for_figures(opened: Driver) -> None:
    page = opened.page("overview")
    assert page.choose.isVisible()
    page.choose.click()
    opened.settle()
    (dialog,) = [found for found in opened.window.findChildren(FiguresDialog) if found.isVisible()]
    assert dialog.main.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_no_figure_or_too_many_are_refused(opened: Driver) -> None:
    dialog = dialog_of(opened, "figures", FiguresDialog)
    dialog.list.check_all(on=False)
    dialog.accept()
    assert f"at most {MOST}" in dialog.trouble.text()
    dialog.list.check_all(on=True)
    if len(dialog.goals.cells()) > MOST:
        dialog.accept()
        assert dialog.isVisible()
    dialog.reject()
    assert opened.desk.terms.figures == ()


def test_that_figures_a_log_cannot_fill_give_way_to_the_programs_own(opened: Driver) -> None:
    changes.choose_figures(opened.desk, ("lead_response_time",), ())
    opened.settle()
    page = opened.page("overview")
    assert "lead_response_time" not in page.tiles.tiles
    assert page.chosen.text() == "The most telling figures"


def test_that_a_goal_cleared_in_its_row_is_gone(opened: Driver) -> None:
    changes.choose_figures(opened.desk, ("win_rate",), (target_of(BY_KEY["win_rate"], 0.5, None),))
    opened.settle()
    dialog = dialog_of(opened, "figures", FiguresDialog)
    assert dialog.goals.cells() == (("Win rate", "50", "%", "any period"),)
    dialog.goals.item(0, 1).setText("")
    dialog.accept()
    assert opened.desk.workspace.targets.all() == ()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
@pytest.mark.parametrize(("key", "kind"), [("targets", TargetsDialog), ("figures", FiguresDialog)])
def test_that_the_dialogs_fit_a_small_window(opened: Driver, zoom: float, key: str, kind: type[QDialog]) -> None:
    opened.window.look.set_zoom(zoom)
    opened.window.resize(1024, 640)
    dialog = dialog_of(opened, key, kind)
    assert dialog.width() <= 1024
    assert dialog.height() <= 640
    dialog.reject()


def test_that_enter_in_a_cell_goes_down_and_does_not_close_the_dialog(opened: Driver) -> None:
    dialog = dialog_of(opened, "targets", TargetsDialog)
    dialog.quotas.setFocus()
    dialog.quotas.setCurrentCell(0, 4)
    QTest.keyClicks(dialog.quotas.viewport(), "7")
    editor = dialog.quotas.viewport().focusWidget() or dialog.quotas.focusWidget()
    QTest.keyClicks(editor, "00")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.settle()
    assert dialog.isVisible()
    assert dialog.quotas.item(0, 4).text() == "700"
    assert dialog.quotas.currentRow() == 1
    dialog.reject()
