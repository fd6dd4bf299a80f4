"""How big the made-up company is, and the clock on which everything in it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
DAY = 24 * 60
OPENS, CLOSES = 9 * 60, 17 * 60
NEVER = -1  # the minute of what did not happen
_AFTERWARDS = 200  # days beyond the last one, for plans and expected dates

# Days on which nobody works, as month and day.
HOLIDAYS = ((1, 1), (1, 6), (5, 1), (8, 15), (10, 3), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31))


@dataclass(frozen=True)
class Scale:
    """``activities`` is met exactly: what leads, deals and customers do not need becomes prospecting calls."""

    seed: int = 13
    first: date = date(2025, 1, 1)
    months: int = 18
    reps: int = 18
    leads: int = 4_200
    opportunities: int = 2_400
    activities: int = 18_500
    customers: int = 400
    store_lines_a_week: float = 6.0
    stories: bool = True

    def rng(self, part: str) -> np.random.Generator:
        """Every part draws from numbers of its own, so that a change in one leaves the others as they are."""
        return np.random.default_rng([self.seed, *part.encode()])


@dataclass(frozen=True)
class Clock:
    """Moments are whole minutes since the first day's midnight."""

    first: date
    months: int

    @cached_property
    def days(self) -> int:
        years, month = divmod(self.first.month - 1 + self.months, 12)
        return (date(self.first.year + years, month + 1, 1) - self.first).days

    @property
    def end(self) -> int:
        """The minute after the last one of the log."""
        return self.days * DAY

    @cached_property
    def last_moment(self) -> int:
        """The end of the last working day: nothing that was done lies after it."""
        return int(self.workdays[self.workdays < self.days][-1]) * DAY + CLOSES

    def date_of(self, day: int) -> date:
        return self.first + timedelta(days=int(day))

    def day_of(self, day: date) -> int:
        return (day - self.first).days

    @cached_property
    def is_workday(self) -> npt.NDArray[np.bool_]:
        dates = [self.date_of(day) for day in range(self.days + _AFTERWARDS)]
        return np.array([day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS for day in dates])

    @cached_property
    def workdays(self) -> Ints:
        return np.flatnonzero(self.is_workday)

    @cached_property
    def month_of_day(self) -> Ints:
        dates = [self.date_of(day) for day in range(self.days + _AFTERWARDS)]
        return np.array([(d.year - self.first.year) * 12 + d.month - self.first.month for d in dates])

    def next_workday(self, days: Ints) -> Ints:
        """The day itself if it is worked, else the next one that is."""
        return self.workdays[np.searchsorted(self.workdays, days)]

    def in_hours(self, moments: Ints, rng: np.random.Generator) -> Ints:
        """Moved into working hours; what fell outside them gets a random working minute."""
        day, minute = moments // DAY, moments % DAY
        worked = self.next_workday(day)
        drawn = OPENS + (CLOSES - OPENS) * rng.beta(1.3, 1.4, len(moments))
        inside = (worked == day) & (minute >= OPENS) & (minute < CLOSES)
        return worked * DAY + np.where(inside, minute, drawn.astype(np.int64))

    def after_work_minutes(self, moments: Ints, minutes: Floats) -> Ints:
        """The moment at which so many working minutes have passed since another."""
        day, minute = moments // DAY, moments % DAY
        place = np.searchsorted(self.workdays, day)
        today = self.workdays[place] == day
        done = np.where(today, np.clip(minute - OPENS, 0, CLOSES - OPENS), 0)
        position = place * (CLOSES - OPENS) + done + minutes.astype(np.int64)
        index = np.minimum(position // (CLOSES - OPENS), len(self.workdays) - 1)
        return self.workdays[index] * DAY + OPENS + position % (CLOSES - OPENS)

    def stamps(self, moments: Ints) -> npt.NDArray[np.datetime64]:
        """As naive times; NEVER becomes no time."""
        start = np.datetime64(self.first, "s")
        times = start + moments.astype("timedelta64[m]")
        times[moments == NEVER] = np.datetime64("NaT")
        return times

    def day_stamps(self, days: Ints) -> npt.NDArray[np.datetime64]:
        return self.stamps(np.where(days == NEVER, NEVER, days * DAY))


def pick(rng: np.random.Generator, weights: Floats) -> Ints:
    """For each row of weights the number of the column drawn."""
    running = np.cumsum(weights, axis=1)
    drawn = rng.random(len(weights)) * running[:, -1]
    return (running < drawn[:, None]).sum(axis=1)


def words(rng: np.random.Generator, choices: dict[str, float], count: int) -> npt.NDArray[np.object_]:
    """Words drawn by weight."""
    shares = np.array(list(choices.values()), dtype=float)
    return np.array(list(choices), dtype=object)[rng.choice(len(shares), count, p=shares / shares.sum())]


def yes_or_blank(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """True where the mask says so, otherwise nothing."""
    return np.where(mask, mask.astype(object), None)


def ids(prefix: str, count: int, first: int = 1) -> npt.NDArray[np.object_]:
    """P00001, P00002, …"""
    width = max(5, len(str(first + count)))
    return np.array([f"{prefix}{number:0{width}d}" for number in range(first, first + count)], dtype=object)


def ragged(counts: Ints) -> tuple[Ints, Ints]:
    """For lists of these lengths laid end to end: which list each entry belongs to, and its place there."""
    owner = np.repeat(np.arange(len(counts)), counts)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    return owner, np.arange(len(owner)) - start
