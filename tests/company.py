"""The made-up team as a sales log, without a file in between; and small boards of rows written by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.generate import sample_tables
from salesdesk.insights.board import Board, board
from salesdesk.insights.marks import marked
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.columns import TIME_KINDS
from salesdesk.models.issue import Source
from salesdesk.models.log import Origins, SalesLog, storage
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Against, Selection
from salesdesk.models.settings import Settings
from salesdesk.models.tables import BY_NAME

FILE = "team.xlsx"


@cache
def company_log() -> SalesLog:
    """Every table of the sample, each row with its place in a file."""
    frames, origins, sources = {}, {}, []
    for number, (name, frame) in enumerate(sample_tables().items()):
        frames[name] = pd.DataFrame({column: _typed(name, column, frame[column]) for column in frame.columns})
        rows = len(frame)
        origins[name] = Origins(np.full(rows, number, dtype=np.int16), np.arange(2, rows + 2, dtype=np.int32))
        sources.append(Source(FILE, BY_NAME[name].title, name, 1, rows, rows))
    return SalesLog(frames, Settings(zone="Europe/Berlin"), origins=origins, sources=tuple(sources))


def _typed(table: str, column: str, cells: pd.Series) -> pd.Series:
    kind = BY_NAME[table].column(column).kind
    if kind not in TIME_KINDS:
        return cells.astype("object").astype(storage(kind))
    moments = pd.to_datetime(cells)
    return (moments.dt.tz_localize("UTC") if moments.dt.tz is None else moments).dt.as_unit("us")


@cache
def company_board() -> Board:
    """The sample team's last quarter, with changes and reps marked."""
    log = company_log()
    return marked(board(Book(log), first_selection(log)))


def board_of(
    log: SalesLog, period: str, *keys: str, against: Against = Against.PREVIOUS, **keep: frozenset[str]
) -> Board:
    """Unmarked; all KPIs unless some are named."""
    selection = Selection(parse_period(period, log.span), against, keep)
    return board(Book(log), selection, keys or None)


def deals(won: int, lost: int, closed: str, rep: str = "Ann", **cells: Any) -> list[dict[str, Any]]:
    """So many closed opportunities on one day."""
    opened = {"created_at": "2025-10-01", "closed_at": closed, "owner_rep_id": rep, "amount": 100.0, **cells}
    return [{**opened, "stage": stage} for stage in ("won",) * won + ("lost",) * lost]
