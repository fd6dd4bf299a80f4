"""From the start of the program to its first painted window, against an empty window of Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
window.grab()
"""
OURS = """
from salesdesk.store.workspace import Workspace
from salesdesk.ui.app import first_window
window = first_window(Workspace.in_memory())
window.grab()
"""


def seconds(program: str) -> float:
    """A whole process, from its start until the window has been painted and the process has ended."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], env=os.environ.copy(), cwd=Path(__file__).parent.parent, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(seconds({"ours": OURS, "empty": EMPTY}[sys.argv[1]])))
