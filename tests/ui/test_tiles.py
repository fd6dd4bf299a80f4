from typing import Any

import pytest

from salesdesk.insights.board import Board
from salesdesk.insights.marks import marked
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Direction, Standing
from salesdesk.ui.pages.tiles import tile_data
from salesdesk.ui.widgets.tile import TileData
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

VOICE = Voice("EUR")


def tile(board: Board, key: str) -> TileData:
    return tile_data(board, board.kpis[key], VOICE)


def deals_of(won: int, lost: int, as_of: str = "2026-06-30", **keep: Any) -> Board:
    before = deals(30, 30, "2026-02-10")
    return marked(
        board_of(log(as_of=as_of, opportunities=[*deals(won, lost, "2026-05-12"), *before]), "2026-Q2", **keep)
    )


def test_that_a_rate_shows_its_counts_and_its_change_in_words() -> None:
    found = tile(deals_of(33, 30), "win_rate")
    assert (found.value, found.unit, found.status, found.hollow) == ("52", "%", "ok", False)
    assert found.note == "33 of 63 deals"
    assert found.change is not None
    assert found.change.text == "within normal variation (+2.4 pp)"
    assert (found.change.tone, found.change.arrow) == ("quiet", "none")


def test_that_a_clear_change_has_an_arrow_and_a_colour_by_direction() -> None:
    worse, better = tile(deals_of(5, 95), "win_rate").change, tile(deals_of(95, 5), "win_rate").change
    assert worse is not None
    assert better is not None
    assert (worse.tone, worse.arrow, worse.text.split(" · ")[1]) == ("worse", "down", "clear change")
    assert (better.tone, better.arrow) == ("good", "up")


def test_that_few_deals_are_an_answer_and_no_percentage() -> None:
    found = tile(deals_of(2, 5), "win_rate")
    assert (found.value, found.unit, found.status) == ("not enough data (2 of 7)", "", "not_enough_data")


def test_that_a_count_of_a_period_known_in_part_says_so() -> None:
    rows = [{"type": "call", "happened_at": "2026-05-12 10:00", "rep_id": "Ann"}]
    found = tile(board_of(log(as_of="2026-06-30", activities=rows), "2026-Q2"), "activity_volume")
    assert found.note == "the log covers a part of this period only"


def test_that_a_small_sample_is_hollow_and_says_so() -> None:
    found = tile(deals_of(8, 7), "win_rate")
    assert found.hollow
    assert "small sample" in found.note


def test_that_a_running_period_says_to_date() -> None:
    found = tile(deals_of(33, 30, "2026-05-14"), "deals_won")
    assert "to date" in found.note
    assert found.change is not None
    assert "2026-05-14" not in found.change.text


def test_that_nothing_closed_is_no_data_and_says_of_what() -> None:
    found = tile(deals_of(0, 0), "win_rate")
    assert (found.value, found.status) == ("no data", "no_data")
    assert found.note == "no deals in this period"


def test_that_a_figure_that_cannot_follow_a_filter_is_greyed_and_says_so() -> None:
    rows = [{"type": "call", "happened_at": "2026-05-12 10:00", "rep_id": "Ann"}]
    opened = deals(3, 1, "2026-05-12", product_id="Box")
    whole = log(as_of="2026-06-30", opportunities=opened, activities=rows)
    found = tile(board_of(whole, "2026-Q2", product=frozenset({"Box"})), "activity_volume")
    assert found.greyed
    assert found.note.startswith("not split by product")


def test_that_a_cohort_too_young_gives_way_to_one_old_enough() -> None:
    found = tile(company_board(), "opp_to_win_rate")
    assert found.change is not None
    assert found.change.text.startswith("of Q1 2026")
    assert found.unit == "%"


@pytest.mark.parametrize("key", [kpi.key for kpi in ALL])
def test_that_neutral_figures_are_never_coloured_and_folklore_is_no_mark(key: str) -> None:
    found, kpi = tile(company_board(), key), company_board().kpis[key].kpi
    if kpi.direction is Direction.NEUTRAL and found.change is not None:
        assert found.change.tone == "quiet"
    if kpi.benchmark is not None and kpi.benchmark.standing is not Standing.STUDY:
        assert found.reference is None
        assert "Benchmark" not in found.note
    assert "What it is" in found.info
