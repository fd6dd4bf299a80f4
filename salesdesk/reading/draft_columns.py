"""The columns of a draft: what each was matched with and why, how its cells are read, and what is asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.issue import ColumnMatch, Effect
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import answers_about
from salesdesk.reading.doubts import torn_columns, undated
from salesdesk.reading.draft import Converted, DraftColumn, Question, Sample
from salesdesk.reading.draft_cells import sample_cells
from salesdesk.reading.draft_fields import suiting
from salesdesk.reading.draft_questions import (
    becomes,
    dates_question,
    fill_question,
    reading_question,
    torn_question,
    undated_question,
)
from salesdesk.reading.grid import Grid
from salesdesk.reading.groups import Groups
from salesdesk.reading.header_words import column_keys
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_columns import Fit, Hit
from salesdesk.reading.match_tables import Plan
from salesdesk.reading.numbers import POINTS, SHARES
from salesdesk.reading.read_piece import Columns, evidence, unknown
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Typed

_KINDS = {
    Kind.ID: "id", Kind.TEXT: "text", Kind.CHOICE: "one of a few words", Kind.FLAG: "yes or no",
    Kind.MOMENT: "date", Kind.DAY: "date", Kind.MONEY: "amount", Kind.NUMBER: "number",
    Kind.PERCENT: "percentage", Kind.SECONDS: "duration",
}  # fmt: skip


def draft_columns(
    grid: Grid,
    one: Plan,
    guess: Fit,
    found: Columns,
    report: Report,
    asked: Asked,
    groups: Mapping[int, Groups] = MappingProxyType({}),
) -> tuple[DraftColumn, ...]:
    """One per column of the grid, in its order.

    ``guess``: what is found when nobody says anything. ``report``: what was said, lists inside the sheet included.
    ``groups``: by column, where values stand above groups of rows.
    """
    fit, torn, matches = one.fits[0], torn_columns(one), report.matches(0)
    dates, likeness = undated(grid, one), Likeness(grid)
    unsettled = {issue.column for issue in report.issues if issue.effect is Effect.NEEDS_ANSWER}
    guessed = {hit.place: hit for hit in guess.hits}
    columns = []
    for place, match in sorted(matches.items()):
        used = found.used.get(place)
        if used is not None:
            hit, typed = used
            declared = fields_of(fit.table.name)[hit.field]
            one_column = _used(grid, _judged(hit, guessed.get(place)), declared, typed, match, asked)
            columns.append(_grouped(one_column, grid, groups.get(place)))
            continue
        question = torn_question(grid, place, torn[place], fit.table.name) if place in torn else None
        if match.field and grid.names[place] in unsettled:  # a date that only a list inside the sheet uses
            question = dates_question(grid, place, int(len(grid) - grid.columns[place].null_count))
        if question is None and dates is not None and dates.place == place:
            question = undated_question(grid, dates, fit.table.name)
        one_column = _unused(grid, place, match, question)
        suits = suiting(grid, place, fit.table.name, fit.fields, likeness)
        columns.append(replace(one_column, suits=suits, reason=_why_unused(place, match, fit, guess)))
    return tuple(replace(column, number=grid.places[column.place]) for column in columns)


def _grouped(column: DraftColumn, grid: Grid, groups: Groups | None) -> DraftColumn:
    """With the question whether to fill down, until somebody has answered it."""
    if groups is None:
        return column
    question = column.question or (fill_question(grid, groups) if groups.told is None else None)
    evidence = "; ".join(filter(None, (column.evidence, becomes(grid, groups) if groups.are_filled else "")))
    return replace(column, question=question, evidence=evidence, grouped=groups.way, fills=groups.are_filled)


def _judged(hit: Hit, guess: Hit | None) -> Hit:
    """What was confirmed keeps the score and the reason that it was found with."""
    if guess is not None and guess.field == hit.field:
        return guess
    return Hit(hit.place, hit.field, 100.0, "chosen by you")


def _why_unused(place: int, match: ColumnMatch, fit: Fit, guess: Fit) -> str:
    """What nobody touched is not used for the reason for which it was found so."""
    if match.field or place in fit.left_out:
        return match.reason
    return guess.rest.get(place, match.reason if place in {hit.place for hit in guess.hits} else unknown(match.header))


def _unused(grid: Grid, place: int, match: ColumnMatch, question: Question | None) -> DraftColumn:
    read_as = "Not used"
    if match.table and match.field:
        table = BY_NAME[match.table]
        read_as = f"{table.title}: {table.column(match.field).label}"
    samples = tuple(text for _, text in sample_cells(grid, place, None))
    column = grid.columns[place]
    filled = 1 - column.null_count / len(column) if len(column) else None
    return DraftColumn(
        place, column_keys(grid.names)[place], grid.names[place], None, read_as, "", match.score, match.reason,
        filled=filled, samples=samples, question=question,
    )  # fmt: skip


def _used(grid: Grid, hit: Hit, declared: Column, typed: Typed, match: ColumnMatch, asked: Asked) -> DraftColumn:
    samples = sample_cells(grid, hit.place, typed.witness)
    shown = declared.kind in TIME_KINDS | NUMBER_KINDS
    key = column_keys(grid.names)[hit.place]
    told = answers_about(asked.told(grid.names), key)
    return DraftColumn(
        place=hit.place,
        key=key,
        header=grid.names[hit.place],
        field=hit.field,
        read_as=declared.label,
        kind=_kind(declared),
        score=hit.score,
        reason=hit.reason,
        evidence=evidence(grid, hit.place, typed),
        settled=typed.witness is not None,
        order=typed.order or (told.dates if declared.kind in TIME_KINDS else None),
        mark=typed.mark or (told.decimal if declared.kind in NUMBER_KINDS else None),
        unit=_unit(declared, typed, told.unit),
        filled=match.coverage,
        samples=tuple(text for _, text in samples),
        converted=_converted(grid, samples, typed, asked.zone) if shown else (),
        question=reading_question(grid, hit, declared, typed),
    )


def _converted(grid: Grid, samples: list[tuple[int, str]], typed: Typed, zone: str) -> tuple[Sample, ...]:
    return tuple(Sample(row + grid.first_row, text, _value(typed, row, zone)) for row, text in samples)


def _value(typed: Typed, row: int, zone: str) -> Converted:
    value: Any = typed.values.iloc[row]
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        if typed.date_only is not None and typed.date_only[row]:
            return value.date()
        return value.tz_convert(zone).tz_localize(None).to_pydatetime()
    return float(value)


def _kind(declared: Column) -> str:
    if declared.refers:
        return "name"
    return "time of day" if declared.name == "clock" else _KINDS[declared.kind]


def _unit(declared: Column, typed: Typed, told: str | None) -> str | None:
    """What a number without a unit of its own is read in; None where that cannot be chosen."""
    if declared.kind is Kind.SECONDS and not typed.decided.startswith(("clock", "hours, minutes", "time of day")):
        return told or typed.decided.split(",")[0] or "seconds"
    if declared.kind is Kind.PERCENT:
        return told or (SHARES if typed.decided.startswith("shares") else POINTS)
    return None
