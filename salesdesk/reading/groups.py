"""Values that stand in the first row of a group only, as printed reports and merged cells have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import TEXT_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.horizon import KEPT
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.column_answers import DOWN, MERGED, Told, answers_about
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys
from salesdesk.reading.match_columns import Fit, Hit
from salesdesk.reading.piece import Piece
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import distinct, filled, is_text, whole

_KINDS = TEXT_KINDS | TIME_KINDS | {Kind.CHOICE}
_MOST = 0.5  # of the rows that have a value
_LEAST_BLANK = 0.25  # of the cells, totals and the like included; with fewer it is no column of groups
_ROWS = 5  # fewer may be so by chance
_FIRST = 1_000  # names that come again mostly do so at once

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Groups:
    """``rows`` have no value of their own and stand below ``tops``, which have one; both are positions in the grid.

    ``way``: how the rows belong together, MERGED or DOWN. ``told``: what somebody said is to become of them.
    ``left``: how many other records have no value. ``clear``: rows that say little without the value, and hardly a
    doubt that it is theirs.
    """

    place: int
    field: str
    way: str
    told: str | None
    rows: Rows
    tops: Rows
    left: int
    clear: bool

    @property
    def are_filled(self) -> bool:
        return self.told in (DOWN, MERGED)


def groups_of(grid: Grid, fit: Fit, piece: Piece, told: Told) -> tuple[Groups, ...]:
    """``piece``: the records of the sheet. No group reaches over a row that is none, such as a subtotal."""
    found: list[Groups] = []
    at = piece.rows.astype(np.int64) - grid.first_row
    outer = np.zeros(len(piece), dtype=bool)  # rows with which a group of the columns on the left begins
    for hit, answer in _candidates(grid, fit, told):
        if hit.field not in piece.columns or not len(piece):
            continue
        leads = [each.place for each in found] == list(range(hit.place))
        own = _filled(grid, hit.place)[at]
        cells = _Cells(hit, at, own, outer if leads else np.zeros_like(outer), leads)
        way, below = _below(grid, cells, piece, answer)
        if below is not None and below.any():
            rows, tops = at[below], at[_tops(below)]
            clear = _tells(piece.table, hit.field, leads=leads or way == MERGED)
            found.append(Groups(hit.place, hit.field, way, answer, rows, tops, int((~own).sum()) - len(rows), clear))
            outer = outer | own
    return tuple(found)


def may_have_groups(grid: Grid, fit: Fit, told: Told) -> bool:
    """A quick look that need not know which rows are records."""
    return any(True for _ in _candidates(grid, fit, told))


def _candidates(grid: Grid, fit: Fit, told: Told) -> Iterator[tuple[Hit, str | None]]:
    """Columns from left to right, with what was answered about them. Two rows with one id would be one record."""
    keys, table = column_keys(grid.names), BY_NAME[fit.table.name]
    for hit in sorted(fit.hits, key=lambda hit: hit.place):
        column, answer = grid.columns[hit.place], answers_about(told, keys[hit.place]).fill
        if hit.field in (table.key, table.naming) or fields_of(table.name)[hit.field].kind not in _KINDS:
            continue
        blank = column.null_count
        if pa.types.is_dictionary(column.type):  # cells of nothing but spaces are blank as well
            blank = int((distinct(column).codes < 0).sum())
        if blank and (answer or _merged(grid, hit.place) or blank >= _LEAST_BLANK * len(grid)):
            yield hit, answer


@dataclass(frozen=True, eq=False)
class _Cells:
    """A column row by row of the piece: positions in the grid, which have a value, which begin an outer group.

    ``leads``: left of the column stand columns with groups only.
    """

    hit: Hit
    at: Rows
    own: Mask
    outer: Mask
    leads: bool


def _below(grid: Grid, cells: _Cells, piece: Piece, answer: str | None) -> tuple[str, Mask | None]:
    """Which rows of the piece belong to the value above."""
    hit, at, own, ends = cells.hit, cells.at, cells.own, _ends(grid, cells.hit.place)
    declared = fields_of(piece.table)[hit.field]
    may_be = cells.leads or _may_be_anywhere(piece.table, declared)
    down = answer == DOWN or (answer != MERGED and may_be and _stand_above(cells, piece.columns[hit.field]))
    if not down and ends is None:
        return DOWN, None
    broken = np.isin(piece.rows, [error.row for error in grid.errors if error.column == hit.place])
    under = _under(own | broken, at, cells.outer)
    top = _tops(under)
    below = under.copy()
    below[under] = own[top]
    if ends is not None:
        inside = below.copy()
        inside[below] = ends[at[_tops(under)][own[top]]] >= at[below]
        if inside.any():
            return MERGED, inside
    return DOWN, below if down else None


def _under(own: Mask, at: Rows, outer: Mask) -> Mask:
    """Rows without a value below one that has one, with nothing but such rows between."""
    above = np.maximum.accumulate(np.where(own, np.arange(len(own)), -1))
    run = np.cumsum((np.diff(at, prepend=at[:1]) != 1) | outer)
    mask: Mask = ~own & (above >= 0) & (run[above] == run)
    return mask


def _tops(below: Mask) -> Rows:
    """The row above each run of rows, once for each of its rows."""
    above: Rows = np.maximum.accumulate(np.where(below, 0, np.arange(len(below))))[below]
    return above


def _filled(grid: Grid, place: int) -> Mask:
    column = grid.columns[place]
    return distinct(column).codes >= 0 if is_text(column.type) else filled(whole(column))


def _stand_above(cells: _Cells, values: pd.Series) -> bool:
    """In fewer rows than not, from the first row of each outer group on, each value once in it."""
    own, outer = cells.own, cells.outer
    few = len(own) >= _ROWS and own[0] and own[outer].all() and 2 <= own.sum() <= _MOST * len(own)
    if not few:
        return False
    rows = np.flatnonzero(own)
    groups = pd.DataFrame({"group": np.cumsum(outer)[rows], "value": values.iloc[rows].to_numpy()})
    return not groups[:_FIRST].duplicated().any() and not groups.duplicated().any()


def _may_be_anywhere(table: str, declared: Column) -> bool:
    """Whatever has no member to name, such as a lost reason, may well be blank: it has to stand where groups stand."""
    return declared.refers is not None or declared.name == _date_of(table)


def _tells(table: str, field: str, *, leads: bool) -> bool:
    declared = fields_of(table)[field]
    if declared.refers == "rep":
        return True
    return leads and (declared.refers == "customer" or declared.required or field == _date_of(table))


def _date_of(table: str) -> str | None:
    """The date by which the rows of a table are counted."""
    dates = (column.name for column in BY_NAME[table].columns if column.happened)
    return next(dates, None) if table in KEPT else None


def _merged(grid: Grid, place: int) -> Sequence[Sequence[int]]:
    return grid.merged_down.get(str(grid.places[place]), ()) if place < len(grid.places) else ()


def _ends(grid: Grid, place: int) -> Rows | None:
    """By row of the grid, the last one that is merged with it; None where nothing is merged downwards."""
    merged = _merged(grid, place)
    if not merged:
        return None
    spans = np.asarray(merged, dtype=np.int64).reshape(-1, 2) - grid.first_row
    spans = spans[(spans[:, 0] >= 0) & (spans[:, 0] < len(grid))]
    ends = np.full(len(grid), -1, dtype=np.int64)
    np.maximum.at(ends, spans[:, 0], spans[:, 1])
    return ends
