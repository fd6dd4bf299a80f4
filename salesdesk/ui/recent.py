"""The menu of logs opened last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from salesdesk.ui.plain import menu_text
from salesdesk.ui.stamps import stamp_now

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk


def fill_and_look(menu: QMenu, desk: Desk) -> None:
    """Logs whose files are gone become grey, with the reason, as soon as the disk has answered."""
    listed = fill(menu, desk)
    if listed:
        paths = list(listed.values())
        desk.look_up(
            lambda: [any(stamp_now(path) is None for path in files) for files in paths],
            lambda gone: _grey([action for action, lost in zip(listed, gone, strict=True) if lost]),
            "recent",
        )


def fill(menu: QMenu, desk: Desk) -> dict[QAction, tuple[Path, ...]]:
    """The logs as they are known, without a look at the disk; gives the files of each entry."""
    menu.clear()
    listed = {}
    for place, entry in enumerate(desk.workspace.recent.all(), start=1):
        action = menu.addAction(f"&{place % 10} {menu_text(entry.title)}")
        action.triggered.connect(lambda _=False, paths=entry.paths: desk.open(paths))
        listed[action] = entry.paths
    if not listed:
        menu.addAction("Nothing opened yet").setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction("&Clear list")
    clear.triggered.connect(lambda: (desk.keep(desk.workspace.recent.clear), fill(menu, desk)))
    clear.setEnabled(bool(listed) and not desk.workspace.read_only)
    return listed


def _grey(actions: list[QAction]) -> None:
    for action in actions:
        action.setText(f"{action.text()} (moved or deleted)")
        action.setEnabled(False)
