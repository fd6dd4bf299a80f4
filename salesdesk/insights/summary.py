"""What a log is, in a line: how many rows, and how many of them need a look."""

from __future__ import annotations

from salesdesk.insights.numbers import PLAIN, NumberStyle
from salesdesk.models.issue import Effect
from salesdesk.models.log import SalesLog

_LOOK_AT = frozenset({Effect.BLANKED, Effect.SET_ASIDE, Effect.NEEDS_ANSWER})


def rows_to_look_at(log: SalesLog) -> int:
    """Rows set aside or read with a gap; a whole column that needs an answer counts once."""
    return sum(issue.count for issue in log.issues if issue.effect in _LOOK_AT)


def opened_text(log: SalesLog, style: NumberStyle = PLAIN) -> tuple[str, str]:
    """For the status bar: how much was read, and what needs a look ("" if nothing does)."""
    rows = sum(source.rows for source in log.sources)
    doubts = rows_to_look_at(log)
    attention = ""
    if doubts:
        attention = f"{style.text(doubts)} row{'' if doubts == 1 else 's'} need{'s' if doubts == 1 else ''} a look"
    return f"{style.text(rows)} rows", attention
