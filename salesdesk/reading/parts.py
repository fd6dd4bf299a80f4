"""Columns that sources have and the tables have not: read like the others, then worked into the declared ones."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.models.columns import Column, Kind
from salesdesk.models.tables import activities


@dataclass(frozen=True)
class Part:
    """``feeds`` names the declared column that the part ends up in."""

    column: Column
    feeds: str


def _part(feeds: str, name: str, label: str, kind: Kind, *aliases: str) -> Part:
    return Part(Column(name, label, kind, aliases=aliases), feeds)


def _choice(feeds: str, name: str, values: dict[str, tuple[str, ...]], *aliases: str) -> Part:
    return Part(Column(name, aliases[0].capitalize(), Kind.CHOICE, aliases=aliases, values=values), feeds)


CLOCK = "clock"  # a time of day, which is put to the date of another column

PARTS: dict[str, tuple[Part, ...]] = {
    "opportunities": (
        _part("closed_at", "won_at", "Won on", Kind.MOMENT, "won date", "won time", "date won", "closed won date"),
        _part(
            "closed_at", "lost_at", "Lost on", Kind.MOMENT, "lost date", "lost time", "date lost", "date closed lost"
        ),
        _part("status", "is_won", "Is won", Kind.FLAG, "is closed won", "won"),
        _part("status", "is_lost", "Is lost", Kind.FLAG, "is closed lost", "lost"),
        _part("status", "is_closed", "Is closed", Kind.FLAG, "is deal closed"),
        _part("amount", "won_amount", "Actual revenue", Kind.MONEY, "actual value", "won amount"),
    ),
    "activities": (
        _choice("outcome", "call_outcome", activities.OUTCOMES, "call outcome", "call result", "call status"),
        _choice("outcome", "meeting_outcome", activities.OUTCOMES, "meeting outcome"),
        _choice("status", "task_status", activities.STATUSES, "task status"),
        _part("outcome", "answered", "Answered", Kind.FLAG, "answered (y/n)", "answered y n"),
        _part("person_id", "caller_number", "Caller's number", Kind.TEXT),
        _part("happened_at", CLOCK, "Time", Kind.SECONDS, "time of day", "call time", "time (tz offset incl.)"),
    ),
}


def parts_of(table: str) -> tuple[Part, ...]:
    return PARTS.get(table, ())
