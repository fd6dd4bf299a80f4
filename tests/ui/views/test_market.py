from dataclasses import replace
from functools import cache

import pytest

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import drill
from salesdesk.insights.selections import first_selection
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.period import parse_period
from salesdesk.ui.dialogs.figure import FigureDialog
from salesdesk.ui.views.market import FIRST, GROUPS, IN_CARDS
from salesdesk.ui.views.view import View
from tests.company import company_board, company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import EMPTY, ORDERS, SPARSE, UGLY, texts_of

__all__ = ["driver"]

VIEWS = [view for group in GROUPS for view in group.views]
LOGS = {"full": company_log, "sparse": lambda: SPARSE, "orders": lambda: ORDERS, "empty": lambda: EMPTY}


@cache
def a_week() -> Board:
    log = company_log()
    week = parse_period("2026-05-04..2026-05-08", log.span)
    return board(Book(log), replace(first_selection(log), period=week))


@cache
def one_product() -> Board:
    log = company_log()
    return board(Book(log), first_selection(log).only("product", frozenset({"Bandwidth 1000"})))


@cache
def everything() -> Board:
    log = company_log()
    return board(Book(log), replace(first_selection(log), period=parse_period("all", log.span)))


BOARDS = {"quarter": company_board, "week": a_week, "product": one_product, "all": everything}


def test_that_each_figure_of_the_page_has_a_picture() -> None:
    own = {kpi.key for kpi in ALL if kpi.page == "market"}
    assert {view.kpi for view in VIEWS} == own == {*FIRST, *IN_CARDS}
    assert len({view.key for view in VIEWS}) == len(VIEWS)


@pytest.mark.parametrize("kind", LOGS)
def test_that_every_picture_shows_every_sort_of_log(driver: Driver, kind: str) -> None:
    driver.put(LOGS[kind]())
    page = driver.page("market")
    for card in page.pictures:
        for view in card.offered(driver.desk.board):
            card.choose(view.key)
            driver.settle()
            assert card.title == view.title
            assert not [text for text in texts_of(card) if UGLY.search(text)], view.key
    assert not driver.reasons


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_that_every_picture_has_plain_words_and_opens_records(view: View, name: str) -> None:
    found = BOARDS[name]()
    answer = view.answer(found)
    if answer is None:
        assert view.kpi == "territory_growth"
        assert name == "all"
        return
    shown = view.show(answer, found, Voice("EUR"))
    assert not UGLY.search(repr((shown.detail, shown.note)))
    assert view.pick is not None
    picked = [view.pick(answer, found, place) for place in (range(8) if view.key == "price and volume" else (0,))]
    assert any(picked)
    for wanted in filter(None, picked):
        assert wanted.kpi == view.kpi
        assert drill(found, wanted.kpi, wanted.members, wanted.period, None, Voice("EUR")).lists


def test_that_every_chart_says_what_it_shows_when_it_is_pointed_at(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("market")
    for card in page.pictures:
        for view in card.offered(driver.desk.board):
            card.choose(view.key)
            driver.settle()
            chart = card._charts[view.key]
            for part in (chart.price, chart.volume) if hasattr(chart, "price") else (chart,):
                count = part.row_count() if hasattr(part, "row_count") else len(part.labels())
                said = [part.hover_text(place) for place in range(count)]
                assert said, view.key
                assert not [text for text in said if UGLY.search(text) or not text.strip()], view.key


def test_that_sums_told_by_cards_are_tiles_only_where_the_others_fill_no_row(driver: Driver) -> None:
    driver.put(company_log())
    assert tuple(driver.page("market").tiles.tiles) == FIRST
    driver.put(ORDERS)
    assert next(iter(driver.page("market").tiles.tiles)) == "sales_by_location"


def test_that_a_card_explains_its_figure(driver: Driver) -> None:
    driver.put(company_log())
    card = driver.page("market").pictures[2]
    assert card.info.accessibleName() == "About Sales by product and buyer"
    assert "1 of 2" in card.chooser.accessibleName()
    card.info.click()
    driver.settle()
    (dialog,) = [found for found in driver.window.findChildren(FigureDialog) if found.isVisible()]
    assert any("Sales by product and buyer" in text for text in texts_of(dialog))
    dialog.reject()


def test_that_pictures_are_not_offered_where_the_log_tells_nothing_apart() -> None:
    plain = log(as_of="2026-06-30", opportunities=deals(3, 1, "2026-05-12", product_id="Box"))
    found = board(Book(plain), first_selection(plain))
    assert not [view.key for view in VIEWS if view.kpi in IN_CARDS and view.fits(found)]


def test_that_a_product_can_be_chosen_and_stays_chosen(driver: Driver) -> None:
    driver.put(company_log())
    card = driver.page("market").pictures[-1]
    chart = card._charts["price and volume"]
    names = [each.name for each in chart._data.products]
    chart.choose(names[2])
    places: list[int] = []
    chart.picked.connect(places.append)
    chart.price.picked.emit(1)
    assert places == [2 * chart._data.periods + 1]
    assert names[2] in chart.price.title()
    driver.desk.select(first_selection(company_log()).only("region", frozenset({"North"})))
    driver.settle()
    assert chart.product.value == names[2]
    widths = {part.plotItem.getAxis("left").maximumWidth() for part in (chart.price, chart.volume)}
    assert len(widths) == 1
