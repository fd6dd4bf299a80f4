"""What is handed out from a desk: written in a protected lane, one at a time; the desk says where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

Paths = tuple[Path, ...]


def export(desk: Desk, key: str, reps: tuple[str, ...], target: Path, *, overwrite: bool, named: bool = False) -> bool:
    """Hands out the figures on screen, with the names of other reps if ``named``.

    False if another export is still running.
    """
    board = desk.board
    return _write(
        desk, "Exporting", lambda room, progress: room.export(board, key, reps, target, overwrite, progress, named)
    )


def save_template(desk: Desk, target: Path) -> bool:
    """Writes the import template; False if another export is still running."""
    return _write(desk, "Writing the template", lambda room, _: room.write_template(target))


def save_report(desk: Desk, target: Path) -> bool:
    """Writes what was read and found to a workbook; False if another export is still running."""
    book = desk.book
    return _write(desk, "Writing the workbook", lambda room, _: room.write_report(book, target))


def _write(desk: Desk, title: str, write: Callable[[Any, Any], Paths]) -> bool:
    def work(progress: Any) -> Paths:
        from salesdesk.ui import work as room

        return write(room, progress)

    return bool(desk.tasks.start("exporting", work, desk.exported.emit, title=title))
