"""From what was typed to what is scored: the log, its reps, the period, the KPIs."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from salesdesk.commands.endings import RefusedError, UsageError
from salesdesk.commands.saying import told, workspace
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.typed_rows import with_typed
from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.period import Period, UnknownPeriodError, day_date, parse_period
from salesdesk.models.selection import Selection
from salesdesk.reading.answers import NOT_RECOGNISED, NoSuchColumn, NotRecognised
from salesdesk.reading.open import Asked, Refused, open_log
from salesdesk.store.preferences import settings_of

EXPLAIN = (
    "say what columns hold with --column HEADER=TABLE.COLUMN, such as --column Client=leads.company; "
    "`salesdesk template` shows them all"
)


@dataclass(frozen=True, eq=False)
class Opened:
    """``mine``: the reps of the log that the workspace knows as the manager's own; empty means everybody."""

    log: SalesLog
    mine: frozenset[str]


def opened(chosen: argparse.Namespace, *, strict: bool = True) -> Opened:
    """``strict``: a column that only a person could settle refuses the log."""
    said, kept = told(chosen), workspace(chosen.workspace)
    try:
        settings, matches, team = said.over(settings_of(kept)), kept.matches.confirmed(), kept.my_team.get()
        typed, answers = kept.typed.get(), kept.matches.answers()
    finally:
        kept.close()
    asked = Asked.of(settings, said, matches, answers, all_columns=True)
    try:
        log = with_typed(open_log(chosen.files, asked, settings, telling(), strict=strict), typed)
    except NoSuchColumn as wrong:
        raise UsageError(str(wrong)) from None
    except Refused as refused:
        raise RefusedError(with_way_out(refused.reasons, refused)) from None
    return Opened(log, team & frozenset(labels(log, "rep")))


def with_way_out(reasons: Sequence[str], refused: Exception) -> list[str]:
    """Reasons of a refusal, and after files that are not recognised the option that explains their columns."""
    if isinstance(refused, NotRecognised) and refused.ways:
        return [*reasons, f"say which with {' or '.join(map(_option, refused.ways))}"]
    return [*reasons, EXPLAIN] if any(NOT_RECOGNISED in reason for reason in reasons) else list(reasons)


def _option(way: str) -> str:
    return f'--column "{way}"' if " " in way else f"--column {way}"


def selection(found: Opened, chosen: argparse.Namespace) -> Selection:
    """The period asked for, else the one with which a log opens; of the manager's own reps."""
    first = first_selection(found.log).only("rep", found.mine or None)
    return replace(first, period=period(found.log, chosen) or first.period)


def period(log: SalesLog, chosen: argparse.Namespace) -> Period | None:
    """None if none was asked for."""
    if chosen.period is None:
        return None
    try:
        return parse_period(chosen.period, log.span, log.settings.fiscal_start)
    except UnknownPeriodError as unknown:
        raise UsageError(str(unknown)) from None


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


def say_selection(log: SalesLog, selection: Selection) -> None:
    """On standard error, so that standard output holds the answer only."""
    chosen, reps = selection.period, selection.keep.get("rep")
    days = "" if chosen.is_all else f" ({chosen.first.isoformat()} to {chosen.last.isoformat()})"
    mine = "" if reps is None else f" My team: {len(reps)} of {len(labels(log, 'rep'))} reps."
    dated = log.span.is_dated
    ends = f"The log ends on {day_date(log.span.as_of).isoformat()}." if dated else "Nothing in the log has a date."
    sys.stderr.write(f"Period: {chosen.label}{days}. {ends}{mine}\n")


def kpis(names: Iterable[str] | None) -> tuple[Kpi, ...]:
    """All KPIs, or those named by id or key, in the order in which they were named."""
    if names is None:
        return ALL
    known = {spelling: kpi for kpi in ALL for spelling in (kpi.id.casefold(), kpi.key, kpi.name.casefold())}
    found = [known.get(name.casefold()) or _unknown("KPI", name, [kpi.id for kpi in ALL]) for name in names]
    return tuple(dict.fromkeys(found))


def reps(log: SalesLog, names: Iterable[str] | None) -> tuple[str, ...] | None:
    """The labels of the reps named, None for everybody."""
    if names is None:
        return None
    known = {name_key(label): label for label in labels(log, "rep")}
    found = [known.get(name_key(name)) or _unknown("rep", name, list(known.values())) for name in names]
    return tuple(dict.fromkeys(found))


def _unknown(what: str, name: str, known: list[str]) -> NoReturn:
    close = difflib.get_close_matches(name, known, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known[:20])}"
    raise UsageError(f"there is no {what} called “{name}”: {hint}")
