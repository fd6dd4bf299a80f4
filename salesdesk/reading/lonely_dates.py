"""Dates years away from all others of their column: mostly slips, and the log would begin or end with them."""

from __future__ import annotations

import pandas as pd

from salesdesk.models.horizon import KEPT
from salesdesk.models.issue import Effect
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.report import Report

_FAR = pd.Timedelta(days=400)
_SEVERAL = 3


def say_lonely_dates(stack: Stack, report: Report) -> None:
    """Only of what happened: plans may lie far ahead."""
    if stack.table not in KEPT:
        return
    for column in BY_NAME[stack.table].columns:
        if column.name in stack.columns and (column.happened or column.name == "closed_at"):
            dates = stack.columns[column.name].dropna()
            if len(dates) >= _SEVERAL:
                _say(
                    stack,
                    dates.nlargest(2),
                    f"{column.label} is years after all others, and the log ends with it",
                    report,
                )
                _say(
                    stack,
                    dates.nsmallest(2),
                    f"{column.label} is years before all others, and the log begins with it",
                    report,
                )


def _say(stack: Stack, outermost: pd.Series, text: str, report: Report) -> None:
    (place, _), (lonely, next_one) = outermost.index, outermost
    if abs(lonely - next_one) > _FAR:
        row, source = int(stack.row[place]), int(stack.source[place])
        report.say(source, f"{text}: check it (row {row:,})", Effect.NOTED, row=row)
