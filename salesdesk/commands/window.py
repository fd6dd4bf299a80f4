"""`salesdesk [FILE…]`: opens the window."""

from __future__ import annotations

import argparse

from salesdesk.commands.saying import told
from salesdesk.commands.screen import need_qt, need_screen
from salesdesk.paths import workspace_folder


def run(chosen: argparse.Namespace) -> None:
    said = told(chosen)
    need_screen()
    need_qt()
    from salesdesk.ui.app import run as open_window

    open_window(tuple(chosen.files), chosen.workspace or workspace_folder(), told=said)
