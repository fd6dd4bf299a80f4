"""`salesdesk check`: what was read, matched and set aside, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from salesdesk.commands import asked
from salesdesk.insights.numbers import PLAIN
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.needs import missing
from salesdesk.models.issue import ColumnMatch, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.models.period import day_date
from salesdesk.models.tables import BY_NAME


def run(chosen: argparse.Namespace) -> None:
    log = asked.opened(chosen, strict=False).log
    if chosen.format == "json":
        sys.stdout.write(json.dumps(report(log), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_text(log)) + "\n")


def report(log: SalesLog) -> dict[str, Any]:
    """Everything the text tells, as plain values."""
    return {
        "sources": [asdict(source) for source in log.sources],
        "issues": [asdict(issue) for issue in log.issues],
        "tables": {name: log.rows(name) for name in log.tables},
        "span": {"start": day_date(log.span.first).isoformat(), "as_of": day_date(log.span.as_of).isoformat()},
        "currency": log.currency,
        "kpis": [
            {"kpi": kpi.key, "id": kpi.id, "available": not lacking, "needs": list(lacking)}
            for kpi in ALL
            for lacking in [missing(kpi, log)]
        ],
    }


def _text(log: SalesLog) -> Iterator[str]:
    for source in log.sources:
        yield from _source(source)
        yield ""
    if log.issues:
        yield "What was found"
        yield from (f"  {_issue(issue)}" for issue in log.issues)
        yield ""
    first, last = (day_date(day).isoformat() for day in (log.span.first, log.span.as_of))
    yield f"The log reaches from {first} to {last}; currency: {log.currency or 'none stated'}."
    yield from _kpis(log)


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
    times = f" ({PLAIN.text(issue.count)} rows)" if issue.count > 1 else ""
    answer = f" Answer it with {issue.option}." if issue.option else ""
    return f"{', '.join(filter(None, place))}: {issue.text}{times} – {issue.effect}.{answer}"


def _kpis(log: SalesLog) -> Iterator[str]:
    lacking = {kpi: needs for kpi in ALL if (needs := missing(kpi, log))}
    yield f"{len(ALL) - len(lacking)} of {len(ALL)} KPIs can be worked out."
    yield from (f"  {kpi.name} ({kpi.id}) needs {', '.join(needs)}" for kpi, needs in lacking.items())
