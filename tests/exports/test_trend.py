"""The sheet of months."""

from __future__ import annotations

import numpy as np

from salesdesk.exports.blocks import Chart, Grid, Sparkline
from salesdesk.exports.subject import Hand
from salesdesk.exports.trend import trend_sheet
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import MeasureKind

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
    charts = [block for block in sheet.blocks if isinstance(block, Chart)]
    shown = {chart.title.partition(" by month")[0]: len(chart.series) for chart in charts}
    kinds = {kpi.name: kpi.kind for kpi in ALL}
    totals = {name for name in shown if kinds[name] in (MeasureKind.COUNT, MeasureKind.SUM, MeasureKind.SNAPSHOT)}
    assert 0 < len(totals) < len(shown)
    assert all(count == (1 if name in totals else 2) for name, count in shown.items())


def test_that_every_row_has_its_line_in_a_cell(hand: Hand) -> None:
    sheet, ranges = trend_sheet(hand.subject(None))
    lines = [block for block in sheet.blocks if isinstance(block, Sparkline)]
    assert [block.values for block in lines] == list(ranges.values())
