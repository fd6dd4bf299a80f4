"""Every picture of the Customers page, with much, little and nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from salesdesk.insights.affinity import affinities
from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import drill
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.dialogs.cross_buy import CrossBuyDialog
from salesdesk.ui.pages.kpi_page import kpis_of
from salesdesk.ui.pages.tiles import available, filling_rows, voice_of
from salesdesk.ui.views.customers import FIRST, GROUPS
from salesdesk.ui.views.view import View
from salesdesk.ui.widgets.label import Label
from tests.company import board_of, company_board, company_log
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import EMPTY, UGLY, texts_of

__all__ = ["driver"]

VIEWS = [view for group in GROUPS for view in group.views]
CUSTOMERS = [{"customer_id": f"c{n}", "name": f"Firm {n}", "segment": "Banks", "owner_rep_id": "Ann"} for n in range(5)]
LINES = [
    {
        "order_id": f"{year} {n}",
        "customer_id": f"c{n % 5}",
        "order_date": f"{year}-{1 + n % 6:02d}-12",
        "amount": 100.0 + n - (year == 2026) * 40 * (n % 5),
        "product_id": ("Box", "Bag")[n % 2],
        "qty": n,
        "rep_id": "Ann",
    }
    for year in (2024, 2025, 2026)
    for n in range(12)
]
TWO_YEARS = log(
    as_of="2026-06-30",
    customers=CUSTOMERS,
    order_lines=[{"order_date": "2024-01-01", "amount": 1.0, "customer_id": "c0"}, *LINES],
    nps_responses=[{"customer_id": "c1", "score": score, "answered_at": "2026-06-01"} for score in (9, 3, 7)],
    activities=[{"type": "call", "happened_at": "2026-05-05", "customer_id": "c1", "outcome": "connected"}],
)
SPARSE = log(as_of="2026-06-30", customers=CUSTOMERS[:1], order_lines=LINES[-1:])
BOARDS: dict[str, Callable[[], Board]] = {
    "full": company_board,
    "a week": lambda: board(
        company_board().book, Selection(parse_period("2026-05-04..2026-05-08", company_log().span))
    ),
    "all": lambda: board(company_board().book, Selection(parse_period("all", company_log().span))),
    "two years": lambda: _board(TWO_YEARS),
    "sparse": lambda: _board(SPARSE),
    "empty": lambda: _board(EMPTY),
}


def _sample(period: str) -> Board:
    return board(company_board().book, Selection(parse_period(period, company_log().span)))


def _board(of: SalesLog) -> Board:
    return board(Book(of), first_selection(of))


@pytest.fixture(params=BOARDS)
def shown(request: pytest.FixtureRequest) -> Board:
    return BOARDS[request.param]()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_that_a_picture_shows_what_there_is_in_plain_words(view: View, shown: Board, qapp: Any) -> None:
    if view.kpi not in available(shown, [view.kpi]):
        return
    answer = view.answer(shown)
    if answer is None:
        return
    found = view.show(answer, shown, voice_of(shown))
    chart = view.chart()
    chart.set_data(found.data)
    chart.resize(640, 320)
    chart.grab()
    places = chart.row_count() if hasattr(chart, "row_count") else 0
    hovers = [chart.hover_text(place) for place in range(min(places, 80))]
    for text in (*texts_of(chart), *hovers, found.detail, found.note):
        assert not UGLY.search(text), text
    chart.deleteLater()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
@pytest.mark.parametrize("kind", ["full", "two years"])
def test_that_a_click_opens_records(view: View, kind: str) -> None:
    of = BOARDS[kind]()
    answer = view.answer(of)
    if answer is None or view.pick is None:
        return
    wanted = view.pick(answer, of, 0)
    assert wanted is not None
    found = drill(of, wanted.kpi, wanted.members, wanted.period, wanted.step, voice_of(of))
    assert any(len(each) for each in found.lists)


def test_that_each_figure_of_the_page_has_a_picture() -> None:
    assert {view.kpi for view in VIEWS} == set(kpis_of("customers")) == set(FIRST)
    assert len({view.key for view in VIEWS}) == len(VIEWS)


def test_that_two_years_of_sales_fill_the_pictures_of_growth() -> None:
    of = _board(TWO_YEARS)
    assert all(view.answer(of) is not None for view in GROUPS[1].views[:2])


def test_that_the_first_picture_with_something_to_show_is_in_front(driver: Driver) -> None:
    driver.put(company_log())
    growth = driver.page("customers").pictures[1]
    assert growth.title == "New and reactivated customers by month"
    growth.choose("shrunk")
    driver.settle()
    assert growth.title == "Accounts that shrank most"
    assert "Sales are known from" in growth.note.text()


def test_that_a_chosen_picture_stays_when_the_period_changes(driver: Driver) -> None:
    driver.put(company_log())
    touched = driver.page("customers").pictures[2]
    touched.choose("longest")
    driver.settle()
    driver.desk.select(replace(driver.desk.board.selection, period=parse_period("2026-03", company_log().span)))
    driver.settle()
    assert touched.title == "The ten longest-standing customers"


def _dialogs(driver: Driver) -> list[CrossBuyDialog]:
    driver.settle()
    return [found for found in driver.window.findChildren(CrossBuyDialog) if found.isVisible()]


def _families(driver: Driver, of: SalesLog) -> Any:
    driver.put(of)
    (card,) = [found for found in driver.page("customers").pictures if "cross_sell_rate" in found.kpis]
    card.choose("families")
    driver.settle()
    (chart,) = card.findChildren(HeatGrid)
    return chart


def test_that_a_pair_of_families_opens_its_sentence_and_the_customers_to_call(driver: Driver) -> None:
    chart = _families(driver, company_log())
    chart.picked.emit(2)
    (dialog,) = _dialogs(driver)
    found = affinities(company_board())
    assert found is not None
    first, pair = found.names[0], found.pair(0, 2)
    second = found.names[2]
    assert (
        dialog.sentence.text()
        == f"We work with 681 customers. 145 of them (21.3 %) use not just {first} but also {second}."
    )
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.sentence.text()
    assert dialog.table.frame.rows == pair.first - pair.both == 357
    assert f"To call: 357 customers own {first} and not {second}." in texts_of(dialog)
    names = dialog.table.frame.columns[0].values.tolist()
    assert names == sorted(names, key=str.casefold)
    dialog.table.sort_by("since")
    since = dialog.table.frame.columns[dialog.table.frame.place("since")].values[dialog.table.shown_rows()]
    assert (since[:-1] <= since[1:]).all()
    assert not [text for text in texts_of(dialog) if UGLY.search(text)]
    dialog.reject()


def test_that_a_family_by_itself_opens_nothing(driver: Driver) -> None:
    _families(driver, company_log()).picked.emit(0)
    assert not _dialogs(driver)


def test_that_names_out_of_files_are_text_and_few_customers_are_not_spoken_of(driver: Driver) -> None:
    lines = [
        {**LINES[n], "customer_id": "c1", "order_id": what, "amount": 9.0, "product_family": what}
        for n, what in ((26, "<b>Box</b>"), (27, "<i>Bag</i>"))
    ]
    lines.append({**lines[0], "customer_id": "c2", "order_id": "other"})
    named = [{**each, "name": f"<b>{each['name']}</b>"} for each in CUSTOMERS]
    chart = _families(driver, log(as_of="2026-06-30", customers=named, order_lines=lines))
    chart.picked.emit(1)
    (dialog,) = _dialogs(driver)
    assert dialog.table.frame.columns[0].values.tolist() == ["<b>Firm 2</b>"]
    labels = dialog.findChildren(Label)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert "Fewer than 10 customers: a sentence about so few could tell who they are." in texts_of(dialog)
    assert not dialog.copy.isVisible()
    dialog.reject()


def test_that_figures_without_any_value_begin_no_row_of_their_own() -> None:
    of = company_board()
    there = available(of, FIRST)
    assert len(there) == 9
    assert "net_revenue_retention" not in filling_rows(of, there)
    assert len(filling_rows(of, there)) == 8
    nothing = board_of(EMPTY, "2026-06")
    assert filling_rows(nothing, ()) == ()
