"""The settings dialog: generated from the declarations, checked with sentences, applied to the figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salesdesk.models.setting_fields import FIELDS, SECTIONS, value_of
from salesdesk.models.settings import Settings
from salesdesk.models.typed import Typed, TypedHoliday, TypedQuota, TypedRate
from salesdesk.store.preferences import keep_settings
from salesdesk.ui import changes
from salesdesk.ui.dialogs.settings import SettingsDialog
from tests.company import deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

LOG = log(
    as_of="2026-06-30",
    zone="Europe/Berlin",
    opportunities=[*deals(8, 4, "2026-05-12"), *deals(3, 4, "2026-02-12"), *deals(3, 4, "2025-11-12")],
)


def dialog_of(driver: Driver) -> SettingsDialog:
    driver.window.menus.actions["settings"].trigger()
    driver.settle()
    (dialog,) = [found for found in driver.window.findChildren(SettingsDialog) if found.isVisible()]
    return dialog


@pytest.fixture
def opened(driver: Driver) -> Driver:
    driver.put(LOG)
    return driver


def test_that_every_setting_has_its_control_with_a_name_and_shows_its_value(opened: Driver) -> None:
    dialog = dialog_of(opened)
    assert dialog.editors.keys() == FIELDS.keys()
    settings = opened.desk.terms.settings
    for name, editor in dialog.editors.items():
        assert editor.value() == value_of(settings, name), name
        assert editor.focusProxy().accessibleName(), name
    assert dialog.sections.count() == len(SECTIONS)
    dialog.reject()


def test_that_the_dialog_opens_without_a_log_and_keeps_what_is_set(driver: Driver) -> None:
    dialog = dialog_of(driver)
    dialog.editors["response_limit"].line.setText("15")
    dialog.editors["limits.rate"].lines[0].setText("5")
    dialog.editors["margin"].line.setText("32.5")
    dialog.editors["work_end"].line.setText("5 pm")
    dialog.editors["as_of"].line.setText("31 March 2026")
    dialog.accept()
    settings = driver.desk.terms.settings
    assert settings.response_limit == timedelta(minutes=15)
    assert (settings.limits.rate, settings.margin, settings.work_end) == ((5, 30), 0.325, 1020)
    kept = driver.desk.workspace.settings.all()
    assert settings.as_of == date(2026, 3, 31)
    assert kept == {"response_limit": 15.0, "limits.rate": [5, 30], "margin": 0.325, "as_of": "2026-03-31"}


def test_that_what_makes_no_sense_is_said_and_nothing_is_changed(opened: Driver) -> None:
    dialog = dialog_of(opened)
    dialog.editors["limits.score"].lines[0].setText("many")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.sections.currentRow() == 3
    assert dialog.trouble.text() == "“many” is no number."
    dialog.editors["limits.score"].lines[0].setText("80")
    dialog.accept()
    assert "may not be more" in dialog.trouble.text()
    assert opened.desk.workspace.settings.all() == {}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_enter_uses_the_settings(opened: Driver) -> None:
    dialog = dialog_of(opened)
    dialog.editors["window_days"].line.setText("60")
    QTest.keyClick(dialog.editors["window_days"].line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert opened.desk.terms.settings.window_days == 60


def test_that_defaults_come_back_only_when_they_are_used(opened: Driver) -> None:
    dialog = dialog_of(opened)
    dialog.editors["window_days"].line.setText("60")
    dialog.accept()
    opened.settle()
    dialog = dialog_of(opened)
    dialog.back_to_defaults()
    assert opened.desk.terms.settings.window_days == 60
    dialog.accept()
    assert opened.desk.terms.settings.window_days == 90
    assert "window_days" not in opened.desk.workspace.settings.all()


def test_that_a_changed_limit_changes_the_tiles_and_can_be_taken_back(opened: Driver) -> None:
    page = opened.page("overview")
    assert page.tiles.tiles["win_rate"].data.hollow
    facts = dict(opened.desk.book.made)
    dialog = dialog_of(opened)
    for place, text in enumerate(("1", "2")):
        dialog.editors["limits.rate"].lines[place].setText(text)
    dialog.editors["limits.rate_half_width"].line.setText("50")
    dialog.accept()
    opened.settle()
    assert not page.tiles.tiles["win_rate"].data.hollow
    assert opened.desk.log.settings.limits.rate == (1, 2)
    kept = [function for function, found in facts.items() if opened.desk.book.made.get(function) is found]
    assert kept, "facts that read no limit are taken over"
    undo = opened.window.menus.actions["undo"]
    assert undo.text() == "&Undo change settings"
    undo.trigger()
    opened.settle()
    assert page.tiles.tiles["win_rate"].data.hollow
    assert opened.desk.workspace.settings.all() == {}
    assert opened.window.menus.actions["redo"].text() == "Re&do change settings"
    opened.window.menus.actions["redo"].trigger()
    opened.settle()
    assert not page.tiles.tiles["win_rate"].data.hollow


def test_that_quarters_are_named_by_the_fiscal_year_everywhere(opened: Driver) -> None:
    filters = opened.window.filters
    assert (filters.period.value, filters.against.value) == ("Q2 2026", "Q1 2026")
    dialog = dialog_of(opened)
    dialog.editors["fiscal_start"].chip.choices.chosen.emit(("4",))
    dialog.accept()
    opened.settle()
    board = opened.desk.board
    assert (filters.period.value, filters.against.value) == ("Q1 FY26/27", "Q4 FY25/26")
    assert (board.period.label, board.compared.label) == ("Q1 FY26/27", "Q4 FY25/26")
    assert board.kpis["win_rate"].now.period.label == "Q1 FY26/27"
    assert board.kpis["win_rate"].before.period.label == "Q4 FY25/26"
    opened.page("pipeline")
    change = opened.page("overview").tiles.tiles["deals_won"].data.change
    assert change is not None
    choices = {choice.text for choice in filters.period.choices._choices}
    assert {"Q1 FY26/27", "FY26/27"} <= choices
    assert not any(text.startswith("Q") and " 20" in text for text in choices)


def test_that_a_period_that_is_no_quarter_any_more_keeps_its_days(opened: Driver) -> None:
    filters = opened.window.filters
    filters.period.choices.chosen.emit(("2026-01-01..2026-03-31",))
    filters._patience.timeout.emit()
    opened.settle()
    settings = opened.desk.terms.settings
    changes.change_settings(opened.desk, type(settings)(zone=settings.zone, fiscal_start=2), opened.desk.terms.typed)
    opened.settle()
    assert opened.desk.board.period.label == "2026-01-01 to 2026-03-31"


def test_that_typed_holidays_and_rates_are_kept_and_join_the_log(opened: Driver) -> None:
    dialog = dialog_of(opened)
    dialog.grids["holidays"].setCurrentCell(0, 0)
    dialog.grids["holidays"].paste("1/5/2026\n25 Dec 2026\nsoon")
    dialog.grids["fx_rates"].setCurrentCell(0, 0)
    dialog.grids["fx_rates"].paste("2026-05-01\tusd\t0,92")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text().startswith("“soon” is no date")
    dialog.grids["holidays"].item(2, 0).setText("")
    dialog.accept()
    opened.settle()
    typed = opened.desk.workspace.typed.get()
    assert {each.day for each in typed.holidays} >= {date(2026, 12, 25)}
    assert typed.rates == (TypedRate(date(2026, 5, 1), "USD", 0.92),)
    assert opened.desk.log.rows("holidays") == 2
    assert opened.window.windowTitle().startswith("—") or "Typed" not in opened.window.windowTitle()
    opened.window.menus.actions["undo"].trigger()
    opened.settle()
    assert opened.desk.workspace.typed.get().holidays == ()
    assert "holidays" not in opened.desk.log.tables


def test_that_a_typed_chance_weighs_the_open_deals_of_its_stage(driver: Driver) -> None:
    open_deals = [{"amount": 100.0, "created_at": "2026-06-01", "stage": stage} for stage in ("Demo", "Offer")]
    driver.put(log(as_of="2026-06-30", opportunities=[*deals(4, 4, "2026-05-12"), *open_deals]))
    before = driver.desk.board.kpis["open_pipeline"].now.details["weighted"]
    dialog = dialog_of(driver)
    grid = dialog.grids["stage_chances"]
    grid.setCurrentCell(0, 0)
    grid.paste("Demo\t120")
    dialog.accept()
    assert dialog.trouble.text() == "A chance has to be between 0 and 100 %."
    grid.item(0, 1).setText("90 %")
    dialog.accept()
    driver.settle()
    assert driver.desk.workspace.settings.get("stage_chances") == [["Demo", 0.9]]
    assert before == pytest.approx(100)
    assert driver.desk.board.kpis["open_pipeline"].now.details["weighted"] == pytest.approx(90 + 50)
    assert dialog_of(driver).grids["stage_chances"].cells()[0] == ("Demo", "90")


def test_that_another_zone_reads_the_files_anew(opened: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(opened.desk.imports, "rebuild", lambda: asked.append(opened.desk.terms.settings.zone))
    dialog = dialog_of(opened)
    dialog.editors["zone"].line.setText("Asia/Tokyo")
    dialog.accept()
    assert asked == ["Asia/Tokyo"]


def test_that_what_is_kept_holds_for_the_next_log(driver: Driver) -> None:
    settings = driver.desk.terms.settings
    typed = driver.desk.terms.typed
    changes.change_settings(
        driver.desk,
        type(settings)(zone=settings.zone, window_days=33),
        type(typed)((), (TypedHoliday(date(2026, 5, 1)),)),
    )
    driver.desk._terms = None  # as after a new start
    assert driver.desk.terms.settings.window_days == 33
    assert driver.desk.terms.typed.holidays == (TypedHoliday(date(2026, 5, 1)),)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_that_the_dialog_fits_a_small_window(driver: Driver, zoom: float) -> None:
    driver.window.look.set_zoom(zoom)
    driver.window.resize(1024, 640)
    dialog = dialog_of(driver)
    assert dialog.width() <= 1024
    assert dialog.height() <= 640
    for place in range(dialog.stack.count()):
        dialog.sections.setCurrentRow(place)
        driver.settle()
        page = dialog.stack.widget(place)
        assert page.widget().minimumSizeHint().width() <= page.viewport().width(), "nothing is cut at the right"
    dialog.reject()


def test_that_kept_settings_typed_rows_and_deals_taken_out_hold_when_a_file_is_opened(
    driver: Driver, tmp_path: Path
) -> None:
    workspace = driver.desk.workspace
    keep_settings(workspace, Settings(fiscal_start=4, left_out=("D-2",)), zone=driver.desk.terms.settings.zone)
    workspace.typed.set(Typed(quotas=(TypedQuota("Ann", date(2026, 4, 1), date(2026, 6, 30), 500.0),)))
    driver.desk._terms = None
    file = tmp_path / "deals.csv"
    rows = "".join(f"D-{n},Deal {n},Ann,2026-05-0{n},2026-05-2{n},Closed Won,100\n" for n in (1, 2, 3))
    file.write_text(f"Opportunity ID,Name,Owner,Created,Closed,Stage,Amount\n{rows}", encoding="utf-8")
    driver.open(file)
    desk = driver.desk
    assert not driver.reasons
    assert desk.log.settings.left_out == ("D-2",)
    assert desk.log.currency is None
    assert driver.window.left_out.data.text == "One deal is taken out of all figures: Deal 2."
    assert desk.board.kpis["quota_attainment"].now.denominator == 500
    assert {period.label for period in (desk.board.period,)} == {"Q1 FY26/27"}
    assert driver.window.windowTitle() == "deals.csv — SalesDesk"


def test_that_the_template_is_saved_from_the_menu(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "my template"
    monkeypatch.setattr(
        "salesdesk.ui.commands.QFileDialog.getSaveFileName", lambda *_: (str(target), "Excel workbook (*.xlsx)")
    )
    driver.window.menus.actions["template"].trigger()
    driver.settle()
    assert target.with_suffix(".xlsx").exists()
    assert "saved in" in driver.window.notice.data.text
