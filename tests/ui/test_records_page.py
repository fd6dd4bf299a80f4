"""A click on any number opens the records behind it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from salesdesk.insights.monthly import monthly_sales
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.records import RecordsPage
from tests.company import company_log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]


def shown(driver: Driver) -> RecordsPage:
    driver.settle()
    page = driver.window.stack.currentWidget()
    assert isinstance(page, RecordsPage)
    assert page.drill is not None
    return page


def count_of(page: RecordsPage) -> float:
    """What the lists of the first side add up to."""
    (first, *_) = page.drill.lists
    same = [each for each in page.drill.lists if (each.side, each.of_members) == (first.side, first.of_members)]
    return float(sum(each.values.sum() for each in same))


CLICKS: dict[str, Callable[[Driver], float]] = {}


def click(test: Callable[[Driver], float]) -> Callable[[Driver], float]:
    CLICKS[test.__name__] = test
    return test


@click
def a_tile(driver: Driver) -> float:
    QTest.mouseClick(driver.page("pipeline").tiles.tiles["deals_won"], Qt.MouseButton.LeftButton)
    return driver.desk.board.kpis["deals_won"].now.value


@click
def a_month(driver: Driver) -> float:
    driver.page("overview").sales.picked.emit(3)
    return monthly_sales(driver.desk.board).values[3]


@click
def a_step_of_the_chain(driver: Driver) -> float:
    driver.page("overview").funnel.picked.emit(1)
    return driver.desk.board.chain["contacts"].value


@click
def a_part(driver: Driver) -> float:
    page = driver.page("pipeline")
    page.split.bars.picked.emit(0)
    return driver.desk.board.by("deals_won", "region").value[0].max()


@click
def a_band(driver: Driver) -> float:
    card = next(card for card in driver.page("pipeline").pictures if "bands" in card._views)
    card.choose("bands")
    driver.settle()
    card._charts["bands"].picked.emit(0)
    return driver.desk.board.kpis["sales_cycle_length"].now.value


@click
def a_cell_of_the_reps(driver: Driver) -> float:
    page = driver.page("team")
    page.table.cell_activated.emit(5, "net_sales")
    return driver.desk.board.kpis["net_sales"].rep(str(page.table.frame.columns[0].values[5])).value


@click
def the_teams_row(driver: Driver) -> float:
    driver.page("team").table.footer_activated.emit("opportunities_created")
    return driver.desk.board.kpis["opportunities_created"].now.value


@click
def a_figure_of_one_rep_before(driver: Driver) -> float:
    page = driver.page("team")
    keys = page.rep_card._keys
    page.rep_card.table.cell_activated.emit(keys.index("net_sales"), "before")
    return driver.desk.board.kpis["net_sales"].rep(driver.desk.board.rep_names()[0], 1).value


@pytest.mark.parametrize("name", CLICKS)
def test_that_the_records_make_up_the_number_that_was_clicked(driver: Driver, name: str) -> None:
    driver.put(company_log())
    number = CLICKS[name](driver)
    page = shown(driver)
    if name == "a_band":
        assert page.drill.score.value == number
    else:
        assert count_of(page) == pytest.approx(number, rel=1e-12)
    assert page.sum.text()
    assert page.table.frame.rows == len(page.drill.lists[0])


def test_that_a_changed_line_opens_the_reps_records(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("overview")
    key = next(key for key, line in page._lines.items() if line.members)
    page.changed.line_clicked.emit(key)
    assert dict(page._lines[key].members)["rep"] in shown(driver).title.text()


def test_that_a_ratio_shows_both_sides_as_tabs(driver: Driver) -> None:
    driver.put(company_log())
    driver.desk.show_records(Wanted("quota_attainment"))
    page = shown(driver)
    assert page.tabs.count() == len(page.drill.lists) > 1
    page.tabs.setCurrentIndex(1)
    assert page.table.frame.rows == len(page.drill.lists[1])
    assert page.sum.text() == page.drill.lists[1].sum_text


def test_that_escape_and_back_return_to_the_page(driver: Driver) -> None:
    driver.put(company_log())
    pipeline = driver.page("pipeline")
    for leave in (lambda page: page.back.emit(), _escape):
        driver.desk.show_records(Wanted("win_rate"))
        leave(shown(driver))
        assert driver.window.stack.currentWidget() is pipeline


def _escape(page: RecordsPage) -> None:
    window = page.window()
    window.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))


def test_that_records_follow_the_filter_and_are_found_by_words(driver: Driver) -> None:
    driver.put(company_log())
    driver.desk.show_records(Wanted("deals_won"))
    everything = len(shown(driver).drill.lists[0])
    driver.desk.select(driver.desk.selection.only("rep", frozenset({"Emil Zander"})))
    page = shown(driver)
    assert 0 < len(page.drill.lists[0]) < everything
    page.search.searched.emit("no such words anywhere")
    assert len(page.table.shown_rows()) == 0


def test_that_cells_are_copied_so_that_a_spreadsheet_reads_them(driver: Driver) -> None:
    driver.put(company_log())
    driver.page("team")
    table = driver.window.page("team").table
    table.grid.selectAll()
    driver.window.menus.actions["copy_heads"].trigger()
    table.copy(headers=True)
    driver._qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=10_000)
    copied = QGuiApplication.clipboard().mimeData()
    assert "\t" in copied.text()
    assert "<table" in copied.html()


def test_that_a_page_is_copied_as_a_picture_of_paper(driver: Driver) -> None:
    driver.put(company_log())
    driver.page("overview")
    driver.window.choose_theme("dark")
    driver.window.menus.actions["copy_page"].trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 800
    assert image.pixelColor(2, image.height() - 2).lightness() > 200
    driver.window.choose_theme("light")
