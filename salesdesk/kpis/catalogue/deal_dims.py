"""Dimensions that only deals have: how large a deal is among the team's, and the stage in which it last stood."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.derived import cut_off, derived, latest, taken
from salesdesk.kpis.catalogue.outcomes import deals, stage_entries
from salesdesk.models.dims import FIXED, row_dims, worded_codes
from salesdesk.models.log import SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY

TABLE, HISTORY = "opportunities", "opp_stage_history"
CLOSING = ("won", "lost")  # stages that say how a deal ended, not where it stood


@derived
def deal_dims(log: SalesLog) -> dict[str, Codes]:
    """Every dimension of each opportunity, credited to its owner at the closing."""
    dims = row_dims(log, TABLE, deals(log).owner)
    return {**dims, "size": sizes(log), "stage": last_stages(log)}


@derived
def sizes(log: SalesLog) -> Codes:
    """Small, medium or large, by the thirds of what the team's closed deals are worth; nobody's without an amount.

    Deals for nothing are small, and no part of what the thirds are made of.
    """
    every = deals(log)
    day = np.where(every.closed == NO_DAY, every.created, every.closed)
    whole = in_base(log, TABLE, "amount", day).whole
    paid = whole[(every.won | every.lost) & (whole > 0)]
    if not paid.size:
        return np.full(len(whole), NOBODY_CODE, dtype=np.int32)
    parts = np.arange(1, len(FIXED["size"])) / len(FIXED["size"])
    band = np.searchsorted(np.quantile(paid, parts), whole, side="left")
    return np.where(np.isnan(whole), NOBODY_CODE, band).astype(np.int32)


@derived
def last_stages(log: SalesLog) -> Codes:
    """The stage in which each deal stands, or last stood before it was closed.

    Without history the stated stage, unless that only says how the deal ended.
    """
    history = stage_entries(log)
    rows = np.arange(log.rows(TABLE))
    stated = worded_codes(log, "stage", log.text(TABLE, "stage"))
    stated = np.where(log.says(TABLE, "stage", *CLOSING), NOBODY_CODE, stated)
    stood = ~log.says(HISTORY, "stage", *CLOSING)[history.entry]
    entry = latest(history.row[stood], history.at[stood], rows, np.full(rows.shape, cut_off(log)))
    entered = worded_codes(log, "stage", log.text(HISTORY, "stage"))[history.entry[stood]]
    return np.where(entry >= 0, taken(entered, entry, NOBODY_CODE), stated).astype(np.int32)
