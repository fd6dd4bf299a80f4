"""Wall times of a zone as moments in UTC."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.reading.typed import Mask

Micros = npt.NDArray[np.int64]


class Moments(NamedTuple):
    """µs UTC; which wall times the clock showed twice (the first is taken) or skipped (moved forward)."""

    utc: Micros
    twice: Mask
    skipped: Mask


def to_utc(wall: Micros, naive: Mask, zone: str) -> Moments:
    """``naive``: which µs are wall times of the zone; the others stay as they are.

    A time that a clock change skips becomes the first one that exists after it.
    """
    none = np.zeros(len(wall), dtype=bool)
    if zone == "UTC" or not naive.any():
        return Moments(wall, none, none)
    rows = np.arange(len(wall)) if naive.all() else np.flatnonzero(naive)
    local = pd.DatetimeIndex(wall[rows].view("datetime64[us]"))
    strict = local.tz_localize(ZoneInfo(zone), ambiguous="NaT", nonexistent="NaT")
    odd = np.flatnonzero(strict.isna())
    moments, twice, skipped = wall.copy(), none, none.copy()
    moments[rows] = _micros(strict)
    if odd.size:
        first = np.ones(odd.size, dtype=bool)
        settled = local[odd].tz_localize(ZoneInfo(zone), ambiguous=first, nonexistent="shift_forward")
        moments[rows[odd]] = _micros(settled)
        moved = np.asarray(settled.tz_localize(None) != local[odd])
        twice = none.copy()
        twice[rows[odd[~moved]]] = True
        skipped[rows[odd[moved]]] = True
    return Moments(moments, twice, skipped)


def _micros(index: pd.DatetimeIndex) -> Micros:
    micros: Micros = index.tz_convert("UTC").tz_localize(None).as_unit("us").asi8
    return micros
