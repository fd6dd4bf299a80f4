"""Where the window stood: its size and place, theme and zoom, kept in the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from salesdesk.store.keyed import Json
    from salesdesk.store.workspace import Workspace
    from salesdesk.ui.look.switch import Look
    from salesdesk.ui.window import MainWindow

_WINDOW, _LOOK, _TABLES = "window", "look", "tables"
FIRST_SIZE = (1440, 900)


def keep_place(window: MainWindow, workspace: Workspace) -> None:
    """Quietly does nothing in a second, read-only window, and where it cannot be written."""
    shape = window.saveGeometry().toBase64().toStdString()
    kept: dict[str, Json] = {
        _WINDOW: {"shape": shape, "tab": window.tabs.currentIndex()},
        _LOOK: {"theme": window.look.choice, "zoom": window.look.zoom},
        _TABLES: window.layouts(),
    }
    window.desk.keep(lambda: workspace.state.update(kept))


def restore_look(look: Look, workspace: Workspace) -> None:
    kept = _dictionary(workspace.state.get(_LOOK))
    if kept.get("theme") in ("light", "dark", "system"):
        look.choose(kept["theme"])
    if isinstance(kept.get("zoom"), int | float) and 0.5 <= kept["zoom"] <= 3:
        look.set_zoom(float(kept["zoom"]))


def restore_place(window: MainWindow, workspace: Workspace) -> None:
    """The kept size and place, pulled back onto a screen that is there."""
    kept = _dictionary(workspace.state.get(_WINDOW))
    window.resize(*_fitting(FIRST_SIZE))
    if isinstance(kept.get("shape"), str):
        window.restoreGeometry(QByteArray.fromBase64(kept["shape"].encode("ascii")))
    if isinstance(kept.get("tab"), int) and 0 <= kept["tab"] < window.tabs.count():
        window.tabs.setCurrentIndex(kept["tab"])
    window.restore_layouts(_dictionary(workspace.state.get(_TABLES)))
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if screens and not any(screen.intersects(_title_bar(window.frameGeometry())) for screen in screens):
        window.move(screens[0].topLeft())


def _dictionary(kept: object) -> dict:
    return kept if isinstance(kept, dict) else {}


def _title_bar(frame: QRect) -> QRect:
    return QRect(frame.left() + 40, frame.top(), max(frame.width() - 80, 1), 24)


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    screen = QGuiApplication.primaryScreen()
    if screen is None:
        return size
    room = screen.availableGeometry()
    return min(size[0], room.width()), min(size[1], room.height())
