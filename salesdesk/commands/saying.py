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
    as_of, columns = getattr(chosen, "as_of", None), dict(map(_explained, chosen.column))
    return Told(
        zone, chosen.currency, as_of, chosen.dates, chosen.decimal, chosen.percent, columns, tuple(chosen.fill_down)
    )


def _explained(text: str) -> tuple[str, tuple[str, str]]:
    """Header, and the table and column that it stands for."""
    from salesdesk.reading.meanings import UnknownMeaning, meaning_of

    header, equals, meant = text.rpartition("=")
    if not equals or not header.strip() or not meant.strip():
        raise UsageError(f"“{text}” explains no column: write it as HEADER=TABLE.COLUMN, such as Client=leads.company")
    try:
        return header.strip(), meaning_of(meant)
    except UnknownMeaning as unknown:
        raise UsageError(str(unknown)) from None


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
