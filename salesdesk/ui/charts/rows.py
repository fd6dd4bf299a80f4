"""The ground of charts that are given one value and painted row by row."""

from typing import Any, TypeVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.key import draw_key, key_height
from salesdesk.ui.charts.painted import PaintedChart
from salesdesk.ui.charts.taking import TakesData
from salesdesk.ui.charts.values import CategoryData, FunnelData, IntervalData, KeyEntry
from salesdesk.ui.charts.values_columns import BandsData
from salesdesk.ui.charts.values_grid import GridData
from salesdesk.ui.charts.values_rows import BulletData, DuelData, RangeData, WaterfallData
from salesdesk.ui.look.fonts import Face, faces
from salesdesk.ui.look.painting import hairline, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown
from salesdesk.ui.plain import one_line

_Data = TypeVar(
    "_Data",
    bound=CategoryData | FunnelData | IntervalData | BandsData | GridData | RangeData | WaterfallData | BulletData
    | DuelData,
)  # fmt: skip
Edges = tuple[float, float]
NAMES = 0.34  # of the width that names may take


class RowChart(TakesData[_Data], PaintedChart):
    """A click or Enter on a row picks it."""

    def __init__(self, data: _Data, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.set_data(data)

    def place_count(self) -> int:
        return self.row_count()


class KeyedRows(RowChart[_Data]):
    """Rows of one height below a key, with a line between them. ``widths``: preferred and least, for text of 100 %;
    ``airs``: how many times its least height a row takes there, and at most.
    """

    widths: tuple[float, float]
    airs: tuple[float, float]

    def sizeHint(self) -> QSize:
        return self._size(self.widths[0], self.airs[0])

    def minimumSizeHint(self) -> QSize:
        return self._size(self.widths[1], 1.0)

    def _size(self, width: float, air: float) -> QSize:
        rows = max(1, self.row_count()) * air * self._least()
        return QSize(round(grown(width)), round(key_height(self._key(), grown(width)) + rows))

    def row_area(self, area: QRectF, row: int) -> QRectF:
        head = key_height(self._key(), area.width())
        tall = min((area.height() - head) / max(1, self.row_count()), self.airs[1] * self._least())
        return QRectF(area.left(), area.top() + head + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        draw_key(painter, area, self._key(), look)
        columns = self._columns(area)
        for index in range(self.row_count()):
            spot = self.row_area(area, index)
            if index == lit:
                painter.fillRect(spot, look.hover)
            self._draw_row(painter, spot, columns, index, look)
            if index < self.row_count() - 1:
                hairline(painter, area.left(), area.right(), spot.bottom() - 1, look.grid)

    def _key(self) -> tuple[KeyEntry, ...]:
        raise NotImplementedError

    def _least(self) -> float:
        """The least height of a row."""
        raise NotImplementedError

    def _columns(self, area: QRectF) -> Any:
        """Between which edges the parts of every row are drawn."""
        raise NotImplementedError

    def _draw_row(self, painter: QPainter, spot: QRectF, columns: Any, index: int, look: Theme) -> None:
        raise NotImplementedError


def names_width(names: tuple[str, ...] | list[str], width: float, face: str = "body") -> float:
    """The width of a column of names within a chart of a width."""
    widest = max((getattr(faces(), face).width(one_line(name)) for name in names), default=0.0)
    return min(widest + 1, NAMES * width)


def put_name(painter: QPainter, edges: Edges, row: QRectF, text: str, look: Theme, face: str = "body") -> None:
    """Writes a name between two edges of a row: on two small lines where it is long and the row tall enough."""
    name, room, small = one_line(text), edges[1] - edges[0], faces().small
    lines = two_lines(name, small, room)
    if getattr(faces(), face).width(name) < room + 1 or len(lines) < 2 or row.height() < 2 * small.height:
        put(painter, edges, row, name, face, look.text)
        return
    top = row.center().y() - small.height
    for line in lines:
        write(painter, QRectF(edges[0], top, room, small.height), line, small, look.text)
        top += small.height


def two_lines(text: str, face: Face, width: float) -> list[str]:
    """The text on one line or, broken between words, on two; what is too long is cut where it is written."""
    words, first = text.split(), 1
    while first < len(words) and face.width(" ".join(words[: first + 1])) <= width:
        first += 1
    return [part for part in (" ".join(words[:first]), " ".join(words[first:])) if part]


def put(
    painter: QPainter, edges: Edges, row: QRectF, text: str, face: str, colour: QColor, align: str = "left"
) -> None:
    """Writes a text between two edges of a row."""
    cell = QRectF(edges[0], row.top(), edges[1] - edges[0], row.height())
    write(painter, cell, one_line(text), getattr(faces(), face), colour, align)
