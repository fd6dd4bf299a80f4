"""How high rows must be for the texts that are wrapped in them; not every program works that out by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from salesdesk.exports.blocks import List

_LINE = 13.5  # points
_PER_WIDTH = 1.08  # characters of text to a unit of column width


def lines_of(text: object, width: float) -> int:
    """On how many lines a text comes to stand, word by word."""
    if not isinstance(text, str):
        return 1
    room = max(1, int(width * _PER_WIDTH) - 2)
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines, used = lines + used // (room + 1), used % (room + 1)
    return lines + text.count("\n")


def wrapped_rows(block: List, widths: Mapping[int, float]) -> dict[int, float]:
    """The height of each row of a list that needs more than one line, its header included."""
    heights = {}
    columns = list(enumerate(block.columns, start=block.column))
    header = max(lines_of(column.header, widths.get(place, column.width)) for place, column in columns)
    heights[block.row] = _height(header) + 4
    for row in range(block.rows):
        wrapped = [(place, column) for place, column in columns if column.style == "Wrapped text"]
        most = max(
            (lines_of(column.values[row], widths.get(place, column.width)) for place, column in wrapped), default=1
        )
        heights[block.row + 1 + row] = _height(most)
    return heights


def all_wrapped(blocks: Iterable[object], widths: Mapping[int, float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for block in blocks:
        if isinstance(block, List):
            found |= wrapped_rows(block, widths)
    return found


def _height(lines: int) -> float:
    return max(16.0, lines * _LINE + 2)
