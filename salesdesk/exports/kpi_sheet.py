"""The first sheet of a workbook: every figure with what it is compared with, a target to fill in, and its trend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from salesdesk.exports import styles
from salesdesk.exports.blocks import Cell, Grid, Input, Mark, MarkKind, Range, Sheet, Sparkline, address
from salesdesk.exports.breakdown import BY_DIM, breakdowns
from salesdesk.exports.heights import lines_of
from salesdesk.exports.names import formula_name
from salesdesk.exports.records import Listed
from salesdesk.exports.subject import SUBJECTS, Line, Subject, period_text
from salesdesk.insights.change import Change
from salesdesk.insights.glossary import STANDINGS
from salesdesk.insights.wording import STATUS_WORDS, Voice, unit_words
from salesdesk.kpis.kpi import Direction, Unit
from salesdesk.kpis.score import Score
from salesdesk.paths import sample_log

HEADER_ROW = 5
# What is a target by its own meaning.
_PLAIN_TARGETS = {"quota_attainment": 1.0}
_HOUR = 60
_NAME = 25.0  # width
WIDEST_NAME = 46.0
_REMARK = 28.0  # width
_NOTHING = "–"


@dataclass(frozen=True)
class _Column:
    header: str
    width: float
    cell: Callable[[Line, int], Cell | None]
    style: str = "Number header"


class _Layout:
    """The columns of the sheet for one subject, and where each stands."""

    def __init__(self, subject: Subject, listed: Listed, lines: list[Line]) -> None:
        self._subject, self._listed = subject, listed
        self._voice = Voice(subject.currency)
        board = subject.board
        before = board.compared.label if board.compared else ""
        period = board.period.label if not board.period.is_all else "All"
        columns = [
            _Column("KPI", _NAME, lambda line, _: Cell(line.kpi.name, "Name"), "Header"),
            _Column(
                "Unit", 11, lambda line, _: Cell(unit_words(line.kpi.unit, subject.currency), "Quiet text"), "Header"
            ),
            _Column(period, 13, self._now),
            *([_Column(before, 13, self._before), _Column("Change", 12, self._change)] if before else []),
            *([_Column("What the change says", 25, self._reading, "Header")] if before else []),
            *(
                [
                    _Column(_year_label(lines), 13, lambda line, _: self._figure(line.year_before)),
                    _Column("Change on the year", 25, self._year_reading, "Header"),
                ]
                if any(line.year_before for line in lines)
                else []
            ),
            *(
                [_Column("Chosen reps" if "rep" in board.selection.keep else "Team", 13, self._team)]
                if subject.rep is not None
                else []
            ),
            _Column("Target", 12, self._target),
            _Column("Attained", 12, self._attained),
            *(
                [
                    _Column("Benchmark", 18, self._benchmark, "Header"),
                    _Column("Where it comes from", 27, self._standing, "Header"),
                ]
                if _has_benchmarks(lines)
                else []
            ),
            _Column("Based on", _basis_width(lines), self._basis),
            _Column("Remark", _REMARK, self._remark, "Header"),
        ]
        self.columns = tuple(columns)
        self.place = {column.header: place for place, column in enumerate(columns)}
        self.now, self.before = 2, 3 if before else None

    def row(self, line: Line, row: int) -> tuple[Cell | None, ...]:
        return tuple(column.cell(line, row) for column in self.columns)

    def _figure(self, score: Score | None, formula: str | None = None) -> Cell:
        if score is None or score.value is None:
            said = _NOTHING if score is None else self._voice.score(score, score.unit) or "see Details"
            return Cell(said, "No value")
        style = styles.of_unit(score.unit, score.n)
        return Cell(score.value, style if score.status == "ok" else styles.small(style), formula)

    def _now(self, line: Line, _: int) -> Cell:
        live = self._listed.live.get(line.kpi.key)
        return self._figure(line.now, f'IFERROR({live.value},"no data")' if live else None)

    def _before(self, line: Line, _: int) -> Cell:
        return self._figure(line.before)

    def _change(self, line: Line, row: int) -> Cell:
        if self.before is None or line.before is None or line.now.value is None or line.before.value is None:
            return Cell(_NOTHING, "No value")
        now, before = address(row, self.now), address(row, self.before)
        times = 100 if line.kpi.unit is Unit.PERCENT else 1
        difference = f"({now}-{before})*100" if times == 100 else f"{now}-{before}"
        formula = f'IF(AND(ISNUMBER({now}),ISNUMBER({before})),{difference},"")'
        return Cell((line.now.value - line.before.value) * times, styles.of_change(line.kpi.unit), formula)

    def _reading(self, line: Line, _: int) -> Cell:
        return _said_of(line.change)

    def _year_reading(self, line: Line, _: int) -> Cell:
        change = line.year_change
        if change is None:
            return Cell(None, "Text")
        size = self._voice.difference(change.difference, line.kpi.unit)
        said = _said_of(change)
        return Cell(f"{size}, {said.value}" if said.value else size, said.style)

    def _team(self, line: Line, _: int) -> Cell:
        return self._figure(line.team)

    def _target(self, line: Line, _: int) -> Cell | None:
        if not has_target(line):
            return Cell("no target", "No value")
        key = line.kpi.key
        value = self._subject.targets.get(key, _PLAIN_TARGETS.get(key))
        return Cell(value, styles.entered(styles.of_unit(line.kpi.unit)))

    def _attained(self, line: Line, row: int) -> Cell | None:
        if not has_target(line):
            return None
        now, name = address(row, self.now), target_name(line)
        top, bottom = (now, name) if line.kpi.direction is Direction.HIGHER else (name, now)
        formula = f'IF(AND(ISNUMBER({now}),ISNUMBER({name})),IF({bottom}>0,{top}/{bottom},""),"")'
        return Cell(self._attained_value(line), "Whole percent", formula)

    def _attained_value(self, line: Line) -> float | str:
        target = self._subject.targets.get(line.kpi.key, _PLAIN_TARGETS.get(line.kpi.key))
        if target is None or line.now.value is None:
            return ""
        pair = (line.now.value, target)
        top, bottom = pair if line.kpi.direction is Direction.HIGHER else pair[::-1]
        return top / bottom if bottom > 0 else ""

    def _benchmark(self, line: Line, _: int) -> Cell:
        return Cell(line.kpi.benchmark.text if line.kpi.benchmark else None, _style_of_mark(line))

    def _standing(self, line: Line, _: int) -> Cell:
        mark = line.kpi.benchmark
        return Cell(STANDINGS[mark.standing] if mark else None, _style_of_mark(line))

    def _basis(self, line: Line, _: int) -> Cell:
        if line.now.status == "suppressed":
            return Cell(_NOTHING, "No value")
        live = self._listed.live.get(line.kpi.key)
        return Cell(float(line.now.n), styles.counted(line.kpi.counted), live.n if live else None)

    def _remark(self, line: Line, _: int) -> Cell:
        said = [self._voice.score(line.now, line.now.unit)] if _is_long(line.now) else []
        said += [STATUS_WORDS[line.now.status]] if line.now.status != "ok" and line.has_value else []
        if line.is_older:
            said.append(f"of {line.now.period.label}, the newest old enough")
        elif self._subject.board.running:
            said.append("to date")
        return Cell("; ".join(said), "Wrapped quiet text")


def _said_of(change: Change | None) -> Cell:
    if change is None or change.word is None:
        return Cell(None, "Text")
    side = "" if change.better is None else ", better" if change.better else ", worse"
    return Cell(f"{change.word}{side}", "Text" if change.is_real else "Quiet text")


def _year_label(lines: list[Line]) -> str:
    return next(line.year_before.period.label for line in lines if line.year_before)


def _has_benchmarks(lines: list[Line]) -> bool:
    return any(line.kpi.benchmark for line in lines)


def _style_of_mark(line: Line) -> str:
    """Only what a study found is told as firmly as a figure."""
    mark = line.kpi.benchmark
    return "Text" if mark and mark.standing.is_sound else "Quiet text"


def _basis_width(lines: list[Line]) -> float:
    return max((len(f"{line.now.n:,} {line.kpi.counted}") for line in lines), default=12) + 4


def _is_long(score: Score) -> bool:
    """Minutes that nobody reads as minutes."""
    return score.unit is Unit.MINUTES and score.value is not None and score.value >= _HOUR


def has_target(line: Line) -> bool:
    """A neutral figure has none: neither way is better."""
    return line.kpi.direction in (Direction.HIGHER, Direction.LOWER)


def target_name(line: Line) -> str:
    return f"Target_{formula_name(line.kpi.key)}"


def kpi_sheet(name: str, title: str, subject: Subject, listed: Listed, trends: Mapping[str, Range]) -> Sheet:
    """``trends``: where each KPI's months stand on another sheet."""
    lines = [line for line in subject.lines if line.now.status != "not_available" and line.kpi.key not in BY_DIM]
    layout = _Layout(subject, listed, lines)
    last = len(layout.columns)
    head = (*(Cell(column.header, column.style) for column in layout.columns), Cell("Last 13 months", "Header"))
    first = HEADER_ROW + 1
    placed = by_subject(lines, first)
    rows = {
        row: heading(line, last + 1) if isinstance(line, str) else (*layout.row(line, row), Cell(None, "Text"))
        for row, line in placed
    }
    told = [(row, line) for row, line in placed if isinstance(line, Line)]
    below = breakdowns(subject, listed, first + len(rows) + 1)
    return Sheet(
        name,
        (
            Grid(0, 0, _heading(title, subject)),
            Grid(HEADER_ROW, 0, (head, *rows.values())),
            *(Sparkline(row, last, trends[line.kpi.key]) for row, line in told if line.kpi.key in trends),
            *_marks(name, layout, told),
            *_inputs(layout, told, unit_of(subject)),
            *below,
        ),
        widths={
            **{place: column.width for place, column in enumerate(layout.columns)},
            0: _name_width(lines, below),
            last: 20,
        },
        heights={HEADER_ROW: 32, **{row: _height(cells) for row, cells in rows.items()}},
        freeze=(first, 1),
        repeat=(HEADER_ROW, HEADER_ROW),
    )


def by_subject(lines: Iterable[Line], row: int) -> list[tuple[int, str | Line]]:
    """The lines with the rows they come to stand in, a heading before the first of each subject."""
    listed: list[str | Line] = []
    page = None
    for line in lines:
        if line.kpi.page != page:
            page = line.kpi.page
            listed.append(SUBJECTS.get(page, page))
        listed.append(line)
    return list(enumerate(listed, start=row))


def heading(text: str, width: int) -> tuple[Cell, ...]:
    """A row with the name of a subject, underlined throughout."""
    return (Cell(text, "Heading"), *(Cell(None, "Heading") for _ in range(width - 1)))


def _height(cells: tuple[Cell | None, ...]) -> float:
    """Of a row whose remark may take two lines."""
    remark = max(
        (lines_of(cell.value, _REMARK) for cell in cells if cell and cell.style.startswith("Wrapped")), default=1
    )
    return 19.0 if remark == 1 else 13.5 * remark + 4


def unit_of(subject: Subject) -> Callable[[Unit], str]:
    return lambda unit: unit_words(unit, subject.currency)


def _heading(title: str, subject: Subject) -> tuple[tuple[Cell, ...], ...]:
    board = subject.board
    compared = f", compared with {period_text(board.compared)}" if board.compared else ""
    filters = [f"{dim}: {', '.join(sorted(labels))}" for dim, labels in board.selection.keep.items() if dim != "rep"]
    money = f"Amounts in {subject.currency}. " if subject.currency else ""
    return (
        (Cell(subject.wash(title), "Title"),),
        (Cell(f"{period_text(board.period)}{compared}", "Subtitle"),),
        (Cell(_said(subject, filters), "Quiet text"),),
        (Cell(f"{money}Yellow cells are for you: type a target, and what is attained of it follows.", "Quiet text"),),
    )


def _name_width(lines: list[Line], below: tuple[Grid, ...]) -> float:
    """Wide enough for the names of KPIs, and of products and places below, within reason."""
    names = [cells[0].value for grid in below for cells in grid.cells if cells[0]]
    names += [line.kpi.name for line in lines]
    longest = max((len(name) for name in names if isinstance(name, str)), default=0)
    return min(max(_NAME, longest + 3.0), WIDEST_NAME)


def _said(subject: Subject, filters: list[str]) -> str | None:
    """What one must know before reading on: invented data, and what is filtered."""
    titles = {source.title for source in subject.board.log.sources}
    told = ["Sample data: the team and its figures are invented."] if sample_log().name in titles else []
    told += [f"Only {'; '.join(filters)}."] if filters else []
    return subject.wash(" ".join(told)) or None


def _marks(sheet: str, layout: _Layout, told: list[tuple[int, Line]]) -> list[Mark]:
    """Attainment as bars, real changes with an arrow; benchmarks are never compared by a format."""
    if not told:
        return []
    attained, change = layout.place["Attained"], layout.place.get("Change")
    marks = [Mark(MarkKind.BAR, Range(sheet, told[0][0], attained, told[-1][0], attained), 1.0)]
    for row, line in told:
        if change is not None and line.change is not None and line.change.is_real:
            marks.append(Mark(MarkKind.ARROWS, Range(sheet, row, change, row, change)))
    return marks


def _inputs(layout: _Layout, told: list[tuple[int, Line]], unit: Callable[[Unit], str]) -> list[Input]:
    column = layout.place["Target"]
    return [
        Input(
            target_name(line),
            row,
            column,
            line.kpi.name,
            f"Your target, in {unit(line.kpi.unit)}. Leave it empty if there is none.",
        )
        for row, line in told
        if has_target(line)
    ]
