"""Columns of clock times that belong to the date in another column: 9:15 is a quarter past nine, no duration."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.dates_times import read_times
from salesdesk.reading.numbers_time import since_midnight
from salesdesk.reading.typed import Typed, blanked
from salesdesk.reading.types_distinct import distinct, filled, is_text, whole

_DAY = 86_400


def read_time_of_day(column: pa.ChunkedArray) -> Typed:
    """Seconds since midnight."""
    cells = whole(column)
    if is_text(cells.type):
        found = distinct(cells)
        times = read_times(pc.fill_null(found.values, ""))
        seconds, bad = found.spread(times.us / 1_000_000, np.nan), found.spread(times.bad, empty=False)
        some = found.codes >= 0
    else:
        some = filled(cells)
        seconds, bad = _stored(cells, some)
    values = pd.Series(np.where(some & ~bad, seconds, np.nan))
    return Typed(values, int(some.sum()), decided="time of day", problems=blanked("not a time of day", bad & some))


def _stored(cells: pa.Array, some: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if pa.types.is_duration(cells.type) or pa.types.is_timestamp(cells.type):
        return since_midnight(cells) % _DAY, ~some
    if pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):  # a time is a part of a day
        parts = np.asarray(pc.fill_null(pc.cast(cells, pa.float64()), 0.0))
        return np.rint(parts * _DAY), (parts < 0) | (parts >= 1)
    return np.full(len(cells), np.nan), some
