"""What a file that was read again tells otherwise than when it was read before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from salesdesk.models.issue import Effect, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.models.rewritten import Rewritten
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_keys import record_ids
from salesdesk.reading.merge_stack import stack
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import rewritten_text
from salesdesk.reading.rewritten import rewritten

_BEFORE = "the last reading"


def with_rewritten(before: SalesLog, after: SalesLog, titles: Collection[str]) -> SalesLog:
    """The log after reading these files again, with what they rewrote and an issue for each sort of it.

    The records of both logs that come from a sheet of such a file are compared, if the sheet has a column of ids.
    """
    found: list[Rewritten] = []
    issues: list[Issue] = []
    for place, source in enumerate(after.sources):
        if source.title in titles:
            for each in _in_sheet(before, after, source, place):
                found.append(each)
                row = each.cells[0].row
                text = rewritten_text(each, _BEFORE, stays=False)
                issues.append(Issue(source.title, source.sheet, text, Effect.NOTED, row, None, each.count))
    if not found:
        return after
    return replace(after, rewritten=(*after.rewritten, *found), issues=(*after.issues, *issues))


def _in_sheet(before: SalesLog, after: SalesLog, source: Source, place: int) -> Iterator[Rewritten]:
    older = next((n for n, one in enumerate(before.sources) if _is_same(one, source)), None)
    table = source.table
    if older is None or table is None or table not in before.tables or table not in after.tables:
        return
    if not (_has_ids(before.sources[older]) and _has_ids(source)):
        return
    whole = stack([_piece(before, table, older, 0), _piece(after, table, place, 1)])
    ids = record_ids(whole)
    if ids is not None:
        for each in rewritten(whole, ids, after.settings.zone):
            yield replace(each, older=place, newer=place)


def _is_same(one: Source, other: Source) -> bool:
    return (one.title, one.sheet, one.table) == (other.title, other.sheet, other.table)


def _has_ids(source: Source) -> bool:
    key = BY_NAME[source.table].key if source.table else None
    return key is not None and any((match.table, match.field) == (source.table, key) for match in source.matches)


def _piece(log: SalesLog, table: str, place: int, number: int) -> Piece:
    """The rows of a table that come from one source."""
    rows = np.flatnonzero(log.origins[table].source == place)
    frame = log.tables[table].take(rows).reset_index(drop=True)
    marks = {name: mask[rows] for (where, name), mask in log.date_only.items() if where == table}
    return Piece(table, number, {str(name): frame[name] for name in frame}, marks, log.origins[table].row[rows])
