"""How soon leads are answered: in bands by rep, source or month, and by the hour at which they came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.answers import answers
from salesdesk.kpis.catalogue.within_limit import BAND_NAMES, DAY_BAND_NAMES
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.selection import nobody

TIME, IN_TIME = "lead_response_time", "responded_within_sla"
MOST = 24  # rows at a glance


@dataclass(frozen=True)
class BandRow:
    """Shares of a row's leads in each band; ``score`` is the share answered within the limit."""

    name: str
    shares: tuple[float, ...]
    score: Score


@dataclass(frozen=True)
class AnswerBands:
    """``left_out``: members with fewer leads than those shown."""

    bands: tuple[str, ...]
    rows: tuple[BandRow, ...]
    left_out: int = 0


def bands_by(board: Board, dim: str) -> AnswerBands | None:
    """All leads, then those of the members of a dimension in alphabetical order; None without leads to judge."""
    table, bands = board.by(IN_TIME, dim), _bands(board)
    team = _row("All", board.kpis[IN_TIME].table, bands, 0, {})
    if team is None:
        return None
    n = np.nan_to_num(table.n[0]) if table.labels else np.zeros(0)
    names = table.labels[0] if table.labels else ()
    places = [place for place in np.argsort(-n, kind="stable") if n[place] > 0]
    shown = sorted((names[place] for place in places[:MOST]), key=lambda name: (name == nobody(dim), name.casefold()))
    rows = (_row(name, table, bands, 0, {dim: name}) for name in shown)
    return AnswerBands(bands, (team, *(row for row in rows if row is not None)), max(0, len(places) - MOST))


def bands_by_month(board: Board) -> AnswerBands | None:
    """In the order of the months, those without leads left out."""
    table, bands = board.kpis[IN_TIME].months, _bands(board)
    rows = (_row(month.label, table, bands, place, {}) for place, month in enumerate(board.months))
    found = tuple(row for row in rows if row is not None)
    return AnswerBands(bands, found) if found else None


def _bands(board: Board) -> tuple[str, ...]:
    return DAY_BAND_NAMES if answers(board.log).whole_days else BAND_NAMES


def _row(name: str, table: ScoreTable, bands: tuple[str, ...], period: int, member: dict[str, str]) -> BandRow | None:
    found = table.figures["day_bands" if bands == DAY_BAND_NAMES else "bands"]
    place = found.place(period, **member)
    shares = tuple(float(found.detail[band][place]) for band in bands)
    return None if shares[0] != shares[0] else BandRow(name, shares, table.at(period, **member))


@dataclass(frozen=True)
class HourRow:
    """The response time of the leads that came in within one hour of the day."""

    hour: str
    score: Score


def hours_of_arrival(board: Board) -> tuple[HourRow, ...] | None:
    """From the first to the last hour at which leads came in; None where the log knows no times of day."""
    table = board.by(TIME, "hour")
    n = np.nan_to_num(table.n[0]) if table.labels else np.zeros(0)
    hours = np.flatnonzero(n[:-1])  # the last place is for leads without a time of day
    if not hours.size:
        return None
    names = table.labels[0]
    return tuple(HourRow(names[hour], table.at(0, hour=names[hour])) for hour in range(hours[0], hours[-1] + 1))
