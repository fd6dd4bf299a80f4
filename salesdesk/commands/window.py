"""`salesdesk [FILE…]`: opens the window."""

from __future__ import annotations

import argparse

from salesdesk.commands.endings import RefusedError
from salesdesk.paths import workspace_folder
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.store.workspace import Workspace


def run(chosen: argparse.Namespace) -> None:
    from salesdesk.ui.app import run as open_window

    try:
        kept = Workspace.open(chosen.workspace or workspace_folder())
    except WorkspaceRefused as refused:
        raise RefusedError([str(refused)]) from None
    open_window(tuple(chosen.files), kept)
