"""How long customers stay: curves of those still there, by the speed of the deal that won them and by their start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.insights.selections import last_day
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.derived import months_later
from salesdesk.kpis.catalogue.early_churn import FAST, SLOW, beginners, starts
from salesdesk.kpis.clocks import EVER
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.sources import Side
from salesdesk.kpis.table import Score
from salesdesk.models.dims import FIXED
from salesdesk.models.log import Days, Mask
from salesdesk.models.period import Period, add_months, day_date, quarter_of
from salesdesk.models.settings import Limits
from salesdesk.stats.change import CLEAR, LIKELY, Word
from salesdesk.stats.intervals import newcombe, nps_difference
from salesdesk.stats.survival import band, kaplan_meier, log_rank

HORIZON = 24.0  # months after the start that are shown
AT_RISK = 5  # fewer than so many are too few to rely on
COHORTS = 6
_LOOK_BACK = 12  # quarters


@dataclass(frozen=True, eq=False)
class Life:
    """Share of ``n`` customers who are still there, month by month since their start (Kaplan–Meier).

    ``until``: as far as anybody has been followed; from ``thin_from`` on fewer than five are. ``left``: how many left.
    """

    name: str
    n: int
    left: int
    months: tuple[float, ...]
    share: tuple[float, ...]
    at_risk: tuple[int, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    until: float
    thin_from: float
    period: Period | None = None

    def at(self, month: float) -> float:
        """The share still there after so many months; 1 before the first has left."""
        place = int(np.searchsorted(self.months, month, side="right"))
        return self.share[place - 1] if place else 1.0


@dataclass(frozen=True)
class Verdict:
    """Whether two groups differ beyond chance: z > 0 where the first one leaves sooner."""

    word: Word
    z: float
    p: float
    left: int


@dataclass(frozen=True, eq=False)
class Lives:
    """``verdict`` is there if the lives are those of fast and of slow closers."""

    lives: tuple[Life, ...]
    verdict: Verdict | None = None


def life(name: str, months: Floats, ended: Mask, period: Period | None = None, horizon: float = HORIZON) -> Life:
    """``months`` that customers have been followed, ``ended`` False where they are still there."""
    curve = kaplan_meier(months, ended)
    low, high = band(curve)
    shown = curve.time <= horizon
    longest = np.sort(months)[::-1]
    thin = float(longest[AT_RISK - 1]) if len(longest) >= AT_RISK else 0.0
    return Life(
        name,
        len(months),
        int(np.count_nonzero(ended)),
        tuple(curve.time[shown].tolist()),
        tuple(curve.survival[shown].tolist()),
        tuple(curve.at_risk[shown].tolist()),
        _known(low[shown]),
        _known(high[shown]),
        min(float(longest[0]), horizon),
        thin,
        period,
    )


def verdict(months: Floats, ended: Mask, fast: Mask, limits: Limits) -> Verdict:
    """The log-rank test in words. With few who left, no difference found does not mean that there is none."""
    z, p = log_rank(months, ended, fast)
    left = int(np.count_nonzero(ended))
    few, some = limits.survival
    if np.isnan(p) or left < few:
        word = Word.UNKNOWN
    elif p < LIKELY:
        word = Word.CLEAR if p < CLEAR else Word.LIKELY
    else:
        word = Word.UNKNOWN if left < some else Word.NORMAL
    return Verdict(word, z, p, left)


def lives_by_speed(board: Board) -> Lives | None:
    """Customers who started by the end of the period, those won fast and those won slowly, as far as that is known."""
    found = _followed(board)
    if not len(found.day):
        return None
    names = FIXED["cycle"]
    known = found.cycle >= 0
    if not ((found.cycle == FAST).any() and (found.cycle == SLOW).any()):
        return Lives((life("All customers", found.months, found.ended),))
    lives = tuple(
        life(names[code], found.months[those], found.ended[those])
        for code in (FAST, SLOW)
        if (those := found.cycle == code).any()
    )
    limits = board.log.settings.limits
    return Lives(lives, verdict(found.months[known], found.ended[known], found.cycle[known] == FAST, limits))


def lives_by_start(board: Board) -> Lives | None:
    """The newest cohorts of customers, by the quarter of their start, the newest first."""
    found = _followed(board)
    if not len(found.day):
        return None
    lives: list[Life] = []
    fewest = board.log.settings.limits.rate[0]
    cohort = quarter_of(day_date(last_day(board.log, board.period)), board.log.settings.fiscal_start)
    for _ in range(_LOOK_BACK):
        those = (found.day >= cohort.start) & (found.day < cohort.end)
        if np.count_nonzero(those) >= fewest:
            lives.append(life(cohort.label, found.months[those], found.ended[those], cohort))
        cohort = quarter_of(add_months(cohort.first, -3), board.log.settings.fiscal_start)
        if len(lives) == COHORTS:
            break
    return Lives(tuple(lives)) if lives else None


@dataclass(frozen=True, eq=False)
class SpeedRow:
    """What became of the customers that were won fast, or slowly; None where there is no figure."""

    name: str
    six: Score | None
    nine: Score | None
    nps: Score | None


def by_speed(board: Board) -> tuple[SpeedRow, ...] | None:
    """Churn and recommendation by the cycle of the deal that won the customer; None without any figure."""
    churn, nps = board.by("early_churn_rate", "cycle"), board.by("nps", "cycle")
    later = churn.figures.get("nine_months")
    rows = tuple(
        SpeedRow(
            name,
            _told(churn.find(cycle=name)),
            None if later is None else _told(later.find(cycle=name)),
            _told(nps.find(cycle=name)),
        )
        for name in FIXED["cycle"]
    )
    return rows if any((row.six, row.nine, row.nps) != (None, None, None) for row in rows) else None


def differing(rows: tuple[SpeedRow, ...]) -> tuple[str, ...]:
    """Which of six, nine and nps differ between the two beyond what chance explains (95 %)."""
    found = []
    for figure in ("six", "nine", "nps"):
        one, other = (getattr(row, figure) for row in rows)
        if one is None or other is None:
            continue
        if figure == "nps":
            fast, slow = ((each.details["promoters"], each.details["detractors"], each.n) for each in (one, other))
            low, high = nps_difference(fast, slow)
        else:
            low, high = newcombe(one.numerator, one.n, other.numerator, other.n)
        if float(low) > 0 or float(high) < 0:
            found.append(figure)
    return tuple(found)


def _told(score: Score | None) -> Score | None:
    """A figure, for an immature cohort that of the newest one old enough."""
    found = score if score is None else score.matured or score
    return found if found is not None and found.value is not None else None


@dataclass(frozen=True, eq=False)
class _Followed:
    """Customers one by one: the day of their start, the months since then, whether they left, and their cycle."""

    day: Days
    months: Floats
    ended: Mask
    cycle: npt.NDArray[np.int32]


def _followed(board: Board) -> _Followed:
    """The customers selected who started by the end of the period, followed until then."""
    book = board.book
    cut = board.cut.sliced().at(board.period).kept_by(BY_KEY["early_churn_rate"].by)
    rows = Side(beginners, EVER).rows(book, cut)
    facts = book.facts(beginners)
    day, customer, cycle = (each[rows.index] for each in (facts.day, facts.dims["customer"], facts.dims["cycle"]))
    end = last_day(board.log, board.period) + 1
    left = starts(board.log).left[customer]
    ended = left < end
    return _Followed(day, months_between(day, np.where(ended, left, end).astype(np.int32)), ended, cycle)


def months_between(first: Days, later: Days) -> Floats:
    """Calendar months from day to day, with the part of the last one: from 31 March to 31 December exactly nine."""
    begun, ended = (days.astype("datetime64[D]").astype("datetime64[M]") for days in (first, later))
    whole = (ended - begun).astype(np.int64)
    whole = np.where(months_later(first, whole) > later, whole - 1, whole)
    before, after = months_later(first, whole), months_later(first, whole + 1)
    found: Floats = whole + (later - before) / np.maximum(after - before, 1)
    return found


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if value != value else float(value) for value in values)
