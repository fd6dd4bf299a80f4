"""The page's layout: cells from left to right that wrap when their minimum widths no longer fit."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from salesdesk.ui.look.units import CARD_GAP, grown, u

# Below this a page is scrolled sideways rather than squeezed further (in pixels at the usual font).
_NARROWEST = 320


@dataclass(frozen=True, eq=False)
class _Cell:
    item: QLayoutItem
    minimum: float
    weight: float

    def width(self) -> float:
        return grown(self.minimum)

    def height(self, width: int) -> int:
        floor = self.item.minimumSize().height()
        wanted = self.item.heightForWidth(width) if self.item.hasHeightForWidth() else self.item.sizeHint().height()
        return max(wanted, floor)


class FlowLayout(QLayout):
    """Minimum widths are pixels at the usual font and grow with it; what is left over is shared by weight.

    `columns` limits the cells of a row to one of these numbers (tiles: 4, 2, 1). Spare height goes to the last
    row, up to `cap` pixels at the usual font.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        columns: tuple[int, ...] = (),
        cap: float | None = None,
        gap: int = CARD_GAP,
    ) -> None:
        super().__init__(parent)
        self._columns, self._cap, self._gap = columns, cap, gap
        self._cells: list[_Cell] = []
        self._pending = (0.0, 1.0)
        self._heights: dict[tuple[int, float], int] = {}
        self._row_heights: dict[tuple[int, float], tuple[int, ...]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def set_columns(self, columns: tuple[int, ...]) -> None:
        """Another grid, for another number of cells."""
        self._columns = columns
        self.invalidate()

    def add(self, widget: QWidget, minimum: float, weight: float = 1.0) -> None:
        self._pending = (minimum, weight)
        self.addWidget(widget)
        self._pending = (0.0, 1.0)

    def add_flow(self, layout: "FlowLayout", minimum: float, weight: float = 1.0) -> None:
        """A nested flow takes part as one cell; with a minimum as wide as any page it has a row of its own."""
        self.addChildLayout(layout)
        self._pending = (minimum, weight)
        self.addItem(layout)
        self._pending = (0.0, 1.0)

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append(_Cell(item, *self._pending))
        self.invalidate()

    def count(self) -> int:
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._cells[index].item if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._cells):
            return None
        self.invalidate()
        return self._cells.pop(index).item

    def clear(self) -> None:
        """Removes every widget and deletes it."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
            elif isinstance(layout := item.layout(), FlowLayout):
                layout.clear()

    def invalidate(self) -> None:
        self._heights.clear()
        self._row_heights.clear()
        for cell in self._cells:
            if isinstance(nested := cell.item.layout(), FlowLayout):
                nested.invalidate()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        key = (width, u())
        if key not in self._heights:
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            heights = self._heights_of(self._rows(inner), inner)
            gaps = self._gap * max(0, len(heights) - 1)
            self._heights[key] = sum(heights) + gaps + margins.top() + margins.bottom()
        return self._heights[key]

    def sizeHint(self) -> QSize:
        width = max(self.geometry().width(), self.minimumSize().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        widest = max((cell.width() for cell in self._shown()), default=0.0)
        return QSize(round(min(widest, _NARROWEST)) + margins.left() + margins.right(), 0)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        inner = area.marginsRemoved(self.contentsMargins())
        rows = self._rows(inner.width())
        heights = list(self._heights_of(rows, inner.width()))
        self._stretch_last(heights, inner.height())
        top = inner.top()
        for row, height in zip(rows, heights, strict=True):
            left = inner.left()
            for cell, width in row:
                cell.item.setGeometry(QRect(left, top, width, height))
                left += width + self._gap
            top += height + self._gap

    def _stretch_last(self, heights: list[int], room: int) -> None:
        if not heights:
            return
        spare = room - sum(heights) - self._gap * (len(heights) - 1)
        if spare > 0:
            limit = grown(self._cap) if self._cap is not None else float("inf")
            heights[-1] = round(min(heights[-1] + spare, max(heights[-1], limit)))

    def _shown(self) -> list[_Cell]:
        return [cell for cell in self._cells if not cell.item.isEmpty()]

    def _heights_of(self, rows: list[list[tuple[_Cell, int]]], inner: int) -> tuple[int, ...]:
        key = (inner, u())
        if key not in self._row_heights:
            self._row_heights[key] = tuple(max(cell.height(width) for cell, width in row) for row in rows)
        return self._row_heights[key]

    def _rows(self, width: int) -> list[list[tuple[_Cell, int]]]:
        rows: list[list[_Cell]] = []
        used, limit = 0.0, self._columns_for(width)
        for cell in self._shown():
            fits = rows and used + self._gap + cell.width() <= width and len(rows[-1]) < limit
            if fits:
                rows[-1].append(cell)
                used += self._gap + cell.width()
            else:
                rows.append([cell])
                used = cell.width()
        return [self._shared(row, width, limit) for row in rows]

    def _columns_for(self, width: int) -> int:
        if not self._columns:
            return len(self._cells) or 1
        widest = max((cell.width() for cell in self._shown()), default=1.0)
        for columns in sorted(self._columns, reverse=True):
            if columns * widest + (columns - 1) * self._gap <= width:
                return columns
        return min(self._columns)

    def _shared(self, row: list[_Cell], width: int, columns: int) -> list[tuple[_Cell, int]]:
        """Widths by weight, none below its minimum; cells of a grid keep their column even in a short row."""
        slots = max(len(row), columns) if self._columns else len(row)
        room = width - self._gap * (slots - 1)
        if self._columns:
            ends = [round(room * (i + 1) / slots) for i in range(slots)]
            return [(cell, ends[i] - (ends[i - 1] if i else 0)) for i, cell in enumerate(row)]
        widths = _by_weight(row, room)
        return list(zip(row, widths, strict=True))


def _by_weight(row: list[_Cell], room: int) -> list[int]:
    fixed: dict[int, float] = {}
    while True:
        free = [i for i in range(len(row)) if i not in fixed]
        weight = sum(row[i].weight for i in free)
        left = room - sum(fixed.values())
        short = [i for i in free if left * row[i].weight / weight < row[i].width()] if weight else []
        if not short or len(short) == len(free):
            break
        fixed.update({i: row[i].width() for i in short})
    parts = [fixed.get(i, left * row[i].weight / weight if weight else 0.0) for i in range(len(row))]
    ends = [round(sum(parts[: i + 1])) for i in range(len(parts))]
    return [end - (ends[i - 1] if i else 0) for i, end in enumerate(ends)]
