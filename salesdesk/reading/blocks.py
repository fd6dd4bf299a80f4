"""Tables that stand side by side in one sheet, separated by a blank column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.reading.header import HeaderGuess, find_header, header_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[str | None]]

_NAMED = 2  # a block with fewer named columns is a remark beside the table, not a table


def split_blocks(rows: Rows) -> list[range]:
    """The columns of each table, from 0. One table that covers all columns, if they cannot be told apart.

    A column is blank if none of the given rows fills it. Titles above a table may bridge a blank column.
    """
    width = max(map(len, rows), default=0)
    guess = find_header(rows)
    body = rows[max(guess.row - guess.rows + 1, 0) :]
    runs = _runs([any(place < len(row) and row[place] for row in body) for place in range(width)])
    if len(runs) < 2 or not all(_is_table(rows, run) for run in runs):
        runs = _joined(rows, runs)
    return runs if len(runs) > 1 else [range(width)]


def cells_of(rows: Rows, columns: range) -> list[tuple[str | None, ...]]:
    """The rows as if the sheet had only these columns."""
    return [tuple(row[place] if place < len(row) else None for place in columns) for row in rows]


def _runs(filled: Sequence[bool]) -> list[range]:
    runs: list[range] = []
    for place, full in enumerate(filled):
        if full and runs and runs[-1].stop == place:
            runs[-1] = range(runs[-1].start, place + 1)
        elif full:
            runs.append(range(place, place + 1))
    return runs


def _is_table(rows: Rows, columns: range) -> bool:
    cells = cells_of(rows, columns)
    guess: HeaderGuess = find_header(cells)
    names = header_names(cells, guess, len(columns))
    return guess.row >= 0 and sum(map(bool, names)) >= _NAMED


def _joined(rows: Rows, runs: list[range]) -> list[range]:
    """Runs that are no table of their own belong to their left neighbour (the first one to its right one)."""
    joined: list[range] = []
    for run in runs:
        if joined and not (_is_table(rows, run) and _is_table(rows, joined[-1])):
            joined[-1] = range(joined[-1].start, run.stop)
        else:
            joined.append(run)
    return joined
