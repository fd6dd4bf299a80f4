"""Leads: the moment of the first response, where a list only tells how long it took."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.reading.parts import TOOK
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Mask

_STARTS = ("assigned_at", "created_at")  # the clock runs from when somebody was to answer
_SHORTEST = 1.0  # seconds; nobody answers most leads faster, the numbers are of another unit then


def derive_leads(piece: Piece, report: Report) -> Piece:
    """Works the response times into the first responses; a first response that is told goes before them."""
    if TOOK not in piece.columns:
        return piece
    took, starts = piece.columns[TOOK], [name for name in _STARTS if name in piece.columns]
    piece = piece.without(TOOK)
    if not starts or not took.notna().any():
        return piece
    if took[took > 0].median() < _SHORTEST:
        text = "The response times are not used: in their unit most leads would have been answered within a second"
        report.say(piece.source, text, Effect.NOTED)
        return piece
    start, whole = _first(piece, starts)
    told = pd.to_timedelta(took.where(~whole), unit="s")
    answered = (start + told).astype(start.dtype)
    date_only = np.zeros(len(piece), dtype=bool)
    if "first_response_at" in piece.columns:
        own = piece.columns["first_response_at"]
        date_only, answered = piece.whole_days("first_response_at"), own.fillna(answered)
    return piece.with_dates(first_response_at=(answered, date_only))


def _first(piece: Piece, names: list[str]) -> tuple[pd.Series, Mask]:
    """The first of these moments that a row has, and which of them are days without a time."""
    moments, whole = piece.columns[names[0]], piece.whole_days(names[0])
    for name in names[1:]:
        missing = moments.isna().to_numpy()
        moments, whole = moments.fillna(piece.columns[name]), np.where(missing, piece.whole_days(name), whole)
    return moments, whole
