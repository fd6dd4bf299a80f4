"""The menu of logs opened last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from salesdesk.ui.plain import menu_text

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk


def fill(menu: QMenu, desk: Desk) -> None:
    """Logs whose files are gone are greyed, with the reason."""
    menu.clear()
    entries = desk.workspace.recent.all()
    for place, entry in enumerate(entries, start=1):
        gone = [path for path in entry.paths if not Path(path).exists()]
        action = menu.addAction(f"&{place % 10} {menu_text(entry.title)}{' (moved or deleted)' if gone else ''}")
        action.setEnabled(not gone)
        action.triggered.connect(lambda _=False, paths=entry.paths: desk.open(tuple(map(Path, paths))))
    if not entries:
        menu.addAction("Nothing opened yet").setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction("&Clear list")
    clear.triggered.connect(lambda: (desk.keep(desk.workspace.recent.clear), fill(menu, desk)))
    clear.setEnabled(bool(entries) and not desk.workspace.read_only)
