"""What the reader tells about the files it opened: sources, matched columns, issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Effect(StrEnum):
    """What was done about an issue."""

    NOTED = "noted"  # used as it stands, said
    FILLED = "filled down"  # the cell counts with the value above it, as somebody said
    BLANKED = "blanked"  # the cell counts as empty
    SET_ASIDE = "set aside"  # the row is not used
    UNMATCHED = "unmatched"  # the column or sheet is not used
    NEEDS_ANSWER = "needs an answer"  # cannot be settled from the file alone


@dataclass(frozen=True)
class Issue:
    """Something the reader found. ``row`` is the row number in the file, None for a whole column or sheet.

    ``count`` says how many rows a summed-up issue speaks of. ``text`` is one plain sentence without cell text
    of other rows; ``option`` names the command-line option that answers it (``--dates dmy``), if one does.
    """

    source: str
    sheet: str | None
    text: str
    effect: Effect
    row: int | None = None
    column: str | None = None
    count: int = 1
    option: str | None = None


@dataclass(frozen=True)
class ColumnMatch:
    """How one header of a source was understood; ``field`` None: not used, and ``reason`` says why.

    ``score`` 0–100. ``decided`` says what was settled about the values ("day first, 13/04 in row 212").
    """

    header: str
    table: str | None
    field: str | None
    score: float
    reason: str
    decided: str = ""
    coverage: float | None = None


@dataclass(frozen=True)
class Source:
    """One sheet of one opened file. rows = used + set_aside; ``title`` is the file name without its folder.

    ``doubt``: what a person should look at before believing in it, "" where all is clear.
    """

    title: str
    sheet: str | None
    table: str | None
    header_row: int
    rows: int
    used: int
    set_aside: dict[str, int] = field(default_factory=dict)
    matches: tuple[ColumnMatch, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    doubt: str = ""
