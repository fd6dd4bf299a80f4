"""Date columns: from texts, spreadsheet dates and serial numbers to moments in UTC and days without a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.issue import Effect
from salesdesk.reading.dates_cells import DAY_US, DateCells, survey_dates
from salesdesk.reading.dates_days import FIRST_YEAR, LAST_YEAR, SERIAL_ZERO, SERIALS, SINCE_1904
from salesdesk.reading.dates_order import Choice, choose_order, number_days
from salesdesk.reading.dates_zone import to_utc
from salesdesk.reading.typed import Hints, Mask, Problem, Typed, blanked
from salesdesk.reading.types_distinct import Distinct, each_its_own, filled, is_text, whole

MIDNIGHTS = 0.01  # moments fall on midnight once in 86,400; where more do, those are dates without a time
_FIRST = int(np.datetime64(f"{FIRST_YEAR}", "us").astype(np.int64))
_END = int(np.datetime64(f"{LAST_YEAR + 1}", "us").astype(np.int64))
_NAT = int(np.iinfo(np.int64).min)
_CONVERTED = "times with an offset from UTC are converted"
_MIDNIGHTS = "always midnight with an offset from UTC, hence days without a time"
_NOT_A_DATE = "not a date"
_OUTSIDE = f"a year before {FIRST_YEAR} or after {LAST_YEAR}"
_TWICE = "the clock showed this time twice (clock change), the first one is taken"
_SKIPPED = "the clock skipped this time (clock change), the next one that exists is taken"


def read_dates(column: pa.ChunkedArray, hints: Hints, survey: DateCells | None = None) -> Typed:
    """``survey`` is what `survey_dates` found, if it was asked already."""
    cells = whole(column)
    if is_text(cells.type):
        found = survey or survey_dates(cells)
        assert found is not None  # noqa: S101 - a text column can always be looked over
        return _from_texts(found, hints)
    rows, decided = _Rows(np.zeros(len(cells), dtype=np.int64), filled(cells)), ""
    if pa.types.is_timestamp(cells.type):
        rows.wall = np.asarray(pc.fill_null(pc.cast(pc.cast(cells, pa.timestamp("us"), safe=False), pa.int64()), 0))
    elif pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):
        numbers = np.asarray(pc.fill_null(pc.cast(cells, pa.float64()), 0.0))
        rows.bad = rows.some & ((numbers < SERIALS[0]) | (numbers > SERIALS[1]))
        zero = SERIAL_ZERO + (SINCE_1904 if hints.date1904 else 0)
        seconds = np.rint((np.where(rows.bad, 0.0, numbers) + zero) * 86_400)
        rows.wall = (seconds * 1_000_000).astype(np.int64)
        decided = "numbers count days, as in a spreadsheet" + (" that begins in 1904" if hints.date1904 else "")
    else:
        rows.bad = rows.some
    return _finished(rows, each_its_own(cells), hints, decided)


class _Rows:
    """Dates on their way: µs of wall time and what is known about each."""

    def __init__(self, wall: npt.NDArray[np.int64], some: Mask) -> None:
        self.wall, self.some = wall, some
        self.bad: Mask = np.zeros(len(wall), dtype=bool)
        self.outside: Mask = self.bad
        self.untimed: Mask = self.bad
        self.offset: npt.NDArray[np.float64] | None = None


def _from_texts(cells: DateCells, hints: Hints) -> Typed:
    found = cells.cells
    some = filled(found.values)
    if cells.wall is not None:
        rows = _Rows(cells.wall, some)
        rows.untimed = cells.whole_days if cells.whole_days is not None else rows.untimed
        return _finished(rows, found, hints, "")
    choice = choose_order(cells, hints)
    if choice.open:
        return _unsettled(found, choice)
    assert cells.times is not None  # noqa: S101 - set unless `wall` is
    numbered = number_days(cells, choice.order or "dmy", date1904=hints.date1904, swap=choice.swap)
    days = np.append(numbered.days, np.nan)[cells.day_codes]
    known = ~np.isnan(days)
    rows = _Rows(np.rint(np.where(known, days, 0) * 86_400).astype(np.int64) * 1_000_000 + cells.times.us, some)
    rows.bad = np.append(numbered.bad, values=False)[cells.day_codes] | cells.times.bad
    rows.outside = np.append(numbered.outside, values=False)[cells.day_codes]
    rows.untimed = ~cells.times.given & (np.where(known, days, 0) % 1 == 0)
    rows.offset = cells.times.offset
    typed = _finished(rows, found, hints, choice.said)
    witness = cells.place_of(choice.witness) if choice.witness else None
    return replace(typed, witness=witness, order=choice.order if cells.pairs else None)


def _unsettled(found: Distinct, choice: Choice) -> Typed:
    nothing = pd.Series(np.full(len(found.codes), np.datetime64("NaT"), "datetime64[us]")).dt.tz_localize("UTC")
    places = np.flatnonzero(found.codes >= 0)
    problem = Problem(choice.said, Effect.NEEDS_ANSWER, places, "--dates dmy|mdy")
    return Typed(nothing, len(places), problems=(problem,))


def _finished(rows: _Rows, found: Distinct, hints: Hints, decided: str) -> Typed:
    """Range, midnights and zone are looked at once per value, then spread over the rows."""
    good = rows.some & ~rows.bad & ~rows.outside
    beyond = good & ((rows.wall < _FIRST) | (rows.wall >= _END))
    outside, good = rows.outside | beyond, good & ~beyond
    untimed = rows.untimed | _midnights(rows, good, found)
    naive = good & ~untimed
    wall = rows.wall
    if rows.offset is not None and not np.isnan(rows.offset).all():
        stated = ~np.isnan(rows.offset)
        wall = np.where(stated & naive, wall - np.nan_to_num(rows.offset).astype(np.int64) * 60_000_000, wall)
        said = _CONVERTED if (stated & naive).any() else _MIDNIGHTS
        decided = ", ".join(filter(None, (decided, said)))
        naive = naive & ~stated
    moments = to_utc(wall, naive, hints.zone)
    told = ((_NOT_A_DATE, rows.bad & rows.some), (_OUTSIDE, outside))
    noted = ((_TWICE, moments.twice), (_SKIPPED, moments.skipped))
    utc = found.spread(np.where(good, moments.utc, _NAT), _NAT)
    problems = [problem for text, mask in told for problem in blanked(text, found.spread(mask, empty=False))]
    problems += [
        Problem(text, Effect.NOTED, np.flatnonzero(found.spread(mask, empty=False)))
        for text, mask in noted
        if mask.any()
    ]
    values = pd.Series(pd.DatetimeIndex(utc.view("datetime64[us]")).tz_localize("UTC"))
    filled_rows = int((found.codes >= 0).sum())
    return Typed(values, filled_rows, found.spread(untimed & good, empty=False), None, decided, tuple(problems))


def _midnights(rows: _Rows, good: Mask, found: Distinct) -> Mask:
    """Dates that a spreadsheet or an export wrote as midnights."""
    timed = good & ~rows.untimed
    midnight: Mask = timed & (rows.wall % DAY_US == 0)
    stated = np.zeros_like(midnight) if rows.offset is None else ~np.isnan(rows.offset) & timed
    if not midnight[stated].all():  # with an offset, a single midnight may be a moment
        midnight &= ~stated
    if not midnight.any():
        return midnight
    counts = found.counts()
    share = counts[midnight].sum() / counts[timed].sum()
    return midnight if share > MIDNIGHTS else np.zeros_like(midnight)
