"""What is asked about a column of a draft, with what speaks for each answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import TIME_KINDS, Column
from salesdesk.models.issue import Effect
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.choosing import NOT_USED
from salesdesk.reading.column_answers import LEAVE, MERGED
from salesdesk.reading.dates import read_dates
from salesdesk.reading.doubts import Undated
from salesdesk.reading.draft import Option, Question
from salesdesk.reading.draft_cells import cell_text
from salesdesk.reading.grid import Grid
from salesdesk.reading.groups import Groups
from salesdesk.reading.match_columns import Hit
from salesdesk.reading.numbers import POINTS, SHARES, read_number
from salesdesk.reading.typed import Hints, Mark, Order, Typed

_LONGEST = 40  # characters of a value in an answer


def reading_question(grid: Grid, hit: Hit, declared: Column, typed: Typed) -> Question | None:
    """A column that stays blank until somebody says how to read it."""
    problem = next((each for each in typed.problems if each.effect is Effect.NEEDS_ANSWER), None)
    if problem is None or problem.option is None:  # what no answer can help with is only said
        return None
    header, rows = grid.names[hit.place], len(problem.places)
    if declared.kind in TIME_KINDS:
        return dates_question(grid, hit.place, rows, problem.text)
    leave = Option(NOT_USED, "Leave the column out")
    if problem.option and problem.option.startswith("--percent"):
        wholes = (Option(POINTS, "One per cent"), Option(SHARES, "The whole", "as in 1 of 1"))
        return Question("unit", f"What does 1 mean in “{header}”? All its cells are 0 or 1.", (*wholes, leave))
    cells = grid.columns[hit.place]
    cells_text = "1 cell" if rows == 1 else f"{rows:,} cells"
    text = f"Does “{header}” write a decimal comma or a decimal point? Its {cells_text} can be read both ways."
    return Question("decimal", text, (*_marks(cells, declared), leave))


def dates_question(grid: Grid, place: int, rows: int, why: str = "") -> Question:
    """Day or month first; ``rows``: how many cells do not tell. ``why``: what the column has that speaks for both."""
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
    text = cell_text(column, row)
    return tuple(Option(order, name, f"{text} is {_day(read[order].values.iloc[row])}") for order, name in both)


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _marks(column: pa.ChunkedArray, declared: Column) -> tuple[Option, ...]:
    both: tuple[tuple[Mark, str], ...] = (("comma", "Decimal comma"), ("point", "Decimal point"))
    read = {mark: read_number(column, declared, Hints(decimal=mark)).values for mark, _ in both}
    different = (read["comma"] != read["point"]).to_numpy() & read["comma"].notna().to_numpy()
    row = int(np.argmax(different))
    text = cell_text(column, row)
    return tuple(Option(mark, name, f"{text} is {_size(read[mark].iloc[row])}") for mark, name in both)


def _size(number: float) -> str:
    """In words that need no decimal mark themselves."""
    if number == int(number):
        return f"{int(number)}"
    return f"between {int(np.floor(number))} and {int(np.floor(number)) + 1}"


def torn_question(grid: Grid, place: int, pair: tuple[str, str], table: str) -> Question:
    """Which of two fields a column is whose name is equally near to both."""
    labels = fields_of(table)
    options = tuple(Option(name, labels[name].label) for name in pair)
    text = f"What stands in “{grid.names[place]}”? Its name is equally near to both."
    return Question("field", text, (*options, Option(NOT_USED, "Leave the column out")))


def undated_question(grid: Grid, found: Undated, table: str) -> Question:
    """May be left open: the rows then count without a date."""
    labels = [fields_of(table)[name].label for name in found.fields]
    options = tuple(Option(name, label) for name, label in zip(found.fields, labels, strict=True))
    text = (
        f"Which date stands in “{grid.names[found.place]}”? Its cells are dates, "
        f"and no column is read as {' or '.join(labels)} yet."
    )
    return Question("field", text, (*options, Option(NOT_USED, "Leave the column out")), must=False)


def fill_question(grid: Grid, groups: Groups) -> Question:
    """May be left open: nothing is filled then."""
    header = grid.names[groups.place]
    what = (
        f"“{header}” has merged cells, whose value stands in the first row only."
        if groups.way == MERGED
        else f"“{header}” stands in the first row of each group only."
    )
    options = (Option(groups.way, "Fill down", becomes(grid, groups)), Option(LEAVE, "Leave them empty"))
    return Question("fill", f"{what} Fill the rows below with it?", options, must=False)


def becomes(grid: Grid, groups: Groups) -> str:
    """What becomes of the first group, and how many cells there are in all."""
    rows = groups.rows[groups.tops == groups.tops[0]] + grid.first_row
    value = cell_text(grid.columns[groups.place], int(groups.tops[0]))
    if grid.encoding is None:
        value = value.removesuffix(" 00:00:00")
    value = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1].rstrip()}…"
    first = f"row {rows[0]:,} becomes" if len(rows) == 1 else f"rows {rows[0]:,}–{rows[-1]:,} become"
    more = f", {len(groups.rows):,} cells in all" if len(groups.rows) > len(rows) else ""
    return f"{first} {value}{more}"
