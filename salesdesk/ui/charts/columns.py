"""Columns over buckets, one for each series side by side: histograms, won against lost, published figures in grey."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import fill_bar, write_clear
from salesdesk.ui.charts.lines import draw_line
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.series_plot import SeriesPlot
from salesdesk.ui.charts.values import KeyEntry, Levels, TrendLine, at, flag
from salesdesk.ui.charts.values_columns import ColumnData, Mark
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.plain import one_line

_ROOM = {1: 0.9}  # of a bucket's room that its columns take: a histogram stands close
_ROOM_OF_MANY = 0.72
_WIDEST = 72


class ColumnChart(SeriesPlot[ColumnData]):
    """Hollow columns are small samples. Published figures are grey: they are no pass mark."""

    def __init__(self, data: ColumnData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or ColumnData(""), parent)

    def key(self) -> tuple[KeyEntry, ...]:
        data = self._data
        several = len(data.series) > 1 or bool(data.marks_name) or data.curve is not None
        parts = [KeyEntry(each.name, each.role) for each in data.series if each.name and several]
        lines = [KeyEntry(each.name, each.role, "dash" if each.dashed else "line") for each in self.lines()]
        marks = [KeyEntry(data.marks_name, "neutral", "dash")] if data.marks_name and data.marks else []
        return (*parts, *lines, *marks)

    def line(self) -> TrendLine | None:
        return self._data.curve

    def levels(self) -> Levels:
        series = (value for each in self.all_series() for value in each.values)
        return (*series, *(mark.value for mark in self._data.marks))

    def top_of(self, place: int) -> float:
        values = [at(each.values, place, None) for each in self.all_series()]
        marks = [each.value for each in self._data.marks if round(each.place) == place]
        return max([0.0, *(value for value in [*values, *marks] if value is not None)])

    def head_room(self) -> float:
        return super().head_room() + len(self._upright()) * self._row()

    def note(self, place: int) -> str:
        marks = [each.text for each in self._data.marks if each.value is not None and round(each.place) == place]
        return "\n".join([word for word in (super().note(place), *marks) if word])

    def draw_marks(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        for place in range(self.place_count()):
            self._draw_place(painter, scale, place, look)
        for line in self.lines():
            draw_line(painter, scale, line, look, over_bars=True)
        for mark in self._data.marks:
            if mark.value is not None:
                self._draw_figure(painter, scale, mark, mark.value, look)
        self._draw_upright(painter, scale, look)
        self.draw_head(painter, scale, look)

    def _width(self, scale: PixelScale) -> float:
        count = max(1, len(self._data.series))
        return min(_ROOM.get(count, _ROOM_OF_MANY) * scale.step, count * grown(_WIDEST))

    def _draw_place(self, painter: QPainter, scale: PixelScale, place: int, look: Theme) -> None:
        count, whole = max(1, len(self._data.series)), self._width(scale)
        left = scale.x(place) - whole / 2
        for index, each in enumerate(self._data.series):
            value = at(each.values, place, None)
            if not value:
                continue
            start, end = round(left + index * whole / count), round(left + (index + 1) * whole / count)
            ends = sorted((round(scale.y(0)), round(scale.y(value))))
            area = QRectF(start, ends[0], max(2, end - start - 1), max(1, ends[1] - ends[0]))
            fill_bar(painter, area, each.role, look, hollow=flag(each.hollow, place))

    def _draw_figure(self, painter: QPainter, scale: PixelScale, mark: Mark, value: float, look: Theme) -> None:
        half, x, y = min(scale.step, 1.2 * self._width(scale)) / 2 - 1, scale.x(mark.place), round(scale.y(value))
        painter.fillRect(QRectF(x - half, y - 2.5, 2 * half, 5), look.surface)
        painter.setPen(_grey(look))
        painter.drawLine(QLineF(x - half, y, x + half, y))

    def _draw_upright(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        """Lines between buckets; each has a row of its own for its words, beside the line where there is room."""
        face, view, marks = faces().small, scale.view, self._upright()
        tops = [view.top() + self._key_height(view.width()) + index * self._row() for index in range(len(marks))]
        for top, mark in zip(tops, marks, strict=True):
            painter.setPen(_grey(look))
            painter.drawLine(QLineF(scale.x(mark.place), top, scale.x(mark.place), view.bottom()))
        for top, mark in zip(tops, marks, strict=True):
            x, wide = scale.x(mark.place), face.width(one_line(mark.text)) + 1
            left = x + 0.6 * u() if x + 0.6 * u() + wide <= view.right() else max(view.left(), x - 0.6 * u() - wide)
            spot = QRectF(left, top, min(wide, view.right() - left), face.height)
            write_clear(painter, spot, one_line(mark.text), face, look.muted, look)

    def _upright(self) -> list[Mark]:
        return sorted((each for each in self._data.marks if each.value is None), key=lambda each: each.place)

    def _row(self) -> float:
        return faces().small.height + 0.2 * u()


def _grey(look: Theme) -> QPen:
    stroke = QPen(look.neutral, 1.8)
    stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroke.setDashPattern([3, 2])
    return stroke
