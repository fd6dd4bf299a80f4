"""The sheet of second figures: what a figure is made of, and how else it can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesdesk.exports import styles
from salesdesk.exports.blocks import Block, Cell, Grid, List, ListColumn, Sheet, Value
from salesdesk.exports.subject import Line, Subject, period_text
from salesdesk.insights.part_words import part_words
from salesdesk.insights.wording import STATUS_WORDS, unit_words
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.measures import Mix
from salesdesk.kpis.part_measures import SideBySide
from salesdesk.kpis.table import ScoreTable

NAME = "Details"
_HEADER_ROW = 3
_EXPLAINED = "What else is known of a figure. Slanted grey figures rest on few cases: read them with care."


@dataclass(frozen=True)
class Detail:
    """``team`` is the team's value of the same, None in the team's own workbook."""

    kpi: str
    name: str
    value: float
    unit: Unit
    n: int
    status: str
    team: float | None = None


def details_sheet(subject: Subject) -> Sheet:
    found = [detail for line in subject.lines for detail in details_of(subject, line)]
    columns = _columns(subject, found)
    blocks: list[Block] = [Grid(0, 0, ((Cell("Second figures", "Title"),), (Cell(_EXPLAINED, "Quiet text"),)))]
    if found:
        blocks.append(List(_HEADER_ROW, 0, "Second_figures", columns))
        blocks += _figures(found, [place for place, column in enumerate(columns) if column.style == "Decimal"])
    return Sheet(
        NAME,
        tuple(blocks),
        widths={place: column.width for place, column in enumerate(columns)},
        freeze=(_HEADER_ROW + 1, 2),
        repeat=(_HEADER_ROW, _HEADER_ROW),
    )


def details_of(subject: Subject, line: Line) -> Iterator[Detail]:
    """Everything beside the headline that has a value; nothing of a group too small to be shown."""
    subject.pulse()
    table = subject.table(line)
    if line.now.status in ("suppressed", "not_available"):
        return
    team = None if subject.rep is None else subject.team_table(line)
    yield from _of_table(line.kpi.name, "", table, subject, team)
    for key, figure in table.figures.items():
        theirs = None if team is None else team.figures.get(key)
        yield from _of_table(line.kpi.name, line.kpi.figures[key].name, figure, subject, theirs)


def _of_table(kpi: str, name: str, table: ScoreTable, subject: Subject, team: ScoreTable | None) -> Iterator[Detail]:
    cell = {dim: label for dim, label in subject.cell.items() if dim in table.by}
    score = table.find(0, **cell)
    if score is None or score.status in ("suppressed", "not_available"):
        return
    if name and score.value is not None:
        whole = None if team is None else team.at(0).value
        yield Detail(kpi, name, score.value, score.unit, score.n, score.status, whole)
    measure = table.kpi.measure_of(table.figure, table.by)
    unit = score.unit if isinstance(measure, Mix | SideBySide) else Unit.COUNT
    for part, values in table.detail.items():
        value = float(values[table.place(0, **cell)])
        if not np.isnan(value):
            words = part_words(part)
            said = f"{name}: {words}" if name else words[:1].upper() + words[1:]
            theirs = None if team is None else float(team.detail[part][0]) if part in team.detail else None
            yield Detail(kpi, said, value, unit, score.n, score.status, theirs)


def _columns(subject: Subject, found: list[Detail]) -> tuple[ListColumn, ...]:
    own = period_text(subject.board.period).partition(" (")[0]
    values: list[Value] = [each.value for each in found]
    team: list[Value] = [each.team for each in found]
    return (
        ListColumn("KPI", "Name", [each.kpi for each in found], 46),
        ListColumn("Second figure", "Text", [each.name for each in found], 58),
        ListColumn("Value" if subject.board.period.is_all else own, "Decimal", values, 15),
        *([ListColumn("Team", "Decimal", team, 15)] if subject.rep is not None else []),
        ListColumn("Unit", "Quiet text", [unit_words(each.unit, subject.currency) for each in found], 22),
        ListColumn("Cases", "Whole", [float(each.n) for each in found], 10),
        ListColumn("Remark", "Quiet text", [STATUS_WORDS[each.status] or None for each in found], 24),
    )


def _figures(found: list[Detail], columns: list[int]) -> Iterator[Grid]:
    """The figures once more, each in the style of its unit."""
    for row, each in enumerate(found, start=_HEADER_ROW + 1):
        style = styles.of_unit(each.unit, each.n)
        own = style if each.status == "ok" else styles.small(style)
        for column, (value, chosen) in zip(columns, ((each.value, own), (each.team, style)), strict=False):
            if value is not None:
                yield Grid(row, column, ((Cell(value, chosen),),))
