from functools import cache

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import drill
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.log import SalesLog
from salesdesk.ui.pages.pipeline import TILES
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.views.pipeline import GROUPS
from salesdesk.ui.views.view import View
from tests.company import board_of, company_board, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import UGLY, texts_of

__all__ = ["driver"]

VIEWS = {view.key: view for group in GROUPS for view in group.views}
FIVE = [*deals(2, 1, "2026-05-12", lost_reason="Price"), *deals(1, 1, "2026-02-12", "Ben", amount=None)]


def fresh(filled: SalesLog) -> Board:
    return board(Book(filled), first_selection(filled))


BOARDS = {
    "full": company_board,
    "five deals": lambda: fresh(log(as_of="2026-06-30", opportunities=FIVE)),
    "one week": lambda: board_of(company_board().log, "2026-05-04..2026-05-08"),
    "all": lambda: board_of(log(as_of="2026-06-30", opportunities=FIVE), "all"),
    "nothing": lambda: fresh(log(as_of="2026-06-30", opportunities=[{"name": "x"}])),
    "another subject": lambda: fresh(log(as_of="2026-06-30", leads=[{"created_at": "2026-05-01"}])),
}


@cache
def _made(kind: str) -> Board:
    return BOARDS[kind]()


@pytest.fixture(params=BOARDS)
def kind(request: pytest.FixtureRequest) -> tuple[str, Board]:
    return request.param, _made(request.param)


def test_that_every_figure_of_the_page_has_a_picture() -> None:
    of_page = {kpi.key for kpi in ALL if kpi.page == "pipeline"}
    assert of_page == {view.kpi for view in VIEWS.values()}
    assert of_page <= set(TILES)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_that_each_picture_shows_and_opens_its_records(qtbot: QtBot, kind: tuple[str, Board], view: View) -> None:
    name, shown_board = kind
    answer = view.answer(shown_board) if available(shown_board, [view.kpi]) else None
    if answer is None:
        assert name != "full"
        return
    voice = voice_of(shown_board)
    shown = view.show(answer, shown_board, voice)
    chart = view.chart()
    qtbot.addWidget(chart)
    chart.set_data(shown.data)
    chart.resize(480, 320)
    chart.grab()
    said = [*texts_of(chart), shown.note, shown.detail]
    assert not [text for text in said if UGLY.search(text)]
    assert view.pick is not None
    wanted = view.pick(answer, shown_board, 0)
    found = drill(shown_board, wanted.kpi, wanted.members, wanted.period, wanted.step, voice)
    assert found.lists or name != "full"


def test_that_the_page_fills_its_rows_of_tiles(driver: Driver) -> None:
    driver.put(company_board().log)
    assert tuple(driver.page("pipeline").tiles.tiles) == TILES
    driver.put(log(as_of="2026-06-30", opportunities=FIVE))
    assert len(driver.page("pipeline").tiles.tiles) == 8


def test_that_a_page_of_few_deals_says_nothing_ugly(driver: Driver) -> None:
    driver.put(log(as_of="2026-06-30", opportunities=FIVE))
    page = driver.page("pipeline")
    for card in page.pictures:
        for view in card.offered(driver.desk.board):
            card.choose(view.key)
            driver.settle()
            assert not [text for text in texts_of(card) if UGLY.search(text)], view.key
    assert not driver.reasons
