"""The team's workbook: its figures, every rep beside every KPI, months, definitions, records, data quality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.exports import styles
from salesdesk.exports.blocks import Block, Cell, Grid, List, ListColumn, Mark, MarkKind, Range, Sheet, Value
from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.subject import Line, Subject
from salesdesk.insights.wording import STATUS_WORDS, unit_words
from salesdesk.kpis.kpi import Direction
from salesdesk.kpis.score import ScoreTable
from salesdesk.kpis.status import STATUSES
from salesdesk.models.dims import attribute, labels

NAME = "Reps"
_HEADER_ROW = 3


@dataclass(frozen=True)
class _Told:
    """A KPI told apart by rep, with the place of each rep in its table (None: no row there)."""

    line: Line
    table: ScoreTable
    places: list[int | None]


def reps_sheet(subject: Subject) -> Sheet:
    """Values and, below them, on how many cases each rests; the team's figure is pooled, never a mean of reps."""
    names = subject.board.rep_rows
    told = [_told(line, names, subject) for line in subject.lines if line.kpi.key not in BY_DIM]
    shown = [each for each in told if each is not None]
    columns = _columns(subject, names, shown)
    first = _HEADER_ROW + 1
    below = first + len(names) + 5
    team = (Cell("Team", "Name"), Cell(None, "Text"), *(_team_cell(each.line) for each in shown))
    counts = tuple(
        ListColumn(column.header, "Whole", values, column.width)
        for column, values in zip(
            columns[2:], ([_count(each, place) for place in each.places] for each in shown), strict=True
        )
    )
    words = tuple(
        ListColumn(column.header, "Quiet text", [_said(each, place) for place in each.places], column.width)
        for column, each in zip(columns[2:], shown, strict=True)
    )
    lower = below + len(names) + 3
    blocks: tuple[Block, ...] = (
        Grid(0, 0, ((Cell("Every rep, every figure", "Title"),), (Cell(_EXPLAINED, "Quiet text"),))),
        List(_HEADER_ROW, 0, "Rep_figures", columns),
        Grid(first + len(names) + 1, 0, (team,)),
        Grid(below - 1, 0, ((Cell("On how many cases each figure rests", "Heading"),),)),
        List(below, 0, "Rep_cases", (*columns[:2], *counts)),
        Grid(lower - 1, 0, ((Cell("What so many cases allow to say", "Heading"),),)),
        List(lower, 0, "Rep_samples", (*columns[:2], *words)),
        *_small(shown, first),
        *_marks(shown, first, len(names)),
    )
    widths = {place: column.width for place, column in enumerate(columns)}
    heights = dict.fromkeys((_HEADER_ROW, below, lower), 60.0)
    return Sheet(NAME, blocks, widths, heights, (first, 1), (_HEADER_ROW, _HEADER_ROW))


_EXPLAINED = "Bars compare reps where one way is better. Slanted grey figures rest on few cases: read them with care."


def _told(line: Line, names: tuple[str, ...], subject: Subject) -> _Told | None:
    table = subject.board.kpis[line.kpi.key].reps
    if table is None or table.lacking or line.kpi.private or not table.by or line.now.status == "not_available":
        return None
    if line.is_older and table.matured is not None:
        table = table.matured
    place = {label: number for number, label in enumerate(table.labels[0])}
    return _Told(line, table, [place.get(name) for name in names])


def _columns(subject: Subject, names: tuple[str, ...], shown: list[_Told]) -> tuple[ListColumn, ...]:
    log = subject.board.log
    teams = attribute(log, "rep", "team")
    known = labels(log, "team")
    everybody = {label: code for code, label in enumerate(subject.board.book.labels("rep"))}
    codes = [teams[everybody[name]] if name in everybody else -1 for name in names]
    of_rep: list[Value] = [known[code] if code >= 0 else None for code in codes]
    wanted = [
        "Rep",
        "Team",
        *(f"{each.line.kpi.name} ({_unit(subject, each.line)}){_when(each.line)}" for each in shown),
    ]
    return (
        ListColumn("Rep", "Name", [subject.wash(name) for name in names], 24),
        ListColumn("Team", "Text", [None if team is None else subject.wash(str(team)) for team in of_rep], 18),
        *(
            ListColumn(header, _style(each.line), [_value(each, place) for place in each.places], 13)
            for header, each in zip(wanted[2:], shown, strict=True)
        ),
    )


def _when(line: Line) -> str:
    return f", {line.now.period.label}" if line.is_older else ""


def _unit(subject: Subject, line: Line) -> str:
    return unit_words(line.kpi.unit, subject.currency)


def _style(line: Line) -> str:
    return styles.of_unit(line.kpi.unit, line.now.n)


def _value(each: _Told, place: int | None) -> float | None:
    value = np.nan if place is None else float(each.table.value[0, place])
    return None if np.isnan(value) else value


def _count(each: _Told, place: int | None) -> float:
    return 0.0 if place is None else float(np.nan_to_num(each.table.n[0, place]))


def _said(each: _Told, place: int | None) -> str:
    """Whether the cases are enough, in words."""
    status = STATUSES[each.table.status[0, place]] if place is not None else "no_data"
    return STATUS_WORDS[status] or "enough cases"


def _team_cell(line: Line) -> Cell:
    return Cell(line.now.value, _style(line)) if line.now.value is not None else Cell("–", "No value")


def _small(shown: list[_Told], first: int) -> list[Grid]:
    """Writes the figures of few cases once more, in the style that says so."""
    grids = []
    for column, each in enumerate(shown, start=2):
        for row, place in enumerate(each.places, start=first):
            value = _value(each, place)
            if value is not None and place is not None and each.table.status[0, place] != 0:
                grids.append(Grid(row, column, ((Cell(value, styles.small(_style(each.line))),),)))
    return grids


def _marks(shown: list[_Told], first: int, count: int) -> list[Mark]:
    """Bars for figures of which more or less is better; neutral ones are not compared."""
    return [
        Mark(MarkKind.BAR, Range(NAME, first, column, first + count - 1, column))
        for column, each in enumerate(shown, start=2)
        if each.line.kpi.direction in (Direction.HIGHER, Direction.LOWER) and count
    ]
