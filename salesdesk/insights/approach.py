"""What becomes of people who are approached: by the way of the first touch, by rep, and from dials to sales."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.period import Period
from salesdesk.models.selection import nobody
from salesdesk.stats.funnel import funnel

ACQUISITION, SALE = "customer_acquisition_rate", "contact_to_sale_rate"


@dataclass(frozen=True)
class Group:
    """A method or a rep with its rate. ``outside``: +1 or −1 where chance does not explain the distance from all."""

    name: str
    score: Score
    outside: int


@dataclass(frozen=True, eq=False)
class Groups:
    """``whole`` is the rate of everybody, of ``period``: an earlier one where the selected one is too young."""

    period: Period
    is_older: bool
    whole: Score
    groups: tuple[Group, ...]


def shown_period(board: Board, key: str) -> Period:
    """The period of a cohort KPI's figure: the newest one old enough where the selected one is too young."""
    now = board.kpis[key].now
    return now.period if now.matured is None else now.matured.period


def rates_by(board: Board, key: str, dim: str) -> Groups | None:
    """A cohort KPI told apart by a dimension, the largest groups first; None where nobody is old enough."""
    period, now = shown_period(board, key), board.kpis[key].now
    whole = now.matured or now
    if whole.value is None:
        return None
    table = score(BY_KEY[key], board.book, board.cut.at(period).sliced(dim))
    n, hits = _known(table, table.denominator), _known(table, table.numerator)
    places = [place for place in np.argsort(-n, kind="stable") if n[place] > 0]
    if not places:
        return None
    outside = funnel(hits, n).outside
    names = table.labels[0]
    cells = ((names[place], table.at(0, **{dim: names[place]}), int(outside[place])) for place in places)
    groups = tuple(Group(name, cell, side) for name, cell, side in cells if cell.value is not None)
    return Groups(period, period != board.period, whole, groups) if groups else None


def _known(table: ScoreTable, values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(table.value[0]), 0.0, np.nan_to_num(values[0]))


@dataclass(frozen=True)
class Approached:
    """A rep's prospects: ``people`` approached for the first time, and the rate of those that became customers."""

    rep: str
    people: float
    score: Score
    outside: int


def workload(board: Board) -> tuple[Period, tuple[Approached, ...]] | None:
    """How many prospects each rep took on, with what came of them; reps in alphabetical order."""
    found = rates_by(board, ACQUISITION, "rep")
    if found is None:
        return None
    table = score(BY_KEY[ACQUISITION], board.book, board.cut.at(found.period).sliced("rep"), "prospects_per_rep")
    rows = []
    for group in sorted(found.groups, key=lambda group: group.name.casefold()):
        people = table.find(0, rep=group.name)
        if group.name != nobody("rep") and people is not None and people.value:
            rows.append(Approached(group.name, people.value, group.score, group.outside))
    return (found.period, tuple(rows)) if rows else None


@dataclass(frozen=True)
class SaleStep:
    """``of_before`` only where the step before is what it is a part of. ``step`` names a step of the chain."""

    name: str
    count: float
    of_before: Score | None = None
    step: str | None = None


@dataclass(frozen=True)
class SaleSteps:
    period: Period
    is_older: bool
    steps: tuple[SaleStep, ...]


def dials_to_sales(board: Board) -> SaleSteps | None:
    """Dials, calls that reached somebody, people reached for the first time, and those of them who bought."""
    now = board.kpis[SALE].now
    shown = now.matured or now
    period = shown.period
    cut = board.cut.at(period).sliced()
    dials, contacts = (score(kpi, board.book, cut).at(0) for kpi in CHAIN[:2])
    if not dials.value:
        return None
    steps = [SaleStep("Dials", dials.value, step="dials")]
    if contacts.value is not None:
        rate = score(BY_KEY["dial_to_contact_rate"], board.book, cut).at(0)
        steps.append(SaleStep("Contacts", contacts.value, rate if rate.value is not None else None, "contacts"))
    if shown.value is not None and shown.denominator:
        steps.append(SaleStep("New people reached", shown.denominator))
        steps.append(SaleStep("Bought in time", shown.numerator or 0.0, shown))
    return SaleSteps(period, period != board.period, tuple(steps))
