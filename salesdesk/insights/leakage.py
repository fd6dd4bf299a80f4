"""Where a rep's money falls behind that of the others: how much each step from the first contact to the deal costs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from salesdesk.insights.apart import apart
from salesdesk.insights.board import Board
from salesdesk.insights.chain import counted_steps
from salesdesk.insights.fair_limits import weekly_spread
from salesdesk.insights.fairness import compared_roles
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.catalogue.touch_pace import DAYS, TOUCHES_PER_DAY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.sources import Sum
from salesdesk.kpis.table import Score
from salesdesk.stats.decomposition import contributions, what_ifs
from salesdesk.stats.shrink import shrink_rates

SIZE = "average_deal_size"
MONTH = 21  # working days for which volumes are told, so that reps who were away are not behind for it
DRAWS, SURE, BEYOND = 2_000, 0.8, 0.975
_PLACES = {kpi.key: place for place, kpi in enumerate(CHAIN)}


@dataclass(frozen=True)
class Step:
    """One factor of the money. ``key``: the step of the chain, or the size of deals; ``is_rate``: the rate to it.

    ``part``: what it adds to the gap; the parts add up to it. ``alone``: what the rep would have more if only this
    were the others'. ``sure``: chance does not explain the sign of the part. ``few``: too small a sample to be judged.
    ``hits`` and ``cases``: how many the rep has, and of how many.
    """

    key: str
    name: str
    rep: float
    others: float
    part: float
    alone: float
    is_rate: bool
    sure: bool
    few: bool
    hits: float | None = None
    cases: float | None = None
    counted: str = ""


@dataclass(frozen=True)
class Leakage:
    """Money for ``MONTH`` working days, of the rep and of all in the role for one rep; the gap between them by step.

    ``biggest``: the step that is the largest loss in at least ``SURE`` of the draws; None where there is none.
    ``role``: whose reps these are, the rep included, "" for the whole team.
    """

    rep: str
    role: str
    value: float
    others: float
    steps: tuple[Step, ...]
    biggest: Step | None


@dataclass(frozen=True)
class Untold:
    """Why there is no answer, as a sentence."""

    reason: str


class _Factor(NamedTuple):
    """``draws``: what the rep's may truly be, as far as the sample tells."""

    kpi: Kpi
    key: str
    rep: float
    others: float
    draws: Floats
    few: bool = False
    hits: float | None = None
    cases: float | None = None


class _Asked(NamedTuple):
    """A rep among the others: ``place`` in the pool, and who that is."""

    board: Board
    rep: str
    names: tuple[str, ...]
    place: int
    chance: np.random.Generator


def leakage(board: Board, rep: str) -> Leakage | Untold:
    """A rep of the selection against those in the same role, the rep included. Raises ValueError for anybody else."""
    names, those = board.rep_names(), apart(board)
    place, kpis = names.index(rep), [step.kpi for step in counted_steps(board)]
    lone = np.array([name in those or not _has_any(board, kpis, name) for name in names])
    if rep in those:
        return Untold(f"{rep} {'left' if those[rep].left else 'was new'} in this period and is not compared.")
    if lone[place]:
        return Untold(f"{rep} has no calls and no deals in this period.")
    roles = compared_roles(board, lone)
    pool = tuple(name for name, role in zip(names, roles, strict=True) if not roles[place] or role == roles[place])
    if np.count_nonzero(~lone) < 2:
        return Untold("There is nobody to compare with.")
    chance = np.random.default_rng(board.log.settings.seed)
    factors = _factors(_Asked(board, rep, pool, pool.index(rep), chance), kpis)
    return factors if isinstance(factors, Untold) else _told(rep, roles[place], factors)


def _told(rep: str, role: str, factors: list[_Factor]) -> Leakage:
    own, other = ([getattr(each, side) for each in factors] for side in ("rep", "others"))
    parts, alone = contributions(own, other), what_ifs(own, other)
    parts[np.isclose(own, other, rtol=1e-9)] = 0.0  # nothing but the last digits
    drawn = contributions(np.column_stack([each.draws for each in factors]), other)
    sure = np.maximum((drawn < 0).mean(axis=0), (drawn > 0).mean(axis=0)) > BEYOND
    steps = tuple(
        Step(each.key, each.kpi.name, each.rep, each.others, float(part), float(more), 0 < place < len(factors) - 1,
             bool(known and not each.few), each.few, each.hits, each.cases, each.kpi.counted)
        for place, (each, part, more, known) in enumerate(zip(factors, parts, alone, sure, strict=True))
    )  # fmt: skip
    worst = drawn.argmin(axis=1)
    losing = drawn[np.arange(len(drawn)), worst] < 0
    often = np.bincount(worst[losing], minlength=len(steps)) / len(drawn)
    first = int(often.argmax())
    biggest = steps[first] if often[first] >= SURE and not steps[first].few else None
    return Leakage(rep, role, float(np.prod(own)), float(np.prod(other)), steps, biggest)


def _has_any(board: Board, kpis: list[Kpi], rep: str) -> bool:
    cells = (board.by(kpi.key, "rep").find(0, rep=rep) for kpi in kpis)
    return any(cell is not None and cell.value for cell in cells)


def _factors(asked: _Asked, kpis: list[Kpi]) -> list[_Factor] | Untold:
    """Volume, rates and size, from as early a step on as leads to the deals without a break."""
    if not kpis or kpis[-1].key != "won" or asked.board.by(SIZE, "rep").lacking:
        return Untold("Needs opportunities with their outcome and amount.")
    rates: list[_Factor] = []
    first = kpis[-1]
    for after, before in pairwise(reversed(kpis)):
        found = _rate(asked, before.key, after.key)
        if found is None:
            break
        rates.insert(0, found)
        first = before
    volume, size = _volume(asked, first), _size(asked)
    if volume is None:
        return Untold(f"No working days of {asked.rep} count in this period.")
    if size is None or not np.prod([each.others for each in rates]):
        return Untold("Nobody in the same role won a deal with an amount in this period.")
    if not any(not each.few for each in (*rates, size)):
        return Untold(f"Too few cases of {asked.rep} in every step to tell where money is lost.")
    return [volume, *rates, size]


def _rate(asked: _Asked, before: str, after: str) -> _Factor | None:
    """None where the one is no part of the other: its rate is not declared, exceeds 1, or has no cases."""
    kpi = RATES[after] if _PLACES[after] == _PLACES[before] + 1 else PAST.get((after, before))
    if kpi is None or asked.board.by(kpi.key, "rep").lacking:
        return None
    cells = _cells(asked, kpi.key)
    hits, cases = (
        np.array([float(getattr(cell, part) or 0) for cell in cells]) for part in ("numerator", "denominator")
    )
    own, mine = hits[asked.place], cases[asked.place]
    if not mine > 0 or own > mine or hits.sum() > cases.sum():
        return None
    pulled = shrink_rates(np.minimum(hits, cases), cases)  # of one of the others more may have come than could have
    rate, alpha, beta = (float(each[asked.place]) for each in (pulled.rate, pulled.alpha, pulled.beta))
    known = pulled.differ and alpha > 0 and beta > 0
    draws = asked.chance.beta(alpha, beta, DRAWS) if known else np.full(DRAWS, rate)
    cell = cells[asked.place]
    return _Factor(kpi, after, rate, pulled.team, draws, cell is None or not cell.status.is_shown, own, mine)


def _volume(asked: _Asked, kpi: Kpi) -> _Factor | None:
    """Of the first step for a month at work; None where the rep was not at work."""
    board, cut = asked.board, asked.board.cut.sliced("rep").kept_by(TOUCHES_PER_DAY.by)
    labels = board.book.labels("rep")
    worked = Sum(DAYS).total(board.book, cut)[0][[labels.index(name) for name in asked.names]] / MONTH
    count = np.array([cell.value or 0.0 if cell else 0.0 for cell in _cells(asked, kpi.key)])
    own, months = float(count[asked.place]), float(worked[asked.place])
    if not months > 0:
        return None
    spread, there = weekly_spread(board, kpi), worked > 0  # managers have no days of their own
    draws = asked.chance.gamma(own / spread, spread / months, DRAWS) if own else np.zeros(DRAWS)
    return _Factor(kpi, kpi.key, own / months, float(count[there].sum() / worked[there].sum()), draws, hits=own)


def _size(asked: _Asked) -> _Factor | None:
    """The rep's own mean of enough deals, else the others'; None where nobody has any."""
    cells = [cell if cell is not None and cell.n and cell.value is not None else None for cell in _cells(asked, SIZE)]
    deals = sum(cell.n for cell in cells if cell)
    if not deals:
        return None
    others = sum((cell.value or 0.0) * cell.n for cell in cells if cell) / deals
    own, kpi = cells[asked.place], BY_KEY[SIZE]
    if own is None or not own.status.is_shown or not own.value:
        return _Factor(kpi, SIZE, others, others, np.full(DRAWS, others), few=True, cases=own.n if own else 0)
    cut = asked.board.cut.sliced("rep")
    amounts = cell_values(kpi, asked.board.book, cut).at(*place_of(asked.board.book, cut, {"rep": asked.rep}, 0))
    error = amounts.std(ddof=1) / amounts.mean() / np.sqrt(len(amounts))
    return _Factor(kpi, SIZE, own.value, others, own.value * np.exp(asked.chance.normal(0, error, DRAWS)), cases=own.n)


def _cells(asked: _Asked, key: str) -> list[Score | None]:
    table = asked.board.by(key, "rep")
    return [table.find(0, rep=name) for name in asked.names]
