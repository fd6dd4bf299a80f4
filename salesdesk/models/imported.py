"""A file that belongs to the log of the workspace, as it was when it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """``title`` is its name in the log, one of a kind there. ``digest`` (SHA-256) is "" as long as it was not read.

    ``size`` and ``mtime_ns`` are the file's when it was read.
    """

    path: Path
    title: str
    digest: str = ""
    size: int = 0
    mtime_ns: int = 0
    read_at: datetime | None = None


def title_for(path: Path, taken: Collection[str]) -> str:
    """The file's name, with a number if another file of the log has it: "deals (2).csv"."""
    title, number = path.name, 2
    while title in taken:
        title, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return title
