"""The workbook of the Data page: what was read and found, what each KPI rests on, which columns are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from salesdesk.exports.blocks import Book, Cell, Grid, List, ListColumn, Sheet, Value
from salesdesk.exports.files import write_beside
from salesdesk.exports.heights import all_wrapped
from salesdesk.exports.texts import Washing
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.asking import Missing, kpis_text, missing_from, names_text
from salesdesk.insights.filled import Filled, all_filled, counted_text, gaps_text, lacking_text
from salesdesk.insights.reading_report import (
    DONE,
    NO_HEADER,
    field_of,
    issues_in_order,
    read_as,
    rows_text,
    set_aside,
    uncommon_notes,
    why_aside,
)
from salesdesk.kpis.book import Book as Facts
from salesdesk.models.log import SalesLog

TITLE = "What was read"
FOUND, FILES, COLUMNS, KPIS, MISSING = "What needs a look", "Files", "Columns", "KPIs", "Missing columns"
_HEADER_ROW = 3
_MOST = 1_000_000  # rows; a sheet has little more
_NUMBERS = frozenset({"Top whole", "Top percent"})
# Header, style and width of each column of each sheet.
_FOUND = (
    ("File", "Wrapped text", 30),
    ("Sheet", "Wrapped text", 18),
    ("Column", "Wrapped text", 24),
    ("Row", "Top whole", 10),
    ("How many", "Top whole", 11),
    ("What was done", "Wrapped text", 20),
    ("What it is", "Wrapped text", 100),
)
_FILES = (
    ("File", "Wrapped text", 30),
    ("Sheet", "Wrapped text", 18),
    ("Read as", "Wrapped text", 22),
    ("Rows", "Top whole", 10),
    ("Used", "Top whole", 10),
    ("Set aside", "Top whole", 11),
    ("Why", "Wrapped text", 60),
    ("Notes", "Wrapped text", 60),
)
_COLUMNS = (
    ("File", "Wrapped text", 30),
    ("Sheet", "Wrapped text", 18),
    ("Column", "Wrapped text", 28),
    ("Read as", "Wrapped text", 30),
    ("Because", "Wrapped text", 50),
    ("Decided", "Wrapped text", 50),
)
_KPIS = (
    ("KPI", "Wrapped text", 50),
    ("Gives", "Wrapped text", 18),
    ("Counted", "Top whole", 11),
    ("What is counted", "Wrapped text", 26),
    ("Usable rows", "Top percent", 12),
    ("Left out for want of data", "Wrapped text", 50),
    ("What the log does not have", "Wrapped text", 60),
)
_MISSING = (
    ("Column", "Wrapped text", 34),
    ("What it holds", "Wrapped text", 54),
    ("Often called", "Wrapped text", 54),
    ("KPIs", "Top whole", 8),
    ("On its own", "Top whole", 10),
    ("Which", "Wrapped text", 64),
)

Rows = Sequence[tuple[Value, ...]]
Columns = Sequence[tuple[str, str, float]]


def write_report(facts: Facts, target: Path, *, overwrite: bool = False) -> Path:
    """Raises NotWrittenError."""
    return write_beside(target, workbook_bytes(plan_report(facts.log, all_filled(facts))), overwrite=overwrite)


def plan_report(log: SalesLog, found: Sequence[Filled]) -> Book:
    """Every issue of the log, not only the gravest."""
    wash = Washing()
    issues = [
        (wash(i.source), wash(i.sheet or ""), wash(i.column or ""), i.row, i.count, DONE[i.effect], wash(i.text))
        for i in issues_in_order(log)[:_MOST]
    ]
    matches = [
        (wash(s.title), wash(s.sheet or ""), wash(m.header or NO_HEADER), field_of(m), wash(m.reason), wash(m.decided))
        for s in log.sources
        for m in s.matches
    ]
    sheets = (
        _sheet(FOUND, _found_text(log), _FOUND, issues),
        _sheet(FILES, rows_text(log), _FILES, _files(log, wash)),
        _sheet(COLUMNS, "How each column was understood.", _COLUMNS, matches),
        _sheet(KPIS, counted_text(found), _KPIS, [_kpi(each) for each in found]),
        _sheet(MISSING, "What to ask your CRM administrator for.", _MISSING, [_asked(m) for m in missing_from(found)]),
    )
    return Book(TITLE, "Files and figures", sheets)


def _found_text(log: SalesLog) -> str:
    if len(log.issues) > _MOST:
        return f"The first {_MOST:,} of {len(log.issues):,} remarks, the gravest first."
    return "What was found while reading, the gravest first." if log.issues else "Nothing was found while reading."


def _files(log: SalesLog, wash: Callable[[str], str]) -> Rows:
    return [
        (wash(s.title), wash(s.sheet or ""), read_as(s), s.rows, s.used, set_aside(s), wash(why_aside(s)), wash(note))
        for s, note in zip(log.sources, uncommon_notes(log), strict=True)
    ]


def _kpi(each: Filled) -> tuple[Value, ...]:
    known = each.can_be_worked_out
    counted = (each.n, each.kpi.counted, each.coverage) if known else (None, None, None)
    return (each.kpi.name, each.fill.value, *counted, gaps_text(each), lacking_text(each))


def _asked(each: Missing) -> tuple[Value, ...]:
    return (each.called, each.about, names_text(each), each.kpis, len(each.alone), kpis_text(each))


def _sheet(name: str, about: str, columns: Columns, rows: Rows) -> Sheet:
    listed = tuple(
        ListColumn(header, style, [_value(row[place], style) for row in rows], width)
        for place, (header, style, width) in enumerate(columns)
    )
    head = Grid(0, 0, ((Cell(name, "Title"),), (Cell(about, "Quiet text"),)))
    block = List(_HEADER_ROW, 0, f"Report_{name.replace(' ', '_')}", listed)
    widths = {place: column.width for place, column in enumerate(listed)}
    return Sheet(
        name,
        (head, block),
        widths=widths,
        heights=all_wrapped([block], widths),
        freeze=(_HEADER_ROW + 1, 1),
        repeat=(_HEADER_ROW, _HEADER_ROW),
    )


def _value(value: Value, style: str) -> Value:
    """Empty cells stay empty; counts are numbers."""
    if value is None or value == "":
        return None
    return float(value) if style in _NUMBERS else value
