"""What is selected: its cells for copying, its count, sum and average for the status bar."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QItemSelectionRange

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables.clipboard import Cell
from salesdesk.ui.tables.columns import Frame, TableColumn, blanks


@dataclass(frozen=True)
class SelectionSummary:
    """Filled cells, those of them that are numbers, their sum and average."""

    cells: int = 0
    numbers: int = 0
    total: float = 0.0

    @property
    def mean(self) -> float | None:
        return self.total / self.numbers if self.numbers else None

    def text(self, style: NumberStyle) -> str:
        """As spreadsheets say it; nothing for a single cell."""
        if self.cells < 2:
            return ""
        parts = [f"Count {style.text(self.cells)}"]
        if self.mean is not None:
            parts += [f"Sum {style.trimmed(self.total, 2)}", f"Average {style.trimmed(self.mean, 2)}"]
        return " · ".join(parts)


@dataclass(frozen=True)
class Block:
    """A rectangle of selected cells: places of rows from first to last, both included, and columns."""

    first: int
    last: int
    columns: tuple[int, ...]


def blocks_of(selection: Sequence[QItemSelectionRange], visible: Sequence[int]) -> list[Block]:
    """The selected rectangles without hidden columns, columns in the order they are seen."""
    found = []
    for each in selection:
        columns = tuple(column for column in visible if each.left() <= column <= each.right())
        if columns:
            found.append(Block(each.top(), each.bottom(), columns))
    return found


def summary_of(frame: Frame, shown: np.ndarray, blocks: list[Block]) -> SelectionSummary:
    cells = numbers = 0
    total = 0.0
    for block in blocks:
        rows = shown[block.first : block.last + 1]
        for place in block.columns:
            column = frame.columns[place]
            values = column.values[rows]
            filled = values[~blanks(values)]
            cells += len(filled)
            if column.number:
                numbers += len(filled)
                total += float(filled.astype(np.float64).sum())
    return SelectionSummary(cells, numbers, total)


def cells_of(
    frame: Frame, shown: np.ndarray, blocks: list[Block], visible: Sequence[int]
) -> tuple[list[int], list[list[Cell]]]:
    """The columns and rows that hold all blocks; what lies between them and is not selected stays empty."""
    wanted = {column for block in blocks for column in block.columns}
    columns = [column for column in visible if column in wanted]
    places = np.unique(np.concatenate([np.arange(b.first, b.last + 1) for b in blocks])) if blocks else np.arange(0)
    taken = [_column_cells(frame.columns[each], shown, places, _rows_of(blocks, each)) for each in columns]
    return columns, [list(row) for row in zip(*taken, strict=True)]


def _rows_of(blocks: list[Block], column: int) -> list[Block]:
    return [block for block in blocks if column in block.columns]


def _column_cells(column: TableColumn, shown: np.ndarray, places: np.ndarray, blocks: list[Block]) -> list[Cell]:
    held = np.zeros(len(places), dtype=bool)
    for block in blocks:
        held |= (places >= block.first) & (places <= block.last)
    rows = shown[places]
    return [column.taken(row) if inside else None for row, inside in zip(rows, held, strict=True)]
