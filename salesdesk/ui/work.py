"""The work that the desk starts in the background: free of Qt, and of everything that the window shows first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import Drill, drill
from salesdesk.insights.marks import marked
from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.selections import first_selection
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period
from salesdesk.models.settings import Settings
from salesdesk.models.told import Told
from salesdesk.reading.answers import Matches
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
    matches: Matches,
    mine: frozenset[str],
    told: Told,
    first: tuple[str, ...],
    progress: Progress,
) -> Opened:
    """Reads, cleans and scores the KPIs to be seen ``first``, filtered to ``mine`` if the log has any of these reps.

    Raises Refused, or whatever ``progress`` raises to cancel.
    """
    asked = Asked(settings.zone, told.dates, told.decimal, settings.currency, matches)
    log = open_log(paths, asked, settings, progress=progress, strict=False)
    progress(0, 0, "adding up")
    book = Book(log)
    selection = first_selection(log)
    here = mine & frozenset(labels(log, "rep"))
    return Opened(log, book, board(book, selection.only("rep", here or None), progress=progress, first=first))


def score_selection(book: Book, selection: Selection, first: tuple[str, ...], progress: Progress) -> Board:
    """Scores the KPIs to be seen ``first``; all others when somebody looks, or when changes are marked."""
    return board(book, selection, progress=progress, first=first)


def mark_changes(scored: Board, progress: Progress) -> Board:
    """The same board with the marks of change, which take longer than the figures."""
    return scored if scored.is_marked else marked(scored, progress)


def find_records(
    scored: Board, key: str, members: Mapping[str, str], period: Period | None, step: str | None, style: NumberStyle
) -> Drill:
    """The records behind one number of the board, with their texts ready."""
    return drill(scored, key, members, period, step, Voice(scored.log.currency, style))


def export(
    scored: Board,
    key: str,
    reps: tuple[str, ...],
    target: Path,
    overwrite: bool,
    progress: Progress,
    named: bool = False,
) -> tuple[Path, ...]:
    """Writes workbooks made of the figures on screen; a folder for scorecards, a file for the team."""
    from salesdesk.exports.catalogue import BY_KEY

    return BY_KEY[key].write(scored, reps, target, overwrite=overwrite, progress=progress, named=named)


def warm_up() -> None:
    """Importing this module has loaded what opening needs."""
