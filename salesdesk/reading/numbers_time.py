"""Durations: clock cells, h:mm:ss texts, and numbers whose unit the header names."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.header_words import words
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import filled

Floats = npt.NDArray[np.float64]

_CLOCK = r"^(?:(?P<h>\d{1,4}):)?(?P<m>\d{1,4}):(?P<s>\d{2})(?P<f>\.\d+)?$"
_ZERO_DAY_US = -2_209_161_600_000_000  # 1899-12-31, the day on which spreadsheets put a clock time
UNITS = {"milliseconds": 0.001, "seconds": 1.0, "minutes": 60.0, "hours": 3600.0}
_SPOKEN = (
    (re.compile(r"sec"), "seconds"),  # also in "min:sec", whose cells are told apart before
    (re.compile(r"\b(ms|msec|milliseconds?|millis)\b"), "milliseconds"),
    (re.compile(r"\b(min|mins|minutes?)\b"), "minutes"),
    (re.compile(r"\b(h|hrs?|hours?)\b"), "hours"),
)


def since_midnight(cells: pa.Array) -> Floats:
    """Seconds of a clock time or duration; a date before the time counts from 1899-12-31."""
    if pa.types.is_duration(cells.type):
        numbers = pc.cast(pc.cast(cells, pa.duration("ms"), safe=False), pa.int64())
        return np.asarray(pc.cast(numbers, pa.float64()).to_numpy(zero_copy_only=False)) / 1_000
    numbers = pc.cast(pc.cast(cells, pa.timestamp("us"), safe=False), pa.int64())
    return (np.asarray(pc.cast(numbers, pa.float64()).to_numpy(zero_copy_only=False)) - _ZERO_DAY_US) / 1_000_000


def clock_seconds(texts: pa.Array) -> tuple[Floats, Mask]:
    """Seconds of "1:02:03" and of "2:03" (minutes and seconds), and which texts are neither."""
    parts = pc.extract_regex(pc.fill_null(texts, ""), _CLOCK)
    bad = ~filled(parts)
    total = np.zeros(len(texts))
    for name, factor in (("h", 3600.0), ("m", 60.0), ("s", 1.0), ("f", 1.0)):
        field = pc.fill_null(parts.field(name), "0")
        total += factor * np.asarray(pc.cast(pc.if_else(pc.equal(field, ""), "0", field), pa.float64()))
    total[bad] = np.nan
    return total, bad


def seconds_factor(header: str, unit: str = "") -> tuple[float, str]:
    """By how much to multiply a duration, and what is said about it; ``unit`` holds where the header names none."""
    spoken = words(header)
    unit = next((name for pattern, name in _SPOKEN if pattern.search(spoken)), unit)
    return (1.0, "") if unit in {"", "seconds"} else (UNITS[unit], unit)
