"""How long painting is held up while a large log opens: `python -m benchmarks.responding FILE`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

TICK_MS = 5


def gaps(path: Path, seconds: float = 600.0) -> tuple[list[float], float]:
    """Seconds between ticks of the window's own clock, longest first, and how long opening took."""
    from salesdesk.store.workspace import Workspace
    from salesdesk.ui.app import first_window

    window = first_window(Workspace.in_memory())
    window.show()
    ticks: list[float] = []
    clock = QTimer()
    clock.timeout.connect(lambda: (ticks.append(time.perf_counter()), window.repaint()))
    ended: list[float] = []
    window.desk.marked.connect(lambda: ended.append(time.perf_counter()))
    window.desk.refused.connect(lambda refusal: sys.exit(" ".join(refusal.reasons)))
    QApplication.processEvents()
    clock.start(TICK_MS)
    start = time.perf_counter()
    window.desk.open((path,))
    while not ended and time.perf_counter() - start < seconds:
        QApplication.processEvents()
        time.sleep(0.001)
    found = [after - before for before, after in zip([start, *ticks], ticks, strict=False)]
    return sorted(found, reverse=True), ended[0] - start


if __name__ == "__main__":
    app = QApplication.instance() or QApplication([])
    longest, took = gaps(Path(sys.argv[1]))
    print(f"opened and compared in {took:.1f} s; {len(longest)} paints meanwhile")
    print("longest gaps between paints: " + ", ".join(f"{1000 * gap:.0f} ms" for gap in longest[:8]))
