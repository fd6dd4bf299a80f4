"""The answer to a cut: scores in columns, and one cell of them as a small object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats, Reason
from salesdesk.kpis.kpi import Kpi, Unit
from salesdesk.kpis.measures import VALUED
from salesdesk.kpis.status import STATUSES, Codes, Status
from salesdesk.models.log import Mask
from salesdesk.models.period import Period

_VALUELESS = frozenset(
    {Status.NO_DATA, Status.IMMATURE, Status.NOT_AVAILABLE, Status.SUPPRESSED, Status.NO_LOSSES, Status.REACHED}
)


class Details(Mapping[str, float]):
    """Second figures, scored when somebody looks: most cells are never asked for theirs."""

    def __init__(self, make: Callable[[], Mapping[str, float]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, float]:
        return self._make()

    def __getitem__(self, name: str) -> float:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __repr__(self) -> str:
        return repr(dict(self._made))


@dataclass(frozen=True)
class Score:
    """One figure for one slice, as it is shown, exported and printed; None means "no value", never 0.

    ``by`` and ``key``: the dimension and its label, None for the team. ``matured``: for an immature cohort the
    newest one of the same length that is old enough.
    """

    kpi: str
    by: str | None
    key: str | None
    period: Period
    value: float | None
    unit: Unit
    numerator: float | None
    denominator: float | None
    n: int
    status: Status
    interval: tuple[float, float] | None
    details: Mapping[str, float]
    coverage: float | None
    notes: tuple[str, ...]
    excluded: Mapping[str, int]
    matured: Score | None = None


@dataclass(frozen=True, eq=False)
class Lazily:
    """What takes a scoring of its own and is asked for in some places only."""

    figure: Callable[[ScoreTable, str], ScoreTable]
    matured: Callable[[ScoreTable], ScoreTable | None]


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Scores in columns of shape (periods, *labels of each dimension of ``by``); NaN = None.

    ``ignored``: filters that the KPI cannot follow. ``lacking``: what it needs and the log does not have.
    """

    kpi: Kpi
    figure: str | None
    cut: Cut
    by: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    value: Floats
    numerator: Floats
    denominator: Floats
    n: Floats
    lo: Floats
    hi: Floats
    status: Codes
    coverage: Floats
    excluded: Mapping[Reason, Floats] = field(default_factory=dict)
    detail: Mapping[str, Floats] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    lazily: Lazily | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.cut.periods

    @cached_property
    def figures(self) -> Mapping[str, ScoreTable]:
        """The second figures of the same cut, by their keys; those that lack a column are left out."""
        if self.figure is not None or self.lazily is None:
            return {}
        found = {key: self.lazily.figure(self, key) for key in self.kpi.figures}
        return {key: table for key, table in found.items() if not table.lacking}

    @cached_property
    def matured(self) -> ScoreTable | None:
        """The same table for the newest periods old enough, where there are immature cells."""
        immature = bool((self.status == Status.IMMATURE.code).any())
        return self.lazily.matured(self) if immature and self.lazily else None

    def is_status(self, *among: Status) -> Mask:
        """Where the status is one of these."""
        mask: Mask = np.isin(self.status, [status.code for status in among])
        return mask

    def place(self, period: int = 0, **member: str) -> tuple[int, ...]:
        """Where a cell stands. Raises KeyError for a label that the table does not have."""
        return (period, *self._place_of(member))

    def _place_of(self, member: Mapping[str, str]) -> tuple[int, ...]:
        try:
            return tuple(self.labels[axis].index(member[dim]) for axis, dim in enumerate(self.by))
        except ValueError:
            raise KeyError(str(dict(member))) from None

    def series(self, **member: str) -> Floats:
        """The values of one slice over the periods."""
        return self._over_periods(self.value, member)

    def counts(self, **member: str) -> Floats:
        """The numerators of one slice over the periods."""
        return self._over_periods(self.numerator, member)

    def _over_periods(self, values: Floats, member: Mapping[str, str]) -> Floats:
        place: tuple[slice | int, ...] = (slice(None), *self._place_of(member))
        found: Floats = values[place]
        return found

    def at(self, period: int = 0, **member: str) -> Score:
        """One cell. Raises KeyError for a label that the table does not have."""
        found = self.cell(period, **member)
        older = self._matured_at(period, member) if found.status is Status.IMMATURE else None
        return found if older is None else replace(found, matured=older)

    def cell(self, period: int = 0, **member: str) -> Score:
        """As ``at``, but an immature cohort brings no older one with it, which would have to be scored."""
        place = self.place(period, **member)
        status = STATUSES[self.status[place]]
        return Score(
            kpi=self.kpi.key,
            by=" × ".join(self.by) or None,
            key=" × ".join(member[dim] for dim in self.by) or None,
            period=self.periods[period],
            value=None if status in _VALUELESS else _known(self.value[place]),
            unit=self.kpi.unit_of(self.figure),
            numerator=_known(self.numerator[place]),
            denominator=_known(self.denominator[place]),
            n=int(np.nan_to_num(self.n[place])),
            status=status,
            interval=None if status in _VALUELESS else _interval(self.lo[place], self.hi[place]),
            details=Details(lambda: self._details(period, member)),
            coverage=_known(self.coverage[place]),
            notes=self.notes,
            excluded={reason.key: int(counts[place]) for reason, counts in self.excluded.items() if counts[place]},
        )

    def _details(self, period: int, member: Mapping[str, str]) -> dict[str, float]:
        """Own parts by their names, second figures by their keys and their parts, as far as they have a value."""
        place = self.place(period, **member)
        found = {name: _known(values[place]) for name, values in self.detail.items()}
        for key, table in self.figures.items():
            score = table.find(period, **member)
            if score is not None:
                found[key] = score.value
                own = {VALUED, *self.detail}
                found.update({f"{key}_{name}" if name in own else name: part for name, part in score.details.items()})
        return {name: value for name, value in found.items() if value is not None}

    def find(self, period: int = 0, **member: str) -> Score | None:
        """One cell, or None where the table does not have the label."""
        try:
            return self.at(period, **member)
        except KeyError:
            return None

    def _matured_at(self, period: int, member: Mapping[str, str]) -> Score | None:
        table = self.matured
        if table is None or table.periods[period] == self.periods[period]:
            return None
        return table.find(period, **member)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _interval(low: float, high: float) -> tuple[float, float] | None:
    return None if np.isnan(low) or np.isnan(high) else (float(low), float(high))
