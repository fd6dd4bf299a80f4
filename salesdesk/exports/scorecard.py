"""Described workbooks: the scorecard of one rep, and the team's workbook."""

from __future__ import annotations

import hashlib

import salesdesk
from salesdesk.exports.blocks import Book, Cell, Grid, Sheet
from salesdesk.exports.definitions import definitions_sheet
from salesdesk.exports.details import details_sheet
from salesdesk.exports.kpi_sheet import kpi_sheet
from salesdesk.exports.quality import quality_sheet
from salesdesk.exports.records import LIMIT, Listed, behind
from salesdesk.exports.subject import Hand, Subject, period_text
from salesdesk.exports.team_book import reps_sheet
from salesdesk.exports.trend import trend_sheet
from salesdesk.models.log import SalesLog

_LIST_ROW = 3


def plan_scorecard(hand: Hand, rep: str | None, limit: int = LIMIT) -> Book:
    """Raises KeyError for somebody whom the log does not know."""
    if rep is None:
        raise KeyError(rep)
    subject = hand.subject(rep)
    listed = behind(subject, _LIST_ROW, limit)
    trend, ranges = trend_sheet(subject)
    first = kpi_sheet("Scorecard", rep, subject, listed, ranges)
    sheets = (first, details_sheet(subject), trend, _definitions(subject), *_records(listed))
    return book_of("Scorecard", subject, (*sheets, quality_sheet(subject, listed)))


def plan_team(hand: Hand, rep: str | None = None, limit: int = LIMIT) -> Book:  # noqa: ARG001  one signature for all
    subject = hand.subject(None)
    listed = behind(subject, _LIST_ROW, limit)
    trend, ranges = trend_sheet(subject)
    first = kpi_sheet("Team", "Team", subject, listed, ranges)
    sheets = (
        first, reps_sheet(subject), details_sheet(subject), trend, _definitions(subject), *_records(listed)
    )  # fmt: skip
    return book_of("Team figures", subject, (*sheets, quality_sheet(subject, listed)))


def _definitions(subject: Subject) -> Sheet:
    shown = (line.kpi for line in subject.lines if line.now.status != "not_available")
    return definitions_sheet(shown, subject.currency)


def _records(listed: Listed) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(
            name,
            (Grid(0, 0, ((Cell(name.removeprefix("Records - "), "Title"),), (Cell(_EXPLAINED, "Quiet text"),))), block),
            widths={place: column.width for place, column in enumerate(block.columns)},
            heights={block.row: 46},
            freeze=(block.row + 1, min(2, len(block.columns) - 1)),
            repeat=(block.row, block.row),
        )
        for name, block in listed.lists.items()
    )


_EXPLAINED = (
    "The rows behind the figures. A column named after a KPI says what a row adds to it; an empty cell does not count. "
    "The first sheet works its figures out from these columns."
)


def book_of(title: str, subject: Subject, sheets: tuple[Sheet, ...]) -> Book:
    """A book that says what it was made of."""
    properties = {
        "comments": f"Made by SalesDesk {salesdesk.__version__}",
        "SalesDesk version": salesdesk.__version__,
        "Sources": sources_hash(subject.board.log) or "unknown",
    }
    subject_text = period_text(subject.board.period)
    return Book(title, subject_text, sheets, properties)


def sources_hash(log: SalesLog) -> str:
    """The same for the same files, whatever their names and order; "" where their contents are not known."""
    digests = sorted({source.digest for source in log.sources if source.digest})
    return hashlib.sha256("\n".join(digests).encode()).hexdigest() if digests else ""
