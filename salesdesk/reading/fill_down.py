"""Values filled down over the rows of their group once somebody said so, and what is said of groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from salesdesk.models.issue import Effect
from salesdesk.reading.column_answers import LEAVE, MERGED
from salesdesk.reading.grid import Grid
from salesdesk.reading.groups import Groups
from salesdesk.reading.header_words import words
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Problem
from salesdesk.reading.types_distinct import whole

FILL = "--fill-down"
_PLAIN = re.compile(r"\w[\w .,()/-]*")


def filled_down(grid: Grid, piece: Piece, groups: Sequence[Groups]) -> tuple[Grid, Piece]:
    """The sheet and its records with the values that are to be filled down; no row comes or goes."""
    wanted = [each for each in groups if each.are_filled]
    if not wanted:
        return grid, piece
    columns, values, whole_days = list(grid.columns), {}, {}
    for each in wanted:
        columns[each.place] = _column(grid, each)
        at = np.arange(len(piece))
        at[_places(piece, grid, each.rows)] = _places(piece, grid, each.tops)
        values[each.field] = piece.columns[each.field].iloc[at].reset_index(drop=True)
        if each.field in piece.date_only:
            whole_days[each.field] = piece.date_only[each.field][at]
    found = replace(piece, columns={**piece.columns, **values}, date_only={**piece.date_only, **whole_days})
    return replace(grid, columns=tuple(columns)), found


def told_apart(grid: Grid, groups: Sequence[Groups]) -> Grid:
    """The sheet with a second column for each that has groups, filled down: equal rows of two groups are no copies."""
    beside = tuple(_column(grid, each) for each in groups)
    return replace(grid, columns=(*grid.columns, *beside), names=(*grid.names, *[""] * len(beside)))


def _column(grid: Grid, groups: Groups) -> pa.ChunkedArray:
    at = np.arange(len(grid))
    at[groups.rows] = groups.tops
    return pa.chunked_array([whole(grid.columns[groups.place]).take(pa.array(at))])


def _places(piece: Piece, grid: Grid, rows: np.ndarray) -> np.ndarray:
    return np.searchsorted(piece.rows, rows + grid.first_row)


# What is said


def say_groups(grid: Grid, groups: Sequence[Groups], source: int, report: Report) -> None:
    for each in groups:
        count, header = len(each.rows), grid.names[each.place]
        option, effect = None, Effect.NOTED
        if each.are_filled:
            effect = Effect.FILLED
            text = f"{count:,} cell{' was' if count == 1 else 's were'} filled down, as you said"
            text += f"; {each.left:,} more stay{'s' if each.left == 1 else ''} empty" if each.left else ""
        elif each.told == LEAVE:
            text = f"{_how(each)}, and the rows below are left empty, as you said"
        else:
            text = f"{_how(each)}: “Check or change…” can fill the rows below with it"
            option = f"{FILL} {_written(header)}" if words(header) else None
        report.problem(source, header, Problem(text, effect, each.rows, option))


def _how(groups: Groups) -> str:
    if groups.way == MERGED:
        return "its merged cells have their value in the first row only"
    return "its value stands in the first row of each group only"


def _written(header: str) -> str:
    """A header as it can be typed on a command line."""
    name = header.strip() if _PLAIN.fullmatch(header.strip()) else words(header)
    return name if name.isalnum() else f'"{name}"'


def groups_doubt(grid: Grid, groups: Sequence[Groups]) -> str:
    """One sentence, "" where nobody needs to look or somebody has."""
    found = next((each for each in groups if each.told is None), None)
    if found is None:
        return ""
    rows = "1 row below has none" if len(found.rows) == 1 else f"{len(found.rows):,} rows below have none"
    what = "has merged cells" if found.way == MERGED else "stands in the first row of each group only"
    return f"Column “{grid.names[found.place]}” {what}, and {rows}."
