"""The three walks of the program through its window: open, change the period, hand out a scorecard."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from salesdesk.paths import sample_log
from salesdesk.ui.commands import export_scorecards, export_team
from salesdesk.ui.dialogs.export import ExportDialog
from salesdesk.ui.filters import TWO_DATES
from tests.company import company_log
from tests.ui.driving import PATIENCE, Driver, driver

__all__ = ["driver"]


def test_the_walk_from_a_file_to_its_pages(driver: Driver) -> None:
    driver.desk.open([sample_log()])
    driver.settle()
    assert not driver.reasons
    window = driver.window
    assert window.windowTitle() == "Sample data — SalesDesk"
    assert window.tabs.isVisible()
    tiles = driver.page("overview").tiles.tiles
    assert tiles["win_rate"].data.status == "ok"
    assert tiles["win_rate"].data.change is not None
    assert window.filters.period.value == "Q2 2026"
    assert window.filters.slices["rep"].value == "All 18"
    assert driver.page("data").sources.frame.rows == len(driver.desk.log.sources)
    assert not driver.desk.workspace.recent.all()  # the sample is not one's own log


def test_the_walk_to_another_period(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.put(company_log())
    page = driver.page("overview")
    before = page.tiles.tiles["win_rate"].data.value
    monkeypatch.setattr("salesdesk.ui.work.open_files", lambda *_: pytest.fail("a file was read"))
    filters = driver.window.filters
    filters.period.choices.chosen.emit(("2025-04-01..2025-06-30",))
    filters.against.choices.chosen.emit(("nothing",))
    filters.slices["region"].choices.chosen.emit(("East",))
    filters._patience.timeout.emit()
    driver.settle()
    board = driver.desk.board
    assert (board.period.label, board.compared) == ("Q2 2025", None)
    assert board.selection.keep == {"region": frozenset({"East"})}
    assert page.tiles.tiles["win_rate"].data.value != before
    assert page.tiles.tiles["win_rate"].data.change is None
    assert filters.period.value == "Q2 2025"
    assert filters.slices["region"].value == "East"


def test_that_only_the_last_of_several_quick_choices_is_scored(driver: Driver) -> None:
    driver.put(company_log())
    scored = []
    driver.desk.scored.connect(lambda: scored.append(driver.desk.board.period.label))
    for year in ("2025-01-01..2025-03-31", "2025-04-01..2025-06-30", "2025-07-01..2025-09-30"):
        driver.window.filters.period.choices.chosen.emit((year,))
    driver.window.filters._patience.timeout.emit()
    driver.settle()
    assert scored == ["Q3 2025"]


def test_the_walk_to_two_dates(driver: Driver) -> None:
    driver.put(company_log())
    driver.window.filters.period.choices.chosen.emit((TWO_DATES,))
    (dialog,) = [found for found in driver.window.findChildren(object) if type(found).__name__ == "DatesDialog"]
    dialog.first.setDate(dialog.first.date().addDays(3))
    dialog.accept()
    driver.window.filters._patience.timeout.emit()
    driver.settle()
    assert driver.desk.board.period.first.isoformat() == "2026-04-04"


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # of openpyxl, on sparklines
def test_the_walk_to_a_scorecard(driver: Driver, tmp_path: Path) -> None:
    driver.put(company_log())
    export_scorecards(driver.window)
    dialog = driver.window.findChild(ExportDialog)
    dialog.reps.check_all(on=False)
    dialog.accept()
    assert dialog.trouble.isVisible()  # nobody is checked
    dialog.reps.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.target.setText(str(tmp_path))
    dialog.accept()
    driver.settle()
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name == "Bruno Quist Q2 2026.xlsx"
    notice = driver.window.notice.data
    assert notice.tone == "good"
    assert dict(notice.actions) == {"open": "Open", "folder": "Show in folder"}
    book = openpyxl.load_workbook(file, data_only=True)
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert driver.desk.board.kpis["net_sales"].rep("Bruno Quist").value in cells


def test_that_a_workbook_that_is_there_is_not_replaced_unasked(driver: Driver, tmp_path: Path) -> None:
    driver.put(company_log())
    there = tmp_path / "Team Q2 2026.xlsx"
    there.write_text("mine")
    for replace in (False, True):
        export_team(driver.window)
        (dialog,) = [found for found in driver.window.findChildren(ExportDialog) if found.isVisible()]
        dialog.target.setText(str(there))
        dialog.replace.setChecked(replace)
        dialog.accept()
        driver.settle()
        assert (there.read_bytes() == b"mine") is not replace
    assert len(driver.reasons) == 1
    assert "Team Q2 2026.xlsx" in driver.reasons[0]


@pytest.mark.usefixtures("reading_child")
def test_that_files_dropped_on_the_window_are_opened_together(driver: Driver, tmp_path: Path) -> None:
    deals, reps = tmp_path / "deals.csv", tmp_path / "sales_teams.csv"
    deals.write_text(
        "Deal ID,Deal Name,Deal Owner,Deal Stage,Create Date,Close Date,Amount\n"
        + "".join(
            f"D{n},Deal {n},Ann,{'Won' if n % 2 else 'Lost'},2026-01-{n:02d},2026-03-{n:02d},{n}00\n"
            for n in range(1, 29)
        )
    )
    reps.write_text("Sales Agent,Manager,Regional Office\nAnn,Zoe,East\nBen,Zoe,West\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (deals, reps)])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    driver.window.dropEvent(event)
    driver._qtbot.waitUntil(lambda: driver.desk.log is not None or bool(driver.reasons), timeout=PATIENCE)
    driver.settle()
    assert not driver.reasons
    assert driver.desk.board.rep_names() == ("Ann", "Ben")
    assert driver.desk.board.kpis["deals_won"].now.value == 14
    (recent,) = driver.desk.workspace.recent.all()
    assert recent.paths == (deals, reps)
    driver.window.menus.recent.aboutToShow.emit()
    assert driver.window.menus.recent.actions()[0].text() == "&1 deals.csv and 1 more"
    deals.unlink()
    driver.window.menus.recent.aboutToShow.emit()
    driver.settle()
    assert not driver.window.menus.recent.actions()[0].isEnabled()
