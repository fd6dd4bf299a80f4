"""Opens the import assistant, on files that leave something open and on those that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.ui.taken import LookFirst
    from salesdesk.ui.window import MainWindow


def open_assistant(window: MainWindow, look: LookFirst) -> None:
    """Asks what the files leave open, then opens them."""
    from salesdesk.ui.dialogs.import_assistant import ImportAssistant

    ImportAssistant(window.desk, look, window).open()


def check_reading(window: MainWindow) -> None:
    """How the open files were read; another reading can be chosen."""
    if window.desk.paths:
        open_assistant(window, window.desk.imports.looked_at())
