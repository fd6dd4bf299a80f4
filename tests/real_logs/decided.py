"""What the program decided about a file of a real log before anybody was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.models.issue import Source
from salesdesk.reading.grid import Grid


@dataclass(frozen=True)
class Decided:
    """``orders`` and ``marks``: day or month first, decimal comma or point, of the columns that needed deciding."""

    table: str | None
    used: int
    header_row: int = 1
    encoding: str | None = "utf-8"
    delimiter: str | None = ","
    orders: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def decided(grid: Grid, source: Source) -> Decided:
    said = {match.header: match.decided for match in source.matches}
    return Decided(
        source.table,
        source.used,
        source.header_row,
        grid.encoding,
        grid.delimiter,
        {header: text[: text.index(" first")] for header, text in said.items() if " first" in text[:12]},
        {header: text.split()[1].strip(",") for header, text in said.items() if text.startswith("decimal ")},
    )


def name_of(source: Source) -> str:
    return source.title if source.sheet is None else f"{source.title}/{source.sheet}"


def columns_of(source: Source) -> str:
    """Each header that is used with the column it is read as, in the order of the sheet."""
    pairs = (
        (match.header.strip(), match.field if match.table == source.table else f"{match.table}.{match.field}")
        for match in source.matches
        if match.field
    )
    return "; ".join(f"{header}: {field}" for header, field in pairs)
