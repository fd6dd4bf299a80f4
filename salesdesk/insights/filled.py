"""What each KPI gets out of a log: a figure, too few cases, nothing to count, or not what it needs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from salesdesk.insights.numbers import PLAIN, NumberStyle
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL as ALL_KPIS
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.needs import missing_columns
from salesdesk.kpis.score import score
from salesdesk.kpis.status import Status
from salesdesk.models.period import ALL as EVER

WHOLE = Cut((EVER,), (), ())  # all rows of a log, whatever is filtered


class Fill(StrEnum):
    """In the words of every list of them."""

    FIGURE = "a figure"
    FEW = "too few cases"
    NOTHING = "nothing to count"
    LACKING = "not in the log"


# Where each status belongs; all others mean that there is nothing to count.
_FILLS = {
    Status.OK: Fill.FIGURE,
    Status.INDICATIVE: Fill.FIGURE,
    Status.NOT_ENOUGH_DATA: Fill.FEW,
    Status.NOT_AVAILABLE: Fill.LACKING,
}


@dataclass(frozen=True)
class Filled:
    """One KPI over all rows of a log.

    ``n`` rows are counted; ``gaps`` are those that lack something, by what they lack; ``coverage`` is the share of
    rows that lack nothing (None without rows). ``lacking`` is what the log does not have, as people call it,
    ``columns`` which columns that is ("table" or "table.column"); it may also lack certain rows of a column it has.
    """

    kpi: Kpi
    fill: Fill
    n: int = 0
    coverage: float | None = None
    gaps: Mapping[str, int] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def can_be_worked_out(self) -> bool:
        """The log has what the KPI needs, however little there may be to count."""
        return self.fill is not Fill.LACKING


def filled(kpi: Kpi, book: Book) -> Filled:
    table = score(kpi, book, WHOLE)
    found = table.cell()
    fill = _FILLS.get(found.status, Fill.NOTHING)
    if fill is Fill.LACKING:
        return Filled(kpi, fill, lacking=table.lacking, columns=missing_columns(kpi, book.log))
    counts = {reason.text: int(rows[0]) for reason, rows in table.excluded.items() if reason.gap and rows[0]}
    gaps = dict(sorted(counts.items(), key=lambda each: -each[1]))
    return Filled(kpi, fill, found.n, found.coverage, gaps)


def all_filled(book: Book) -> tuple[Filled, ...]:
    """Every KPI, in the order of the catalogue."""
    return tuple(filled(kpi, book) for kpi in ALL_KPIS)


def counted_text(found: Iterable[Filled]) -> str:
    """How many can be worked out, in one sentence."""
    kpis = tuple(found)
    counts = Counter(each.fill for each in kpis)
    said = f"{len(kpis) - counts[Fill.LACKING]} of {len(kpis)} KPIs can be worked out"
    poor = [
        f"{counts[fill]} {'has' if counts[fill] == 1 else 'have'} {fill}"
        for fill in (Fill.FEW, Fill.NOTHING)
        if counts[fill]
    ]
    return f"{said}; of these {' and '.join(poor)}." if poor else f"{said}."


def coverage_text(each: Filled, style: NumberStyle = PLAIN) -> str:
    """The share of rows that lack nothing; never 100 % where one does, never 0 % where one does not."""
    if each.coverage is None:
        return ""
    percent = each.coverage * 100
    if 0 < percent < 1:
        return f"under {style.text(1)} %"
    return f"{style.text(math.floor(percent) if percent > 99 else percent)} %"


def gaps_text(each: Filled, style: NumberStyle = PLAIN) -> str:
    """What was left out for want of data: "no amount (71), no date (3)"."""
    return ", ".join(f"{why} ({style.text(count)})" for why, count in each.gaps.items())


def missing_text(each: Filled, style: NumberStyle = PLAIN) -> str:
    """What a figure lacks: columns that the log does not have, else what some of the rows do not have."""
    return lacking_text(each) or gaps_text(each, style)


def lacking_text(each: Filled) -> str:
    """What the log does not have, table by table: "Quotas: Rep, Amount; Order lines: Amount"."""
    tables: dict[str, list[str]] = {}
    for name in each.lacking:
        title, _, label = name.partition(": ")
        tables.setdefault(title, []).extend([label] if label else [])
    return "; ".join(f"{title}: {', '.join(labels)}" if labels else title for title, labels in tables.items())
