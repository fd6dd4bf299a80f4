from collections import Counter

from salesdesk.insights.board import Board
from salesdesk.insights.changes import MONEY, MOST, PER_KPI, PER_REP, SAME_FIGURE, changed_lines, importance
from salesdesk.insights.marks import marked
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import BY_KEY
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

VOICE = Voice("EUR")


def changed(won_before: int, won_now: int) -> Board:
    rows = [*deals(won_now, 100 - won_now, "2026-05-12"), *deals(won_before, 100 - won_before, "2026-02-10")]
    return marked(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"))


def test_that_a_real_change_of_the_team_leads_the_list() -> None:
    lines = changed_lines(changed(20, 70), VOICE)
    by_kpi = {line.kpi: line for line in lines}
    assert by_kpi["win_rate"].rest == "rose from 20.0 % to 70.0 %"
    assert by_kpi["win_rate"].mark == "better"


def test_that_noise_is_no_news() -> None:
    assert not [line for line in changed_lines(changed(50, 52), VOICE) if line.kpi == "win_rate"]


def test_that_the_list_stays_short_and_names_nobody_too_often() -> None:
    lines = changed_lines(company_board(), VOICE)
    assert 0 < len(lines) <= MOST
    assert max(Counter(line.start for line in lines if line.members).values()) <= PER_REP
    assert max(Counter(line.kpi for line in lines if line.members).values()) <= PER_KPI
    assert not SAME_FIGURE & {line.kpi for line in lines}
    weights = [line.weight for line in lines]
    assert weights == sorted(weights, reverse=True)


def test_that_the_closer_who_cannot_close_is_found() -> None:
    told = {(line.start, line.kpi): line.mark for line in changed_lines(company_board(), VOICE)}
    assert told["Ruth Ostrand", "win_rate"] == "worse"


def test_that_what_is_sold_comes_before_the_detail_of_activity() -> None:
    told = [line.kpi for line in changed_lines(company_board(), VOICE) if line.members]
    assert set(told[:4]) <= MONEY
    money, pipeline, activity = (
        importance(BY_KEY[key]) for key in ("win_rate", "sales_cycle_length", "follow_up_rate")
    )
    assert money > pipeline > activity


def test_that_changes_of_the_team_come_before_reps() -> None:
    told = [bool(line.members) for line in changed_lines(company_board(), VOICE) if line.weight]
    assert told == sorted(told)
