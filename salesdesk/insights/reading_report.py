"""What was read, in words: how each file and each column was understood, what was done about what was found."""

from __future__ import annotations

from collections import Counter

from salesdesk.insights.numbers import PLAIN, NumberStyle
from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.models.tables import BY_NAME

NOT_USED = "not used"
NO_HEADER = "(no header)"
# What was done, in the order in which it matters.
DONE = {
    Effect.NEEDS_ANSWER: "needs an answer",
    Effect.SET_ASIDE: "rows set aside",
    Effect.BLANKED: "cells left blank",
    Effect.UNMATCHED: NOT_USED,
    Effect.FILLED: "cells filled down",
    Effect.NOTED: "used as it is",
}
_ORDER = {effect: place for place, effect in enumerate(DONE)}


def issues_in_order(log: SalesLog) -> tuple[Issue, ...]:
    """What cost most comes first: open questions, then lost rows, then lost cells."""
    return tuple(sorted(log.issues, key=lambda issue: _ORDER[issue.effect]))


def place_of(found: Source | Issue) -> str:
    """The file, with its sheet if it has several."""
    title = found.title if isinstance(found, Source) else found.source
    return f"{title} · {found.sheet}" if found.sheet else title


def read_as(source: Source) -> str:
    return BY_NAME[source.table].title if source.table in BY_NAME else NOT_USED


def field_of(match: ColumnMatch) -> str:
    """The column of a table that a header stands for."""
    if match.table is None or match.field is None:
        return NOT_USED
    table = BY_NAME[match.table]
    return f"{table.title}: {table.column(match.field).label}"


def set_aside(source: Source) -> int:
    return sum(source.set_aside.values())


def why_aside(source: Source, style: NumberStyle = PLAIN) -> str:
    """How many rows were set aside for which reason: "no date (7), empty rows (1)"."""
    return ", ".join(f"{why} ({style.text(count)})" for why, count in source.set_aside.items())


def uncommon_notes(log: SalesLog) -> tuple[str, ...]:
    """What is noted of each source, without what is true of most of them or said as the reason already."""
    counted = Counter(note for source in log.sources for note in source.notes)
    said = {why.removeprefix("not used: ") for source in log.sources for why in source.set_aside}
    usual = {note for note, count in counted.items() if 2 * count > len(log.sources)} | said
    return tuple(" ".join(note for note in source.notes if note not in usual) for source in log.sources)


def rows_text(log: SalesLog, style: NumberStyle = PLAIN) -> str:
    """Rows in = used + set aside, of everything that was read."""
    rows, used = (sum(getattr(source, name) for source in log.sources) for name in ("rows", "used"))
    aside = sum(map(set_aside, log.sources))
    return f"{style.text(rows)} row{'' if rows == 1 else 's'} = {style.text(used)} used + {style.text(aside)} set aside"
