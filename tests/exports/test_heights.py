"""How many lines a wrapped text needs."""

from __future__ import annotations

from salesdesk.exports.blocks import List, ListColumn
from salesdesk.exports.heights import lines_of, wrapped_rows


def test_that_a_text_wraps_at_its_column() -> None:
    assert lines_of("short", 20) == 1
    assert lines_of("one two three four five six seven", 12) == 4
    assert lines_of(None, 5) == 1
    assert lines_of("x" * 100, 20) > 5


def test_that_rows_are_as_high_as_their_longest_text() -> None:
    block = List(2, 0, "L", (ListColumn("A", "Wrapped text", ["a", "many words in a narrow column"], 10),))
    heights = wrapped_rows(block, {})
    assert heights[4] > heights[3]
