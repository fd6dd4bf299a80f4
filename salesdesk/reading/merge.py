"""Several exports of one table become one: the newest version of a record, no record twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_keys import Numbers, cell_keys, combined, numbers_of, occurrences, record_ids, touch_keys
from salesdesk.reading.merge_stack import Stack, oldest_first, stack
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report, rows_text
from salesdesk.reading.rewritten import rewritten
from salesdesk.reading.typed import Mask

COPIES, OLDER, TOUCHES = "identical copies", "older versions of a record", "repeated touches"
TWICE = "rows whose id comes again further down"
_LASTING = frozenset({"opportunities", "leads"})  # one row for a thing that goes on
_TELLING = 3  # with fewer columns two sheets may be equal by chance


def merge(pieces: Sequence[Piece], titles: Sequence[str], report: Report, zone: str = "UTC") -> Stack:
    """``titles``: the file name of each source; ``zone``: in which days begin and end."""
    whole = stack(oldest_first(pieces, titles))
    gone = np.zeros(len(whole), dtype=bool)
    ids = record_ids(whole)
    if ids is not None:
        whole, gone = _newest(whole, ids, report, zone)
    nameless = ~gone & (ids < 0 if ids is not None else _without_id(whole))
    if nameless.any():
        gone |= _repeated(whole, nameless, report)
    return whole.keep(~gone)


def _without_id(whole: Stack) -> Mask:
    key = BY_NAME[whole.table].key
    if key is None or key not in whole.columns:
        return np.ones(len(whole), dtype=bool)
    return np.asarray(whole.columns[key].isna())


def _aside(whole: Stack, reason: str, gone: Mask, report: Report) -> None:
    for source in np.unique(whole.source[gone]):
        report.set_aside(int(source), reason, whole.row[gone & (whole.source == source)])


def _newest(whole: Stack, ids: Numbers, report: Report, zone: str) -> tuple[Stack, Mask]:
    """The last row of each id stays; what its export had no column for is taken from the one before."""
    last = np.full(int(ids.max(initial=-1)) + 2, -1, dtype=np.int64)
    known = np.flatnonzero(ids >= 0)
    last[ids[known]] = known
    winner = np.where(ids >= 0, last[ids], np.arange(len(whole)))
    gone = winner != np.arange(len(whole))
    if not gone.any():
        return whole, gone
    same = _same_cells(whole, np.flatnonzero(gone), winner[gone])
    copies = gone.copy()
    copies[gone] = same
    joined = np.zeros_like(gone)
    joined[gone] = _adds(whole, np.flatnonzero(gone), winner[gone]) & ~same
    _aside(whole, COPIES, copies, report)
    twice = gone & ~copies & (whole.piece == whole.piece[winner])
    _aside(whole, TWICE, twice, report)
    _aside(whole, OLDER, gone & ~copies & ~joined & ~twice, report)
    _say_joined(whole, joined, report)
    for found in rewritten(whole, ids, zone):
        report.rewrote(found)
    return _filled_up(whole, np.flatnonzero(gone), winner), gone


def _adds(whole: Stack, rows: Numbers, others: Numbers) -> Mask:
    """Which rows give the row that stays something that its own export has no column for."""
    adds = np.zeros(len(rows), dtype=bool)
    for name, column in whole.columns.items():
        had = list(whole.had[name])
        filled = ~column.isna().to_numpy()[rows]
        adds |= filled & np.isin(whole.piece[rows], had) & ~np.isin(whole.piece[others], had)
    return adds


def _say_joined(whole: Stack, joined: Mask, report: Report) -> None:
    for source in np.unique(whole.source[joined]):
        rows = whole.row[joined & (whole.source == source)]
        text = f"Rows joined with those of another file by their id ({rows_text(rows)})"
        report.say(int(source), text, Effect.NOTED, row=int(rows[0]), count=int(rows.size))


def _same_cells(whole: Stack, rows: Numbers, others: Numbers) -> Mask:
    same = np.ones(len(rows), dtype=bool)
    for column in whole.columns.values():
        cells = numbers_of(column)
        same &= cells[rows] == cells[others]
    return same


def _filled_up(whole: Stack, gone: Numbers, winner: Numbers) -> Stack:
    columns = dict(whole.columns)
    date_only = dict(whole.date_only)
    for name, column in whole.columns.items():
        lacking = ~np.isin(whole.piece[winner[gone]], list(whole.had[name]))
        giving = np.isin(whole.piece[gone], list(whole.had[name]))
        rows = gone[lacking & giving]  # ascending: of several older versions the newest is written last
        if rows.size:
            place = np.arange(len(whole))
            place[winner[rows]] = rows
            columns[name] = column.take(place).reset_index(drop=True)
            if name in date_only:
                date_only[name] = date_only[name][place]
    return replace(whole, columns=columns, date_only=date_only)


def _repeated(whole: Stack, nameless: Mask, report: Report) -> Mask:
    """Rows without an id that stand there twice: touches by their minute, others if another file has them, too."""
    gone = np.zeros(len(whole), dtype=bool)
    touches = touch_keys(whole)
    rows = np.flatnonzero(nameless & (touches >= 0))
    again = rows[pd.Series(touches[rows]).duplicated().to_numpy()]
    gone[again] = True
    _aside(whole, TOUCHES, gone, report)
    rest = nameless & ~gone & (touches < 0)
    if len(np.unique(whole.piece)) > 1 and rest.any():
        copies = _overlap(whole, rest)
        _aside(whole, COPIES, copies, report)
        gone |= copies
        _say_alike(whole, rest & ~gone, report)
    if whole.table == "order_lines":
        _say_equal_lines(whole, nameless & ~gone, report)
    return gone


def _say_alike(whole: Stack, rest: Mask, report: Report) -> None:
    """Deals and leads without an id that two files tell differently: nobody knows whether they are one."""
    if whole.table not in _LASTING or not {"name", "created_at"} <= whole.columns.keys():
        return
    rows = np.flatnonzero(rest & whole.columns["name"].notna().to_numpy())
    keys = combined([numbers_of(whole.columns[name].iloc[rows]) for name in ("name", "created_at")])
    first = pd.Series(whole.piece[rows]).groupby(keys).transform("min").to_numpy()
    later = rows[whole.piece[rows] > first]
    for source in np.unique(whole.source[later]):
        own = whole.row[later[whole.source[later] == source]]
        text = f"Also in another file, with other cells and without an id: counted twice ({rows_text(own)})"
        report.say(int(source), text, Effect.NOTED, row=int(own[0]), count=int(own.size))


def _overlap(whole: Stack, rest: Mask) -> Mask:
    """Rows that another file has as often. Of order lines only whole sheets are dropped: two equal ones are legal."""
    gone = np.zeros(len(whole), dtype=bool)
    left = list(np.unique(whole.piece))
    for piece in reversed(left.copy()):
        if any(_within(whole, rest, piece, other) for other in left if other != piece):
            gone |= whole.piece == piece
            left.remove(piece)
    if whole.table != "order_lines":
        rows = np.flatnonzero(rest & ~gone)
        keys = cell_keys(whole)[rows]
        nth = occurrences(keys, whole.piece[rows])
        gone[rows] = pd.DataFrame({"key": keys, "nth": nth}).duplicated().to_numpy()
    return gone


def _within(whole: Stack, rest: Mask, piece: int, other: int) -> bool:
    """Whether everything in a piece, its columns and its rows, stands in another one as well."""
    own = {name for name, had in whole.had.items() if piece in had}
    shared = {name for name in own if other in whole.had[name]}
    of_piece, of_other = whole.piece == piece, whole.piece == other
    if own != shared or len(own) < _TELLING or not rest[of_piece].all() or of_piece.sum() > of_other.sum():
        return False
    if not all(_spans(whole.columns[name], of_piece, of_other) for name in own):
        return False
    rows = np.flatnonzero(of_piece | of_other)
    keys = combined([numbers_of(whole.columns[name].iloc[rows]) for name in sorted(own)])
    nth = occurrences(keys, whole.piece[rows])
    pairs = pd.MultiIndex.from_arrays([keys, nth])
    inside = whole.piece[rows] == piece
    return bool(pairs[inside].isin(pairs[~inside]).all())


def _spans(column: pd.Series, inner: Mask, outer: Mask) -> bool:
    """Whether numbers and dates of the inner rows lie within those of the outer ones: quick to see, rarely so."""
    if not (pd.api.types.is_float_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(column.dtype)):
        return True
    of_inner, of_outer = column[inner], column[outer]
    if of_inner.isna().all():
        return True
    return bool(of_outer.min() <= of_inner.min() and of_inner.max() <= of_outer.max())


def _say_equal_lines(whole: Stack, lines: Mask, report: Report) -> None:
    keys = cell_keys(whole)[lines]
    equal = pd.Series(keys).duplicated().to_numpy()
    if equal.any():
        rows, sources = whole.row[lines][equal], whole.source[lines][equal]
        for source in np.unique(sources):
            own = rows[sources == source]
            lines_text = "1 order line equals" if own.size == 1 else f"{own.size:,} order lines equal"
            text = f"{lines_text} another one in every column; all are counted"
            report.say(int(source), text, Effect.NOTED, row=int(own[0]), count=int(own.size))
