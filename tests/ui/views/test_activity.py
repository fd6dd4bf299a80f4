from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import drill
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL as ALL_TIME
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.ui.views.activity import GROUPS, TILES
from salesdesk.ui.views.view import View
from tests.company import company_board, company_log
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import UGLY, texts_of

__all__ = ["driver"]

VIEWS = {view.key: view for group in GROUPS for view in group.views}
VOICE = Voice("EUR")
FEW = [
    {"type": "call", "happened_at": "2026-05-05 10:00", "rep_id": "Ann", "lead_id": "l1", "outcome": "connected",
     "direction": "out"},
    {"type": "email", "happened_at": "2026-05-06 11:00", "rep_id": "Ann", "lead_id": "l1", "direction": "out"},
]  # fmt: skip
SPARSE = log(
    as_of="2026-06-30",
    activities=FEW,
    leads=[{"lead_id": "l1", "created_at": "2026-05-04"}],
    opportunities=[{"opportunity_id": "o1", "stage": "won", "created_at": "2026-05-05", "closed_at": "2026-05-20",
                    "owner_rep_id": "Ann", "lead_id": "l1", "source": "outbound", "amount": 100.0}],
)  # fmt: skip
EMPTY = log(as_of="2026-06-30", opportunities=[{"name": "x"}])


def shown(view: View, on: Board) -> Any:
    answer = view.answer(on)
    return None if answer is None else view.show(answer, on, VOICE)


def of_sample(period: str, **keep: frozenset[str]) -> Board:
    made: SalesLog = company_log()
    chosen = ALL_TIME if period == "all" else parse_period(period, made.span)
    return board(company_board().book, Selection(chosen, keep=keep))


def words_of(value: object) -> Iterator[str]:
    """Every text in what a chart is given."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from words_of(getattr(value, each.name))


BOARDS: dict[str, Callable[[], Board]] = {
    "full": company_board,
    "week": lambda: of_sample("2026-05-04..2026-05-08"),
    "running": lambda: of_sample("2026"),
    "all": lambda: of_sample("all"),
    "rep": lambda: of_sample("2026-Q2", rep=frozenset({"Ruth Ostrand"})),
    "nobody": lambda: of_sample("2026-Q2", rep=frozenset({"Nobody Known"})),
    "early": lambda: of_sample("2020-01"),
    "sparse": lambda: board(Book(SPARSE), Selection(parse_period("2026-Q2", SPARSE.span))),
}


def test_that_every_figure_of_the_page_has_a_picture() -> None:
    own = {kpi.key for kpi in ALL if kpi.page == "activity"}
    assert {view.kpi for view in VIEWS.values()} == own == set(TILES)
    assert len(VIEWS) == sum(len(group.views) for group in GROUPS)


@pytest.mark.parametrize("kind", BOARDS)
def test_that_every_picture_shows_what_there_is(kind: str) -> None:
    on = BOARDS[kind]()
    for view in VIEWS.values():
        if on.kpis[view.kpi].now.status == "not_available":
            continue
        found = shown(view, on)
        if kind == "full":
            assert found is not None, view.key
        if found is None:
            continue
        assert not [text for text in words_of(found) if UGLY.search(text)], view.key


@pytest.mark.parametrize("key", VIEWS)
def test_that_a_place_opens_its_records(key: str) -> None:
    view, on = VIEWS[key], company_board()
    answer = view.answer(on)
    wanted = next(found for place in range(60) if (found := view.pick(answer, on, place)) is not None)
    found = drill(on, wanted.kpi, wanted.members, wanted.period, wanted.step, VOICE)
    assert any(len(listed) for listed in found.lists), wanted


def texts_of_card(card: Any) -> list[str]:
    return [text for text in texts_of(card) if UGLY.search(text)]


@pytest.mark.parametrize("made", [company_log, lambda: SPARSE, lambda: EMPTY], ids=["full", "sparse", "empty"])
def test_that_each_picture_can_be_chosen_on_the_page(driver: Driver, made: Callable[[], SalesLog]) -> None:
    driver.put(made())
    page = driver.page("activity")
    for card, group in zip(page.pictures, GROUPS, strict=True):
        for view in group.views:
            if card.isVisible() and view in card.offered(driver.desk.board):
                card.choose(view.key)
                driver.settle()
                assert card.title == view.title
                assert not texts_of_card(card), view.key
    assert not driver.reasons


def test_that_the_tiles_fill_their_rows_with_the_most_important_first(driver: Driver) -> None:
    driver.put(company_log())
    assert tuple(driver.page("activity").tiles.tiles) == TILES[:12]
