"""The bar chart: a value per month or member from zero, with its target as a line across the bar."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.series_plot import DataPlot
from salesdesk.ui.charts.values import BarData, Levels, at, flag
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.tables.clipboard import Cell

_WIDTH = 0.62  # of the room a bar has
_WIDEST = 64
_HALO = 4.5
_HATCH = 7


class BarChart(DataPlot[BarData]):
    """A click on a bar opens its records."""

    def __init__(self, data: BarData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or BarData(""), parent)

    def levels(self) -> Levels:
        return (*self._data.values, *self._data.targets)

    def from_zero(self) -> bool:
        return True

    def hover_text(self, place: int) -> str:
        data = self._data
        ready = at(data.hover, place, "")
        if ready:
            return str(ready)
        value, target = at(data.values, place, None), at(data.targets, place, None)
        text = at(data.texts, place, "") or ("no data" if value is None else data.axis(value))
        parts = [f"{data.labels[place]}: {text}"]
        if target is not None:
            parts.append(f"target {at(data.target_texts, place, '') or data.axis(target)}")
        return "\n".join(parts)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data, targeted = self._data, any(each is not None for each in self._data.targets)
        value_head = f"Value ({data.unit})" if data.unit else "Value"
        rows: list[list[Cell]] = [
            [label, at(data.values, i, None), *([at(data.targets, i, None)] if targeted else [])]
            for i, label in enumerate(data.labels)
        ]
        return ["Label", value_head, *(["Target"] if targeted else [])], rows

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(grown(300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(240)), round(grown(220)))

    def draw_marks(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        for place, value in enumerate(self._data.values):
            if value is not None:
                self._draw_bar(painter, scale, place, value, look)
        for place, target in enumerate(self._data.targets):
            if target is not None:
                self._draw_target(painter, scale, place, target, look)
        for place, value in enumerate(self._data.values):
            if value is not None and flag(self._data.current, place):
                self._draw_inside(painter, scale, place, value, look)

    def _half(self, scale: PixelScale) -> float:
        return min(_WIDTH * scale.step, grown(_WIDEST)) / 2

    def _bar(self, scale: PixelScale, place: int, value: float) -> QRectF:
        x, half = scale.x(place), self._half(scale)
        zero, top = scale.y(0), scale.y(value)
        left, right = round(x - half), round(x + half)
        return QRectF(left, round(min(zero, top)), max(2, right - left), max(1, round(abs(zero - top))))

    def _draw_bar(self, painter: QPainter, scale: PixelScale, place: int, value: float, look: Theme) -> None:
        area = self._bar(scale, place, value)
        current = flag(self._data.current, place)
        fill, edge = (look.better, look.better) if current else (look.earlier, look.earlier_edge)
        hollow, hatched = flag(self._data.hollow, place), flag(self._data.hatched, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(area, look.surface if hollow or hatched else fill)
        if hatched:
            hatch(painter, area, QPen(edge, 1.4))
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if hollow or hatched or not current:
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_target(self, painter: QPainter, scale: PixelScale, place: int, target: float, look: Theme) -> None:
        reach = min(self._half(scale) * 1.32, scale.step / 2 - 1)
        x, y = scale.x(place), round(scale.y(target))
        spot = QRectF(round(x - reach), y - _HALO / 2, round(2 * reach), _HALO)
        painter.fillRect(spot, look.surface)
        painter.fillRect(QRectF(spot.left(), y - 1, spot.width(), 2), look.text)

    def _draw_inside(self, painter: QPainter, scale: PixelScale, place: int, value: float, look: Theme) -> None:
        """The value at the foot of its bar, where bar and text have room for each other."""
        text, area, face = str(at(self._data.inside, place, "")), self._bar(scale, place, value), faces().tiny
        covered = flag(self._data.hollow, place) or flag(self._data.hatched, place)
        if not text or covered or face.width(text) > area.width() - 2 or area.height() < face.height + 1.2 * u():
            return
        spot = QRectF(area.left(), area.bottom() - face.height - 0.8 * u(), area.width(), face.height)
        if value < 0:
            spot.moveTop(area.top() + 0.8 * u())
        write(painter, spot, text, face, look.on_better, "centre")


def hatch(painter: QPainter, area: QRectF, stroke: QPen) -> None:
    """Slanted lines: a period that has not ended yet."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(stroke)
    offset = -area.height()
    while offset < area.width():
        left = area.left() + offset
        painter.drawLine(QLineF(left, area.bottom(), left + area.height(), area.top()))
        offset += _HATCH
    painter.restore()
