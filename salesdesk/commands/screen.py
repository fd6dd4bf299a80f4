"""Whether a window can be opened here, said before Qt would end the process."""

from __future__ import annotations

import importlib
import os
import sys

from salesdesk.commands.endings import RefusedError

_LIBRARIES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"


def need_qt() -> None:
    """Raises RefusedError where Qt's system libraries are missing."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError:
        raise RefusedError(
            [f"Qt's system libraries are missing; this brings them: sudo apt-get install -y {_LIBRARIES}"]
        ) from None


def need_screen() -> None:
    """Raises RefusedError where there is no display to open a window on."""
    seen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in seen):
        raise RefusedError(
            ["there is no screen here to open the window on; `salesdesk --help` lists what works without one"]
        )
