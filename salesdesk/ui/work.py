"""The work that the desk starts in the background: free of Qt, and of everything that the window shows first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.exports.catalogue import BY_KEY as EXPORTS
from salesdesk.insights.board import Board, board
from salesdesk.insights.marks import marked
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.reading.open import Asked, open_log

if TYPE_CHECKING:
    from salesdesk.models.selection import Selection

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, eq=False)
class Opened:
    log: SalesLog
    book: Book
    board: Board


def open_files(
    paths: tuple[Path, ...],
    settings: Settings,
    matches: Mapping[str, Mapping[str, tuple[str, str]]],
    progress: Progress,
) -> Opened:
    """Reads, cleans and scores; raises Refused or whatever ``progress`` raises to cancel."""
    asked = Asked(zone=settings.zone, currency=settings.currency, matches=matches)
    log = open_log(paths, asked, settings, progress=progress, strict=False)
    progress(0, 0, "Adding up")
    book = Book(log)
    return Opened(log, book, board(book, first_selection(log)))


def score_selection(book: Book, selection: Selection, progress: Progress) -> Board:
    progress(0, 0, "")
    return board(book, selection)


def mark_changes(scored: Board, progress: Progress) -> Board:
    """The same board with the marks of change, which take longer than the figures."""
    return marked(scored, progress)


def export(
    scored: Board, key: str, reps: tuple[str, ...], target: Path, overwrite: bool, progress: Progress
) -> tuple[Path, ...]:
    """Writes workbooks made of the figures on screen; a folder for scorecards, a file for the team."""
    return EXPORTS[key].write(scored, reps, target, overwrite=overwrite, progress=progress)


def warm_up() -> None:
    """Importing this module has loaded what opening needs."""
