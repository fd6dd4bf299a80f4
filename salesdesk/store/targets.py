"""The company's own figures: what a team or a rep is to reach in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesdesk.store.database import Database, Row

TEAM = "team"


@dataclass(frozen=True)
class Target:
    """`scope` is "team" or a dimension such as "rep", `who` its member; both days are included."""

    kpi: str
    first: date
    last: date
    amount: float
    unit: str
    scope: str = TEAM
    who: str = ""


class TargetsKeeper:
    """At most one target per KPI, member and period."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Target, ...]:
        """By KPI, scope, member and first day."""
        return tuple(map(_target, self._database.rows(f"{_SELECT} {_ORDER}")))

    def of(self, kpi: str) -> tuple[Target, ...]:
        return tuple(map(_target, self._database.rows(f"{_SELECT} WHERE kpi = ? {_ORDER}", kpi)))

    def set(self, *targets: Target) -> None:
        """Adds them or replaces those of the same KPI, member and period."""
        rows: list[Row] = [(*_key(target), target.amount, target.unit) for target in targets]
        self._database.write_many([("INSERT OR REPLACE INTO targets VALUES (?, ?, ?, ?, ?, ?, ?)", rows)])

    def remove(self, *targets: Target) -> None:
        self._database.write_many([(_DELETE, [_key(target) for target in targets])])


_SELECT = "SELECT kpi, scope, who, first_day, last_day, amount, unit FROM targets"
_ORDER = "ORDER BY kpi, scope, who, first_day, last_day"
_DELETE = "DELETE FROM targets WHERE kpi = ? AND scope = ? AND who = ? AND first_day = ? AND last_day = ?"


def _key(target: Target) -> Row:
    return target.kpi, target.scope, target.who, target.first.isoformat(), target.last.isoformat()


def _target(row: Row) -> Target:
    kpi, scope, who, first, last, amount, unit = map(str, row)
    return Target(kpi, date.fromisoformat(first), date.fromisoformat(last), float(amount), unit, scope, who)
