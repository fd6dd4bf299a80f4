"""What commands that hand workbooks out have in common: the board they are made of, and what is said of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from salesdesk.commands import asked
from salesdesk.commands.endings import RefusedError
from salesdesk.exports.files import NotWrittenError
from salesdesk.insights.board import Board, Progress, board
from salesdesk.insights.marks import marked
from salesdesk.kpis.book import Book
from salesdesk.models.log import SalesLog
from salesdesk.models.selection import Selection


def quiet(done: int, total: int, note: str) -> None:
    """Nobody looks on."""


def scored(log: SalesLog, selection: Selection) -> Board:
    progress = asked.telling() or quiet
    return marked(board(Book(log), selection, progress=progress), progress)


def for_reps(chosen: argparse.Namespace, write: Callable[[Board, Sequence[str], Progress], Sequence[Path]]) -> None:
    """Hands out what ``write`` makes for the reps named, else for every rep of the selection."""
    opened = asked.opened(chosen)
    named = asked.reps(opened.log, chosen.rep)
    selection = asked.selection(opened, chosen)
    board = scored(opened.log, selection.only("rep", None) if named else selection)
    hand_out(board, lambda: write(board, named or board.rep_names(), asked.telling() or quiet))


def hand_out(board: Board, write: Callable[[], Sequence[Path]]) -> None:
    """Writes, and says on standard output which files were written."""
    try:
        paths = write()
    except NotWrittenError as refused:
        raise RefusedError([str(refused)]) from None
    asked.say_selection(board.log, board.selection)
    sys.stdout.write("".join(f"{path}\n" for path in paths))
