"""The sheet of months: a row of values and a line in a cell per KPI, and charts of the first of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from salesdesk.exports import styles
from salesdesk.exports.blocks import Cell, Chart, Grid, Range, Series, Sheet, Sparkline
from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.subject import Line, Subject
from salesdesk.insights.wording import unit_words
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import MeasureKind

NAME = "Trend"
_HEADER_ROW, _FIRST_MONTH = 2, 2
_MOST_CHARTS = 9
_CHART_ROWS, _ABREAST, _WIDTH, _GAP = 13, 3, 464, 14
# Kinds in which a rep and the team are of one size, so that both belong in a chart.
_COMPARABLE = frozenset(
    {
        MeasureKind.RATE,
        MeasureKind.PER_THOUSAND,
        MeasureKind.MEAN,
        MeasureKind.DURATION,
        MeasureKind.SURVIVAL,
        MeasureKind.RATIO,
        MeasureKind.SCORE,
    }
)


def trend_sheet(subject: Subject) -> tuple[Sheet, Mapping[str, Range]]:
    """The sheet, and where the months of each KPI stand on it."""
    lines = [line for line in subject.lines if line.kpi.key not in BY_DIM and not np.isnan(line.months).all()]
    own = _block(subject, lines, _HEADER_ROW)
    blocks: list[Grid | Sparkline | Chart] = [Grid(0, 0, ((Cell(_title(subject), "Title"),),)), own]
    ranges = {line.kpi.key: _range(subject, _HEADER_ROW + 1 + place) for place, line in enumerate(lines)}
    team: dict[str, Range] = {}
    row = _HEADER_ROW + len(lines) + 2
    if subject.rep is not None and lines:
        blocks += [Grid(row, 0, ((Cell("Team", "Heading"),),)), _block(subject, lines, row + 1, team=True)]
        team = {line.kpi.key: _range(subject, row + 2 + place) for place, line in enumerate(lines)}
        row += len(lines) + 3
    last = _FIRST_MONTH + len(subject.board.months)
    blocks += [Sparkline(cells.first_row, last, cells) for cells in (*ranges.values(), *team.values())]
    blocks += _charts(subject, lines, ranges, team, row + 1)
    widths = {0: 46.0, 1: 11.0, **dict.fromkeys(range(_FIRST_MONTH, last), 10.5), last: 18.0}
    sheet = Sheet(
        NAME, tuple(blocks), widths, freeze=(_HEADER_ROW + 1, 1), repeat=(_HEADER_ROW, _HEADER_ROW), breaks=(row,)
    )
    return sheet, ranges


def _title(subject: Subject) -> str:
    return f"The last {len(subject.board.months)} months"


def _range(subject: Subject, row: int) -> Range:
    return Range(NAME, row, _FIRST_MONTH, row, _FIRST_MONTH + len(subject.board.months) - 1)


def _block(subject: Subject, lines: list[Line], row: int, *, team: bool = False) -> Grid:
    months = [Cell(month.label, "Number header") for month in subject.board.months]
    head = (Cell("KPI", "Header"), Cell("Unit", "Header"), *months, Cell("Trend", "Header"))
    rows = tuple(
        (
            Cell(line.kpi.name, "Name"),
            Cell(unit_words(line.kpi.unit, subject.currency), "Quiet text"),
            *_values(line, line.team_months if team and line.team_months is not None else line.months),
            Cell(None, "Text"),
        )
        for line in lines
    )
    return Grid(row, 0, (head, *rows))


def _values(line: Line, values: Floats) -> tuple[Cell, ...]:
    style = styles.of_unit(line.kpi.unit)
    return tuple(Cell(None if np.isnan(value) else value, style) for value in values.tolist())


def _dips(line: Line) -> bool:
    """Whether a month lies below zero."""
    shown = (line.months, line.months if line.team_months is None else line.team_months)
    return any(bool((values < 0).any()) for values in shown)


def _first_of_each(lines: list[Line]) -> list[Line]:
    """Those to be drawn: the first KPI of each subject, then the second of each, as many as there is room for."""
    seen: Counter[str] = Counter()
    turn: dict[str, int] = {}
    for line in lines:
        turn[line.kpi.key] = seen[line.kpi.page]
        seen[line.kpi.page] += 1
    chosen = sorted(lines, key=lambda line: turn[line.kpi.key])[:_MOST_CHARTS]
    return [line for line in lines if line in chosen]


def _charts(
    subject: Subject, lines: list[Line], ranges: Mapping[str, Range], team: Mapping[str, Range], row: int
) -> list[Chart]:
    """Three abreast; a month without a value is a gap."""
    charts: list[Chart] = []
    months = _range(subject, _HEADER_ROW)
    telling = _first_of_each([line for line in lines if (~np.isnan(line.months)).sum() >= 2])
    for place, line in enumerate(telling):
        key, unit = line.kpi.key, unit_words(line.kpi.unit, subject.currency)
        series = [Series(subject.wash(subject.rep or "Team"), ranges[key])]
        if key in team and line.kpi.kind in _COMPARABLE:
            series.append(Series("Team", team[key], as_line=True))
        title = f"{line.kpi.name} by month ({unit})"
        number = styles.NUMBERS["Whole percent" if unit == "%" else styles.of_unit(line.kpi.unit)]
        top, left = row + place // _ABREAST * _CHART_ROWS, place % _ABREAST * (_WIDTH + _GAP)
        charts.append(Chart(top, 0, title, unit, number, months, tuple(series), not _dips(line), left, _WIDTH))
    return charts
