"""Answers to surveys whose sheet does not tell the scale of its grades."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report

_MOST = 10  # of what people call a grade; a higher number is a score of something


def with_scale(piece: Piece, report: Report) -> Piece:
    """The highest grade given stands for the best one there is, which is said; a mean does not depend on it."""
    if "scale_max" in piece.columns or "score" not in piece.columns:
        return piece
    grades = piece.columns["score"].dropna()
    if grades.empty or (grades % 1 != 0).any() or not 1 < grades.max() <= _MOST:
        return piece
    best = float(grades.max())
    text = f"No column tells the best grade there is: the highest one given, {best:.0f}, counts as it"
    report.say(piece.source, text, Effect.NOTED)
    return piece.with_columns(scale_max=pd.Series(np.full(len(piece), best)))
