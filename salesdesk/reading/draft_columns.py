"""The columns of a draft: what each was matched with and why, how its cells are read, and what is asked about it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.issue import ColumnMatch, Effect
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.answers import Asked
from salesdesk.reading.choosing import NOT_USED
from salesdesk.reading.column_answers import answers_about
from salesdesk.reading.dates import read_dates
from salesdesk.reading.doubts import torn_columns
from salesdesk.reading.draft import Converted, DraftColumn, Option, Question, Sample
from salesdesk.reading.grid import STORED, Grid
from salesdesk.reading.header_words import column_keys
from salesdesk.reading.match_columns import Fit, Hit
from salesdesk.reading.match_tables import Plan
from salesdesk.reading.numbers import POINTS, SHARES, read_number
from salesdesk.reading.read_piece import Columns, evidence
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Hints, Mark, Order, Typed
from salesdesk.reading.types_distinct import is_text
from salesdesk.reading.types_text import as_text

_SAMPLES = 3
_LOOKED_AT = 2_000
_KINDS = {
    Kind.ID: "id", Kind.TEXT: "text", Kind.CHOICE: "one of a few words", Kind.FLAG: "yes or no",
    Kind.MOMENT: "date", Kind.DAY: "date", Kind.MONEY: "amount", Kind.NUMBER: "number",
    Kind.PERCENT: "percentage", Kind.SECONDS: "duration",
}  # fmt: skip


def draft_columns(
    grid: Grid, one: Plan, guess: Fit, found: Columns, report: Report, asked: Asked
) -> tuple[DraftColumn, ...]:
    """One per column of the grid, in its order.

    ``guess``: what is found when nobody says anything. ``report``: what was said, lists inside the sheet included.
    """
    fit, torn, matches = one.fits[0], torn_columns(one), report.matches(0)
    unsettled = {issue.column for issue in report.issues if issue.effect is Effect.NEEDS_ANSWER}
    guessed = {hit.place: hit for hit in guess.hits}
    columns = []
    for place in range(len(grid.names)):
        used = found.used.get(place)
        match = matches[place]
        if used is None:
            question = _torn_question(grid, place, torn[place], fit.table.name) if place in torn else None
            if match.field and grid.names[place] in unsettled:  # a date that only a list inside the sheet uses
                question = _dates_question(grid, place, int(len(grid) - grid.columns[place].null_count))
            columns.append(_unused(grid, place, match, question))
            continue
        hit, typed = used
        declared = fields_of(fit.table.name)[hit.field]
        columns.append(_used(grid, _judged(hit, guessed.get(place)), declared, typed, match, asked))
    return tuple(columns)


def _judged(hit: Hit, guess: Hit | None) -> Hit:
    """What was confirmed keeps the score and the reason that it was found with."""
    if guess is not None and guess.field == hit.field:
        return guess
    return Hit(hit.place, hit.field, 100.0, "chosen by you")


def _unused(grid: Grid, place: int, match: ColumnMatch, question: Question | None) -> DraftColumn:
    read_as = "Not used"
    if match.table and match.field:
        table = BY_NAME[match.table]
        read_as = f"{table.title}: {table.column(match.field).label}"
    samples = tuple(text for _, text in _samples(grid, place, None))
    column = grid.columns[place]
    filled = 1 - column.null_count / len(column) if len(column) else None
    return DraftColumn(
        place, column_keys(grid.names)[place], grid.names[place], None, read_as, "", match.score, match.reason,
        filled=filled, samples=samples, question=question,
    )  # fmt: skip


def _used(grid: Grid, hit: Hit, declared: Column, typed: Typed, match: ColumnMatch, asked: Asked) -> DraftColumn:
    samples = _samples(grid, hit.place, typed.witness)
    shown = declared.kind in TIME_KINDS | NUMBER_KINDS
    key = column_keys(grid.names)[hit.place]
    told = answers_about(asked.told(grid.names), key)
    return DraftColumn(
        place=hit.place,
        key=key,
        header=grid.names[hit.place],
        field=hit.field,
        read_as=declared.label,
        kind="name" if declared.refers else _KINDS[declared.kind],
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
        question=_question(grid, hit, declared, typed),
    )


def _samples(grid: Grid, place: int, witness: int | None) -> list[tuple[int, str]]:
    """Row and text of some different cells, the one that settled the column first."""
    column = grid.columns[place]
    found: dict[str, int] = {}
    if witness is not None:
        found[_text(column, witness)] = witness
    for row, text in enumerate(_texts(column.slice(0, _LOOKED_AT))):
        if text is not None and text.strip() and len(found) < _SAMPLES:
            found.setdefault(text.strip(), row)
    if not found and column.null_count < len(column):
        row = int(np.argmax(np.asarray(column.is_valid())))
        found[_text(column, row)] = row
    return [(row, text) for text, row in found.items()]


def _text(column: pa.ChunkedArray, row: int) -> str:
    return (_texts(column.slice(row, 1))[0] or "").strip()


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    cells = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(cells, pa.ChunkedArray):
        cells = pa.concat_arrays(cells.chunks) if cells.num_chunks else pa.array([], column.type)
    if pa.types.is_duration(cells.type):
        return [None if each is None else str(each) for each in cells.to_pylist()]
    texts: list[str | None] = (cells if is_text(cells.type) else as_text(cells)).to_pylist()
    return [text and text.removeprefix(STORED) for text in texts]


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


def _unit(declared: Column, typed: Typed, told: str | None) -> str | None:
    """What a number without a unit of its own is read in; None where that cannot be chosen."""
    if declared.kind is Kind.SECONDS and not typed.decided.startswith(("clock", "hours, minutes", "time of day")):
        return told or typed.decided.split(",")[0] or "seconds"
    if declared.kind is Kind.PERCENT:
        return told or (SHARES if typed.decided.startswith("shares") else POINTS)
    return None


# Questions


def _question(grid: Grid, hit: Hit, declared: Column, typed: Typed) -> Question | None:
    """A column that stays blank until somebody says how to read it."""
    problem = next((each for each in typed.problems if each.effect is Effect.NEEDS_ANSWER), None)
    if problem is None or problem.option is None:  # what no answer can help with is only said
        return None
    header, rows = grid.names[hit.place], len(problem.places)
    if declared.kind in TIME_KINDS:
        return _dates_question(grid, hit.place, rows, problem.text)
    leave = Option(NOT_USED, "Leave the column out")
    cells = grid.columns[hit.place]
    cells_text = "1 cell" if rows == 1 else f"{rows:,} cells"
    text = f"Does “{header}” write a decimal comma or a decimal point? Its {cells_text} can be read both ways."
    return Question("decimal", text, (*_marks(cells, declared), leave))


def _dates_question(grid: Grid, place: int, rows: int, why: str = "") -> Question:
    cells_text = "1 cell" if rows == 1 else f"{rows:,} cells"
    text = f"Does “{grid.names[place]}” write the day or the month first? "
    text += (
        f"It {why}." if why.startswith("has") else f"No day above 12 in {cells_text} tells, and no other column does."
    )
    return Question("dates", text, (*_orders(grid.columns[place]), Option(NOT_USED, "Leave the column out")))


def _orders(column: pa.ChunkedArray) -> tuple[Option, ...]:
    both: tuple[tuple[Order, str], ...] = (("dmy", "Day first"), ("mdy", "Month first"))
    read = {order: read_dates(column, Hints(dates=order)) for order, _ in both}
    different = (read["dmy"].values != read["mdy"].values).to_numpy() & read["dmy"].values.notna().to_numpy()
    row = int(np.argmax(different))
    text = _text(column, row)
    return tuple(Option(order, name, f"{text} is {_day(read[order].values.iloc[row])}") for order, name in both)


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _marks(column: pa.ChunkedArray, declared: Column) -> tuple[Option, ...]:
    both: tuple[tuple[Mark, str], ...] = (("comma", "Decimal comma"), ("point", "Decimal point"))
    read = {mark: read_number(column, declared, Hints(decimal=mark)).values for mark, _ in both}
    different = (read["comma"] != read["point"]).to_numpy() & read["comma"].notna().to_numpy()
    row = int(np.argmax(different))
    text = _text(column, row)
    return tuple(Option(mark, name, f"{text} is {_size(read[mark].iloc[row])}") for mark, name in both)


def _size(number: float) -> str:
    """In words that need no decimal mark themselves."""
    if number == int(number):
        return f"{int(number)}"
    return f"between {int(np.floor(number))} and {int(np.floor(number)) + 1}"


def _torn_question(grid: Grid, place: int, pair: tuple[str, str], table: str) -> Question:
    labels = fields_of(table)
    options = tuple(Option(name, labels[name].label) for name in pair)
    text = f"What stands in “{grid.names[place]}”? Its name is equally near to both."
    return Question("field", text, (*options, Option(NOT_USED, "Leave the column out")))
