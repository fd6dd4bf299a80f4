"""What was said on the command line about the files and the figures; it goes before what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from salesdesk.models.settings import Settings


@dataclass(frozen=True)
class Told:
    """None: nothing was said. ``dates``, ``decimal`` and ``percent`` settle what the cells of a column leave open.

    ``columns``: by header, table and column that it stands for. ``fill_down``: headers whose values are filled
    down over the rows of their groups.
    """

    zone: str | None = None
    currency: str | None = None
    as_of: date | None = None
    dates: Literal["dmy", "mdy"] | None = None
    decimal: Literal["comma", "point"] | None = None
    percent: Literal["points", "shares"] | None = None
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fill_down: tuple[str, ...] = ()

    def over(self, settings: Settings) -> Settings:
        """The settings with what was said in place of what was kept."""
        said: dict[str, Any] = {"zone": self.zone, "currency": self.currency, "as_of": self.as_of}
        return replace(settings, **{name: value for name, value in said.items() if value is not None})
