"""Times of day in a column of their own: 09:30, 9:30 PM, clock cells, parts of a day as spreadsheets count them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.dates_times import read_times
from salesdesk.reading.numbers_time import since_midnight
from salesdesk.reading.typed import Typed, blanked
from salesdesk.reading.types_distinct import distinct, filled, is_text, whole

CLOCK = "clock"  # the part of a table that holds them
_DAY = 86_400.0
_NO_TIME = "not a time of day"


def read_time_of_day(column: pa.ChunkedArray) -> Typed:
    """Seconds since midnight. Unlike of a duration, the first of two numbers counts hours."""
    cells = whole(column)
    some = filled(cells)
    if is_text(cells.type):
        found = distinct(cells)
        times = read_times(pc.fill_null(pc.utf8_trim_whitespace(found.values), ""))
        wrong = found.spread(times.bad, empty=False) & some
        seconds = found.spread(np.where(times.given & ~times.bad, times.us / 1_000_000, np.nan), np.nan)
    elif pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):
        numbers = np.asarray(pc.cast(cells, pa.float64()).to_numpy(zero_copy_only=False))
        wrong = some & ((numbers < 0) | ((numbers >= 1) & (numbers == np.floor(numbers))))
        seconds = np.where(wrong, np.nan, np.rint(numbers % 1 * _DAY))
    elif pa.types.is_duration(cells.type) or pa.types.is_timestamp(cells.type):
        wrong, seconds = np.zeros(len(cells), dtype=bool), since_midnight(cells)
    else:
        wrong, seconds = some, np.full(len(cells), np.nan)
    return Typed(pd.Series(seconds), int(some.sum()), decided="clock time", problems=blanked(_NO_TIME, wrong))
