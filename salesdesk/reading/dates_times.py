"""Times of day and offsets from UTC, as they stand behind a date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import filled

_SECOND = 1_000_000
_TIME = (
    r"^(?:[T,]|\s)*(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?(?:[.,](?P<f>\d{1,9}))?\s*"
    r"(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT)?(?:(?P<sign>[+-])(?P<oh>\d{1,2}):?(?P<om>\d{2})?)?$"
)


@dataclass(frozen=True, eq=False)
class Times:
    """µs since midnight, whether there is a time at all, minutes east of UTC (NaN = wall time), what is no time."""

    us: npt.NDArray[np.int64]
    given: Mask
    offset: npt.NDArray[np.float64]
    bad: Mask


def read_times(texts: pa.Array) -> Times:
    """Understands each text ("" = no time); equal texts are looked at once."""
    encoded = pc.dictionary_encode(texts)
    read = _read(encoded.dictionary)
    codes = np.asarray(encoded.indices)
    return Times(read.us[codes], read.given[codes], read.offset[codes], read.bad[codes])


def _read(texts: pa.Array) -> Times:
    parts = pc.extract_regex(texts, _TIME)
    given = np.asarray(pc.not_equal(texts, ""))
    hour, minute, second = (_whole(parts.field(name)) for name in ("h", "m", "s"))
    half = np.asarray(pc.utf8_lower(pc.fill_null(pc.utf8_slice_codeunits(parts.field("half"), 0, 1), "")))
    bad = given & ~filled(parts) | (minute > 59) | (second > 59) | (hour > 23) | ((half != "") & (hour > 12))
    hour = np.where(half == "p", hour % 12 + 12, np.where(half == "a", hour % 12, hour))
    fraction = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.fill_null(parts.field("f"), ""), 6, padding="0"), 0, 6)
    us = ((hour * 60 + minute) * 60 + second) * _SECOND + _whole(fraction)
    return Times(np.where(bad, 0, us), given, _offset(parts), bad)


def _whole(field: pa.Array) -> npt.NDArray[np.int64]:
    texts = pc.fill_null(field, "0")
    return np.asarray(pc.cast(pc.if_else(pc.equal(texts, ""), "0", texts), pa.int64()))


def _offset(parts: pa.Array) -> npt.NDArray[np.float64]:
    sign = np.asarray(pc.fill_null(parts.field("sign"), ""))
    utc = np.asarray(pc.not_equal(pc.fill_null(parts.field("zone"), ""), ""))
    minutes = _whole(parts.field("oh")) * 60 + _whole(parts.field("om"))
    signed = np.where(sign == "-", -minutes, minutes).astype(np.float64)
    return np.where((sign != "") | utc, signed, np.nan)
