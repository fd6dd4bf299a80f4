"""Days of the calendar behind a figure, counted once more one by one; no record stands for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import pandas as pd

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue.rep_days import rep_days, strength_days, team_days
from salesdesk.kpis.facts import FactsFunction
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, day_date

COUNTED: tuple[FactsFunction, ...] = (rep_days, strength_days, team_days)
LONG_LEAVE = 20


def days_of(facts: FactsFunction, book: Book, cell: Mapping[str, str], period: Period) -> float:
    """Working days of the company; or of reps, without absences, or where strength is asked for, without long ones."""
    log = book.log
    first = day_date(log.span.first)
    days = _working(log, first if facts is rep_days else first.replace(month=1, day=1))
    if facts is team_days:
        return float(sum(_within(day, period) for day in days))
    chosen = ({cell["rep"]} if "rep" in cell else {*book.labels("rep")}) & _sellers(book)
    return float(sum(_of_rep(log, rep, days, period, all_leave=facts is rep_days) for rep in chosen))


def _of_rep(log: SalesLog, rep: str, days: list[date], period: Period, *, all_leave: bool) -> int:
    away = {_date(row["date"]) for row in _rows(log, "absences") if row["rep_id"] == rep}
    assert all_leave or len(away) <= LONG_LEAVE, "no leave in this log is a long one"
    told = [row for row in _rows(log, "reps") if row["name"] == rep]
    starts = [_date(row["start_date"]) for row in told if pd.notna(row["start_date"])]
    ends = [_date(row["end_date"]) for row in told if pd.notna(row.get("end_date"))]
    worked = [day for day in days if _within(day, period) and not (all_leave and day in away)]
    return sum(all(start <= day for start in starts) and all(day <= end for end in ends) for day in worked)


def _sellers(book: Book) -> set[str]:
    """Everybody but managers without a quota."""
    managers = {row["name"] for row in _rows(book.log, "reps") if str(row.get("role")).lower() == "manager"}
    return {*book.labels("rep")} - (managers - {row["rep_id"] for row in _rows(book.log, "quotas")})


@cache
def _working(log: SalesLog, first: date) -> list[date]:
    free = {_date(row["date"]) for row in _rows(log, "holidays")}
    days = [first + timedelta(days=number) for number in range((day_date(log.as_of) - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and day not in free]


def _within(day: date, period: Period) -> bool:
    return period.is_all or day_date(period.start) <= day < day_date(period.end)


@cache
def _rows(log: SalesLog, table: str) -> list[dict[str, object]]:
    return log.tables[table].to_dict("records") if table in log.tables else []


def _date(cell: object) -> date:
    return pd.Timestamp(cell).date()
