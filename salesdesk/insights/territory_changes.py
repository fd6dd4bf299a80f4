"""Which territories make sales grow or shrink against the same period a year before."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.insights.board import Board
from salesdesk.insights.slices import figure_at
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period, year_before

KEY, DIM = "territory_growth", "region"
MOST = 12  # territories that are told apart


@dataclass(frozen=True)
class TerritoryChange:
    """``growth`` is None without sales a year before: ``is_new`` if there are some now. ``part``: in the whole growth.

    ``names``: the territories that stand behind it, several where the smallest changes are put together.
    """

    name: str
    now: float
    before: float
    growth: float | None
    part: float
    is_new: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TerritoryChanges:
    """``before``: the period compared with."""

    rows: tuple[TerritoryChange, ...]
    whole: Score
    before: Period


def territory_changes(board: Board) -> TerritoryChanges | None:
    """Territories from the largest gain to the largest loss; None where nothing is known of a year before."""
    table, whole = board.by(KEY, DIM), board.kpis[KEY].now
    if whole.value is None or not table.labels or board.period.is_all:
        return None
    rows = []
    for name in table.labels[0]:
        cell, part = table.at(0, region=name), figure_at(table, "contribution", region=name)
        if cell.n and part is not None and part.value is not None:
            sold, sold_before = cell.numerator or 0.0, cell.denominator or 0.0
            is_new = sold > 0 >= sold_before
            rows.append(TerritoryChange(name, sold, sold_before, cell.value, part.value, is_new, (name,)))
    rows = _together(sorted(rows, key=lambda row: (-abs(row.part), row.name.casefold())))
    rows.sort(key=lambda row: (len(row.names) > 1, -row.part, row.name.casefold()))
    before = year_before(board.period, board.log.settings.fiscal_start)
    if board.running:
        before = board.log.calendar.part_so_far(board.period, board.log.as_of, before)
    return TerritoryChanges(tuple(rows), whole, before) if rows else None


def _together(rows: list[TerritoryChange]) -> list[TerritoryChange]:
    """At most so many as can be told apart, the smallest changes in one."""
    if len(rows) <= MOST:
        return rows
    shown, rest = rows[: MOST - 1], rows[MOST - 1 :]
    now, before, part = (sum(values) for values in zip(*((r.now, r.before, r.part) for r in rest), strict=True))
    growth = (now - before) / before if before > 0 else None
    names = tuple(row.name for row in rest)
    return [*shown, TerritoryChange(f"{len(rest)} others", now, before, growth, part, names=names)]
