import pytest

from salesdesk.insights.change import Change
from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.wording import NOTHING, Voice, one_of
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Unit
from salesdesk.stats.change import Word
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

VOICE = Voice("EUR")


@pytest.mark.parametrize(
    ("value", "unit", "n", "text"),
    [
        (0.4444, Unit.PERCENT, 9, "44 %"),
        (0.4444, Unit.PERCENT, 900, "44.4 %"),
        (1570.5, Unit.MONEY, None, "€1,571"),
        (-2.5, Unit.MONEY, None, "−€3"),
        (25.0, Unit.MINUTES, None, "25 min"),
        (990.0, Unit.MINUTES, None, "16 h 30 min"),
        (2.5, Unit.DAYS, None, "2.5 days"),
        (1.0, Unit.DAYS, None, "1 day"),
        (0.8, Unit.RATIO, None, "0.80"),
        (12.0, Unit.COUNT, None, "12"),
        (41.0, Unit.SCORE, None, "+41"),
        (None, Unit.MONEY, None, NOTHING),
        (float("nan"), Unit.PERCENT, None, NOTHING),
    ],
)
def test_how_values_are_written(value: float | None, unit: Unit, n: float | None, text: str) -> None:
    assert VOICE.value(value, unit, n) == text


def test_that_numbers_follow_the_users_marks() -> None:
    german = Voice("EUR", NumberStyle(",", "."))
    assert german.value(1570.0, Unit.MONEY) == "€1.570"
    assert german.value(0.4444, Unit.PERCENT, 900) == "44,4 %"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(0.019, Word.NORMAL, None), "within normal variation (+1.9 pp)"),
        (Change(-0.019, Word.NORMAL, None), "within normal variation (−1.9 pp)"),
        (Change(0.08, Word.CLEAR, better=True), "8.0 pp vs Q1 2026 · clear change"),
        (Change(-0.08, Word.LIKELY, better=False), "8.0 pp vs Q1 2026 · likely change"),
        (Change(0.4, Word.UNKNOWN, None), "cannot tell yet"),
        (Change(0.06, None, None), "+6.0 pp vs Q1 2026"),
        (Change(0.0, Word.NORMAL, None), "the same as in Q1 2026"),
        (None, "no figure in Q1 2026"),
    ],
)
def test_how_a_change_is_told(change: Change | None, text: str) -> None:
    assert VOICE.change(change, Unit.PERCENT, "Q1 2026") == text


def test_that_a_small_sample_tells_its_counts() -> None:
    few = board_of(log(as_of="2026-06-30", opportunities=deals(2, 5, "2026-05-12")), "2026-Q2").kpis["win_rate"]
    assert VOICE.score(few.now, Unit.PERCENT) == "not enough data (2 of 7)"
    only_won = board_of(log(as_of="2026-06-30", opportunities=deals(5, 0, "2026-05-12")), "2026-Q2")
    assert VOICE.score(only_won.kpis["win_loss_ratio"].now, Unit.RATIO) == "5 : 0"
    none = only_won.kpis["lead_response_time"].now
    assert VOICE.score(none, Unit.MINUTES) == "not in this log"


@pytest.mark.parametrize(
    ("counted", "one"),
    [
        ("sales of reps", "sale of reps"),
        ("opportunities", "opportunity"),
        ("people approached", "person approached"),
        ("sales-qualified leads", "sales-qualified lead"),
        ("customers of the year before", "customer of the year before"),
        ("days worked", "day worked"),
    ],
)
def test_that_one_of_a_thing_is_in_the_singular(counted: str, one: str) -> None:
    assert one_of(counted) == one


def test_that_every_kpi_counts_something_that_has_a_singular() -> None:
    assert [kpi.counted for kpi in ALL if one_of(kpi.counted) == kpi.counted] == []


def test_that_a_single_case_is_told_as_one() -> None:
    board = board_of(log(as_of="2026-06-30", opportunities=deals(1, 0, "2026-05-12")), "2026-Q2")
    rate, cycle = board.kpis["win_rate"], board.kpis["sales_cycle_length"]
    assert VOICE.basis(rate.now, rate.kpi.counted) == "1 of 1 deal"
    assert VOICE.basis(cycle.now, cycle.kpi.counted) == "1 deal won"


def test_that_no_figure_of_the_sample_is_told_in_a_programmers_words() -> None:
    for scores in company_board().kpis.values():
        for score in (scores.now, scores.before):
            assert score is not None
            text = VOICE.score(score, scores.kpi.unit) + VOICE.basis(score, scores.kpi.counted)
            assert not any(word in text for word in ("nan", "None", "inf", "status", "_"))


def test_that_growth_carries_its_sign_and_narrow_cells_fewer_digits() -> None:
    voice = Voice("EUR")
    signs = [voice.signed(value, Unit.PERCENT) for value in (0.1, -0.25, 0.0, None)]
    assert signs == ["+10.0%", "−25.0%", "0.0%", "–"]
    briefly = [voice.brief(108_900.0, Unit.MONEY), voice.brief(None, Unit.MONEY), voice.brief(0.5, Unit.PERCENT)]
    assert briefly == ["€109k", "–", "50.0%"]
