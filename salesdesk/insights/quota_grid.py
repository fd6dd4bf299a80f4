"""The grid of quotas: reps by months or quarters of a year, as texts, and what was typed in it."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import NotUnderstoodError, number_in
from salesdesk.kpis.typed_rows import file_quota
from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, day_date, months_within, quarter_of, year_of
from salesdesk.models.typed import TypedQuota, quota_typed, with_quota

_YEARS = 4
Cells = tuple[tuple[str, ...], ...]
Faults = dict[tuple[int, int], str]


def quota_years(log: SalesLog) -> tuple[Period, ...]:
    """The years that quotas may be typed for: the next one, the one in which the log ends, and those before."""
    fiscal = log.settings.fiscal_start
    found = [year_of(day_date(year_of(day_date(log.as_of), fiscal).end), fiscal)]
    while len(found) < _YEARS and (len(found) < 2 or found[-1].start > log.span.first):
        found.append(year_of(day_date(found[-1].start - 1), fiscal))
    return tuple(reversed(found))


def parts_of(year: Period, log: SalesLog, *, quarters: bool) -> tuple[Period, ...]:
    """The months or quarters of a year."""
    months = months_within(year)
    return tuple(quarter_of(month.first, log.settings.fiscal_start) for month in months[::3]) if quarters else months


def quota_reps(log: SalesLog, mine: frozenset[str]) -> tuple[str, ...]:
    """The reps of the team in alphabetical order, everybody if none were picked."""
    everybody = labels(log, "rep")
    return tuple(sorted((rep for rep in everybody if not mine or rep in mine), key=str.casefold))


def quota_cells(
    quotas: Sequence[TypedQuota], log: SalesLog, reps: Sequence[str], parts: Sequence[Period], style: NumberStyle
) -> tuple[Cells, Cells]:
    """What was typed, and what the files say where nothing was, each with the rep in the first column."""
    typed, files = [], []
    for rep in reps:
        amounts = [quota_typed(quotas, rep, part) for part in parts]
        typed.append((rep, *("" if amount is None else style.copied(amount) for amount in amounts)))
        known = [file_quota(log, rep, part) for part in parts]
        files.append(("", *("" if amount is None else style.trimmed(amount, 2) for amount in known)))
    return tuple(typed), tuple(files)


def quotas_in(
    quotas: Sequence[TypedQuota],
    cells: Cells,
    shown: Cells,
    parts: Sequence[Period],
    style: NumberStyle,
) -> tuple[tuple[TypedQuota, ...], Faults]:
    """The quotas with the cells that differ from those shown; an emptied cell goes back to what the files say."""
    found, faults = tuple(quotas), {}
    for row, (texts, before) in enumerate(zip(cells, shown, strict=True)):
        for place, part in enumerate(parts, start=1):
            if texts[place] == before[place]:
                continue
            try:
                amount = number_in(texts[place], style)
            except NotUnderstoodError as wrong:
                faults[row, place] = str(wrong)
                continue
            if amount is not None and amount < 0:
                faults[row, place] = "A quota cannot be less than 0."
                continue
            found = with_quota(found, texts[0], part, amount)
    return found, faults


def sum_of(cells: Cells, greyed: Cells, style: NumberStyle) -> float:
    """What all quotas of the grid come to, those of the files where nothing is typed."""
    total = 0.0
    for texts, files in zip(cells, greyed, strict=True):
        for typed, known in zip(texts[1:], files[1:], strict=True):
            try:
                total += number_in(typed or known, style) or 0.0
            except NotUnderstoodError:
                continue
    return total
