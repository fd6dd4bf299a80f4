"""Whether a figure rests on enough data to be shown, by the rule of its kind."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols
from salesdesk.kpis.needs import Covered
from salesdesk.models.settings import Limits

Codes = npt.NDArray[np.int8]


class Status(StrEnum):
    """``NOT_ENOUGH_DATA`` and ``INDICATIVE`` keep their value; all that follow have none."""

    OK = "ok"
    INDICATIVE = "indicative"
    NOT_ENOUGH_DATA = "not_enough_data"
    NO_DATA = "no_data"
    IMMATURE = "immature"
    NOT_AVAILABLE = "not_available"
    SUPPRESSED = "suppressed"
    NO_LOSSES = "no_losses"
    REACHED = "reached"

    @property
    def code(self) -> int:
        """Its place in arrays of statuses."""
        return _PLACES[self]

    @property
    def is_shown(self) -> bool:
        """Fit for ranks, colours and coaching."""
        return self in (Status.OK, Status.INDICATIVE)


STATUSES = tuple(Status)
_PLACES = {status: place for place, status in enumerate(STATUSES)}


def statuses(kind: MeasureKind, cols: Cols, limits: Limits) -> Codes:
    """Statuses by the number of observations, of the shape of the columns."""
    observed = cols.n if cols.observed is None else cols.observed
    judged = cols.judged_as or kind
    result = _by_size(observed, _thresholds(judged, limits))
    if judged is MeasureKind.RATE and cols.lo is not None and cols.hi is not None:
        wide = (cols.hi - cols.lo) / 2 > limits.rate_half_width
        result = np.where(wide & (result == Status.OK.code), Status.INDICATIVE.code, result)
    unknown = np.isnan(cols.value)
    if cols.answered is not None:
        # A median that more than half have not reached yet: there are rows, but no number.
        if kind is MeasureKind.SURVIVAL:
            result = np.where(unknown, Status.NOT_ENOUGH_DATA.code, result)
        unknown = ~cols.answered
    result = np.where(unknown, Status.NO_DATA.code, result)
    if cols.immature is not None:
        result = np.where(cols.immature, Status.IMMATURE.code, result)
    return np.broadcast_to(result, np.shape(cols.value)).astype(np.int8)


def _thresholds(kind: MeasureKind, limits: Limits) -> tuple[int, int] | None:
    return {
        MeasureKind.RATE: limits.rate,
        MeasureKind.PER_THOUSAND: limits.per_thousand,
        MeasureKind.DURATION: limits.duration,
        MeasureKind.MEAN: limits.duration,
        MeasureKind.SURVIVAL: limits.survival,
        MeasureKind.SCORE: limits.score,
    }.get(kind)


def _by_size(observed: Floats, thresholds: tuple[int, int] | None) -> npt.NDArray[np.int_]:
    if thresholds is None:
        return np.full(np.shape(observed), Status.OK.code)
    few, some = thresholds
    poor = np.where(observed < few, Status.NOT_ENOUGH_DATA.code, Status.INDICATIVE.code)
    return np.where(observed >= some, Status.OK.code, poor)


def with_periods(status: Codes, kind: MeasureKind, known: Covered) -> Codes:
    """Statuses of counts, sums and snapshots by what the log covers.

    A snapshot shows what stands at its day, however long ago it came: it needs neither dates nor recent rows.
    """
    if kind is MeasureKind.SNAPSHOT:
        marks = [(known.too_early, Status.NO_DATA)]
    elif kind in (MeasureKind.COUNT, MeasureKind.SUM):
        marks = [
            (known.outside | known.undated, Status.NO_DATA),
            (known.running, Status.INDICATIVE),
            (known.partly, Status.NOT_ENOUGH_DATA),
        ]
    else:
        return status
    result = status.copy()
    for mark, meant in marks:
        result[mark] = np.maximum(result[mark], meant.code)
    return result
