import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QTableView, QToolTip, QWidget

from salesdesk.ui.charts.plot import Plot
from salesdesk.ui.dialogs.names import NamesDialog
from salesdesk.ui.look.switch import Look
from salesdesk.ui.pages import PAGES
from salesdesk.ui.tables.view import FrameTable
from tests.company import company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

KEYS = [page.key for page in PAGES]
SPARSE = log(as_of="2026-06-30", opportunities=deals(2, 1, "2026-05-12"))
ORDERS = log(as_of="2026-06-30", order_lines=[{"order_date": "2026-05-12", "amount": 10.0, "rep_id": "Ann"}])
EMPTY = log(as_of="2026-06-30", opportunities=[{"name": "x"}])
UNDATED = log(
    opportunities=[
        {"opportunity_id": str(at), "owner_rep_id": rep, "amount": 70.0 * at, "status": status}
        for at, (rep, status) in enumerate([("Ann", "won"), ("Ben", "lost"), ("Ann", "open"), ("Ben", "open")], start=1)
    ],
    leads=[{"lead_id": str(at), "is_qualified": at % 2 == 0} for at in range(30)],
    satisfaction_responses=[{"survey_id": str(at), "score": 3.0, "scale_max": 4.0, "team": "North"} for at in range(9)],
)
LOGS = {
    "full": company_log,
    "sparse": lambda: SPARSE,
    "orders": lambda: ORDERS,
    "empty": lambda: EMPTY,
    "undated": lambda: UNDATED,
}
UGLY = re.compile(r"\b(nan|NaN|DataFrame|dtype|None|Traceback|inf|NaT|KeyError|Selection|ScoreTable)\b")


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that is said on and under a widget: shown, hovered, read aloud."""
    for part in (widget, *widget.findChildren(QWidget)):
        yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.windowTitle())
        if isinstance(part, QAbstractButton | QLineEdit):
            yield part.text()
        if hasattr(part, "text") and callable(part.text) and not isinstance(part, QAbstractButton | QLineEdit):
            yield str(part.text())
        if isinstance(part, FrameTable):
            for column in part.frame.columns:
                yield from (column.name, column.head_hint, column.footer, column.footer_hint)
                for row in range(min(part.frame.rows, 60)):
                    yield column.written(row)
                    yield column.hint(row) if column.hint else ""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", LOGS)
def test_that_every_page_shows_every_sort_of_log(driver: Driver, look: Look, kind: str, theme: str) -> None:
    look.choose(theme)
    driver.put(LOGS[kind]())
    for key in KEYS:
        page = driver.page(key)
        assert page.isVisible()
        assert not [text for text in texts_of(page) if UGLY.search(text)], key
    assert not [text for text in texts_of(driver.window) if UGLY.search(text)]
    assert not driver.reasons


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_that_no_page_scrolls_sideways(driver: Driver, look: Look, zoom: float) -> None:
    look.set_zoom(zoom)
    driver.put(company_log())
    for size in ((1440, 900), (1024, 640)):
        driver.window.resize(*size)
        for key in KEYS:
            page = driver.page(key)
            assert (driver.window.width(), driver.window.height()) == size
            assert isinstance(page, QAbstractScrollArea)
            assert page.horizontalScrollBar().maximum() == 0, (key, size)


def test_that_switching_the_theme_ends_as_if_it_had_been_so_from_the_start(driver: Driver, look: Look) -> None:
    driver.put(company_log())
    for key in KEYS:
        page = driver.page(key)
        driver.window.tabs.setFocus()
        look.choose("light")
        driver.settle()
        fresh = driver.window.grab().toImage()
        look.choose("dark")
        driver.settle()
        look.set_zoom(1.5)
        look.set_zoom(1.0)
        look.choose("light")
        driver.settle()
        assert page.isVisible()
        assert driver.window.grab().toImage() == fresh, key


@pytest.mark.parametrize("key", ["overview", "pipeline", "team"])
def test_that_a_page_without_its_tables_says_what_would_fill_it(driver: Driver, key: str) -> None:
    driver.put(EMPTY if key != "pipeline" else ORDERS)
    page = driver.page(key)
    said = " ".join(texts_of(page))
    assert "This log has nothing for this page" in said
    assert "Opportunities (" in said


def test_that_a_page_comes_back_when_its_tables_do(driver: Driver) -> None:
    driver.put(ORDERS)
    page = driver.page("pipeline")
    driver.put(company_log())
    said = " ".join(text for text in texts_of(page))
    assert page.trend.isVisible()
    assert "Win rate" in said


def test_that_what_a_log_cannot_fill_is_no_tile_but_a_line_on_the_data_page(driver: Driver) -> None:
    driver.put(ORDERS)
    assert "lead_response_time" not in driver.page("overview").tiles.tiles
    frame = driver.page("data").coverage.frame
    figures, gives, missing = (frame.columns[frame.place(key)] for key in ("figure", "fill", "missing"))
    lacking = [row for row in range(frame.rows) if gives.written(row) == "not in the log"]
    assert {"Lead response time", "Win rate"} <= {figures.written(row) for row in lacking}
    assert all(missing.written(row) for row in lacking)


def test_that_text_from_files_is_never_markup(driver: Driver) -> None:
    rows = deals(12, 5, "2026-05-12", "<b>Ann</b> <img src='x'>", product_id="<i>Box</i> & Co")
    rows += deals(12, 5, "2026-05-12", "Ben", product_id="Plain")
    driver.put(log(as_of="2026-06-30", opportunities=rows), "<b>bold</b>.xlsx")
    for key in KEYS:
        page = driver.page(key)
        for part in page.findChildren(QWidget):
            assert "<b>Ann" not in part.toolTip()
            assert "<i>Box" not in part.toolTip()
    table = driver.page("team").table.frame
    assert table.columns[0].written(0) == "<b>Ann</b> <img src='x'>"
    QToolTip.hideText()


def test_that_every_control_has_a_name_for_screen_readers(driver: Driver) -> None:
    driver.put(company_log())
    for key in KEYS:
        driver.page(key)
        for part in driver.window.findChildren(QWidget):
            if part.isVisible() and isinstance(part, QAbstractButton | QComboBox | QLineEdit | QTableView | Plot):
                named = part.accessibleName() or (part.text() if hasattr(part, "text") else "")
                assert named, (key, part)


def test_that_tab_goes_through_a_page_in_reading_order(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("overview")
    tiles = list(page.tiles.tiles.values())
    order: list[QWidget] = []
    part = driver.window.tabs.nextInFocusChain()
    while part is not driver.window.tabs and len(order) < 2000:
        order.append(part)
        part = part.nextInFocusChain()
    places = [order.index(tile) for tile in tiles]
    assert places == sorted(places)
    assert order.index(driver.window.filters.period) < places[0] < order.index(page.sales)
    corners = [tile.mapTo(page.widget(), QPoint(0, 0)) for tile in tiles]
    assert corners == sorted(corners, key=lambda corner: (corner.y(), corner.x()))


@pytest.mark.parametrize(("owner", "offered"), [("ann@x.example", True), ("068066e24f0c643eb1d089c7dd20cd73", True),
                                                ("10482", True), ("Ann Alder", False)])  # fmt: skip
def test_that_owners_without_names_can_be_given_some(driver: Driver, owner: str, *, offered: bool) -> None:
    driver.put(log(as_of="2026-06-30", opportunities=deals(12, 5, "2026-05-12", owner)))
    page = driver.page("team")
    assert page.naming.isVisible() is offered
    if offered:
        page.naming.click()
        (dialog,) = [found for found in driver.window.findChildren(NamesDialog) if found.isVisible()]
        assert dialog.table.item(0, 0).text() == owner
        dialog.reject()


def test_that_figures_without_any_value_do_not_take_the_room_of_others(driver: Driver) -> None:
    blank = [{**deal, "amount": None} for deal in deals(12, 5, "2026-05-12")]
    worth = {"stage": "Demo", "created_at": "2026-05-02", "owner_rep_id": "Ann", "amount": 50.0}
    driver.put(log(as_of="2026-06-30", opportunities=[*blank, worth]))
    shown = list(driver.page("overview").tiles.tiles)
    assert driver.desk.board.kpis["average_deal_size"].now.status == "no_data"
    assert "average_deal_size" not in shown
    assert {"win_rate", "deals_won"} <= set(shown)
