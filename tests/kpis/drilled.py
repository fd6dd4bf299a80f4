"""A figure worked out once more from nothing but the records that are listed behind it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.facts import NO_ROW, Floats
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.life_measures import DiscountedYears, LifeSpan
from salesdesk.kpis.measures import (
    Count,
    Counted,
    Formula,
    Mean,
    Measure,
    Mix,
    NetPromoter,
    Ratio,
    Share,
    ShareOfWhole,
    Total,
)
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.part_measures import SideBySide
from salesdesk.kpis.records import Records
from salesdesk.kpis.sources import Per, Sum
from salesdesk.kpis.table import Score
from salesdesk.models.log import Mask
from salesdesk.models.period import Period
from salesdesk.models.settings import Settings
from tests.kpis.calendar_days import COUNTED, days_of

Time = tuple[float, bool]
Check = tuple[str, float | None, float | None]  # what, from the records, as it is told


@dataclass(frozen=True)
class Listed:
    """The counted records behind a cell in a period, by the part of the measure that counts them."""

    found: Mapping[str, Records]
    book: Book
    cell: Mapping[str, str]
    period: Period

    def values(self, part: Counted, key: str | None = None) -> Floats:
        """What each record or member adds; unknown values are left out."""
        values = np.concatenate([value for value, _ in self._lists(part, key)] or [np.empty(0)])
        return values[~np.isnan(values)]

    def times(self, part: Counted, key: str | None = None) -> list[Time]:
        """How long each record has lasted, and whether that was all."""
        lists = self._lists(part, key)
        pairs = [pair for value, ended in lists if ended is not None for pair in zip(value, ended, strict=True)]
        return [(float(value), bool(ended)) for value, ended in pairs if value == value]

    def _lists(self, part: Counted, key: str | None) -> list[tuple[Floats, Mask | None]]:
        name, of_members = key or part.key, isinstance(part.of, Per)
        lists = [each for found, each in self.found.items() if _is_of(found, name, each) and _fits(each, of_members)]
        return [(each.value, each.ended) for each in lists if each.value is not None]

    def total(self, part: Counted, key: str | None = None) -> float | None:
        """What the records add up to, or how many days of the calendar there are; None where neither tells."""
        if self.is_listed(part):
            return float(self.values(part, key).sum())
        if not isinstance(part.of, Per) and part.of.facts in COUNTED:
            return days_of(part.of.facts, self.book, self.cell, self.period)
        return None

    def is_listed(self, part: Counted) -> bool:
        """Whether every row stands for a record; days of the calendar do not."""
        return isinstance(part.of, Per) or not (self.book.facts(part.of.facts).row == NO_ROW).any()


def _is_of(key: str, name: str, each: Records) -> bool:
    base, _, number = key.rpartition(" ")
    return not each.aside and (key == name or (base == name and number.isdigit()))


def _fits(each: Records, of_members: bool) -> bool:
    return bool(each.members) is of_members


def checks(measure: Measure, listed: Listed, told: Score) -> Iterator[Check]:
    """What the records say beside what the score tells."""
    for kind, check in _CHECKS.items():
        if isinstance(measure, kind):
            yield from check(measure, listed, told)
            return
    raise TypeError(f"no way to work out a {type(measure).__name__} from its records")


def _added(measure: Count | Total, listed: Listed, told: Score) -> Iterator[Check]:
    yield "value", listed.values(measure.counted[0]).sum(), told.value or 0.0


def _share(measure: Share, listed: Listed, told: Score) -> Iterator[Check]:
    values = listed.values(measure.counted[0])
    yield "hits", values.sum(), told.numerator
    yield "n", len(values), told.n


def _one(measure: Mean | Quantile | NetPromoter, listed: Listed, told: Score) -> Iterator[Check]:
    yield "value", value_of(measure, listed), told.value
    yield "n", len(listed.values(measure.counted[0])), told.n


def _lasting(measure: SurvivalMedian | LifeSpan | DiscountedYears, listed: Listed, told: Score) -> Iterator[Check]:
    times = listed.times(measure.counted[0])
    yield "n", len(times), told.n
    yield "ended", sum(ended for _, ended in times), told.numerator
    value = value_of(measure, listed)
    yield "value", None if value is None or np.isnan(value) else value, told.value


def _sides(measure: Ratio | Growth, listed: Listed, told: Score) -> Iterator[Check]:
    """Above and below the line."""
    for part, side in zip(measure.counted, (told.numerator, told.denominator), strict=True):
        total = listed.total(part)
        if total is not None:
            yield part.key, total, side or 0.0
    value = value_of(measure, listed)
    if value is not None and told.value is not None and not _of_whole(measure):
        yield "value", value, told.value


def _of_whole(measure: Measure) -> bool:
    return isinstance(measure, Growth) and measure.along is not None


def _part(measure: ShareOfWhole, listed: Listed, told: Score) -> Iterator[Check]:
    yield "part", listed.values(measure.counted[0]).sum(), told.numerator


def _worked_out(measure: Formula, listed: Listed, told: Score) -> Iterator[Check]:
    value = value_of(measure, listed)
    if value is not None:
        yield "value", None if np.isnan(value) else value, told.value


def _parts(measure: Mix, listed: Listed, told: Score) -> Iterator[Check]:
    whole = sum(told.details.get(name, 0.0) for name in measure.names)
    values = listed.values(measure.counted[0])
    yield "n", len(values), told.n
    yield "whole", (1.0 if len(values) else 0.0) if measure.shares else values.sum(), whole


def _beside(measure: SideBySide, listed: Listed, told: Score) -> Iterator[Check]:
    for name, part in measure.parts.items():
        yield name, value_of(part, listed, name), told.details.get(name)


_CHECKS: dict[type | tuple[type, ...], Callable[..., Iterator[Check]]] = {
    (Count, Total): _added,
    Share: _share,
    (Mean, Quantile, NetPromoter): _one,
    (SurvivalMedian, LifeSpan, DiscountedYears): _lasting,
    (Ratio, Growth): _sides,
    ShareOfWhole: _part,
    Formula: _worked_out,
    Mix: _parts,
    SideBySide: _beside,
}


def value_of(measure: Measure, listed: Listed, key: str | None = None) -> float | None:
    """None where the records cannot tell, NaN where there is no value."""
    if isinstance(measure, Formula):
        return _formula(measure, listed)
    totals = [total for part in measure.counted if (total := listed.total(part, key)) is not None]
    if len(totals) < len(measure.counted):
        return None
    if isinstance(measure, SurvivalMedian | LifeSpan | DiscountedYears):
        return _lasted(measure, listed.times(measure.counted[0], key), listed.book.log.settings)
    values = listed.values(measure.counted[0], key)
    match measure:
        case Count() | Total():
            return totals[0]
        case Share() | Mean():
            return float(values.mean()) if len(values) else np.nan
        case Quantile():
            return float(np.quantile(values, measure.q)) if len(values) else np.nan
        case NetPromoter():
            return 100 * float(np.mean((values >= 9) * 1.0 - (values <= 6))) if len(values) else np.nan
        case Ratio():
            return measure.scale * _over(totals[0], totals[1])
        case Growth():
            return _over(totals[0] - totals[1], totals[1])
    return None


def _lasted(measure: SurvivalMedian | LifeSpan | DiscountedYears, times: list[Time], by: Settings) -> float:
    if not times:
        return np.nan
    endings, whole, longest = sum(ended for _, ended in times), sum(time for time, _ in times), by.lifespan_years
    curve, most = _still_there(times), max(time for time, _ in times)
    match measure:
        case SurvivalMedian():
            return next((time for time, share in curve if share <= 0.5 + 1e-12), np.nan)
        case LifeSpan():
            return min(whole / endings if endings >= 10 else _area(curve, most), longest)
    ends = [min(year, longest) for year in range(math.ceil(longest) + 1)]
    if endings >= 10:  # as many leave each year
        lived = [whole / endings * (1 - math.exp(-end * endings / whole)) for end in ends]
    else:
        lived = [_area(curve, min(end, most)) for end in ends]
    weighed = (1 / (1 + by.discount_rate) ** (year + 0.5) for year in range(len(ends) - 1))
    return sum((after - before) * weight for (before, after), weight in zip(pairwise(lived), weighed, strict=True))


def _still_there(times: list[Time]) -> list[tuple[float, float]]:
    """After each time at which something ended the share that goes on; what ends then is at risk until then."""
    curve, share = [], 1.0
    for end in sorted({time for time, ended in times if ended}):
        at_risk = sum(time >= end for time, _ in times)
        share *= 1 - sum(ended and time == end for time, ended in times) / at_risk
        curve.append((end, share))
    return curve


def _area(curve: list[tuple[float, float]], until: float) -> float:
    """The mean time up to a point."""
    area, before, height = 0.0, 0.0, 1.0
    for end, share in [*curve, (until, 0.0)]:
        area += height * max(min(end, until) - before, 0.0)
        before, height = min(end, until), share
    return area


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else np.nan


def _formula(measure: Formula, listed: Listed) -> float | None:
    arrays = {}
    for name, part in measure.parts.items():
        if isinstance(part, Sum):
            found = listed.total(Counted(name, part.of, part.value, part.where))
        else:
            found = value_of(part, listed, name)
        if found is None:
            return None
        arrays[name] = np.array([found])
    return float(measure.fn(**arrays)[0])
