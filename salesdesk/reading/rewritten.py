"""Compares the versions of a record in several exports of one table: what was changed, re-owned, back-dated, lost."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.rewritten import Rewriting, Rewritten, RewrittenCell
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_keys import Numbers, numbers_of
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.typed import Mask

LISTED = 200  # cells told one by one, of each pair of exports and each sort
_MOSTLY = 0.5  # an export that lacks more of an earlier one's records is another part of the table, not a newer state
_OWNERS = ("owner_rep_id", "rep_id")
_DATES = frozenset({"created_at", "closed_at", "happened_at", "order_date", "sent_at", "entered_at"})


def rewritten(whole: Stack, ids: Numbers, zone: str) -> list[Rewritten]:
    """``ids``: a number for each record, -1 for rows without one. The pieces are stacked the oldest first."""
    older, newer = _versions(whole, ids)
    cells: dict[Rewriting, list[tuple[Column, Mask]]] = {}
    for column in BY_NAME[whole.table].columns:
        if column.name in whole.columns and column.name != BY_NAME[whole.table].key:
            for sort, rows in _compared(whole, column, older, newer, zone):
                cells.setdefault(sort, []).append((column, rows))
    return [*_by_export(whole, older, newer, cells, zone), *_vanished(whole, ids)]


def _versions(whole: Stack, ids: Numbers) -> tuple[Numbers, Numbers]:
    """Each version of a record and the next one of a later export, as rows."""
    known = np.flatnonzero(ids >= 0)
    order = known[np.argsort(ids[known], kind="stable")]
    last = np.ones(len(order), dtype=bool)  # of its record within its export
    last[:-1] = (np.diff(ids[order]) != 0) | (np.diff(whole.piece[order]) != 0)
    order = order[last]
    again = np.diff(ids[order]) == 0
    return order[:-1][again], order[1:][again]


def _compared(
    whole: Stack, column: Column, older: Numbers, newer: Numbers, zone: str
) -> Iterator[tuple[Rewriting, Mask]]:
    """How a column was rewritten, and in which of the pairs; only where both exports have the column."""
    had = list(whole.had[column.name])
    both = np.isin(whole.piece[older], had) & np.isin(whole.piece[newer], had)
    rows = np.concatenate([older, newer])
    cells = whole.columns[column.name].take(rows)
    found = numbers_of(cells)
    differs = both & (found[: len(older)] != found[len(older) :])
    if column.kind in TIME_KINDS and differs.any():
        differs, earlier = _dates(whole, column, older, newer, differs, zone)
        if column.name in _DATES and earlier.any():
            yield Rewriting.BACKDATED, earlier
            differs = differs & ~earlier
    if differs.any():
        yield (Rewriting.REOWNED if column.name == _owner(whole.table) else Rewriting.CHANGED), differs


def _owner(table: str) -> str:
    names = {column.name for column in BY_NAME[table].columns}
    return next((name for name in _OWNERS if name in names), "")


def _dates(whole: Stack, column: Column, older: Numbers, newer: Numbers, differs: Mask, zone: str) -> tuple[Mask, Mask]:
    """Which dates differ, and which are on an earlier day now; a date without a time is compared by its day."""
    differs, earlier = differs.copy(), np.zeros_like(differs)
    places = np.flatnonzero(differs)
    before, after = _days(whole, column, older[places], zone), _days(whole, column, newer[places], zone)
    untimed = _untimed(whole, column, older[places]) | _untimed(whole, column, newer[places])
    known = ~(np.isnat(before) | np.isnat(after))
    differs[places[untimed & known & (before == after)]] = False
    earlier[places] = known & (after < before)
    return differs, earlier


def _untimed(whole: Stack, column: Column, rows: Numbers) -> Mask:
    marks = whole.date_only.get(column.name)
    return np.full(len(rows), column.kind is Kind.DAY) if marks is None else marks[rows]


def _days(whole: Stack, column: Column, rows: Numbers, zone: str) -> npt.NDArray[np.datetime64]:
    moments = whole.columns[column.name].take(rows)
    local = moments.dt.tz_convert(ZoneInfo(zone)).dt.tz_localize(None).to_numpy()
    plain = moments.dt.tz_localize(None).to_numpy()
    days: npt.NDArray[np.datetime64] = np.where(_untimed(whole, column, rows), plain, local).astype("datetime64[D]")
    return days


def _by_export(
    whole: Stack, older: Numbers, newer: Numbers, cells: dict[Rewriting, list[tuple[Column, Mask]]], zone: str
) -> Iterator[Rewritten]:
    sources = np.stack([whole.source[older], whole.source[newer]], axis=1).astype(np.int64)
    for sort in Rewriting:
        found = cells.get(sort, [])
        if not found:
            continue
        records = np.logical_or.reduce([rows for _, rows in found])
        for old, new in np.unique(sources[records], axis=0).tolist():
            here = (sources == (old, new)).all(axis=1)
            listed: list[RewrittenCell] = []
            for column, rows in found:
                places = np.flatnonzero(rows & here)[: LISTED - len(listed)]
                listed += _told(whole, column, older[places], newer[places], zone)
            listed.sort(key=lambda cell: cell.row)
            yield Rewritten(whole.table, sort, old, new, int((records & here).sum()), tuple(listed))


def _told(whole: Stack, column: Column, older: Numbers, newer: Numbers, zone: str) -> Iterator[RewrittenCell]:
    ids = _texts(whole, BY_NAME[whole.table].key, newer)
    before, after = _cells(whole, column, older, zone), _cells(whole, column, newer, zone)
    for record, row, old, new in zip(ids, whole.row[newer].tolist(), before, after, strict=True):
        yield RewrittenCell(record, row, column.label, old, new)


def _texts(whole: Stack, name: str | None, rows: Numbers) -> list[str]:
    """Ids as they stand, names where a record has no id."""
    table = BY_NAME[whole.table]
    for key in (name, table.naming):
        if key is not None and key in whole.columns:
            return ["" if pd.isna(cell) else str(cell) for cell in whole.columns[key].take(rows)]
    return [""] * len(rows)


def _cells(whole: Stack, column: Column, rows: Numbers, zone: str) -> list[str]:
    values = whole.columns[column.name].take(rows)
    if column.kind in TIME_KINDS:
        local = values.dt.tz_convert(ZoneInfo(zone))
        days = _untimed(whole, column, rows).tolist()
        pairs = zip(values, local, days, strict=True)
        return ["" if pd.isna(own) else f"{own:%Y-%m-%d}" if day else f"{at:%Y-%m-%d %H:%M}" for own, at, day in pairs]
    if column.kind in NUMBER_KINDS:
        return ["" if pd.isna(value) else f"{value:,.4f}".rstrip("0").rstrip(".") for value in values]
    if column.kind is Kind.FLAG:
        return ["" if pd.isna(value) else "yes" if value else "no" for value in values]
    return ["" if pd.isna(value) else str(value) for value in values]


def _vanished(whole: Stack, ids: Numbers) -> Iterator[Rewritten]:
    """Records of an export that a later one of mostly the same records has not got, though it covers their days."""
    for piece in np.unique(whole.piece).tolist():
        own = np.flatnonzero((whole.piece == piece) & (ids >= 0))
        like = _like(whole, piece)
        later = np.isin(whole.piece, like) & (ids >= 0)
        own = own[_covered(whole, own, later)]
        missing = ~np.isin(ids[own], ids[later])
        if not missing.any() or missing.mean() >= _MOSTLY:
            continue
        rows = own[missing]
        listed = zip(_texts(whole, BY_NAME[whole.table].key, rows[:LISTED]), whole.row[rows].tolist(), strict=False)
        cells = tuple(RewrittenCell(record, row) for record, row in listed)
        old, new = (int(whole.source[whole.piece == at][0]) for at in (piece, like[0]))
        yield Rewritten(whole.table, Rewriting.VANISHED, old, new, len(rows), cells)


def _like(whole: Stack, piece: int) -> list[int]:
    """The later pieces with most of a piece's columns: others only add something to its records."""
    pieces = np.unique(whole.piece[whole.piece > piece]).tolist()
    own = [had for had in whole.had.values() if piece in had]
    return [other for other in pieces if sum(other in had for had in own) > _MOSTLY * len(own)]


def _covered(whole: Stack, own: Numbers, later: Mask) -> Mask:
    """Which rows are not older than everything in the later exports: those end where an export of recent rows does."""
    covered = np.ones(len(own), dtype=bool)
    for column in BY_NAME[whole.table].columns:
        if column.kind in TIME_KINDS and column.name in _DATES and column.name in whole.columns:
            moments = whole.columns[column.name].dt.tz_localize(None).to_numpy()
            first = moments[later]
            first = first[~np.isnat(first)]
            if first.size:
                before = moments[own] < first.min()
                covered &= ~before
            break
    return covered
