"""Bars by category: one line each for location, product or channel, from zero, with value and share."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.rows import RowChart
from salesdesk.ui.charts.ticks import span_of
from salesdesk.ui.charts.values import CategoryData, CategoryRow
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, row_height, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell


class CategoryBars(RowChart[CategoryData]):
    """A click on a line opens its records."""

    def __init__(self, data: CategoryData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or CategoryData(""), parent)

    def row_count(self) -> int:
        return len(self._data.rows)

    def hover_text(self, row: int) -> str:
        each = self._data.rows[row]
        words = [f"{each.name}: {each.text or 'no data'}", each.share_text]
        return each.hover or ", ".join(word for word in words if word)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        rows: list[list[Cell]] = [[r.name, r.value, r.share] for r in self._data.rows]
        return ["Name", self._data.value_head or "Value", self._data.share_head or "Share"], rows

    def sizeHint(self) -> QSize:
        return QSize(round(grown(360)), round(self._head_row() + max(1, self.row_count()) * row_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(240)), self.sizeHint().height())

    def row_area(self, area: QRectF, row: int) -> QRectF:
        tall = min((area.height() - self._head_row()) / max(1, self.row_count()), 1.4 * row_height())
        return QRectF(area.left(), area.top() + self._head_row() + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        name, bar, value, share = self._columns(area)
        face = faces().small
        for edges, text in ((value, self._data.value_head), (share, self._data.share_head)):
            head = QRectF(bar[0], area.top(), edges[1] - bar[0], face.height)
            if edges is share:
                head.setLeft(share[0])
            write(painter, head, text, face, look.muted, "right")
        low, high = span_of([row.value for row in self._data.rows], from_zero=True)
        for index, row in enumerate(self._data.rows):
            spot = self.row_area(area, index)
            if index == lit:
                painter.fillRect(spot, look.hover)
            self._draw_bar(painter, spot, bar, row, (low, high), look)
            for edges, text, which, colour, align in (
                (name, one_line(row.name), "body", look.text, "left"),
                (value, row.text or "–", "figures_bold", look.text if row.text else look.muted, "right"),
                (share, row.share_text, "figures_small", look.muted, "right"),
            ):
                cell = QRectF(edges[0], spot.top(), edges[1] - edges[0], spot.height())
                write(painter, cell, text, getattr(faces(), which), colour, align)

    def _draw_bar(
        self,
        painter: QPainter,
        spot: QRectF,
        bar: tuple[float, float],
        row: CategoryRow,
        span: tuple[float, float],
        look: Theme,
    ) -> None:
        low, high = span
        width = bar[1] - bar[0]
        zero = bar[0] + width * (0 - low) / (high - low)
        if low < 0:
            painter.fillRect(QRectF(round(zero), spot.top(), 1, spot.height()), look.control)
        if row.value is None or row.value == 0:
            return
        end = bar[0] + width * (row.value - low) / (high - low)
        tall = 1.75 * u()
        left, wide = min(zero, end), max(2.0, abs(end - zero))
        colour = getattr(look, row.role) if row.value > 0 else look.worse
        area = QRectF(left, spot.center().y() - tall / 2, wide, tall)
        box(painter, area, look.surface if row.hollow else colour, colour if row.hollow else None, grown(3))

    def _columns(self, area: QRectF) -> tuple[tuple[float, float], ...]:
        face, gap, rows = faces(), 1.5 * u(), self._data.rows
        names = max((face.body.width(one_line(row.name)) for row in rows), default=0.0)
        name = min(names + 1, 0.36 * area.width())
        value = max([face.figures_bold.width(row.text) for row in rows] + [3 * u()])
        share = max([face.figures_small.width(row.share_text) for row in rows], default=0.0)
        if share:
            share = max(share, face.small.width(self._data.share_head))
        right = area.right() - (share + gap if share else 0)
        bar_left = area.left() + name + gap
        bar_right = max(bar_left + 2 * u(), right - value - gap)
        return (
            (area.left(), area.left() + name),
            (bar_left, bar_right),
            (right - value, right),
            (area.right() - share, area.right()),
        )

    def _head_row(self) -> float:
        wanted = self._data.value_head or self._data.share_head
        return faces().small.height + 0.5 * u() if wanted else 0.0
