"""From what was typed to what is scored: the log, its reps, the period, the KPIs."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NoReturn

from salesdesk.commands.endings import RefusedError, UsageError
from salesdesk.commands.saying import told, workspace
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Kpi
from salesdesk.models.log import SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.period import Period, UnknownPeriodError, parse_period
from salesdesk.models.selection import Selection
from salesdesk.reading.open import Asked, Refused, open_log
from salesdesk.store.preferences import settings_of


def sales_log(chosen: argparse.Namespace, *, strict: bool = True) -> SalesLog:
    """``strict``: a column that only a person could settle refuses the log."""
    said, kept = told(chosen), workspace(chosen.workspace)
    try:
        settings, matches = said.over(settings_of(kept)), kept.matches.confirmed()
    finally:
        kept.close()
    asked = Asked(settings.zone, said.dates, said.decimal, settings.currency, matches)
    try:
        return open_log(chosen.files, asked, settings, telling(), strict=strict)
    except Refused as refused:
        raise RefusedError(refused.reasons) from None


def selection(log: SalesLog, chosen: argparse.Namespace) -> Selection:
    """The period asked for, else the one with which a log opens."""
    found = first_selection(log)
    if chosen.period is not None:
        try:
            period = parse_period(chosen.period, log.span, log.settings.fiscal_start)
        except UnknownPeriodError as unknown:
            raise UsageError(str(unknown)) from None
        found = replace(found, period=period)
    return found


def telling() -> Callable[[int, int, str], None] | None:
    """How far the work is, on one line of a terminal that is overwritten; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int, note: str) -> None:
        share = f" {done / total:.0%}" if 0 < done < total else ""
        line = f"{note}{share}" if done < total else ""
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    return tell


def say_period(log: SalesLog, period: Period) -> None:
    """On standard error, so that standard output holds the answer only."""
    days = "" if period.is_all else f" ({period.first.isoformat()} to {period.last.isoformat()})"
    until = Period(log.span.as_of, log.span.as_of + 1).first
    sys.stderr.write(f"Period: {period.label}{days}. The log ends on {until.isoformat()}.\n")


def kpis(names: Iterable[str] | None) -> tuple[Kpi, ...]:
    """All KPIs, or those named by id or key, in the order in which they were named."""
    if names is None:
        return ALL
    known = {spelling: kpi for kpi in ALL for spelling in (kpi.id.casefold(), kpi.key, kpi.name.casefold())}
    found = [known.get(name.casefold()) or _unknown("KPI", name, [kpi.id for kpi in ALL]) for name in names]
    return tuple(dict.fromkeys(found))


def reps(book: Book, names: Iterable[str] | None) -> tuple[str, ...] | None:
    """The labels of the reps named, None for everybody."""
    if names is None:
        return None
    known = {name_key(label): label for label in book.labels("rep")}
    found = [known.get(name_key(name)) or _unknown("rep", name, list(known.values())) for name in names]
    return tuple(dict.fromkeys(found))


def _unknown(what: str, name: str, known: list[str]) -> NoReturn:
    close = difflib.get_close_matches(name, known, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known[:20])}"
    raise UsageError(f"there is no {what} called “{name}”: {hint}")
