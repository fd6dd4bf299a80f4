"""Starts the window: shows it first, then brings in what takes long to load."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from salesdesk.models.told import Told
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping import bring_back, open_workspace, say_workspace
from salesdesk.ui.look.switch import Look
from salesdesk.ui.places import restore_look, restore_place
from salesdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from salesdesk.store.workspace import Workspace


def application() -> QApplication:
    """The one application object, named for task bars and settings."""
    _claim_task_bar()
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("SalesDesk")
    app.setApplicationDisplayName("SalesDesk")
    app.setDesktopFileName("salesdesk")
    return app


def _claim_task_bar() -> None:
    """Windows groups windows by this id; without it SalesDesk would hide behind Python's icon."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("SalesDesk.SalesDesk")


def run(files: Sequence[Path], folder: Path | None, *, sample: bool = False, told: Told | None = None) -> int:
    """Shows the window, opens the files in it and returns when it is closed.

    ``folder`` holds the workspace, None for one that forgets everything. A workspace that is damaged or cannot be
    opened does not keep the window shut: it says so and works without.
    """
    app = application()
    kept = open_workspace(folder)
    window = first_window(kept.workspace, told)
    say_workspace(window, kept)
    window.backup_wanted.connect(lambda: bring_back(window, kept))
    QTimer.singleShot(0, lambda: _after_first_paint(window.desk, tuple(files), sample))
    return app.exec()


def first_window(workspace: Workspace, told: Told | None = None) -> MainWindow:
    """A window on a workspace, shown where it last stood, with nothing open in it yet."""
    look = Look(application())
    restore_look(look, workspace)
    window = MainWindow(Desk(workspace, told=told), look)
    restore_place(window, workspace)
    window.show()
    return window


def _after_first_paint(desk: Desk, files: tuple[Path, ...], sample: bool) -> None:
    if sample:
        from salesdesk.paths import sample_log

        desk.open((sample_log(),))
    elif files:
        desk.open(files)
    elif not desk.imports.reopen():
        desk.warm_up()
