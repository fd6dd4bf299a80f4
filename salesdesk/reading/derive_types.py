"""What kind of activities a sheet holds that has no column for it."""

from __future__ import annotations

from pathlib import PurePath

from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import singular

_KINDS = {
    "call": ("call", "caller", "callee", "callid", "calling", "dialed", "dialled"),
    **{kind: (kind,) for kind in ("meeting", "email", "visit", "demo")},
}


def implied_type(grid: Grid) -> str | None:
    """ "call" for a call log: the headers, the sheet or the file speak of one kind only."""
    for titles in (grid.names, (grid.sheet or "",), (PurePath(grid.source).stem,)):
        spoken = {word for title in titles for word in singular(title).split()}
        found = [kind for kind, words in _KINDS.items() if not spoken.isdisjoint(words)]
        if len(found) == 1:
            return found[0]
    return None
