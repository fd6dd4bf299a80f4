"""The ground of charts with two value axes: where they lie, their ticks and names, lines to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import mark_colour, text_colour, write_clear
from salesdesk.ui.charts.lines import line_pen
from salesdesk.ui.charts.painted import PaintedChart
from salesdesk.ui.charts.scale import Scale, scale_of, whole
from salesdesk.ui.charts.taking import TakesData
from salesdesk.ui.charts.values_plane import Guide, ScatterData, StepData
from salesdesk.ui.charts.zooming import Zooming
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import hairline, pen, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line

_Data = TypeVar("_Data", bound=ScatterData | StepData)
_SAMPLES = 40  # pieces of a slanted line on a bent axis


@dataclass(frozen=True)
class Frame:
    """Where the plane lies, in pixels."""

    plane: QRectF
    x: Scale
    y: Scale

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.x.at(x), self.y.at(y))


class PlaneChart(TakesData[_Data], Zooming, PaintedChart):
    """Subclasses give all values that must be in sight and draw their marks."""

    def __init__(self, data: _Data, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.set_data(data)

    # What a subclass gives

    def levels(self) -> tuple[Sequence[float | None], Sequence[float | None]]:
        """Every value across and every value upward."""
        raise NotImplementedError

    def draw_marks(self, painter: QPainter, frame: Frame, look: Theme, lit: int) -> None:
        raise NotImplementedError

    def right_room(self) -> float:
        """Pixels kept free at the right for words."""
        return 0.0

    def edge_room(self) -> tuple[float, float]:
        """Pixels kept free at the bottom and at the top of the plane for words."""
        return 0.0, 0.0

    # What they share

    def set_data(self, data: _Data) -> None:
        self._across = self._upward = (0.0, 1.0)
        super().set_data(data)

    def place_count(self) -> int:
        return self.row_count()

    def plane(self) -> QRectF:
        return self.frame(QRectF(self.rect())).plane

    def frame(self, area: QRectF) -> Frame:
        """Where the plane lies in `area`; it shows what is zoomed to."""
        data, face, pad = self._data, faces().figures_small, grown(6)
        below, above = self.edge_room()
        xs, ys = ([*levels] for levels in self.levels())
        xs += [each.value for each in data.guides if each.along == "x"]
        ys += [each.value for each in data.guides if each.along == "y"]
        top = area.top() + (faces().small.height + 0.5 * u() if data.y.name else 0.5 * face.height)
        foot = face.height + 0.7 * u() + (faces().small.height + 0.2 * u() if data.x.name else 0.0)
        bottom = max(top + 2 * u(), area.bottom() - foot)
        rows = max(2, min(6, int((bottom - top) / (2.6 * line()))))
        y = scale_of(data.y, whole(data.y, ys), (bottom - pad - below, top + pad + above), self._upward, rows)
        left = area.left() + max((face.width(text) for _, text in y.ticks), default=0.0) + 0.9 * u()
        right = max(left + 4 * u(), area.right() - self.right_room() - 1)
        columns = max(2, min(8, int((right - left) / (7 * u()))))
        x = scale_of(data.x, whole(data.x, xs, to_ticks=False), (left + pad, right - pad), self._across, columns)
        return Frame(QRectF(left, top, right - left, bottom - top), x, y)

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(grown(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(260)), round(grown(240)))

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        frame = self.frame(area)
        self._draw_axes(painter, area, frame, look)
        painter.save()
        painter.setClipRect(frame.plane)
        self.draw_marks(painter, frame, look, lit)
        painter.restore()
        self.draw_words(painter, frame, look)

    def draw_words(self, painter: QPainter, frame: Frame, look: Theme) -> None:
        """What may stand outside the plane."""

    def guide_path(self, frame: Frame, guide: Guide) -> list[QPointF]:
        plane = frame.plane
        if guide.along == "x":
            x = round(frame.x.at(guide.value)) + 0.5
            return [QPointF(x, plane.top()), QPointF(x, plane.bottom())]
        if guide.along == "y":
            y = round(frame.y.at(guide.value)) + 0.5
            return [QPointF(plane.left(), y), QPointF(plane.right(), y)]
        pixels = [plane.left() + plane.width() * i / _SAMPLES for i in range(_SAMPLES + 1)]
        return [QPointF(x, frame.y.at(guide.value * frame.x.value_at(x))) for x in pixels]

    def draw_guides(self, painter: QPainter, frame: Frame, look: Theme) -> None:
        for guide in self._data.guides:
            stroke = line_pen(mark_colour(guide.role, look), dashed=True)
            painter.setPen(stroke if guide.dashed else pen(mark_colour(guide.role, look), 1.4))
            painter.drawPolyline(QPolygonF(self.guide_path(frame, guide)))

    def guide_words(self, frame: Frame) -> list[tuple[QRectF, Guide]]:
        """Where the words of the guides stand: inside the plane, at the ends of their lines, none over another."""
        found: list[tuple[QRectF, Guide]] = []
        for guide in self._data.guides:
            if guide.text:
                spot = self._word_spot(frame, guide)
                while any(spot.intersects(other) for other, _ in found) and spot.bottom() < frame.plane.bottom():
                    spot.translate(0, spot.height())
                found.append((spot, guide))
        return found

    def draw_guide_words(self, painter: QPainter, frame: Frame, look: Theme) -> None:
        for spot, guide in self.guide_words(frame):
            write_clear(painter, spot, one_line(guide.text), faces().small, text_colour(guide.role, look), look)

    def _word_spot(self, frame: Frame, guide: Guide) -> QRectF:
        plane, face = frame.plane, faces().small
        wide = min(face.width(one_line(guide.text)) + 1, 0.6 * plane.width())
        if guide.along == "x":
            x, gap = frame.x.at(guide.value), 0.5 * u()
            right = x + gap + wide <= plane.right() or x < plane.center().x()
            wide = max(0.0, min(wide, plane.right() - x - gap if right else x - gap - plane.left()))
            return QRectF(x + gap if right else x - gap - wide, plane.top(), wide, face.height)
        path = self.guide_path(frame, guide)
        inside = [at for at in path if plane.top() <= at.y() <= plane.bottom()]
        end = inside[-1] if inside else QPointF(plane.right(), plane.top())
        top = min(max(plane.top(), end.y() - face.height - 0.1 * u()), plane.bottom() - face.height)
        left = min(end.x(), plane.right()) - wide - (0.4 * u() if guide.along == "y" else 1.6 * u())
        return QRectF(max(plane.left(), left), top, wide, face.height)

    def _draw_axes(self, painter: QPainter, area: QRectF, frame: Frame, look: Theme) -> None:
        plane, face, small = frame.plane, faces().figures_small, faces().small
        for tick, text in frame.y.ticks:
            y = frame.y.at(tick)
            hairline(painter, plane.left(), plane.right(), y, look.grid)
            spot = QRectF(area.left(), y - face.height / 2, plane.left() - 0.6 * u() - area.left(), face.height)
            write(painter, spot, text, face, look.muted, "right")
        hairline(painter, plane.left(), plane.right(), plane.bottom(), look.control)
        draw_ticks(painter, frame.x, plane.bottom() + 0.4 * u(), (area.left(), area.right()), look)
        if self._data.y.name:
            head = QRectF(area.left(), area.top(), area.width(), small.height)
            write(painter, head, one_line(self._data.y.name), small, look.muted)
        if self._data.x.name:
            foot = QRectF(area.left(), area.bottom() - small.height, plane.right() - area.left(), small.height)
            write(painter, foot, one_line(self._data.x.name), small, look.muted, "right")


def draw_ticks(painter: QPainter, scale: Scale, top: float, sides: tuple[float, float], look: Theme) -> None:
    """The texts of a horizontal scale below `top`, within both sides; what would cover another is left out."""
    face, last = faces().figures_small, sides[0]
    for tick, text in scale.ticks:
        wide = face.width(text)
        left = min(max(scale.at(tick) - wide / 2, sides[0]), sides[1] - wide)
        if left >= last:
            write(painter, QRectF(left, top, wide + 1, face.height), text, face, look.muted)
            last = left + wide + u()
