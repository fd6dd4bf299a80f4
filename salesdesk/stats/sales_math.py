"""From a quota back to dials: how many deals, opportunities, contacts and calls a day it still takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, prod, sqrt

from salesdesk.stats.intervals import normal_quantile

_TENTH = float(normal_quantile(0.8))  # as many standard deviations leave a tenth out at each end


@dataclass(frozen=True)
class Counted:
    """A rate as a fraction, and of how many cases it is known; ``n`` None where that is not told."""

    rate: float
    n: float | None = None


@dataclass(frozen=True)
class Ladder:
    """``gap``: money that neither deals won nor the pipeline bring. ``steps``: what it takes of each step, from the
    deals back to the first one, such as deals, opportunities, contacts, dials.

    ``a_day``: of the first step on each useful day; ``low`` and ``high`` its 80 % range. None where there is no number:
    no rate or size to divide by, or no useful day.
    """

    gap: float
    steps: tuple[float, ...] | None
    useful_days: float
    a_day: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_reached(self) -> bool:
        return self.gap <= 0

    @property
    def is_too_late(self) -> bool:
        """Calls made from now on bring deals only after the period."""
        return not self.is_reached and self.useful_days <= 0


def ladder(
    quota: float,
    won: float,
    pipeline: float,
    rates: Sequence[Counted],
    size: float,
    days_left: float,
    *,
    lag: float = 0.0,
    size_cv: float = 0.0,
    deals: float | None = None,
) -> Ladder:
    """``rates`` from the first step on, such as contacts per dial, opportunities per contact, deals per opportunity.

    ``pipeline``: what open deals are expected to bring in time. ``lag``: working days from a first contact to its deal.
    ``size_cv``: standard deviation of deal sizes by their mean, known of so many ``deals``.
    """
    gap, useful = max(0.0, quota - won - pipeline), days_left - lag
    if gap == 0:
        return Ladder(0.0, (0.0,) * (len(rates) + 1), useful, 0.0, 0.0, 0.0)
    if not size > 0 or not all(each.rate > 0 for each in rates):
        return Ladder(gap, None, useful, None)
    steps = [gap / size]
    for each in reversed(rates):
        steps.append(steps[-1] / each.rate)
    if useful <= 0:
        return Ladder(gap, tuple(steps), useful, None)
    a_day = steps[-1] / useful
    error = relative_error(rates, size_cv, deals)
    low, high = (None, None) if error is None else (a_day * exp(side * _TENTH * error) for side in (-1, 1))
    return Ladder(gap, tuple(steps), useful, a_day, low, high)


def relative_error(rates: Sequence[Counted], size_cv: float, deals: float | None) -> float | None:
    """Of what it takes, by the delta method; None where the size of a sample is not told."""
    if not deals or any(not each.n or not each.rate > 0 for each in rates):
        return None
    of_rates = sum((1 - each.rate) / (each.rate * each.n) for each in rates if each.n)
    return sqrt(of_rates + size_cv**2 / deals)


def needed(sales: float, *rates: float) -> float | None:
    """How many first steps so many sales take; None where nobody gets through."""
    through = prod(rates)
    return sales / through if through > 0 else None
