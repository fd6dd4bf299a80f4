"""How long customers stay: the worked example of fast and slow closers, its words, and what a period sees."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from salesdesk.insights.customer_life import (
    SpeedRow,
    by_speed,
    differing,
    life,
    lives_by_speed,
    lives_by_start,
    months_between,
    verdict,
)
from salesdesk.models.period import day_number
from salesdesk.models.settings import Limits
from salesdesk.stats.change import Word
from tests.company import board_of, company_board
from tests.kpis.building import log

FAST = ([7, 8, 9, 9, 3, 12, 12, 12], [1, 1, 1, 1, 0, 0, 0, 0])
SLOW = ([11, 12, 12, 12, 12, 9, 12, 12], [1, 0, 0, 0, 0, 0, 0, 0])
MONTHS = np.array([*FAST[0], *SLOW[0]], dtype=np.float64)
LEFT = np.array([*FAST[1], *SLOW[1]], dtype=bool)
IS_FAST = np.arange(16) < 8


def test_that_fast_and_slow_closers_give_the_worked_example() -> None:
    fast = life("Fast", MONTHS[IS_FAST], LEFT[IS_FAST])
    slow = life("Slow", MONTHS[~IS_FAST], LEFT[~IS_FAST])
    assert [round(each.at(9), 2) for each in (fast, slow)] == [0.43, 1.0]
    assert [round(each.at(12), 2) for each in (fast, slow)] == [0.43, 0.86]
    found = verdict(MONTHS, LEFT, IS_FAST, Limits())
    assert (round(found.z, 2), round(found.p, 3), found.left) == (1.91, 0.056, 5)
    assert found.word is Word.UNKNOWN


@pytest.mark.parametrize(("times", "word"), [(1, Word.UNKNOWN), (2, Word.CLEAR)])
def test_that_more_of_the_same_customers_tell_more(times: int, word: Word) -> None:
    found = verdict(np.tile(MONTHS, times), np.tile(LEFT, times), np.tile(IS_FAST, times), Limits())
    assert found.word is word


def test_that_four_who_left_tell_nothing_however_far_apart_they_are() -> None:
    months = np.array([1.0] * 4 + [30.0] * 60)
    found = verdict(months, months < 2, months < 2, Limits())
    assert found.p < 0.01
    assert found.word is Word.UNKNOWN


def test_that_with_enough_who_left_no_difference_is_a_finding() -> None:
    months = np.tile(np.arange(1.0, 13.0), 4)
    found = verdict(months, np.ones(48, dtype=bool), np.arange(48) < 24, Limits())
    assert found.word is Word.NORMAL


def test_that_a_curve_is_thin_once_fewer_than_five_are_followed() -> None:
    found = life("All", np.array([1.0, 2, 3, 4, 5, 6, 30]), np.array([1, 0, 0, 0, 0, 0, 0], dtype=bool))
    assert found.thin_from == 3
    assert found.until == 24
    assert life("All", np.array([1.0, 2]), np.array([True, False])).thin_from == 0


def test_that_months_end_on_the_day_of_the_month_or_its_last() -> None:
    first = np.array([day("2025-03-31"), day("2025-08-31"), day("2025-04-05"), day("2025-01-01")])
    later = np.array([day("2025-12-31"), day("2026-02-28"), day("2025-04-20"), day("2025-01-01")])
    assert months_between(first.astype(np.int32), later.astype(np.int32)).tolist() == [9, 6, 0.5, 0]


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def _customers(*lives: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [
        {"customer_id": f"c{n}", "onboarded_at": begun, "churned_at": left} for n, (begun, left) in enumerate(lives)
    ]


def test_that_a_period_sees_only_what_had_happened_by_its_end() -> None:
    of = log(as_of="2026-06-30", customers=_customers(("2025-01-01", "2026-05-01"), ("2026-04-01", None)))
    early, late = (lives_by_speed(board_of(of, period)) for period in ("2026-03", "2026-06"))
    assert early is not None
    assert late is not None
    assert [(each.name, each.n, each.left) for each in (*early.lives, *late.lives)] == [
        ("All customers", 1, 0),
        ("All customers", 2, 1),
    ]
    assert early.verdict is None


def test_that_without_customers_there_is_nothing_to_follow() -> None:
    of = log(as_of="2026-06-30", opportunities=[{"name": "x"}])
    assert lives_by_speed(board_of(of, "2026-06")) is None
    assert lives_by_start(board_of(of, "2026-06")) is None
    assert by_speed(board_of(of, "2026-06")) is None


def test_that_cohorts_begin_in_quarters_the_newest_first_and_small_ones_are_left_out() -> None:
    starts = [("2026-01-15", None)] * 10 + [("2025-11-15", "2026-01-20")] * 12 + [("2025-08-01", None)] * 3
    found = lives_by_start(board_of(log(as_of="2026-06-30", customers=_customers(*starts)), "2026-06"))
    assert found is not None
    assert [(each.name, each.n, each.left) for each in found.lives] == [("Q1 2026", 10, 0), ("Q4 2025", 12, 12)]
    assert found.lives[1].at(3) == 0


def test_that_customers_are_told_apart_by_the_deal_that_won_them() -> None:
    found = lives_by_speed(company_board())
    assert found is not None
    assert [each.name for each in found.lives] == ["Fast", "Slow"]
    assert found.verdict is not None
    assert found.verdict.left == sum(each.left for each in found.lives)
    rows = by_speed(company_board())
    assert rows is not None
    assert [row.name for row in rows] == ["Fast", "Slow"]
    assert differing((SpeedRow("Fast", None, None, None), SpeedRow("Slow", None, None, None))) == ()
