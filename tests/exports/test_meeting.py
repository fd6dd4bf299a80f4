"""The hand-out for a meeting: the team, one rep, the middle half, and names only if wanted."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.exports.blocks import Cell, Grid
from salesdesk.exports.kpi_sheet import HEADER_ROW
from salesdesk.exports.meeting import plan_hand_out
from salesdesk.exports.subject import Hand
from salesdesk.insights.middle_half import FEWEST, middle_half

REP = "Freya Brandvik"


def row_of(hand: Hand, kpi: str) -> dict[object, Cell]:
    (grid,) = (b for b in plan_hand_out(hand, REP).sheets[0].blocks if isinstance(b, Grid) and b.row == HEADER_ROW)
    found = next(cells for cells in grid.cells if cells[0] and cells[0].value == kpi)
    return {head.value: cell for head, cell in zip(grid.cells[0], found, strict=True) if head and cell}


def test_that_own_figure_team_and_middle_half_stand_side_by_side(hand: Hand) -> None:
    row, scores = row_of(hand, "Win rate"), hand.board.kpis["win_rate"]
    assert row[REP].value == scores.rep(REP).value
    assert row["Team"].value == scores.now.value
    rates = [scores.rep(name) for name in hand.board.rep_names()]
    shown = [score.value for score in rates if score.value is not None and score.status.is_shown]
    low, high = row["Middle half from"].value, row["to"].value
    assert (low, high, row["Reps"].value) == (*np.quantile(shown, (0.25, 0.75)), len(shown))
    side = "below" if row[REP].value < low else "above" if row[REP].value > high else "within"
    assert row[f"{REP} lies"].value in (f"{side} the middle half", None)


def test_that_the_middle_half_of_few_reps_is_not_told(hand: Hand) -> None:
    table, names = hand.board.kpis["net_sales"].reps, hand.board.rep_names()
    assert middle_half(table, names) is not None
    assert middle_half(table, names[: FEWEST - 1]) is None


@pytest.mark.parametrize("named", [False, True])
def test_that_other_reps_are_named_only_if_that_is_wanted(hand: Hand, named: bool) -> None:
    text = str(plan_hand_out(hand, REP, named=named).sheets)
    others = [name for name in hand.board.book.labels("rep") if name != REP and name in text]
    assert bool(others) is named


def test_that_nobody_in_particular_gets_none(hand: Hand) -> None:
    with pytest.raises(KeyError):
        plan_hand_out(hand, None)
