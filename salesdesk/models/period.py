"""Spans of local days, their labels, and the words by which people name them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

EPOCH = date(1970, 1, 1)
NO_DAY = int(np.iinfo(np.int32).min)  # the day of a row that has no date
_LAST_DAY = int(np.iinfo(np.int32).max)


class UnknownPeriodError(ValueError):
    """The text names no period; its message is fit to be shown."""


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def day_date(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day: 31 August + 6 months = 28 February."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


@dataclass(frozen=True, order=True)
class Period:
    """Local days from ``start`` up to but not including ``end``, as day numbers."""

    start: int
    end: int
    label: str = field(default="", compare=False)

    @classmethod
    def of(cls, first: date, last: date, label: str = "") -> Period:
        """Both days included."""
        return cls(day_number(first), day_number(last) + 1, label or f"{first.isoformat()} to {last.isoformat()}")

    @property
    def first(self) -> date:
        return day_date(self.start)

    @property
    def last(self) -> date:
        return day_date(self.end - 1)

    @property
    def days(self) -> int:
        return self.end - self.start

    @property
    def is_all(self) -> bool:
        return self.start == NO_DAY


ALL = Period(NO_DAY, _LAST_DAY, "All")


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(day_number(first), day_number(add_months(first, 1)), f"{first:%b} {first.year}")


def quarter_of(day: date, fiscal_start: int = 1) -> Period:
    """The (fiscal) quarter around ``day``; labels "Q3 2026", or "Q3 FY26/27" if years start in another month."""
    offset = (day.month - fiscal_start) % 12
    first = add_months(day.replace(day=1), -(offset % 3))
    label = f"Q{offset // 3 + 1} {_year_label(first, fiscal_start)}"
    return Period(day_number(first), day_number(add_months(first, 3)), label)


def year_of(day: date, fiscal_start: int = 1) -> Period:
    first = add_months(day.replace(day=1), -((day.month - fiscal_start) % 12))
    return Period(day_number(first), day_number(add_months(first, 12)), _year_label(first, fiscal_start))


def _year_label(first: date, fiscal_start: int) -> str:
    if fiscal_start == 1:
        return str(first.year)
    start = first.year if first.month >= fiscal_start else first.year - 1
    return f"FY{start % 100:02d}/{(start + 1) % 100:02d}"


def months_within(period: Period) -> tuple[Period, ...]:
    """The calendar months that ``period`` touches, whole."""
    found = []
    month = month_of(period.first)
    while month.start < period.end:
        found.append(month)
        month = month_of(day_date(month.end))
    return tuple(found)


def months_before(period: Period, count: int) -> tuple[Period, ...]:
    """The last ``count`` calendar months up to and with the one in which ``period`` ends."""
    last = month_of(period.last)
    return tuple(month_of(add_months(last.first, -back)) for back in range(count - 1, -1, -1))


def previous(period: Period, fiscal_start: int = 1) -> Period:
    """The period of the same length before: the calendar one if ``period`` is whole months, else as many days."""
    first, after = period.first, day_date(period.end)
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        return _named(add_months(first, -months), first, fiscal_start)
    return Period.of(first - timedelta(days=period.days), first - timedelta(days=1))


def year_before(period: Period, fiscal_start: int = 1) -> Period:
    """The same days of the year before."""
    return _named(add_months(period.first, -12), add_months(day_date(period.end), -12), fiscal_start)


def _named(first: date, after: date, fiscal_start: int) -> Period:
    for whole in (month_of(first), quarter_of(first, fiscal_start), year_of(first, fiscal_start)):
        if (whole.first, day_date(whole.end)) == (first, after):
            return whole
    return Period.of(first, after - timedelta(days=1))


def relabelled(period: Period, span: Span, fiscal_start: int = 1) -> Period:
    """The same days under the name that they have in this fiscal year."""
    if period.is_all:
        return period
    for name in ("quarter to date", "year to date", "last 12 months"):
        to_date = named(name, span, fiscal_start)
        if to_date == period and period.label.endswith(to_date.label.rsplit(" ", 2)[-1]):
            return to_date
    return _named(period.first, day_date(period.end), fiscal_start)


@dataclass(frozen=True)
class Span:
    """What a log covers, as day numbers: the first day on which something happened and the day it ends on."""

    first: int
    as_of: int

    def is_full(self, period: Period) -> bool:
        return period.end - 1 <= self.as_of and self.first <= period.start


UNDATED = Span(0, 0)  # of a log without any date


def last_full_quarter(span: Span, fiscal_start: int = 1) -> Period:
    """The newest quarter that the log covers from its first to its last day; without one, the newest at all."""
    newest = quarter_of(day_date(span.as_of), fiscal_start)
    quarter = newest
    while quarter.end > span.first:
        if span.is_full(quarter):
            return quarter
        quarter = quarter_of(day_date(quarter.start - 1), fiscal_start)
    return newest


NAMED = {
    "this month": "This month",
    "this quarter": "This quarter",
    "last full quarter": "Last full quarter",
    "quarter to date": "Quarter to date",
    "year to date": "Year to date",
    "last 12 months": "Last 12 months",
    "all": "All",
}


def named(name: str, span: Span, fiscal_start: int = 1) -> Period:
    """A period by one of the names in ``NAMED``; "this" means the day on which the log ends, never today."""
    today = day_date(span.as_of)
    quarter, year = quarter_of(today, fiscal_start), year_of(today, fiscal_start)
    choices = {
        "this month": month_of(today),
        "this quarter": quarter,
        "last full quarter": last_full_quarter(span, fiscal_start),
        "quarter to date": Period(quarter.start, span.as_of + 1, f"{quarter.label} to date"),
        "year to date": Period(year.start, span.as_of + 1, f"{year.label} to date"),
        "last 12 months": Period(
            day_number(add_months(today + timedelta(days=1), -12)), span.as_of + 1, "Last 12 months"
        ),
        "all": ALL,
    }
    try:
        return choices[name.casefold()]
    except KeyError:
        raise UnknownPeriodError(f"There is no period called “{name}”.") from None


_FORMS: tuple[tuple[str, str], ...] = (
    ("range", r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})"),
    ("quarter", r"(\d{4})-?[Qq]([1-4])"),
    ("month", r"(\d{4})-(\d{2})"),
    ("year", r"(\d{4})"),
)


def parse_period(text: str, span: Span, fiscal_start: int = 1) -> Period:
    """``all``, ``2017``, ``2017-Q2``, ``2017-04``, ``2017-04-01..2017-05-15`` (both included), or a name of ``NAMED``.

    Raises UnknownPeriodError. Years and quarters are fiscal ones, named by the calendar year they start in.
    """
    for form, pattern in _FORMS:
        if found := re.fullmatch(pattern, text.strip()):
            try:
                return _parsed(form, found.groups(), fiscal_start)
            except ValueError:
                break
    if text.strip().casefold() in NAMED:
        return named(text.strip(), span, fiscal_start)
    raise UnknownPeriodError(f"“{text}” is no period: give all, 2017, 2017-Q2, 2017-04 or 2017-04-01..2017-05-15.")


def _parsed(form: str, parts: tuple[str, ...], fiscal_start: int) -> Period:
    if form == "range":
        first, last = (date.fromisoformat(part) for part in parts)
        if last < first:
            raise ValueError(form)
        return _named(first, last + timedelta(days=1), fiscal_start)
    year_start = date(int(parts[0]), fiscal_start, 1)
    if form == "quarter":
        return quarter_of(add_months(year_start, 3 * (int(parts[1]) - 1)), fiscal_start)
    if form == "month":
        return month_of(date(int(parts[0]), int(parts[1]), 1))
    return year_of(year_start, fiscal_start)
