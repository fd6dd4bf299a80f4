"""How a row meets a period: dated in it, standing at an instant of it, or lasting into it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salesdesk.models.calendar import WorkCalendar
from salesdesk.models.period import NO_DAY, Period, add_months, day_date, day_number

FAR = int(1e10)  # beyond every day


class Meets(StrEnum):
    """The ways in which a row can meet a period."""

    IN = "in"
    INSTANT = "instant"
    OVERLAP = "overlap"


class Moment(StrEnum):
    """What of a period is looked at."""

    PERIOD = "period"
    EARLIER = "earlier"
    TRAILING = "trailing"
    EVER = "ever"
    ALWAYS = "always"
    UNDATED = "undated"
    START = "start"
    END = "end"


class Length(StrEnum):
    """In what an overlap is measured; a day counts 1/length of its quarter in ``QUARTERS``."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    QUARTERS = "quarters"


@dataclass(frozen=True)
class Clock:
    """``months`` is the length of a trailing window, ``back`` by how many months it or the period is moved back."""

    moment: Moment
    months: int = 0
    back: int = 0
    overlap: bool = False
    unit: Length | None = None

    @property
    def meets(self) -> Meets:
        if self.moment in (Moment.START, Moment.END):
            return Meets.INSTANT
        return Meets.OVERLAP if self.overlap else Meets.IN

    @property
    def takes_dates(self) -> bool:
        """Whether a row without a date is left out because of that, unless the period is everything."""
        dated = (Moment.PERIOD, Moment.EARLIER, Moment.TRAILING)
        return self.moment in dated and self.meets is Meets.IN

    def days(self, period: Period, as_of: int, calendar: WorkCalendar) -> tuple[int, int]:
        """The days [first, after) that rows are asked about; (d, d + 1) for an instant; empty if there are none."""
        match self.moment:
            case Moment.PERIOD:
                return period.start, period.end
            case Moment.EVER:
                return NO_DAY, period.end
            case Moment.ALWAYS:
                return NO_DAY, FAR
            case Moment.UNDATED:
                return _instant(NO_DAY)
            case Moment.START:
                return _instant(min(period.start - 1, as_of) if period.start <= as_of else NO_DAY - 1)
            case Moment.END:
                return _instant(min(period.end - 1, as_of) if period.start <= as_of else NO_DAY - 1)
            case Moment.EARLIER:
                return _earlier(period, self.back, as_of, calendar)
            case Moment.TRAILING:
                after = min(period.end, as_of + 1)
                return _months_back(after, self.back + self.months), _months_back(after, self.back)


def _instant(day: int) -> tuple[int, int]:
    return day, day + 1


def _months_back(day: int, months: int) -> int:
    return day_number(add_months(day_date(day), -months))


def _earlier(period: Period, months: int, as_of: int, calendar: WorkCalendar) -> tuple[int, int]:
    if period.is_all:
        return NO_DAY, NO_DAY
    before = Period(_months_back(period.start, months), _months_back(period.end, months))
    if period.start <= as_of < period.end - 1:
        before = calendar.part_so_far(period, as_of, before)
    return before.start, before.end


IN = Clock(Moment.PERIOD)
AT_START = Clock(Moment.START)
AT_END = Clock(Moment.END)
OVERLAP = Clock(Moment.PERIOD, overlap=True)
EVER = Clock(Moment.EVER)
ALWAYS = Clock(Moment.ALWAYS)
UNDATED = Clock(Moment.UNDATED)


def earlier(months: int) -> Clock:
    """The same period, so many months before; of a running one as many working days."""
    return Clock(Moment.EARLIER, back=months)


def trailing(months: int, back: int = 0) -> Clock:
    """The months up to the period's end (at most up to the end of the log), moved back by ``back`` months."""
    return Clock(Moment.TRAILING, months=months, back=back)


def overlap_in(unit: Length) -> Clock:
    """Rows that last into the period, each weighing as much as it overlaps (up to the end of the log)."""
    return Clock(Moment.PERIOD, overlap=True, unit=unit)
