"""How a table is declared: a frozen dataclass whose fields carry label, kind, aliases and value words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds, and with it how it is read, stored, shown and exported.

    Stored as: text kinds → ``str`` or a categorical of it; ``CHOICE`` → categorical of neutral words;
    ``FLAG`` → nullable boolean; ``MOMENT`` and ``DAY`` → datetime64[us, UTC], a date without a time of day
    as its midnight with a mark in ``SalesLog.date_only``; all others → float64 with gaps as NaN.
    """

    ID = "id"
    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    MOMENT = "moment"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"  # in points: 50 means 50 %
    SECONDS = "seconds"


TEXT_KINDS = frozenset({Kind.ID, Kind.TEXT})
TIME_KINDS = frozenset({Kind.MOMENT, Kind.DAY})
NUMBER_KINDS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.SECONDS})


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``refers`` names the dimension whose members the column holds (rep, customer, product, location, …).
    ``happened`` marks a moment at which something really took place: the newest of them ends the log.
    ``values`` leads from a neutral word to the words that sources use for it (compared case-insensitively).
    ``required``: without the column a row says nothing, so the reader asks for it.
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    refers: str | None = None
    happened: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: str = ""


def column(
    label: str,
    kind: Kind = Kind.TEXT,
    *,
    required: bool = False,
    aliases: tuple[str, ...] = (),
    refers: str | None = None,
    happened: bool = False,
    values: Mapping[str, tuple[str, ...]] | None = None,
    about: str = "",
) -> Any:
    """A dataclass field that carries the declaration of a column; its default is None, "nothing known"."""
    facts = {
        "label": label,
        "kind": kind,
        "required": required,
        "aliases": aliases,
        "refers": refers,
        "happened": happened,
        "values": dict(values or {}),
        "about": about,
    }
    return field(default=None, metadata={"column": facts})


@dataclass(frozen=True)
class Table:
    """A table: its neutral name, what people call it, the record class that declares its columns.

    ``aliases`` are words found in sheet and file names. ``key`` names the id column, ``naming`` the column that
    may stand in for a missing id. ``any_of``: at least one of these columns must be there.
    """

    name: str
    title: str
    record: type
    about: str
    aliases: tuple[str, ...] = ()
    key: str | None = None
    naming: str | None = None
    any_of: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return _columns_of(self.record)

    def column(self, name: str) -> Column:
        """Raises KeyError for a column that the table does not declare."""
        return _by_name(self.record)[name]


_CACHE: dict[type, tuple[Column, ...]] = {}


def _columns_of(record: type) -> tuple[Column, ...]:
    if record not in _CACHE:
        _CACHE[record] = tuple(
            Column(name=entry.name, **entry.metadata["column"]) for entry in dataclasses.fields(record)
        )
    return _CACHE[record]


def _by_name(record: type) -> dict[str, Column]:
    return {entry.name: entry for entry in _columns_of(record)}
