"""Which selection a log opens with, and which days of an earlier period a running one is compared with."""

from __future__ import annotations

from dataclasses import replace

from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, last_full_quarter, relabelled
from salesdesk.models.selection import Selection


def first_selection(log: SalesLog) -> Selection:
    """The last full quarter that the log covers, against the one before, nothing filtered; without dates, all of it."""
    return Selection(last_full_quarter(log.span, log.settings.fiscal_start))


def carried_over(selection: Selection, before: SalesLog, after: SalesLog) -> Selection:
    """The selection for a log under other settings: its days keep, the names of quarters and years follow."""
    if before.settings.fiscal_start == after.settings.fiscal_start:
        return selection
    if selection.period == first_selection(before).period:
        return replace(selection, period=first_selection(after).period)
    return replace(selection, period=relabelled(selection.period, after.span, after.settings.fiscal_start))


def in_progress(log: SalesLog, period: Period) -> bool:
    """Whether the log ends before the period does."""
    return not period.is_all and period.end - 1 > log.as_of


def last_day(log: SalesLog, period: Period) -> int:
    """The last day of the period that the log covers."""
    return min(period.end - 1, log.as_of)


def compared_period(log: SalesLog, selection: Selection) -> Period | None:
    """What the selected period is compared with; for a running one, as many working days from the start."""
    compared = selection.compared(log.settings.fiscal_start)
    if compared is None or not in_progress(log, selection.period):
        return compared
    return log.calendar.part_so_far(selection.period, log.as_of, compared)
