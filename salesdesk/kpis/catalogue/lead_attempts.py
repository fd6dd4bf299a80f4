"""Attempts at leads by their number, and which of them was followed by the conversion."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.derived import NEVER
from salesdesk.kpis.catalogue.follow_up import all_tries, converted
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog


@reads("window_days")
def lead_attempts(log: SalesLog) -> Facts:
    """Attempts at leads that were still open, by the day of the lead's first one, of whoever made that.

    ``number`` counts from 1. ``converted``: the lead became an opportunity or customer after this attempt and before
    the next one, within the window that begins with the first; attempts after the window or the conversion are left
    out. ``mature``: the window is over.
    """
    lead, rep, day = all_tries(log)
    count, window = len(lead), log.settings.window_days
    new = np.append(True, lead[1:] != lead[:-1])[:count]
    begins = np.flatnonzero(new)
    of = np.cumsum(new) - 1
    first = day[begins][of]
    number = np.arange(count) - begins[of] + 1
    until = np.append(converted(log), NEVER)[lead].astype(np.int64)
    won_in_time = until <= first + window
    open_then = (day <= until) & (day <= first + window) & (first <= until)
    following = np.append(day, NEVER)[1:]
    last = np.append(new[1:], True)[:count] | (following > until) | (following > first + window)
    return facts(
        first.astype(np.int32),
        dims_of(log, LEADS, lead, rep[begins][of]),
        {"number": number.astype(np.float64), "converted": open_then & last & won_in_time,
         "mature": first + window <= log.as_of},
        row=log.pointers(LEADS)[lead],
        keep=open_then,
    )  # fmt: skip


ATTEMPTS = Side(lead_attempts, title="Attempts at leads")
CONVERTED = Share(ATTEMPTS, "converted", mature="mature")
