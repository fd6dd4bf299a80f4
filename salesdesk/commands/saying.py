"""What the options say before any file is read; loads nothing that would hold the window up."""

from __future__ import annotations

import argparse
from pathlib import Path
from zoneinfo import ZoneInfo

from salesdesk.commands.endings import RefusedError, UsageError
from salesdesk.models.told import Told
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.store.workspace import Workspace


def told(chosen: argparse.Namespace) -> Told:
    """What the options say about the files."""
    zone = None if chosen.zone is None else _zone(chosen.zone)
    return Told(zone, chosen.currency, getattr(chosen, "as_of", None), chosen.dates, chosen.decimal)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError):
        raise UsageError(f"there is no time zone called “{name}”: give one such as Europe/Berlin") from None


def workspace(folder: Path | None) -> Workspace:
    """The one kept there; without a folder one that forgets everything."""
    if folder is None:
        return Workspace.in_memory()
    try:
        return Workspace.open(folder)
    except WorkspaceRefused as refused:
        raise RefusedError([str(refused)]) from None
