"""The pictures of the Team page: shown with every sort of log, and each place opens its records."""

from __future__ import annotations

import pytest

from salesdesk.insights.fairness import fair
from salesdesk.ui.pages.fair_pictures import funnel_data, interval_data
from salesdesk.ui.pages.kpi_page import kpis_of
from salesdesk.ui.pages.team_table import ABOUT_REPS, USUAL, team_frame, team_rows
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.views.team import GROUPS
from tests.company import board_of, company_log, deals
from tests.kpis.building import log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import LOGS, UGLY, texts_of

__all__ = ["driver"]

LEFT = log(
    as_of="2026-06-30",
    reps=[
        *({"rep_id": name, "role": "ae"} for name in "ABCD"),
        {"rep_id": "Z", "role": "ae", "end_date": "2026-05-20"},
    ],
    opportunities=[deal for rep in "ABCDZ" for deal in deals(10, 20, "2026-05-12", rep)],
)


@pytest.mark.parametrize("kind", [*LOGS, "left"])
def test_that_every_view_shows_every_sort_of_log(driver: Driver, kind: str) -> None:
    driver.put(LEFT if kind == "left" else LOGS[kind]())
    page = driver.page("team")
    for card in page.pictures:
        for view in card.offered(driver.desk.board):
            card.choose(view.key)
            driver.settle()
            ugly = [text for text in texts_of(card) if UGLY.search(text)]
            assert not ugly, view.key
    assert not driver.reasons


def test_that_the_line_of_a_fair_comparison_says_whose_figure_it_is() -> None:
    rows = [deal for rep in "ABCD" for deal in deals(10, 20, "2026-05-12", rep)]
    nobodys = [{**deal, "owner_rep_id": None} for deal in deals(60, 0, "2026-05-12")]
    texts = []
    for opportunities in (rows, [*rows, *nobodys]):
        on = board_of(log(as_of="2026-06-30", opportunities=opportunities), "2026-Q2", "win_rate")
        found = fair(on, "win_rate")
        line, _, _ = interval_data(on, "win_rate", found, voice_of(on))
        funnel, _, _ = funnel_data(on, "win_rate", found, "", voice_of(on))
        texts.append((line.centre_text, funnel.guides[0].text))
    assert texts == [("team 33.3%",) * 2, ("reps together 33.3%",) * 2]


def test_that_every_figure_of_the_page_has_a_picture() -> None:
    shown = {view.kpi for group in GROUPS for view in group.views}
    assert set(kpis_of("team")) <= shown
    keys = [view.key for group in GROUPS for view in group.views]
    assert len(keys) == len(set(keys))


def test_that_places_open_records(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    wanted: list[str] = []
    driver.desk.records_wanted.connect(lambda asked: wanted.append(asked.kpi))
    opened = 0
    for card in page.pictures:
        for view in card.offered(driver.desk.board):
            if view.pick is None:
                continue
            driver.page("team")
            card.choose(view.key)
            driver.settle()
            if view.answer(driver.desk.board) is None:
                continue
            card._open(view, 0)
            driver.settle()
            opened += 1
    assert len(wanted) == opened > 5


def test_that_the_table_offers_every_figure_that_knows_reps_and_shows_few(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    board = driver.desk.board
    there = {key for key in ABOUT_REPS if board.kpis[key].now.status != "not_available"}
    assert there <= {column.key for column in page.table.frame.columns}
    assert set(page._shown_keys()) == set(USUAL) & there
    page._offer_columns()
    page.choices.hide()
    page._show_columns(("win_rate", "nps"))
    assert page._shown_keys() == ("win_rate", "nps")
    assert [column.values[0] for column in page.rep_card.table.frame.columns[:1]] == ["Win rate"]
    page._show_columns(())
    assert set(page._shown_keys()) == set(USUAL) & there


@pytest.mark.parametrize("descending", [False, True])
def test_that_who_left_stays_below_however_the_table_is_sorted(driver: Driver, *, descending: bool) -> None:
    driver.put(LEFT)
    page = driver.page("team")
    page.table.sort_by("win_rate", descending=descending)
    driver.settle()
    assert page.table.shown_rows()[-1] == page._rows.names.index("Z")
    assert "left: Z" in page.note.text()
    assert page.table.frame.columns[0].hint(4).startswith("Z left on ")


def test_that_a_rate_has_a_funnel_for_each_role_and_a_count_has_none(driver: Driver) -> None:
    driver.put(company_log())
    card = driver.page("team").fair_card
    card.choose("win_rate")
    card.choose_picture("funnel")
    assert card.funnel.isVisible()
    assert not card.intervals.isVisible()
    assert card.role.isVisible()
    card.choose("net_sales")
    assert card.intervals.isVisible()
    assert not card.picture.isVisible()
    assert not card.role.isVisible()


def test_that_two_reps_are_held_against_each_other(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    assert not page.duel_card.isVisible()
    page._pick(page._rows.names.index("Ruth Ostrand"))
    page.rep_card.paired.emit("Hassan Farrow")
    driver.settle()
    assert page.duel_card.isVisible()
    assert "Win rate: Hassan Farrow better, clear" in page.duel_card.chart.accessibleDescription()
    assert not [text for text in texts_of(page.duel_card) if UGLY.search(text)]
    page.rep_card.paired.emit("")
    assert not page.duel_card.isVisible()
    page.rep_card.paired.emit("Ruth Ostrand")
    assert not page.duel_card.isVisible(), "nobody is compared with himself"


def test_that_a_rate_says_how_likely_the_rep_is_above_the_others(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    column = page.table.frame.columns[page.table.frame.place("win_rate")]
    told = column.hint(page._rows.names.index("Ruth Ostrand"))
    assert "Worse than Account executives together beyond chance" in told
    assert "Probability that the true rate is above that of Account executives together: 1 %" in told


def test_that_the_team_of_one_deal_is_told_as_its_rep_is() -> None:
    board = board_of(log(as_of="2026-06-30", opportunities=deals(1, 0, "2026-05-12")), "2026-Q2")
    frame = team_frame(board, ("win_rate",), team_rows(board), voice_of(board))
    (rate,) = frame.columns[1:]
    assert rate.text == ["1 of 1"]
    assert rate.footer == "1 of 1"
