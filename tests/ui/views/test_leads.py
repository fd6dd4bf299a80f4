"""Every picture of the Leads page, with much, little and nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import drill
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.ui.pages.kpi_page import kpis_of
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.views.clock import clock
from salesdesk.ui.views.leads import FIRST, GROUPS
from salesdesk.ui.views.view import View
from tests.company import board_of, company_board, company_log
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import EMPTY, UGLY, texts_of

__all__ = ["driver"]

VIEWS = [view for group in GROUPS for view in group.views]
DATES = log(
    as_of="2026-06-30",
    leads=[
        {"lead_id": f"l{n}", "created_at": f"2026-05-{n + 1:02d}", "owner_rep_id": "Ann", "score": float(n),
         "stage": ("Lead", "MQL", "Odd")[n % 3]} for n in range(9)
    ],
    activities=[
        {"lead_id": f"l{n}", "type": "email", "happened_at": f"2026-05-{n + 2:02d}", "rep_id": "Ann",
         "direction": ("out", "in")[n % 2], "label": "Interested"} for n in range(6)
    ],
)  # fmt: skip
SPARSE = log(
    as_of="2026-06-30",
    leads=[{"lead_id": "a", "created_at": "2026-05-12 10:00", "owner_rep_id": "Ann", "score": 5.0, "stage": "MQL"}],
    activities=[{"type": "call", "happened_at": "2026-05-12 10:30", "lead_id": "a", "rep_id": "Ann"}],
)


@cache
def _sample(period: str) -> Board:
    return board(company_board().book, Selection(parse_period(period, company_log().span)))


@cache
def _board(of: SalesLog) -> Board:
    return board(Book(of), first_selection(of))


BOARDS: dict[str, Callable[[], Board]] = {
    "full": company_board,
    "a week": lambda: _sample("2026-05-04..2026-05-08"),
    "all": lambda: _sample("all"),
    "long ago": lambda: _sample("2019"),
    "dates only": lambda: _board(DATES),
    "sparse": lambda: _board(SPARSE),
    "empty": lambda: _board(EMPTY),
}


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
    places = chart.row_count() if hasattr(chart, "row_count") else chart.place_count()
    hovers = [chart.hover_text(place) for place in range(min(places, 80))]
    for text in (*texts_of(chart), *hovers, found.detail, found.note):
        assert not UGLY.search(text), text
    chart.deleteLater()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_that_the_sample_fills_every_picture_and_a_click_opens_records(view: View) -> None:
    of = company_board()
    answer = view.answer(of)
    assert answer is not None
    assert view.pick is not None
    wanted = view.pick(answer, of, 0)
    assert wanted is not None
    found = drill(of, wanted.kpi, wanted.members, wanted.period, wanted.step, voice_of(of))
    assert any(len(each) for each in found.lists)


def test_that_each_figure_of_the_page_has_a_picture() -> None:
    assert {view.kpi for view in VIEWS} == set(kpis_of("leads"))
    assert set(FIRST) <= set(kpis_of("leads"))
    assert len({view.key for view in VIEWS}) == len(VIEWS)


def test_that_the_curve_of_answers_tells_the_share_within_the_hour() -> None:
    view = next(view for view in VIEWS if view.key == "answered_by")
    of = company_board()
    found = view.show(view.answer(of), of, voice_of(of))
    within = of.kpis["responded_within_sla"].now
    assert within.value is not None
    assert found.note.startswith(f"Answered within one hour: {within.value * 100:.1f}% in Q2 2026")


def test_that_a_log_of_dates_has_no_line_at_an_hour() -> None:
    view = next(view for view in VIEWS if view.key == "answered_by")
    of = board_of(DATES, "2026-05")
    found = view.show(view.answer(of), of, voice_of(of))
    assert (found.data.guides, found.note) == ((), "")


@pytest.mark.parametrize(("longest", "sign"), [(3000.0, "days"), (300.0, "h"), (100.0, "min"), (None, "min")])
def test_that_axes_of_time_count_in_one_unit(longest: float | None, sign: str) -> None:
    assert clock([None, 5.0, longest]).sign == sign


def test_that_every_picture_can_be_chosen_on_the_page(driver: Driver) -> None:
    driver.put(company_log())
    for card, group in zip(driver.page("leads").pictures, GROUPS, strict=True):
        for view in group.views:
            card.choose(view.key)
            driver.settle()
            assert (card.isVisible(), card.title) == (True, view.title)
            assert not [text for text in texts_of(card) if UGLY.search(text)]
    assert not driver.reasons
