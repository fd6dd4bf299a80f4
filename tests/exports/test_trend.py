"""The sheet of months."""

from __future__ import annotations

import numpy as np

from salesdesk.exports.blocks import Chart, Grid, Sparkline
from salesdesk.exports.subject import Hand
from salesdesk.exports.trend import trend_sheet

REP = "Freya Brandvik"


def test_that_the_months_of_a_rep_are_those_of_the_program(hand: Hand) -> None:
    sheet, ranges = trend_sheet(hand.subject(REP))
    own = next(block for block in sheet.blocks if isinstance(block, Grid) and len(block.cells) > 3)
    line = next(line for line in hand.subject(REP).lines if line.kpi.key == "net_sales")
    row = own.cells[ranges["net_sales"].first_row - own.row]
    assert [cell.value for cell in row[2:15]] == [None if np.isnan(value) else value for value in line.months]
    assert [cell.value for cell in own.cells[0][2:15]] == [month.label for month in hand.board.months]


def test_that_charts_start_at_zero_and_name_their_unit(hand: Hand) -> None:
    sheet, _ = trend_sheet(hand.subject(REP))
    charts = [block for block in sheet.blocks if isinstance(block, Chart)]
    assert len(charts) == 9
    assert all(chart.from_zero and chart.unit in chart.title for chart in charts)


def test_that_a_rep_stands_beside_the_team_only_where_both_are_of_one_size(hand: Hand) -> None:
    sheet, _ = trend_sheet(hand.subject(REP))
    charts = {block.title: len(block.series) for block in sheet.blocks if isinstance(block, Chart)}
    assert charts["Quota attainment by month (%)"] == 2
    assert charts["Net sales by month (EUR)"] == 1


def test_that_every_row_has_its_line_in_a_cell(hand: Hand) -> None:
    sheet, ranges = trend_sheet(hand.subject(None))
    lines = [block for block in sheet.blocks if isinstance(block, Sparkline)]
    assert [block.values for block in lines] == list(ranges.values())
