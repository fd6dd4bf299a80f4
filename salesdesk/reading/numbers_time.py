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
HOURS_FIRST = re.compile(r"\bh{1,2}:m{1,2}\b(?!:s)", re.IGNORECASE)  # a header that says how to read 1:30
_SPELLED = (
    r"^(?i)(?:(?P<h>\d{1,4})\s*(?:h|hrs?|hours?|std)\.?)?,?\s*(?:(?P<m>\d{1,5})\s*(?:m|mins?|minutes?)\.?)?,?\s*"
    r"(?:(?P<s>\d{1,6})\s*(?:s|secs?|seconds?|sek)\.?)?(?P<f>)$"
)
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


def clock_seconds(texts: pa.Array, *, hours_first: bool = False) -> tuple[Floats, Mask]:
    """Seconds of "1:02:03", "2:03" (minutes first unless ``hours_first``) and "1 h 5 min"; which texts are none."""
    cells = pc.fill_null(texts, "")
    total, good = _seconds(cells, _CLOCK)
    if hours_first:
        short = np.asarray(pc.equal(pc.count_substring(cells, ":"), 1))
        total = np.where(short, total * 60, total)
    spelled, also = _seconds(cells, _SPELLED)
    also &= np.asarray(pc.not_equal(cells, ""))
    total = np.where(good, total, np.where(also, spelled, np.nan))
    return total, ~(good | also)


def _seconds(texts: pa.Array, pattern: str) -> tuple[Floats, Mask]:
    parts = pc.extract_regex(texts, pattern)
    total = np.zeros(len(texts))
    for name, factor in (("h", 3600.0), ("m", 60.0), ("s", 1.0), ("f", 1.0)):
        field = pc.fill_null(parts.field(name), "0")
        total += factor * np.asarray(pc.cast(pc.if_else(pc.equal(field, ""), "0", field), pa.float64()))
    return total, filled(parts)


def told_factor(unit: str | None) -> tuple[float, str] | None:
    """By how much to multiply a duration whose unit somebody told; None where nobody did."""
    return (UNITS[unit], f"{unit}, as told") if unit in UNITS else None


def seconds_factor(header: str, unit: str = "") -> tuple[float, str]:
    """By how much to multiply a duration, and what is said about it; ``unit`` holds where the header names none."""
    spoken = words(header)
    unit = next((name for pattern, name in _SPOKEN if pattern.search(spoken)), unit)
    return (UNITS[unit], unit) if unit else (1.0, "seconds, as nothing names a unit")
