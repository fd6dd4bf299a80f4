"""A hand-out for a meeting: the team's figures, a rep's own and the middle half of the reps beside each other."""

from __future__ import annotations

from salesdesk.exports import styles
from salesdesk.exports.blocks import Book, Cell, Grid, Sheet
from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.kpi_sheet import HEADER_ROW, by_subject, heading
from salesdesk.exports.scorecard import book_of
from salesdesk.exports.subject import Hand, Line, Subject, period_text
from salesdesk.exports.team_book import reps_sheet
from salesdesk.insights.middle_half import FEWEST, MiddleHalf, middle_half
from salesdesk.insights.wording import STATUS_WORDS, Voice, unit_words
from salesdesk.kpis.score import Score

NAME = "Team hand-out"
_WIDTHS = (46.0, 14.0, 20.0, 13.0, 13.0, 13.0, 9.0, 26.0, 26.0)
_EXPLAINED = (
    "Half of the reps lie between the two figures of the middle half, a quarter above and a quarter below. "
    f"It is told where at least {FEWEST} reps have a figure that rests on enough cases."
)


def plan_hand_out(hand: Hand, rep: str | None, *, named: bool = False) -> Book:
    """``named``: with a sheet of every rep by name. Raises KeyError for somebody whom the log does not know."""
    if rep is None:
        raise KeyError(rep)
    subject = hand.subject(rep)
    sheets = (_sheet(subject, rep), *((reps_sheet(hand.subject(None)),) if named else ()))
    return book_of(NAME, subject, sheets)


def _sheet(subject: Subject, rep: str) -> Sheet:
    lines = [line for line in subject.lines if _says_something(line)]
    first = HEADER_ROW + 1
    rows = tuple(
        heading(line, len(_WIDTHS)) if isinstance(line, str) else _row(subject, line)
        for _, line in by_subject(lines, first)
    )
    texts = (
        (Cell(NAME, "Title"),),
        (Cell(period_text(subject.board.period), "Subtitle"),),
        (Cell(_EXPLAINED, "Quiet text"),),
    )
    return Sheet(
        NAME,
        (Grid(0, 0, texts), Grid(HEADER_ROW, 0, (_head(subject, rep), *rows))),
        widths=dict(enumerate(_WIDTHS)),
        heights={HEADER_ROW: 32},
        freeze=(first, 1),
        repeat=(HEADER_ROW, HEADER_ROW),
    )


def _says_something(line: Line) -> bool:
    return line.kpi.key not in BY_DIM and (line.has_value or (line.team is not None and line.team.value is not None))


def _head(subject: Subject, rep: str) -> tuple[Cell, ...]:
    numbers = (subject.wash(rep), "Team", "Middle half from", "to", "Reps")
    return (
        Cell("KPI", "Header"),
        Cell("Unit", "Header"),
        *(Cell(text, "Number header") for text in numbers),
        Cell(f"{subject.wash(rep)} lies", "Header"),
        Cell("Remark", "Header"),
    )


def _row(subject: Subject, line: Line) -> tuple[Cell, ...]:
    half = middle_half(subject.table(line), subject.board.rep_names())
    own, style = line.now, styles.of_unit(line.kpi.unit)
    ends = (Cell("–", "No value"),) * 3
    if half is not None:
        ends = (Cell(half.low, style), Cell(half.high, style), Cell(float(half.reps), "Whole"))
    return (
        Cell(line.kpi.name, "Name"),
        Cell(unit_words(line.kpi.unit, subject.currency), "Quiet text"),
        _figure(subject, own),
        _figure(subject, line.team),
        *ends,
        Cell(_place(own, half), "Text"),
        Cell(_remark(line), "Quiet text"),
    )


def _figure(subject: Subject, score: Score | None) -> Cell:
    if score is None or score.value is None:
        return Cell(Voice(subject.currency).score(score, score.unit) or "–" if score else "–", "No value")
    style = styles.of_unit(score.unit, score.n)
    return Cell(score.value, style if score.status == "ok" else styles.small(style))


def _place(own: Score, half: MiddleHalf | None) -> str | None:
    """Nothing is said of a figure that rests on too few cases."""
    if half is None or own.value is None or not own.status.is_shown:
        return None
    return f"{half.side(own.value)} the middle half"


def _remark(line: Line) -> str | None:
    said = [STATUS_WORDS[line.now.status]] if line.has_value and line.now.status != "ok" else []
    said += [f"of {line.now.period.label}"] if line.is_older else []
    return "; ".join(said) or None
