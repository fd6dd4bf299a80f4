"""The Data page: all that was found, sorted and saved; what each KPI rests on; the letter to the administrator."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from salesdesk.insights.filled import Fill, all_filled, counted_text
from salesdesk.kpis.book import Book
from salesdesk.models.issue import Effect, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.ui.dialogs.figure import FigureDialog
from salesdesk.ui.dialogs.import_assistant import ImportAssistant
from salesdesk.ui.tables.view import FrameTable
from tests.company import company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

MANY = 400
SPARSE = log(as_of="2026-06-30", opportunities=deals(3, 1, "2026-05-12", amount=10.0))
EMPTY = log(as_of="2026-06-30", opportunities=[{"name": "x"}])


def remarked() -> SalesLog:
    """Very many remarks, one of which is grave, and rows set aside."""
    remarks = [Issue("a.csv", None, f"Remark {n}", Effect.NOTED, row=1000 + n, count=n + 1) for n in range(MANY)]
    grave = Issue("a.csv", None, "Rows without a date", Effect.SET_ASIDE, count=7)
    sources = (
        Source("a.csv", None, "opportunities", 1, 1007, 1000, {"no date": 7}),
        Source("b.csv", None, "leads", 1, 20, 20),
    )
    return replace(SPARSE, issues=(*remarks, grave), sources=sources)


def texts(table: FrameTable, key: str) -> list[str]:
    """A column as it is shown."""
    frame = table.frame
    column = frame.columns[frame.place(key)]
    return [column.written(int(row)) for row in table.shown_rows()]


@pytest.mark.parametrize("kind", ["full", "sparse", "empty"])
def test_that_every_kpi_stands_there_with_what_it_rests_on(driver: Driver, kind: str) -> None:
    chosen = {"full": company_log, "sparse": lambda: SPARSE, "empty": lambda: EMPTY}[kind]()
    driver.put(chosen)
    page = driver.page("data")
    found = all_filled(Book(chosen))
    assert set(texts(page.coverage.table, "figure")) == {each.kpi.name for each in found}
    shown = dict(zip(texts(page.coverage.table, "figure"), texts(page.coverage.table, "fill"), strict=True))
    assert shown == {each.kpi.name: each.fill.value for each in found}
    assert page.coverage.isVisible()
    assert page.asking.isVisible() is any(each.fill is Fill.LACKING for each in found)
    assert counted_text(found) in page.coverage._legend.accessibleName()


def test_that_those_whose_rows_lack_most_come_first(driver: Driver) -> None:
    rows = deals(3, 1, "2026-05-12", amount=10.0)
    driver.put(log(as_of="2026-06-30", opportunities=[*rows, {**rows[0], "amount": None}]))
    page = driver.page("data")
    place = texts(page.coverage.table, "figure").index("Average deal size")
    assert texts(page.coverage.table, "missing")[place] == "no amount (1)"
    assert texts(page.coverage.table, "coverage")[place] == "75 %"
    fills = texts(page.coverage.table, "fill")
    assert fills == sorted(fills, key=[fill.value for fill in Fill].index)


def test_that_all_remarks_are_listed_and_can_be_sorted(driver: Driver) -> None:
    driver.put(remarked())
    page = driver.page("data")
    table = page.issues.table
    assert table.frame.rows == MANY + 1
    assert texts(table, "text")[0] == "Rows without a date"
    assert table.frame.place("column") == -1  # no remark is about one column
    table.sort_by("count", descending=True)
    assert texts(table, "count")[:2] == ["400", "399"]
    assert texts(table, "row")[0] == "1399"
    assert page.issues.height() < 4000  # a long table scrolls


def test_that_rows_in_are_told_as_used_and_set_aside(driver: Driver) -> None:
    driver.put(remarked())
    page = driver.page("data")
    assert texts(page.sources.table, "rows") == ["1,007", "20"]
    assert texts(page.sources.table, "aside") == ["7", "0"]
    assert texts(page.sources.table, "why") == ["no date (7)", ""]
    assert [column.footer for column in page.sources.frame.columns] == ["All", "", "1,027", "1,020", "7", ""]


def test_that_a_log_without_remarks_says_so(driver: Driver) -> None:
    driver.put(SPARSE)
    page = driver.page("data")
    assert not page.issues.table.isVisible()
    assert page.issues.save.isVisible()
    assert "Nothing was found" in page.issues._legend.accessibleName()


def test_that_a_click_on_a_kpi_shows_its_records_whatever_is_filtered(driver: Driver) -> None:
    rows = [*deals(3, 1, "2026-05-12", "Ann", amount=10.0), *deals(2, 2, "2026-01-12", "Ben", amount=10.0)]
    driver.put(log(as_of="2026-06-30", opportunities=rows))
    driver.desk.select(driver.desk.selection.only("rep", frozenset({"Ann"})))
    page = driver.page("data")
    row = next(row for row, each in enumerate(page.coverage.kpis) if each.kpi.key == "deals_won")
    page.coverage.table.cell_activated.emit(row, "figure")
    driver.settle()
    drill = driver.window.records.drill
    assert drill.score.n == page.coverage.kpis[row].n == 5
    assert len(drill.lists[0]) == 5
    assert drill.title == "Deals won, All, whatever is filtered"


def test_that_a_click_on_a_kpi_that_is_not_in_the_log_says_what_it_needs(driver: Driver) -> None:
    driver.put(SPARSE)
    page = driver.page("data")
    row = next(row for row, each in enumerate(page.coverage.kpis) if each.kpi.key == "nps")
    page.coverage.table.cell_activated.emit(row, "figure")
    (dialog,) = [found for found in driver.window.findChildren(FigureDialog) if found.isVisible()]
    assert "which lacks NPS answers: Score, Answered" in dialog.text
    dialog.reject()


def test_that_the_letter_is_about_what_is_selected_else_about_all(driver: Driver, qtbot) -> None:
    driver.put(SPARSE)
    page = driver.page("data")
    asking = page.asking
    counts = [float(each) for each in texts(asking.table, "kpis")]
    assert counts == sorted(counts, reverse=True)
    qtbot.mouseClick(asking.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert all(f"- {each.label}" in text for each in asking.missing if each.label)
    assert asking.copy.text() == "Copied"
    asking.table.select_row(1)
    driver.settle()
    assert asking.copy.text() == "Copy as a letter (1)"
    asking.copy_letter()
    text = QGuiApplication.clipboard().text()
    assert text.count("\n- ") == 1
    assert f"- {asking.missing[1].label}" in text


def test_that_all_of_it_is_saved_as_a_workbook(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.put(remarked())
    page = driver.page("data")
    target = tmp_path / "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    page.issues.save.click()
    driver.settle()
    book = openpyxl.load_workbook(target.with_suffix(".xlsx"))
    assert book["What needs a look"].max_row == 4 + MANY + 1
    assert driver.window.notice.data.text.startswith("report.xlsx saved")


def test_that_nothing_is_saved_without_a_place(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.put(SPARSE)
    page = driver.page("data")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    page.issues.save.click()
    driver.settle()
    assert not driver.window.notice.isVisible()


def test_that_another_log_takes_the_place_of_the_one_before(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("data")
    filled = texts(page.coverage.table, "fill").count("a figure")
    driver.put(EMPTY)
    assert texts(page.coverage.table, "fill").count("a figure") < filled
    assert page.sources.frame.rows == len(EMPTY.sources)


def test_that_columns_stay_as_the_user_arranged_them(driver: Driver) -> None:
    driver.put(SPARSE)
    page = driver.page("data")
    page.coverage.table.sort_by("figure", descending=True)
    kept = page.layout_state()
    page.restore_layout(kept)
    names = texts(page.coverage.table, "figure")
    assert names == sorted(names, key=str.casefold, reverse=True)
    page.restore_layout("damaged")
    page.reset_layout()


def test_that_the_missing_columns_fit_a_small_window(driver: Driver) -> None:
    driver.window.resize(1024, 640)
    driver.put(SPARSE)
    page = driver.page("data")
    assert page.asking.table.grid.horizontalScrollBar().maximum() == 0


def test_that_names_that_may_be_one_are_listed_until_they_are_joined(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    head = "Deal ID,Deal Name,Amount,Create Date,Deal Stage,Owner\n"
    path.write_text(
        f"{head}1,a,5,2026-04-13,Won,J. Smith\n2,b,6,2026-04-14,Open,John Smith\n3,c,6,2026-04-14,Open,Bo\n"
    )
    driver.open(path)
    page = driver.page("data")
    assert page.names.isVisible()
    shown = [texts(page.names.table, key)[0] for key in ("what", "other", "keep", "why")]
    assert shown == ["Rep", "J. Smith", "John Smith", "the same last name, and the initial fits"]
    page.names.join.click()
    driver.settle()
    (dialog,) = driver.window.findChildren(ImportAssistant)
    dialog.names.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    driver.settle()
    assert not driver.page("data").names.isVisible()
    driver.window.menus.actions["undo"].trigger()
    driver.settle()
    assert driver.page("data").names.isVisible()


def test_that_no_card_of_names_is_shown_where_none_are_alike(driver: Driver) -> None:
    driver.put(SPARSE)
    assert not driver.page("data").names.isVisible()
