"""How far a rep's figure may lie from the team's by chance alone, by the kind of the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.weeks import weeks_within
from salesdesk.kpis.kpi import Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Formula, Measure, Ratio
from salesdesk.kpis.score import score
from salesdesk.kpis.sources import Per, Rows, Side, Sum
from salesdesk.stats.change import dispersion
from salesdesk.stats.funnel import TALK, funnel
from salesdesk.stats.intervals import poisson
from salesdesk.stats.resampling import bootstrap, bootstrap_ratio
from salesdesk.stats.shrink import ShrunkRates, shrink_rates, shrink_times

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Steps = npt.NDArray[np.int8]
_DRAWS = 2_000
_TIMES = (MeasureKind.DURATION, MeasureKind.SURVIVAL)
_RATES = (MeasureKind.RATE, MeasureKind.PER_THOUSAND)
_PACES = (Unit.PER_DAY, Unit.PER_WEEK)
# The part of a formula that it is proportional to: that one is redrawn.
_PROPORTIONAL = {"revenue_per_rep": "sold"}


class Figures(NamedTuple):
    """The figures of the reps in one period; NaN where there is none."""

    value: Floats
    n: Floats
    numerator: Floats
    denominator: Floats
    low: Floats
    high: Floats
    status: npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Alike:
    """Reps who are compared with each other: ``members``, against what ``pool`` gives together. Both are masks."""

    members: Mask
    pool: Mask


@dataclass(frozen=True, eq=False)
class Against:
    """Per rep: the ``estimate`` with its 95 % interval, and ``outside`` (+1, −1) where chance does not explain it.

    ``centre``: what the estimates are pulled to, where the kind has its own; ``above``: the probability that a rep's
    true rate is above that; ``hits`` of ``cases``: what a rate is made of; ``far``: beyond the wide limits of a rate;
    ``tested`` False: there is no test. ``geometric``: estimates and centre are geometric means.
    """

    estimate: Floats
    low: Floats
    high: Floats
    outside: Steps
    centre: Floats | None = None
    above: Floats | None = None
    hits: Floats | None = None
    cases: Floats | None = None
    tested: bool = True
    far: Mask | None = None
    geometric: bool = False


def is_total(scores: KpiScores) -> bool:
    """A figure of which each rep has a part, so that the team's is no measure for one of them."""
    kind = scores.kpi.kind
    return kind in (MeasureKind.COUNT, MeasureKind.SUM) or (
        kind is MeasureKind.SNAPSHOT and scores.kpi.unit in (Unit.MONEY, Unit.COUNT)
    )


def scale_of(scores: KpiScores) -> float:
    """By what a rate is multiplied, such as 1,000."""
    return scores.kpi.measure.scale if isinstance(scores.kpi.measure, Ratio) else 1.0


def against(
    board: Board, scores: KpiScores, names: tuple[str, ...], found: Figures, alike: list[Alike], centre: Floats
) -> Against:
    """``alike`` parts the reps; ``centre`` is what each is held against."""
    kind = scores.kpi.kind
    if kind in _RATES and not (found.numerator > found.denominator).any():
        return _rates(found, alike, scale_of(scores))
    if kind in _TIMES:
        return _times(board, scores, names, alike)
    low, high = _bounds(board, scores, names, found)
    with np.errstate(invalid="ignore"):
        outside = (low > centre).astype(np.int8) - (high < centre).astype(np.int8)
    return Against(found.value, low, high, outside, tested=not (np.isnan(low) & np.isnan(high)).all())


def _rates(found: Figures, alike: list[Alike], scale: float) -> Against:
    """Shrunk rates and funnel limits, each among those who are alike."""
    hits, cases = np.nan_to_num(found.numerator), np.nan_to_num(found.denominator)
    size = len(hits)
    rate, low, high, above, centre = (np.full(size, np.nan) for _ in range(5))
    outside, far = np.zeros(size, dtype=np.int8), np.zeros(size, dtype=bool)
    for each in alike:
        pool, taken = np.flatnonzero(each.pool), each.members[each.pool]
        pulled: ShrunkRates = shrink_rates(hits[pool], cases[pool])
        ends, mine = pulled.interval(), pool[taken]
        rate[mine], low[mine], high[mine] = pulled.rate[taken], ends[0][taken], ends[1][taken]
        above[mine], centre[mine] = pulled.above_team()[taken], pulled.team
        outside[mine] = funnel(hits[pool], cases[pool]).outside[taken]
        if outside[mine].any():
            far[mine] = funnel(hits[pool], cases[pool], TALK).outside[taken] != 0
    return Against(
        scale * rate, scale * low, scale * high, outside, scale * centre, above=above, hits=hits, cases=cases, far=far
    )


def _times(board: Board, scores: KpiScores, names: tuple[str, ...], alike: list[Alike]) -> Against:
    """Geometric means of all times, shrunk; one that still runs counts with the time it has run so far."""
    cut = board.cut.sliced("rep")
    rows = cell_values(scores.kpi, board.book, cut)
    times = [rows.at(*place_of(board.book, cut, {"rep": name}, 0)) for name in names]
    size = len(names)
    shrunk, low, high, centre = (np.full(size, np.nan) for _ in range(4))
    outside = np.zeros(size, dtype=np.int8)
    for each in alike:
        pool, taken = np.flatnonzero(each.pool), each.members[each.pool]
        rep = np.repeat(np.arange(len(pool)), [len(times[place]) for place in pool])
        found = shrink_times(np.concatenate([times[place] for place in pool] or [np.empty(0)]), rep, len(pool))
        mine = pool[taken]
        shrunk[mine], low[mine], high[mine] = found.shrunk[taken], found.low[taken], found.high[taken]
        outside[mine], centre[mine] = found.outside[taken], found.team
    return Against(shrunk, low, high, outside, centre, geometric=True)


def _bounds(board: Board, scores: KpiScores, names: tuple[str, ...], found: Figures) -> tuple[Floats, Floats]:
    kind, none = scores.kpi.kind, np.full(len(names), np.nan)
    measure = scores.kpi.measure_of(None, ("rep",))
    if kind is MeasureKind.COUNT:
        return poisson(np.nan_to_num(found.value), dispersion=weekly_spread(board, scores.kpi))
    if kind in (MeasureKind.SUM, MeasureKind.MEAN) or is_total(scores):
        rows = cell_values(scores.kpi, board.book, board.cut.sliced("rep"))
        total = kind is not MeasureKind.MEAN
        return _of_each(board, names, lambda at, seed: _redrawn(rows.at(*at), seed, total=total))
    if kind in (*_RATES, MeasureKind.RATIO) and isinstance(measure, Ratio) and scores.kpi.unit in (
        *_PACES, Unit.PER_1000
    ):  # fmt: skip
        low, high = poisson(np.nan_to_num(found.numerator), dispersion=weekly_spread(board, scores.kpi))
        each = np.where(found.denominator > 0, found.denominator, np.nan) / measure.scale
        return low / each, high / each
    if kind is MeasureKind.RATIO:
        return _ratio(board, scores, names, found, measure)
    return (found.low, found.high) if kind is MeasureKind.SCORE else (none, none)


def _ratio(
    board: Board, scores: KpiScores, names: tuple[str, ...], found: Figures, measure: Measure
) -> tuple[Floats, Floats]:
    """Of two sums over the same rows by redrawing the rows; else by redrawing what stands above the line."""
    cut = board.cut.sliced("rep").kept_by(scores.kpi.by)
    if isinstance(measure, Ratio) and _same_rows(measure):
        rows = measure.bottom.of.rows(board.book, cut)
        above, below = _worth(rows, measure.top), _worth(rows, measure.bottom)

        def of_rows(at: tuple[int, ...], seed: int) -> tuple[float, float]:
            return bootstrap_ratio(_those(rows, above, at), _those(rows, below, at), draws=_DRAWS, seed=seed)

        return _of_each(board, names, of_rows)
    top = _redrawable(measure, scores.kpi.key)
    if top is None:
        return np.full(len(names), np.nan), np.full(len(names), np.nan)
    rows = top.of.rows(board.book, cut)
    worth = _worth(rows, top)
    low, high = _of_each(board, names, lambda at, seed: _redrawn(_those(rows, worth, at), seed, total=True))
    total = np.array([_those(rows, worth, at).sum() for at in _places(board, names)])
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(total > 0, found.value / total, np.nan)
    return low * each, high * each


def _same_rows(measure: Ratio) -> bool:
    """Rows that stand on both sides of the line; of members only where there are several for a rep."""
    of, other = measure.top.of, measure.bottom.of
    several = not isinstance(of, Per) or of.member != "rep"
    return of == other and several and not (measure.top.value is None and measure.bottom.value is None)


def _redrawable(measure: Measure, key: str) -> Sum | None:
    """The sum of a rep's own rows that the figure rises and falls with."""
    if isinstance(measure, Formula):
        sold = measure.parts.get(_PROPORTIONAL.get(key, ""))
        return sold if isinstance(sold, Sum) and isinstance(sold.of, Side) else None
    if not isinstance(measure, Ratio) or measure.top.value is None:
        return None
    of = measure.top.of
    if isinstance(of, Per):
        part = of.sides.get(measure.top.value) if of.member == "rep" else None
        return part if isinstance(part, Sum) else None
    return measure.top


def _worth(rows: Rows, part: Sum) -> Floats:
    value = np.ones(len(rows)) if part.value is None else np.nan_to_num(rows.number(part.value))
    marked = np.ones(len(rows)) if part.where is None else rows.columns[part.where].astype(np.float64)
    return value * marked * (1.0 if rows.part is None else rows.part)


def _those(rows: Rows, worth: Floats, place: tuple[int, ...]) -> Floats:
    held = tuple(min(at, size - 1) for at, size in zip(place, rows.shape, strict=True))
    found: Floats = worth[rows.cell == np.ravel_multi_index(held, rows.shape)]
    return found


def _redrawn(values: Floats, seed: int, *, total: bool) -> tuple[float, float]:
    return bootstrap(values, total=total, draws=_DRAWS, seed=seed)


def _places(board: Board, names: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    cut = board.cut.sliced("rep")
    return (place_of(board.book, cut, {"rep": name}, 0) for name in names)


def _of_each(
    board: Board, names: tuple[str, ...], bounds: Callable[[tuple[int, ...], int], tuple[float, float]]
) -> tuple[Floats, Floats]:
    seed = board.log.settings.seed
    pairs = np.array([bounds(at, seed) for at in _places(board, names)], dtype=np.float64).reshape(-1, 2)
    # Rows that are all alike say nothing about how far chance goes.
    low, high = np.where(pairs[:, :1] < pairs[:, 1:], pairs, np.nan).T
    return low, high


def weekly_spread(board: Board, kpi: Kpi) -> float:
    """How much more a rep's weekly counts vary than chance alone would have it; calls cluster."""
    weeks = weeks_within(board.cut.periods, board.log.as_of)
    if not weeks:
        return 1.0
    table = score(kpi, board.book, board.cut.at(*weeks).sliced("rep"))
    found = [dispersion(np.nan_to_num(table.counts(rep=name))) for name in board.rep_names()]
    known = [spread for spread in found if spread == spread]
    return float(np.median(known)) if known else 1.0
