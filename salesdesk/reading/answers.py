"""What the user told in advance about the files, and how opening them can end without a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesdesk.models.settings import Settings
from salesdesk.models.told import Told as Said
from salesdesk.reading import grid
from salesdesk.reading.column_answers import Told
from salesdesk.reading.header_words import header_signature
from salesdesk.reading.typed import Mark, Order

NOT_RECOGNISED = "not recognised"
Matches = Mapping[str, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True)
class Asked:
    """``zone``: where times without an offset were taken. ``dates`` and ``decimal`` settle what the cells leave open.

    ``percent``: whether 1 is one per cent or the whole, where nothing else tells. ``columns``: by header, table and
    column; ``fill_down``: headers whose values are filled down over the rows of their groups; ``all_columns``: each of
    these headers must be there.
    ``matches``: by header signature, which table and column each header stands for. ``answers``: by header
    signature, what was answered about such files and their columns.
    """

    zone: str = "UTC"
    dates: Order | None = None
    decimal: Mark | None = None
    currency: str | None = None
    matches: Matches = field(default_factory=dict)
    answers: Mapping[str, Told] = field(default_factory=dict)
    percent: str | None = None
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    all_columns: bool = False
    fill_down: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, settings: Settings, said: Said, matches: Matches, answers: Mapping[str, Told], *, all_columns: bool = False
    ) -> Asked:
        """What the settings, the options and what was answered before come to; ``settings`` have those of ``said``."""
        return cls(
            settings.zone, said.dates, said.decimal, settings.currency, matches, answers, said.percent, said.columns,
            all_columns, said.fill_down,
        )  # fmt: skip

    def told(self, names: Sequence[str]) -> Told:
        """What was answered about files with this header."""
        return self.answers.get(header_signature(names), {}) if self.answers else {}


class Refused(grid.Refused):
    """Files that give no log; ``reasons`` has a line for each, with the file's name."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


class NotRecognised(Refused):
    """Files that can be read, but none of whose sheets looks like a table of a sales log.

    ``ways``: one of them could be either of two tables; to say what one column holds ("Name=leads.name") settles it.
    """

    def __init__(self, reasons: Sequence[str], *, ways: Sequence[str] = ()) -> None:
        super().__init__(reasons)
        self.ways = tuple(ways)

    @property
    def torn(self) -> bool:
        return bool(self.ways)


class NoSuchColumn(Refused):
    """A column was explained that no file has."""


class NeedsAnswer(Refused):
    """Columns that can be read in two ways; each line names the option that settles it."""
