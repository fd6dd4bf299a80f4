"""Curves of a share that grows with time: who has been answered, or has bought, by when."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.insights.reaching import reached, reached_now_and_before
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Against
from tests.company import board_of
from tests.kpis.worked_examples.test_k25_lead_response_time import book, call, lead

MARCH = parse_period("2026-03", book().span)


def test_that_the_curve_is_what_is_left_of_those_who_still_wait():
    days = np.array([10, 20, 20, 30, 45, 60, 15, 35, 50], dtype=float)
    found = reached(MARCH, days, np.arange(9) < 5)
    assert (found.n, found.happened, found.until) == (9, 5, 60)
    left = [round(1 - found.at(day), 3) for day in (0, 10, 20, 30, 45, 60)]
    assert left == [1, 0.889, 0.635, 0.508, 0.339, 0.339]
    assert found.thin_from == 30  # four others have been followed for longer


def test_that_a_curve_without_open_cases_can_be_relied_on_to_its_end():
    found = reached(MARCH, np.array([12.0, 33.0, 40.0, 90.0]), np.ones(4, dtype=bool))
    assert (found.shares, found.thin_from) == ((0.25, 0.5, 0.75, 1.0), None)


def test_that_a_curve_of_many_steps_keeps_its_height_at_the_marks():
    minutes = np.random.default_rng(5).gamma(0.5, 900.0, 20_000)
    found = reached(MARCH, minutes, np.ones(len(minutes), dtype=bool), (60.0,))
    assert len(found.times) < 310
    assert found.at(60.0) == pytest.approx(np.mean(minutes <= 60.0))
    assert found.shares[-1] == pytest.approx(1.0)


def test_that_half_of_the_leads_were_answered_by_the_median():
    (now,) = reached_now_and_before(board_of(book(), "2026-03", against=Against.NOTHING), "lead_response_time") or ()
    assert (now.name, now.n, now.happened, now.until) == (
        "Mar 2026",
        6,
        5,
        pytest.approx(31_020),
    )  # until the end of the log
    assert [now.at(minutes) for minutes in (24, 25, 60, 165, 5000)] == pytest.approx([0, 1 / 6, 2 / 6, 3 / 6, 5 / 6])


def test_that_the_period_compared_with_has_a_curve_of_its_own():
    more = [lead(f"F{n}", "2026-02-10 09:00") for n in range(3)]
    calls = [call("F0", "2026-02-10 09:30")]
    both = board_of(book(leads=more, calls=calls), "2026-03")
    assert reached_now_and_before(both, "lead_response_time") is None
    now, before = reached_now_and_before(
        board_of(book(leads=[*more, lead("L1", "2026-03-02 10:00")], calls=calls), "2026-03"), "lead_response_time"
    ) or (None, None)
    assert now is not None
    assert before is not None
    assert (now.n, now.at(60), before.n, before.at(60)) == (1, 0, 3, pytest.approx(1 / 3))
