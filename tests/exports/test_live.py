"""Formulas over lists: only such as give exactly the program's figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from salesdesk.exports.live import Part, live
from salesdesk.exports.records import behind
from salesdesk.exports.subject import Hand
from salesdesk.kpis.measures import Count, Measure, Total
from salesdesk.kpis.order_measures import Quantile

# What no formula over the rows gives, with the reason.
WITHOUT = {
    "lead_response_time": "a Kaplan–Meier median needs its rows in order",
    "revenue_per_rep": "working days of reps are no records",
    "clv": "an expected lifespan is no sum of records",
    "employee_satisfaction": "answers are anonymous and not listed",
    "touches_per_day": "days worked are no records",
    "social_activity": "days worked are no records",
}


def test_that_every_other_kpi_of_the_team_has_a_formula(hand: Hand) -> None:
    subject = hand.subject(None)
    found = behind(subject, 3).live
    assert {line.kpi.key for line in subject.lines if line.has_value} - set(found) == set(WITHOUT)


@pytest.fixture
def measure(hand: Hand) -> Measure:
    return hand.board.kpis["deals_won"].kpi.measure


def test_that_a_formula_that_misses_the_figure_is_not_written(hand: Hand, measure: Measure) -> None:
    score = hand.board.kpis["deals_won"].now
    right = Part("rows", "L[A]", np.ones(int(score.value)))
    assert live(measure, [right], score) == ("SUM(L[A])", "COUNT(L[A])")
    assert live(measure, [right], replace(score, value=score.value + 0.01)) is None
    assert live(measure, [], score) is None


def test_that_a_count_that_the_list_does_not_give_is_left_to_the_program(hand: Hand) -> None:
    score = replace(hand.board.kpis["net_sales"].now, value=3.0, n=7)
    measure = hand.board.kpis["net_sales"].kpi.measure
    assert isinstance(measure, Total)
    assert live(measure, [Part("rows", "L[A]", np.array([1.0, 2.0]))], score) == ("SUM(L[A])", None)


def test_that_sums_of_several_lists_are_one_sum(hand: Hand, measure: Measure) -> None:
    assert isinstance(measure, Count)
    score = replace(hand.board.kpis["deals_won"].now, value=3.0, n=3)
    parts = [Part("rows", "L[A]", np.ones(1)), Part("rows", "M[A]", np.ones(2))]
    assert live(measure, parts, score) == ("SUM(L[A],M[A])", "COUNT(L[A],M[A])")


def test_that_growth_is_the_difference_of_two_lists_in_parts_of_the_second(hand: Hand) -> None:
    growth = hand.board.kpis["territory_growth"].kpi.measure
    score = replace(hand.board.kpis["territory_growth"].now, value=0.5, n=3)
    parts = [Part("now", "L[A]", np.array([1.0, 2.0])), Part("before", "M[A]", np.array([2.0]))]
    assert live(growth, parts, score) == ("(SUM(L[A])-SUM(M[A]))/SUM(M[A])", "COUNT(L[A],M[A])")
    assert live(growth, parts[:1], score) is None


@pytest.mark.parametrize(("q", "value", "formula"), [(0.5, 2.0, "MEDIAN(L[A])"), (0.9, 2.8, "PERCENTILE(L[A],0.9)")])
def test_that_quantiles_are_those_of_the_spreadsheet(hand: Hand, q: float, value: float, formula: str) -> None:
    median = hand.board.kpis["sales_cycle_length"].kpi.measure
    assert isinstance(median, Quantile)
    score = replace(hand.board.kpis["sales_cycle_length"].now, value=value, n=3)
    found = live(replace(median, q=q), [Part("rows", "L[A]", np.array([3.0, 1.0, 2.0]))], score)
    assert found is not None
    assert found.value == formula
