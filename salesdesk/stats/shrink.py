"""Fair comparison of reps: small samples are pulled toward the team (empirical Bayes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.stats.beta import beta_cdf, beta_quantile, log_beta
from salesdesk.stats.intervals import normal_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

FIXED_STRENGTH = 20.0
REPS_NEEDED, CASES_NEEDED = 4, 50
_STRENGTHS = np.geomspace(2, 2000, 200)
_Z = float(normal_quantile(0.95))


@dataclass(frozen=True, eq=False)
class ShrunkRates:
    """Rates per rep as fractions; `weight` is the part that a rep's own data have in it."""

    team: float
    strength: float
    differ: bool  # False: the reps do not differ measurably, everybody has the team's rate
    rate: Floats
    weight: Floats
    alpha: Floats
    beta: Floats

    def above_team(self) -> Floats:
        """Probability that each rep's true rate lies above the team's."""
        proper = (self.alpha > 0) & (self.beta > 0)
        answer = np.full(self.alpha.shape, np.nan)
        if proper.any():
            answer[proper] = 1 - beta_cdf(self.team, self.alpha[proper], self.beta[proper])
        return answer

    def interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Central interval of each rep's true rate."""
        tail = (1 - confidence) / 2
        proper = (self.alpha > 0) & (self.beta > 0)
        ends = np.full((2, *self.alpha.shape), np.nan)
        if proper.any():
            ends[:, proper] = beta_quantile([[tail], [1 - tail]], self.alpha[proper], self.beta[proper])
        return ends[0], ends[1]


def shrink_rates(hits: ArrayLike, n: ArrayLike) -> ShrunkRates:
    """One entry per rep; a rep without cases gets the team's rate, a team without cases NaN."""
    hits, n = np.asarray(hits, float), np.asarray(n, float)
    cases = n.sum()
    team = float(hits.sum() / cases) if cases else np.nan
    strength, differ = FIXED_STRENGTH, True
    if cases >= CASES_NEEDED and (n > 0).sum() >= REPS_NEEDED:
        strength = _likeliest_strength(hits, n, team)
        differ = strength < _STRENGTHS[-1]
    weight = n / (strength + n) if differ else np.zeros_like(n)
    alpha, beta = team * strength + hits, (1 - team) * strength + n - hits
    rate = alpha / (strength + n) if differ else np.full(n.shape, team)
    return ShrunkRates(team, strength, differ, rate, weight, alpha, beta)


def _likeliest_strength(hits: Floats, n: Floats, team: float) -> float:
    if team in (0.0, 1.0):
        return float(_STRENGTHS[-1])  # all alike: nothing that a spread could be learnt from
    seen = n > 0
    hits, misses = hits[seen], (n - hits)[seen]
    a, b = team * _STRENGTHS[:, None], (1 - team) * _STRENGTHS[:, None]
    likelihood = (log_beta(a + hits, b + misses) - log_beta(a, b)).sum(axis=1)
    return float(_STRENGTHS[np.argmax(likelihood)])


def smooth(hits: ArrayLike, n: ArrayLike, prior: float, strength: float = FIXED_STRENGTH) -> Floats:
    """Share hits/n as if `strength` further cases had come in at the prior rate; never divides by zero."""
    hits, n = np.asarray(hits, float), np.asarray(n, float)
    return (prior * strength + hits) / (strength + n)


@dataclass(frozen=True, eq=False)
class ShrunkTimes:
    """Geometric means of times per rep, in their own unit; ``outside``: −1 shorter, +1 longer than the team's beyond
    what the spread of single times explains at 95 %."""

    team: float
    raw: Floats
    shrunk: Floats
    low: Floats
    high: Floats
    outside: NDArray[np.int8]


def shrink_times(minutes: ArrayLike, rep: ArrayLike, reps: int, floor: float = 0.5) -> ShrunkTimes:
    """`rep` holds codes 0…reps − 1.

    Reps without a time have a raw value of NaN and the team's as shrunk one. Where the reps do not differ there is no
    interval of their own.
    """
    logs = np.log(np.maximum(np.asarray(minutes, float), floor))
    rep = np.asarray(rep, np.int64)
    n = np.bincount(rep, minlength=reps).astype(float)
    none = np.full(reps, np.nan)
    if not len(logs):
        return ShrunkTimes(np.nan, none, none, none, none, np.zeros(reps, dtype=np.int8))
    with np.errstate(invalid="ignore"):
        mean = np.bincount(rep, logs, minlength=reps) / n
    centre = float(logs.mean())
    within, weight = _own_weight(logs, rep, n, mean)
    shrunk = np.where(n > 0, weight * np.nan_to_num(mean) + (1 - weight) * centre, centre)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = _Z * np.sqrt(within / n)
        reach = np.where(weight > 0, error * np.sqrt(weight), np.nan)
        outside = (mean - centre > error).astype(np.int8) - (centre - mean > error).astype(np.int8)
    return ShrunkTimes(
        float(np.exp(centre)), np.exp(mean), np.exp(shrunk), np.exp(shrunk - reach), np.exp(shrunk + reach), outside
    )


def _own_weight(logs: Floats, rep: NDArray[np.int64], n: Floats, mean: Floats) -> tuple[float, Floats]:
    """The pooled variance within the reps, NaN where there is none, and the weight of each rep's own times."""
    cases, groups = len(logs), int((n > 0).sum())
    if cases <= groups or groups < 2:
        return np.nan, np.zeros_like(n)  # no spread within or between reps to weigh against each other
    within = float(np.square(logs - mean[rep]).sum()) / (cases - groups)
    between = np.nansum(n * np.square(mean - logs.mean())) - (groups - 1) * within
    tau = max(0.0, float(between) / (cases - float(np.square(n).sum()) / cases))
    if tau == 0:
        return within, np.zeros_like(n)
    return within, np.divide(tau * n, tau * n + within, out=np.zeros_like(n), where=n > 0)
