"""A changed filter up to the repainted page, against the bare repaint of the page's widgets."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from salesdesk.store.workspace import Workspace
from salesdesk.ui.app import first_window
from salesdesk.ui.window import MainWindow

RUNS = 9


def _opened(path: Path) -> MainWindow:
    """A window with the log open, its Overview painted and every mark of change there."""
    window = first_window(Workspace.in_memory())
    done = QEventLoop()
    window.desk.marked.connect(done.quit)
    window.desk.refused.connect(lambda refusal: sys.exit(" ".join(refusal.reasons)))
    window.desk.open((path,))
    done.exec()
    window.page("overview").grab()
    return window


def changed(path: Path) -> float:
    """Median seconds from a changed selection to a painted Overview: its figures scored, shown and drawn."""
    from benchmarks.filtering import selections
    from salesdesk.insights.board import board

    window = _opened(path)
    page, book = window.page("overview"), window.desk.book
    times = []
    for selection in selections(book.log) * 2:
        start = time.perf_counter()
        window.desk.board = board(book, selection, first=page.keys)
        page.show_board(window.desk.board)
        QApplication.processEvents()
        page.grab()
        times.append(time.perf_counter() - start)
    return median(times[2:])


def bare(path: Path) -> float:
    """Median seconds of painting the same page once more, nothing changed."""
    page = _opened(path).page("overview")
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        page.update()
        QApplication.processEvents()
        page.grab()
        times.append(time.perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    app = QApplication.instance() or QApplication([])
    print(json.dumps({"changed": changed, "bare": bare}[sys.argv[1]](Path(sys.argv[2]))))
