"""The sample team on a board, without any file."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.company.build import build_company, tables_of
from benchmarks.company.scale import Scale
from salesdesk.exports.subject import Hand
from salesdesk.insights.board import Board, board
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.columns import TIME_KINDS
from salesdesk.models.issue import Effect, Issue, Source
from salesdesk.models.log import SalesLog, storage
from salesdesk.models.tables import BY_NAME


def typed(name: str, made: pd.DataFrame) -> pd.DataFrame:
    """A generated table as the reader would keep it."""
    columns = {}
    for column in made.columns:
        kind = BY_NAME[name].column(column).kind
        cells = pd.to_datetime(made[column]).dt.tz_localize("UTC") if kind in TIME_KINDS else made[column]
        columns[column] = cells.astype(storage(kind))
    return pd.DataFrame(columns)


def log_of(scale: Scale) -> SalesLog:
    tables = tables_of(build_company(scale))
    for table in ("opportunities", "activities"):
        status = tables[table]["status"].str.casefold()
        tables[table] = tables[table].assign(status=status)
    return SalesLog(
        {name: typed(name, made) for name, made in tables.items()},
        sources=(
            Source(
                "sample-team.xlsx",
                "Opportunities",
                "opportunities",
                1,
                2400,
                2398,
                {"test records": 2},
                digest="ab" * 32,
            ),
        ),
        issues=(
            Issue("sample-team.xlsx", "Orders", "=1+1 looks odd", Effect.NOTED, row=7, column="Status"),
            Issue("Tom Corrin.xlsx", "Orders", "a row of tom corrin, r00018", Effect.SET_ASIDE, row=8),
        ),
    )


@pytest.fixture(scope="session")
def sample_board() -> Board:
    """The last full quarter of the sample team."""
    log = log_of(Scale())
    return board(Book(log), first_selection(log))


@pytest.fixture(scope="session")
def hand(sample_board: Board) -> Hand:
    return Hand(sample_board, {"win_rate": 0.4})
