"""Starts the window: shows it first, then brings in what takes long to load."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from salesdesk.store.workspace import Workspace
from salesdesk.ui.desk import Desk
from salesdesk.ui.look.switch import Look
from salesdesk.ui.places import restore_look, restore_place
from salesdesk.ui.window import MainWindow
from salesdesk.ui.widgets.notice import NoticeData


def application() -> QApplication:
    """The one application object, named for task bars and settings."""
    _claim_task_bar()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("SalesDesk")
    app.setApplicationDisplayName("SalesDesk")
    app.setDesktopFileName("salesdesk")
    return app


def _claim_task_bar() -> None:
    """Windows groups windows by this id; without it SalesDesk would hide behind Python's icon."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("SalesDesk.SalesDesk")


def run(files: Sequence[Path], workspace: Workspace, *, sample: bool = False) -> int:
    """Shows the window, opens the files in it and returns when it is closed."""
    app = application()
    look = Look(app)
    restore_look(look, workspace)
    desk = Desk(workspace)
    window = MainWindow(desk, look)
    restore_place(window, workspace)
    window.show()
    if workspace.notice:
        window.notice.show_notice(NoticeData(workspace.notice))
    QTimer.singleShot(0, lambda: _after_first_paint(desk, tuple(files), sample))
    return app.exec()


def _after_first_paint(desk: Desk, files: tuple[Path, ...], sample: bool) -> None:
    if sample:
        from salesdesk.paths import sample_log

        desk.open((sample_log(),), sample=True)
    elif files:
        desk.open(files)
    else:
        desk.warm_up()
