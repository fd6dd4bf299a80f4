"""Deals whose cells contradict each other: kept as they stand, and said."""

from __future__ import annotations

import numpy as np

from salesdesk.models.issue import Effect
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.report import Report, rows_text
from salesdesk.reading.typed import Mask


def say_contradictions(deals: Stack, report: Report) -> None:
    """Won deals without an amount and deals closed before they were created; lost deals with an amount in passing."""
    if "status" not in deals.columns:
        return
    won, lost = (np.asarray(deals.columns["status"] == status) for status in ("won", "lost"))
    if "amount" in deals.columns:
        known = deals.columns["amount"].notna().to_numpy()
        _say(deals, won & ~known, "Won deals without an amount count as deals and add no money", report)
        for source in np.unique(deals.source[lost & known]):
            report.note(int(source), "Lost deals keep their amount; it never counts as sales.")
    if {"created_at", "closed_at"} <= deals.columns.keys():
        early = deals.columns["closed_at"] < deals.columns["created_at"]
        text = "Deals closed before they were created count, but not in the length of the sales cycle"
        _say(deals, early.to_numpy(dtype=bool, na_value=False), text, report)


def _say(deals: Stack, which: Mask, text: str, report: Report) -> None:
    for source in np.unique(deals.source[which]):
        rows = deals.row[which & (deals.source == source)]
        report.say(int(source), f"{text} ({rows_text(rows)})", Effect.NOTED, row=int(rows[0]), count=int(rows.size))
