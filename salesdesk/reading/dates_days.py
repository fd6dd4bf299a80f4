"""The days that texts mean: ISO, day and month as numbers, month names, months alone, serial numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

FIRST_YEAR, LAST_YEAR = 1950, 2100
SERIALS = (20_000, 80_000)  # 1954 to 2119; smaller and larger numbers are no dates of a sales log
SINCE_1904 = 1462  # days between the zero days of the two date systems
SERIAL_ZERO = date(1899, 12, 30).toordinal() - date(1970, 1, 1).toordinal()
_EPOCH = date(1970, 1, 1).toordinal()

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january januar janv janvier ene enero gen gennaio januari",
         "feb february februar févr fév février febrero febbraio februari",
         "mar march mär mrz märz mars marzo mrt maart", "apr april avr avril abr abril aprile",
         "may mai mayo mag maggio mei", "jun june juni juin junio giu giugno",
         "jul july juli juil juillet julio lug luglio",
         "aug august août ago agosto augustus", "sep sept september septembre septiembre set settembre",
         "oct okt october oktober octobre octubre ott ottobre", "nov november novembre noviembre",
         "dec dez december dezember déc décembre dic diciembre dicembre"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_WEEKDAY = re.compile(r"^(?:mo|tu|we|th|fr|sa|su|di|mi|do|so)[^\W\d_]*\.?,?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PAIR = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s/.,]*([^\W\d_]{3,})\.?[-\s/.,]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?\.?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,})\.?[-\s/]*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


@dataclass(frozen=True)
class Day:
    """``number``: days since 1970; a ``serial`` number of a spreadsheet may have a fraction, its time of day.

    ``iso``: written year first, as dates that a workbook stores are handed on.
    """

    number: float
    serial: bool = False
    iso: bool = False


@dataclass(frozen=True)
class Pair:
    """Day and month in an order that the text alone does not tell."""

    first: int
    second: int
    year: int
    mark: str

    @property
    def unclear(self) -> bool:
        return max(self.first, self.second) <= 12 and self.first != self.second


class OutOfRange:
    """A date, but in a year that no sales log has."""


def read_day(text: str) -> Day | Pair | OutOfRange | None:
    """What one text means; None if it is no date."""
    text = _WEEKDAY.sub("", text)
    if match := _PAIR.fullmatch(text):
        first, mark, second, year = match.groups()
        return _pair(int(first), int(second), _year(year), mark)
    if match := _ISO.fullmatch(text):
        day = _day(*(int(part) for part in match.groups()))
        return replace(day, iso=True) if isinstance(day, Day) else day
    if match := _COMPACT.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _YEAR_MONTH.fullmatch(text):
        return _day(int(match[1]), int(match[2]), 1)
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _day(int(match[2]), int(match[1]), 1)
    if _SERIAL.fullmatch(text):
        return Day(float(text) + SERIAL_ZERO, serial=True) if SERIALS[0] <= float(text) <= SERIALS[1] else None
    return _named(text.casefold())


def _named(text: str) -> Day | OutOfRange | None:
    if match := _DAY_MONTH.fullmatch(text):
        return _day(_year(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _day(int(match[3]), MONTHS.get(match[1], 0), int(match[2]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _day(int(match[2]), MONTHS.get(match[1], 0), 1)
    return None


def _year(text: str) -> int:
    """Two digits mean 1969 to 2068."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 69 else 1900)


def _pair(first: int, second: int, year: int, mark: str) -> Pair | OutOfRange | None:
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return None
    return Pair(first, second, year, mark) if FIRST_YEAR <= year <= LAST_YEAR else OutOfRange()


def _day(year: int, month: int, day: int) -> Day | OutOfRange | None:
    number = day_of(year, month, day)
    if number is None:
        return None
    return Day(number) if FIRST_YEAR <= year <= LAST_YEAR else OutOfRange()


def is_early(day: Day) -> bool:
    """Whether the day could be a month."""
    return date.fromordinal(int(day.number) + _EPOCH).day <= 12


def swapped(day: Day) -> int | None:
    """The day number with day and month the other way round; None if no calendar has it."""
    meant = date.fromordinal(int(day.number) + _EPOCH)
    return day_of(meant.year, meant.day, meant.month)


def day_of(year: int, month: int, day: int) -> int | None:
    """Days since 1970; None for a day that no calendar has."""
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
