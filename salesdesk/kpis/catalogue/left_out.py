"""Opportunities that somebody has taken out of all figures, and what belongs to them."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.facts import Reason
from salesdesk.models.log import Mask, SalesLog

LEFT_OUT = Reason("left_out", "taken out by you")


def of_left_out(log: SalesLog, table: str) -> Mask:
    """Which rows of a table are, or name by their ``opportunity_id``, an opportunity that was taken out."""
    out = {name.strip() for name in log.settings.left_out}
    if not out:
        return np.zeros(log.rows(table), dtype=bool)
    named = log.text(table, "opportunity_id")
    mask: Mask = np.array([*(value.strip() in out for value in named.values), False], dtype=bool)[named.codes]
    return mask
