"""What is kept of how a log was looked at, and what becomes of it for a log of the same layout. Free of Qt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, UnknownPeriodError, named, names_for, parse_period
from salesdesk.models.selection import DIMS, Against, Selection
from salesdesk.models.typed import TYPED
from salesdesk.reading.header_words import header_signature

_FIRST_NAME = "last full quarter"  # what a log opens with goes before other names of the same days


@dataclass(frozen=True)
class ViewKept:
    """``page`` is a page's key, ``period`` as `parse_period` takes it; ``tables`` by page, as the pages gave it."""

    page: str = ""
    period: str = ""
    against: str = ""
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        keep = {dim: list(chosen) for dim, chosen in self.keep.items()}
        return {
            "page": self.page,
            "period": self.period,
            "against": self.against,
            "keep": keep,
            "tables": dict(self.tables),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ViewKept:
        """What `as_dict` gave; whatever is damaged is left out."""
        page, period, against = (str(kept.get(name, "")) for name in ("page", "period", "against"))
        keep, tables = (kept[name] if isinstance(kept.get(name), dict) else {} for name in ("keep", "tables"))
        chosen = {dim: tuple(map(str, own)) for dim, own in keep.items() if dim in DIMS and isinstance(own, list)}
        return cls(page, period, against, chosen, tables)


def layout_of(log: SalesLog) -> str:
    """Tells logs of the same columns: the next export of a report has the layout of the one before."""
    sheets = {
        (source.table, header_signature(sorted(match.header for match in source.matches)))
        for source in log.sources
        if source.table is not None and source.title != TYPED
    }
    return hashlib.sha256(repr(sorted(sheets)).encode()).hexdigest()


def view_of(log: SalesLog, selection: Selection, page: str, tables: Mapping[str, Any]) -> ViewKept:
    """How a log is looked at now."""
    keep = {dim: tuple(sorted(chosen)) for dim, chosen in selection.keep.items()}
    return ViewKept(page, _period_text(selection.period, log), selection.against.value, keep, tables)


def selection_in(kept: ViewKept, log: SalesLog, first: Selection) -> Selection:
    """What was selected, in another log; where that has no such days or members, what it opens with."""
    found = replace(first, keep={dim: frozenset(chosen) for dim, chosen in kept.keep.items()})
    with suppress(ValueError):
        found = replace(found, against=Against(kept.against))
    with suppress(UnknownPeriodError):
        period = parse_period(kept.period, log.span, log.settings.fiscal_start)
        if period.start <= log.span.as_of and period.end > log.span.first:
            found = replace(found, period=period)
    return still(found, log)


def still(selection: Selection, log: SalesLog) -> Selection:
    """The selection without members whom the log does not know."""
    for dim, chosen in selection.keep.items():
        there = chosen & frozenset(labels(log, dim))
        if there != chosen:
            selection = selection.only(dim, there or None)
    return selection


def _period_text(period: Period, log: SalesLog) -> str:
    """A period that has a name now follows the log when that grows."""
    for name in sorted(names_for(log.span), key=lambda each: each != _FIRST_NAME):
        if named(name, log.span, log.settings.fiscal_start) == period:
            return name
    return f"{period.first.isoformat()}..{period.last.isoformat()}"
