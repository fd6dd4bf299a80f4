"""Rules over a whole table: anonymity, nothing lost, quota reached, something lacking."""

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.measures import Formula, Mean, Ratio
from salesdesk.kpis.rules import no_losses, privacy, quota_reached, withheld_if
from salesdesk.kpis.score import ScoreTable, score
from salesdesk.kpis.sources import Side, Sum
from tests.kpis.plain import Desk
from tests.kpis.test_score import MONTHS, kpi_of, simple


def _win_loss(won: int, lost: int) -> ScoreTable:
    desk = simple(won + lost, day=5, won=np.arange(won + lost) < won)
    desk.frame["ended"] = ~desk.frame["won"]
    side = Side(desk.facts_of())
    ratio = Ratio(Sum(side, where="won"), Sum(side, where="ended"), n="both")
    return score(kpi_of(ratio, rule=no_losses), Book(desk.log), MONTHS)


@pytest.mark.parametrize(
    ("won", "lost", "value", "status"),
    [
        (4, 5, 0.8, "not_enough_data"),
        (5, 0, None, "no_losses"),
        (0, 5, 0.0, "not_enough_data"),
        (0, 0, None, "no_data"),
    ],
)
def test_that_wins_without_losses_give_no_ratio(won: int, lost: int, value: float | None, status: str) -> None:
    found = _win_loss(won, lost).at()
    assert (found.value, found.status) == (value, status)
    assert (found.numerator, found.denominator, found.n) == (won, lost, won + lost)


@pytest.mark.parametrize(
    ("left", "value", "status"), [(50.0, 2.0, "ok"), (0.0, None, "reached"), (-5.0, None, "reached")]
)
def test_that_a_reached_quota_leaves_nothing_to_cover(left: float, value: float | None, status: str) -> None:
    desk = simple(2, day=5, amount=[100.0, left], won=[True, False])
    desk.frame["ended"] = ~desk.frame["won"]
    side = Side(desk.facts_of())
    coverage = Ratio(Sum(side, "amount", where="won"), Sum(side, "amount", where="ended"))
    found = score(kpi_of(coverage, rule=quota_reached), Book(desk.log), MONTHS).at()
    assert (found.value, found.status) == (value, status)


def _satisfaction(answers: dict[int, int]) -> ScoreTable:
    """So many answers of each rep, in the first month."""
    rep = np.repeat(list(answers), list(answers.values()))
    desk = simple(len(rep), day=5, rep=rep)
    kpi = kpi_of(Mean(Side(desk.facts_of()), "score"), rule=privacy(5), private=True)
    return score(kpi, Book(desk.log), MONTHS.sliced("rep"))


def _suppressed(table: ScoreTable) -> list[str]:
    return [label for label in table.labels[0] if table.at(rep=label).status == "suppressed"]


def test_that_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    table = _satisfaction({0: 4, 1: 9, 2: 6, 3: 8})
    assert _suppressed(table) == ["Ada", "Cy"]
    hidden = table.at(rep="Ada")
    assert (hidden.value, hidden.n, hidden.numerator, hidden.interval, hidden.coverage) == (None, 0, None, None, None)
    assert table.at(rep="Bo").n == 9


def test_that_two_small_groups_hide_each_other() -> None:
    assert _suppressed(_satisfaction({0: 4, 1: 3, 2: 6})) == ["Ada", "Bo"]


def test_that_groups_without_answers_have_no_data_and_large_ones_are_shown() -> None:
    table = _satisfaction({0: 5, 1: 6})
    assert _suppressed(table) == []
    assert table.at(rep="Di").status == "no_data"


def test_that_a_small_team_is_suppressed_as_a_whole() -> None:
    desk = simple(4, day=5)
    kpi = kpi_of(Mean(Side(desk.facts_of()), "score"), rule=privacy(5))
    assert score(kpi, Book(desk.log), MONTHS).at().status == "suppressed"


def test_that_a_formula_works_on_the_values_of_its_parts() -> None:
    desk: Desk = simple(3, day=5, amount=[1.0, 2.0, 3.0])
    side = Side(desk.facts_of())
    formula = Formula({"mean": Mean(side, "amount"), "rows": Sum(side)}, lambda mean, rows: mean * rows, n="rows")
    found = score(kpi_of(formula), Book(desk.log), MONTHS).at()
    assert (found.value, found.n, found.numerator) == (6.0, 3, None)


@pytest.mark.parametrize(("lacks", "status"), [(False, "not_enough_data"), (True, "not_available")])
def test_that_a_figure_is_not_available_where_the_rows_lack_what_it_takes(lacks: bool, status: str) -> None:
    desk = simple(4, day=5, won=np.arange(4) < 2)
    rule = withheld_if(lambda log: lacks, "a time of day", None)
    found = score(kpi_of(Mean(Side(desk.facts_of()), "days"), rule=rule), Book(desk.log), MONTHS)
    assert found.at().status == status
    assert found.lacking == (("a time of day",) if lacks else ())
    assert found.notes == (("needs a time of day",) if lacks else ())
