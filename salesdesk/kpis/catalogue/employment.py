"""Since when and until when a rep is employed, and which row of the reps tells it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.derived import derived
from salesdesk.kpis.facts import STILL
from salesdesk.models.dims import first_known
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY


class Employment(NamedTuple):
    """First and last day of every rep, NO_DAY and STILL where they are not told."""

    start: Days
    end: Days


@derived
def rep_rows(log: SalesLog) -> Codes:
    """Which rep each row of the reps is about."""
    rep = np.full(log.rows("reps"), NOBODY_CODE, dtype=np.int32)
    for column in ("rep_id", "name", "email"):
        if log.has("reps", column):
            rep = first_known(rep, log.code("rep", "reps", column))
    return rep


@derived
def employment(log: SalesLog) -> Employment:
    count = len(log.members("rep").labels)
    start, end = np.full(count, NO_DAY, dtype=np.int32), np.full(count, STILL, dtype=np.int32)
    for column, days in (("start_date", start), ("end_date", end)):
        told, rep = log.day("reps", column), rep_rows(log)
        known = (told != NO_DAY) & (rep >= 0)
        days[rep[known]] = told[known]
    return Employment(start, end)
