"""The interval plot: each rep's estimate with its interval against the team's line."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.rows import RowChart
from salesdesk.ui.charts.scale import scale_of
from salesdesk.ui.charts.ticks import nice_ticks, span_of
from salesdesk.ui.charts.values import IntervalData, IntervalRow
from salesdesk.ui.charts.values_plane import Axis
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import pen, triangle, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell


@dataclass(frozen=True)
class _Scale:
    """Where values lie from left to right, in pixels."""

    low: float
    high: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


class IntervalChart(RowChart[IntervalData]):
    """Only coloured rows differ from the centre beyond chance; hollow dots are small samples."""

    def __init__(self, data: IntervalData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or IntervalData(""), parent)

    def row_count(self) -> int:
        return len(self._data.rows)

    def hover_text(self, row: int) -> str:
        each, write_value = self._data.rows[row], self._data.axis
        if each.hover:
            return each.hover
        if each.head:
            return f"{each.name}: {each.n}"
        if each.value is None:
            return f"{each.name}: no data"
        parts = [f"{each.name}: {write_value(each.value)}"]
        if each.lo is not None and each.hi is not None:
            parts.append(f"between {write_value(each.lo)} and {write_value(each.hi)}")
        if each.mark in ("better", "worse"):
            parts.append(f"{each.mark} than the team beyond chance")
        return ", ".join([*parts, *([each.n] if each.n else [])])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        rows: list[list[Cell]] = [[r.name, r.value, r.lo, r.hi, r.n] for r in self._data.rows]
        return ["Name", "Estimate", "From", "To", "Sample"], rows

    def sizeHint(self) -> QSize:
        return QSize(round(grown(380)), round(max(1, self.row_count()) * self._least() + self._foot()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(260)), self.sizeHint().height())

    def row_area(self, area: QRectF, row: int) -> QRectF:
        tall = min((area.height() - self._foot()) / max(1, self.row_count()), 1.5 * self._least())
        return QRectF(area.left(), area.top() + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        scale = self._scale(area)
        bottom = self.row_area(area, self.row_count() - 1).bottom()
        self._draw_axis(painter, area, scale, bottom, look)
        for row, each in enumerate(self._data.rows):
            spot = self.row_area(area, row)
            if each.head:
                self._draw_head(painter, spot, each, look)
                continue
            if row == lit:
                painter.fillRect(spot, look.hover)
            if each.centre is not None:
                painter.setPen(_dashes(look))
                painter.drawLine(QLineF(scale.x(each.centre), spot.top(), scale.x(each.centre), spot.bottom()))
            self._draw_row(painter, spot, scale, each, look)
        self._draw_centre(painter, area, scale, bottom, look)

    def _draw_axis(self, painter: QPainter, area: QRectF, scale: _Scale, bottom: float, look: Theme) -> None:
        face, last = faces().figures_small, area.left()
        for tick, text in scale.ticks:
            x = scale.x(tick)
            painter.fillRect(QRectF(round(x), area.top(), 1, bottom - area.top()), look.grid)
            wide = face.width(text)
            left = min(max(x - wide / 2, area.left()), area.right() - wide)
            if left >= last:
                write(painter, QRectF(left, bottom + 0.3 * u(), wide + 1, face.height), text, face, look.muted)
                last = left + wide + u()

    def _draw_centre(self, painter: QPainter, area: QRectF, scale: _Scale, bottom: float, look: Theme) -> None:
        if self._data.centre is None:
            return
        x = scale.x(self._data.centre)
        painter.setPen(_dashes(look))
        painter.drawLine(QLineF(x, area.top(), x, bottom + 0.2 * u()))
        face = faces().small_semi
        wide = face.width(self._data.centre_text) + 1
        left = min(max(x - wide / 2, area.left()), max(area.left(), area.right() - wide))
        top = bottom + 0.3 * u() + faces().figures_small.height
        write(painter, QRectF(left, top, wide, face.height), self._data.centre_text, face, look.text)

    def _draw_head(self, painter: QPainter, spot: QRectF, row: IntervalRow, look: Theme) -> None:
        painter.fillRect(spot, look.surface)
        face = faces().small_semi
        lower = spot.adjusted(0, 0.4 * u(), 0, 0)
        write(painter, lower, one_line(row.name), face, look.muted)
        write(painter, lower, row.n, face, look.muted, "right")

    def _draw_row(self, painter: QPainter, spot: QRectF, scale: _Scale, row: IntervalRow, look: Theme) -> None:
        marked = row.mark in ("better", "worse")
        face = faces()
        ink = look.tone_text(row.mark) if marked else look.text
        name_room = scale.left - spot.left() - 3.4 * u()
        name = QRectF(spot.left(), spot.top(), name_room, spot.height())
        write(painter, name, one_line(row.name), face.semi if marked else face.body, ink)
        n_left = scale.right + 1.5 * u()
        sample = QRectF(n_left, spot.top(), spot.right() - n_left, spot.height())
        write(painter, sample, row.n, face.figures_small, look.muted, "right")
        colour = look.tone_mark(row.mark)
        middle = spot.center().y()
        if marked:
            triangle(painter, QPointF(scale.left - 2.0 * u(), middle), 1.1 * u(), colour, up=row.mark == "better")
        if row.value is None:
            return
        width = 2.4 if marked else 1.8
        if row.lo is not None and row.hi is not None:
            painter.setPen(pen(colour, width))
            painter.drawLine(QLineF(scale.x(row.lo), middle, scale.x(row.hi), middle))
        dot, at = 0.5 * u() + (0 if row.hollow else -0.2), QPointF(scale.x(row.value), middle)
        painter.setPen(QPen(colour if row.hollow else look.surface, 1.5))
        painter.setBrush(look.surface if row.hollow else colour)
        painter.drawEllipse(at, dot, dot)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _scale(self, area: QRectF) -> _Scale:
        data, face = self._data, faces()
        levels = [x for row in data.rows for x in (row.value, row.lo, row.hi, row.centre)] + [data.centre]
        low, high = span_of(levels, from_zero=False)
        ticks = _ticks(data, low, high)
        first, last = min(low, ticks[0][0]), max(high, ticks[-1][0])
        # A tick beyond the data is only shown where the scale reaches it naturally.
        first = max(first, data.low) if data.low is not None else first
        last = min(last, data.high) if data.high is not None else last
        names = max((face.semi.width(one_line(row.name)) for row in data.rows if not row.head), default=0.0)
        left = area.left() + min(names + 4 * u(), 0.42 * area.width())
        sample = max((face.figures_small.width(row.n) for row in data.rows if not row.head), default=0.0)
        right = max(left + 4 * u(), area.right() - sample - 2.5 * u())
        shown = tuple(tick for tick in ticks if first - 1e-12 <= tick[0] <= last + 1e-12)
        return _Scale(first, last, left, right, shown)

    def _least(self) -> float:
        return line() + 0.65 * u()

    def _foot(self) -> float:
        centre = faces().small_semi.height if self._data.centre_text else 0.0
        return faces().figures_small.height + centre + 0.8 * u()


def _ticks(data: IntervalData, low: float, high: float) -> list[tuple[float, str]]:
    if data.minutes:
        timed = scale_of(Axis("", data.axis, minutes=data.minutes), (low, high), (0, 1)).ticks
        if timed:
            return list(timed)
    return [(tick, data.axis(tick)) for tick in nice_ticks(low, high, 4)]


def _dashes(look: Theme) -> QPen:
    dashes = QPen(look.text, 1.4)
    dashes.setDashPattern([3, 2])
    return dashes
