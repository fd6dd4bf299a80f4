"""The trend: lines over months or weeks, the middle half of the team as a band, names at the ends of the lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import text_colour
from salesdesk.ui.charts.lines import draw_line
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.placing import spread
from salesdesk.ui.charts.series_plot import DataPlot
from salesdesk.ui.charts.values import Levels, TrendBand, TrendData, TrendLine, at, stretches
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import pen, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_BAND_EDGE = 1.0
_WIDEST_NAME = 130


class TrendChart(DataPlot[TrendData]):
    """A click on a place of the axis opens its records."""

    def __init__(self, data: TrendData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or TrendData(""), parent)

    def summed_up(self) -> str:
        data = self._data
        return "; ".join(f"{each.name} {each.end_text or _last_text(each, data)}".strip() for each in data.lines)

    def levels(self) -> Levels:
        band = (*self._data.band.low, *self._data.band.high) if self._data.band else ()
        return (*(value for each in self._data.lines for value in each.values), *band)

    def from_zero(self) -> bool:
        return self._data.from_zero

    def hover_text(self, place: int) -> str:
        data = self._data
        ready = at(data.hover, place, "")
        if ready:
            return str(ready)
        parts = [data.labels[place]]
        for each in data.lines:
            value = at(each.values, place, None)
            text = at(each.texts, place, "") or ("no data" if value is None else data.axis(value))
            parts.append(f"{each.name}: {text}")
        band = data.band
        low, high = (at(each, place, None) for each in (band.low, band.high)) if band else (None, None)
        if band and low is not None and high is not None:
            parts.append(f"{band.name}: {data.axis(low)} to {data.axis(high)}")
        return "\n".join(parts)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data = self._data
        heads, columns = ["Label", *(each.name for each in data.lines)], [each.values for each in data.lines]
        if data.band:
            heads += [f"{data.band.name}, from", f"{data.band.name}, to"]
            columns += [data.band.low, data.band.high]
        rows: list[list[Cell]] = [
            [label, *(at(column, i, None) for column in columns)] for i, label in enumerate(data.labels)
        ]
        return heads, rows

    def right_room(self) -> float:
        texts = [each.end_text for each in self._data.lines if each.end_text]
        widest = max((faces().small_semi.width(one_line(each)) for each in texts), default=0.0)
        return min(widest, grown(_WIDEST_NAME)) + u() if texts else 0.0

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(grown(300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(240)), round(grown(200)))

    def draw_marks(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        if self._data.band is not None:
            _draw_band(painter, scale, self._data.band, look)
        # The first line is the one in question: it is drawn last, over the others.
        for each in reversed(self._data.lines):
            draw_line(painter, scale, each, look)
        self._draw_names(painter, scale, look)

    def _draw_names(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        face = faces().small_semi
        ends: list[tuple[float, TrendLine, float]] = []
        for each in self._data.lines:
            known = [(i, value) for i, value in enumerate(each.values) if value is not None]
            if each.end_text and known:
                ends.append((scale.y(known[-1][1]), each, scale.x(known[-1][0])))
        tops = spread([y - face.height / 2 for y, _, _ in ends], face.height, scale.view)
        for top, (_, each, x) in zip(tops, ends, strict=True):
            left = x + 0.9 * u()
            room = max(0.0, min(self.right_room() + u(), scale.view.right() - left))
            spot = QRectF(left, top, room, face.height)
            write(painter, spot, one_line(each.end_text), face, text_colour(each.role, look))


def _last_text(each: TrendLine, data: TrendData) -> str:
    known = [value for value in each.values if value is not None]
    return data.axis(known[-1]) if known else "no data"


def _draw_band(painter: QPainter, scale: PixelScale, band: TrendBand, look: Theme) -> None:
    known = tuple(None if None in pair else 1.0 for pair in zip(band.low, band.high, strict=True))
    for run in stretches(known):
        lows = [QPointF(scale.x(i), scale.y(band.low[i] or 0.0)) for i, _ in run]
        highs = [QPointF(scale.x(i), scale.y(band.high[i] or 0.0)) for i, _ in run]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.band)
        painter.drawPolygon(QPolygonF([*lows, *reversed(highs)]))
        painter.setPen(pen(look.control, _BAND_EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(lows))
        painter.drawPolyline(QPolygonF(highs))
