"""A changed filter up to the repainted page, against the bare repaint of the page's widgets."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication, QWidget

RUNS = 9


def _page(path: Path) -> tuple[QWidget, list]:
    from salesdesk.reading.open import open_log

    from benchmarks.filtering import selections
    from salesdesk.insights.board import board
    from salesdesk.insights.marks import marked
    from salesdesk.insights.selections import first_selection
    from salesdesk.kpis.book import Book
    from salesdesk.store.workspace import Workspace
    from salesdesk.ui.app import first_window

    log = open_log([path])
    book = Book(log)
    window = first_window(Workspace.in_memory())
    first = marked(board(book, first_selection(log)))
    window.desk.put(log, book, first)
    window.show()
    page = window.page("overview")
    page.grab()
    return window, [(book, chosen) for chosen in selections(log)]


def changed(path: Path) -> float:
    """Median seconds from a changed selection to a painted Overview: its figures scored, shown and drawn."""
    from salesdesk.insights.board import board
    from salesdesk.ui.pages.overview import TILES

    window, chosen = _page(path)
    page = window.page("overview")
    times = []
    for book, selection in chosen * 2:
        start = time.perf_counter()
        window.desk.board = board(book, selection, TILES)
        page.show_board(window.desk.board)
        QApplication.processEvents()
        page.grab()
        times.append(time.perf_counter() - start)
    return median(times[2:])


def bare(path: Path) -> float:
    """Median seconds of painting the same page once more, nothing changed."""
    window, _ = _page(path)
    page = window.page("overview")
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
