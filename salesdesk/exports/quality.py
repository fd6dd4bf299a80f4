"""The sheet that says what the figures rest on: what was left out and why, the files, what was found in them."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.exports.blocks import Cell, Grid, List, ListColumn, Sheet, Value
from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.heights import all_wrapped
from salesdesk.exports.records import Listed
from salesdesk.exports.subject import Line, Subject
from salesdesk.insights.wording import STATUS_WORDS
from salesdesk.models.issue import Effect
from salesdesk.models.tables import BY_NAME

NAME = "Data quality"
_MOST_ISSUES = 300
_WIDTHS = {0: 34.0, 1: 64.0, 2: 20.0, 3: 11.0, 4: 20.0, 5: 11.0, 6: 19.0}

Rows = list[tuple[Value, ...]]


def quality_sheet(subject: Subject, listed: Listed) -> Sheet:
    """To be made last: it tells how many texts the other sheets had to change."""
    stack = _Stack()
    stack.add("Left out of the figures", "Quality_left_out", ("KPI", "Why", "Rows"), _left_out(subject))
    stack.add("Not in this log", "Quality_not_in_log", ("KPI", "What it needs"), _not_available(subject))
    stack.add("Remarks on the figures", "Quality_remarks", ("KPI", "Remark"), _remarks(subject))
    stack.add(
        "Files",
        "Quality_files",
        ("File", "Sheet", "Read as", "Rows", "Used", "Set aside", "Fingerprint"),
        _files(subject),
    )
    stack.add(
        "Found while reading",
        "Quality_found",
        ("File", "What", "Done about it", "Row", "Column", "Times"),
        _issues(subject),
    )
    stack.add("This workbook", "Quality_workbook", ("Subject", "Remark"), _workbook(subject, listed))
    title = Grid(0, 0, ((Cell("What the figures rest on", "Title"),),))
    return Sheet(
        NAME, (title, *stack.blocks), widths=_WIDTHS, heights=all_wrapped(stack.blocks, _WIDTHS), freeze=(1, 0)
    )


class _Stack:
    """Lists below each other, each with a heading."""

    def __init__(self) -> None:
        self.blocks: list[Grid | List] = []
        self._row = 2

    def add(self, heading: str, name: str, headers: Sequence[str], rows: Rows) -> None:
        self.blocks.append(Grid(self._row, 0, ((Cell(heading, "Heading"),),)))
        if not rows:
            self.blocks.append(Grid(self._row + 1, 0, ((Cell("Nothing", "Quiet text"),),)))
            self._row += 3
            return
        columns = []
        for place, header in enumerate(headers):
            values = [row[place] for row in rows]
            style = "Whole" if any(isinstance(value, float) for value in values) else "Wrapped text"
            columns.append(ListColumn(header, style, values, _WIDTHS[place]))
        self.blocks.append(List(self._row + 1, 0, name, tuple(columns)))
        self._row += len(rows) + 3


def _left_out(subject: Subject) -> Rows:
    return [
        (line.kpi.name, line.reasons.get(key, key), float(count))
        for line in subject.lines
        if line.kpi.key not in BY_DIM
        for key, count in line.now.excluded.items()
    ]


def _not_available(subject: Subject) -> Rows:
    """The KPIs that the other sheets leave out, with the columns that would bring them."""
    return [
        (line.kpi.name, "; ".join(subject.table(line).lacking) or subject.wash("; ".join(line.now.notes)))
        for line in subject.lines
        if line.now.status == "not_available"
    ]


def _remarks(subject: Subject) -> Rows:
    rows: Rows = []
    for line in subject.lines:
        if line.kpi.key in BY_DIM or line.now.status == "not_available":
            continue
        if line.now.status == "suppressed":
            rows.append((line.kpi.name, STATUS_WORDS[line.now.status]))
        elif line.now.status != "ok":
            rows.append((line.kpi.name, f"{STATUS_WORDS[line.now.status]} ({line.now.n:,} {line.kpi.counted})"))
        rows.extend((line.kpi.name, subject.wash(note)) for note in line.now.notes)
    return rows


def _files(subject: Subject) -> Rows:
    return [
        (
            subject.wash(source.title),
            subject.wash(source.sheet or ""),
            BY_NAME[source.table].title if source.table in BY_NAME else "not used",
            float(source.rows),
            float(source.used),
            float(sum(source.set_aside.values())),
            source.digest[:16],
        )
        for source in subject.board.log.sources
    ]


def _issues(subject: Subject) -> Rows:
    """Those that cost something first; what was only noted comes last."""
    issues = sorted(subject.board.log.issues, key=lambda issue: issue.effect is Effect.NOTED)
    rows: Rows = [
        (
            subject.wash(issue.source),
            subject.wash(issue.text),
            issue.effect.value,
            None if issue.row is None else float(issue.row),
            subject.wash(issue.column or ""),
            float(issue.count),
        )
        for issue in issues[:_MOST_ISSUES]
    ]
    if len(issues) > _MOST_ISSUES:
        rows.append((None, f"and {len(issues) - _MOST_ISSUES:,} more, listed on the Data page", None, None, None, None))
    return rows


def _workbook(subject: Subject, listed: Listed) -> Rows:
    rows: Rows = [
        (f"Records of {title}", "too many to list; figures from them are plain values") for title in listed.too_long
    ]
    plain = [line.kpi.name for line in subject.lines if _is_plain(line, listed)]
    if plain:
        rows.append(("Worked out by the program", f"{', '.join(plain)}: no formula of the lists gives these"))
    if subject.wash.cut:
        rows.append(("Texts cut", f"{subject.wash.cut:,} texts were longer than a cell can hold and were cut"))
    if subject.wash.scrubbed:
        rows.append(
            ("Characters left out", f"{subject.wash.scrubbed:,} texts had characters that a workbook cannot hold")
        )
    return rows


def _is_plain(line: Line, listed: Listed) -> bool:
    return bool(line.now.value) and line.kpi.key not in listed.live
