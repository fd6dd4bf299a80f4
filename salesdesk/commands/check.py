"""`salesdesk check`: what was read, matched and set aside, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from salesdesk.commands import asked
from salesdesk.commands.endings import RefusedError
from salesdesk.exports.files import NotWrittenError
from salesdesk.insights.filled import Fill, Filled, all_filled, counted_text, coverage_text, gaps_text, lacking_text
from salesdesk.insights.numbers import PLAIN
from salesdesk.kpis.book import Book
from salesdesk.models.issue import ColumnMatch, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.models.period import day_date
from salesdesk.models.tables import BY_NAME


def run(chosen: argparse.Namespace) -> None:
    log = asked.opened(chosen, strict=False).log
    book = Book(log)
    if chosen.out is not None:
        _write(book, chosen)
    elif chosen.format == "json":
        sys.stdout.write(json.dumps(report(log, all_filled(book)), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_text(log, all_filled(book))) + "\n")


def _write(book: Book, chosen: argparse.Namespace) -> None:
    from salesdesk.exports.import_report import write_report

    try:
        path = write_report(book, chosen.out, overwrite=chosen.overwrite)
    except NotWrittenError as refused:
        raise RefusedError([str(refused)]) from None
    sys.stdout.write(f"{path}\n")


def report(log: SalesLog, found: Sequence[Filled]) -> dict[str, Any]:
    """Everything the text tells, as plain values."""
    return {
        "sources": [asdict(source) for source in log.sources],
        "issues": [asdict(issue) for issue in log.issues],
        "tables": {name: log.rows(name) for name in log.tables},
        "span": dict(zip(("start", "as_of"), _days(log), strict=True)),
        "currency": log.currency,
        "kpis": [
            {
                "kpi": each.kpi.key,
                "id": each.kpi.id,
                "available": each.can_be_worked_out,
                "gives": each.fill.value,
                "rows": each.n,
                "coverage": each.coverage,
                "left_out": dict(each.gaps),
                "needs": list(each.lacking),
            }
            for each in found
        ],
    }


def _days(log: SalesLog) -> tuple[str | None, str | None]:
    """From when to when the log reaches; None where nothing in it has a date."""
    if not log.span.is_dated:
        return None, None
    return day_date(log.span.first).isoformat(), day_date(log.span.as_of).isoformat()


def _text(log: SalesLog, found: Sequence[Filled]) -> Iterator[str]:
    for source in log.sources:
        yield from _source(source)
        yield ""
    if log.issues:
        yield "What was found"
        yield from (f"  {_issue(issue)}" for issue in log.issues)
        yield ""
    first, last = _days(log)
    reaches = f"The log reaches from {first} to {last}" if first else "Nothing in the log has a date"
    yield f"{reaches}; currency: {log.currency or 'none stated'}."
    yield from _kpis(found)


def _source(source: Source) -> Iterator[str]:
    where = f"{source.title}, sheet “{source.sheet}”" if source.sheet else source.title
    table = BY_NAME[source.table].title if source.table else "not used"
    yield f"{where}: {table}"
    aside = "".join(f"; {PLAIN.text(count)} set aside: {reason}" for reason, count in source.set_aside.items())
    yield f"  {PLAIN.text(source.rows)} rows read, {PLAIN.text(source.used)} used{aside}"
    yield from (f"  {_match(match)}" for match in source.matches)
    yield from (f"  {note}" for note in source.notes)


def _match(match: ColumnMatch) -> str:
    told = "; ".join(filter(None, (match.reason, match.decided)))
    if match.table is None or match.field is None:
        return f"“{match.header}” is not used" + (f": {told}" if told else "")
    meant = BY_NAME[match.table].column(match.field).label
    return f"“{match.header}” is {meant}" + (f" ({told})" if told else "")


def _issue(issue: Issue) -> str:
    place = [issue.source, issue.sheet and f"sheet “{issue.sheet}”", issue.column and f"column “{issue.column}”"]
    if issue.row is not None:
        place.append(f"row {issue.row}")
    count = PLAIN.text(issue.count)  # of columns or cells where the text begins with it, else of rows
    times = f" ({count} rows)" if issue.count > 1 and not issue.text.startswith(f"{count} ") else ""
    answer = f" Answer it with {issue.option}." if issue.option else ""
    return f"{', '.join(filter(None, place))}: {issue.text}{times} – {issue.effect}.{answer}"


def _kpis(found: Sequence[Filled]) -> Iterator[str]:
    """Only what there is to say something about: what is complete and gives a figure needs no line."""
    yield counted_text(found)
    for each in found:
        name = f"  {each.kpi.name} ({each.kpi.id})"
        if not each.can_be_worked_out:
            yield f"{name} needs {lacking_text(each)}"
        elif each.gaps or each.fill is not Fill.FIGURE:
            told = "" if each.fill is Fill.FIGURE else each.fill.value
            rows = f"{coverage_text(each)} of its rows are usable, left out: {gaps_text(each)}" if each.gaps else ""
            yield f"{name}: {'; '.join(filter(None, (told, rows)))}"
