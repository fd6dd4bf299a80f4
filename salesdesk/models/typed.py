"""What a manager types in SalesDesk itself: quotas, holidays and exchange rates, besides those of the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from salesdesk.models.names import name_key

if TYPE_CHECKING:
    from salesdesk.models.period import Period

TYPED = "Typed in SalesDesk"  # where such rows come from, in place of a file's name


@dataclass(frozen=True, order=True)
class TypedQuota:
    """What a rep is to reach, both days included, in the base currency."""

    rep: str
    first: date
    last: date
    amount: float

    @property
    def period(self) -> Period:
        from salesdesk.models.period import Period  # loads NumPy, for which the window does not wait

        return Period.of(self.first, self.last)


@dataclass(frozen=True, order=True)
class TypedHoliday:
    day: date


@dataclass(frozen=True, order=True)
class TypedRate:
    """What one unit of a currency is worth in the base currency from a day on."""

    day: date
    currency: str
    rate: float


@dataclass(frozen=True)
class Typed:
    quotas: tuple[TypedQuota, ...] = ()
    holidays: tuple[TypedHoliday, ...] = ()
    rates: tuple[TypedRate, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.quotas or self.holidays or self.rates)


def quota_typed(quotas: Iterable[TypedQuota], rep: str, period: Period) -> float | None:
    """A rep's quota for a period as it was typed, in one or as the parts that fill it; None if it was not."""
    own = [quota for quota in quotas if name_key(quota.rep) == name_key(rep)]
    within = [quota for quota in own if period.start <= quota.period.start and quota.period.end <= period.end]
    if not within or sum(quota.period.days for quota in within) != period.days:
        return None
    return sum(quota.amount for quota in within)


def with_quota(quotas: Iterable[TypedQuota], rep: str, period: Period, amount: float | None) -> tuple[TypedQuota, ...]:
    """The quotas with another one for this rep and period; it takes the place of all that it overlaps."""
    others = [
        quota for quota in quotas if not (name_key(quota.rep) == name_key(rep) and _overlap(quota.period, period))
    ]
    added = [] if amount is None else [TypedQuota(rep, period.first, period.last, amount)]
    return tuple(sorted([*others, *added]))


def _overlap(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


def with_quotas(typed: Typed, quotas: Iterable[TypedQuota]) -> Typed:
    return replace(typed, quotas=tuple(sorted(quotas)))
