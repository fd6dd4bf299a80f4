"""The scatter: points over two axes, lines to compare with, limits of chance, names of those that stand out."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import draw_dot, mark_colour, text_colour, write_clear
from salesdesk.ui.charts.lines import line_pen
from salesdesk.ui.charts.placing import beside, draw_leader
from salesdesk.ui.charts.plane import Frame, PlaneChart
from salesdesk.ui.charts.values import stretches
from salesdesk.ui.charts.values_plane import Guide, Limits, Point, Quarters, ScatterData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import pen, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_DOT, _MANY = 9.0, 150  # pixels; points from which on dots are smaller
_NEAR = 14  # pixels around a dot that belong to it
_WIDEST_NAME = 150
_MOST_NAMES = 40
_CLOSE = 6  # pixels between points on a line


class ScatterChart(PlaneChart[ScatterData]):
    """A click on a point picks its place among the data's points. Hollow points are small samples."""

    def __init__(self, data: ScatterData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or ScatterData(""), parent)

    def row_count(self) -> int:
        return len(self._data.points)

    def row_area(self, area: QRectF, row: int) -> QRectF:
        at = self._spot(self.frame(area), self._data.points[row])
        size = 1.4 * self._size()
        return QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size) if at is not None else QRectF()

    def row_at(self, at: QPointF) -> int:
        frame = self.frame(QRectF(self.rect()))
        if not frame.plane.contains(at):
            return -1
        ways = [
            ((spot - at).manhattanLength(), i)
            for i, spot in enumerate(self._spot(frame, each) for each in self._data.points)
            if spot is not None
        ]
        nearest, index = min(ways, default=(grown(_NEAR) + 1, -1))
        return index if nearest <= grown(_NEAR) else -1

    def hover_text(self, row: int) -> str:
        each, data = self._data.points[row], self._data
        if each.hover:
            return each.hover
        words = [each.name, *([each.n] if each.n else [])]
        for axis, value in ((data.x, each.x), (data.y, each.y)):
            text = "no data" if value is None else axis.text(value)
            words.append(f"{axis.name}: {text}" if axis.name else text)
        return "\n".join(words)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data = self._data
        rows: list[list[Cell]] = [[each.name, each.x, each.y, each.n] for each in data.points]
        return ["Name", data.x.name or "Across", data.y.name or "Upward", "Sample"], rows

    def levels(self) -> tuple[Sequence[float | None], Sequence[float | None]]:
        data, cut = self._data, self._data.quarters
        known = [each for each in data.points if each.x is not None and each.y is not None]
        return (
            [*(each.x for each in known), *([cut.x] if cut else [])],
            [*(each.y for each in known), *([cut.y] if cut else [])],
        )

    def draw_marks(self, painter: QPainter, frame: Frame, look: Theme, lit: int) -> None:
        data = self._data
        if data.quarters is not None:
            self._draw_quarters(painter, frame, data.quarters, look)
        for limits in data.limits:
            _draw_limits(painter, frame, limits, look)
        self.draw_guides(painter, frame, look)
        self.draw_guide_words(painter, frame, look)
        names = self.names(frame)
        for index, area in names.items():
            each = data.points[index]
            draw_leader(painter, frame.at(each.x, each.y), area, 0.9 * u(), look.control)
        # The first points are the most important ones: they are drawn last, over the others.
        for index, each in reversed(list(enumerate(data.points))):
            spot = self._spot(frame, each)
            if spot is not None:
                size = self._size() * (1.4 if index == lit else 1.0)
                draw_dot(painter, spot, size, mark_colour(each.role, look), look, hollow=each.hollow)
        for index, area in names.items():
            each = data.points[index]
            write_clear(painter, area, one_line(each.name), faces().small_semi, text_colour(each.role, look), look)

    def names(self, frame: Frame) -> dict[int, QRectF]:
        """Where the names of points stand."""
        face, spots = faces().small_semi, [self._spot(frame, each) for each in self._data.points]
        shown = [i for i, spot in enumerate(spots) if spot is not None and frame.plane.contains(spot)]
        wanted = [
            (place, QSizeF(min(face.width(one_line(self._data.points[i].name)) + 1, grown(_WIDEST_NAME)), face.height))
            for place, i in enumerate(shown)
            if self._data.points[i].named
        ]
        taken = [spot for spot, _ in self.guide_words(frame)]
        if self._data.quarters is not None:
            taken += [spot for spot, *_ in self._corners(frame, self._data.quarters)]
        taken += [spot for spot, _ in _limit_words(frame, self._data.limits)]
        marks = [spots[i] for i in shown]
        found = beside(marks, wanted[:_MOST_NAMES], frame.plane, taken, 0.9 * u(), self._crossings(frame))
        return {shown[place]: spot for place, spot in found.items()}

    def draw_words(self, painter: QPainter, frame: Frame, look: Theme) -> None:
        for spot, name in _limit_words(frame, self._data.limits):
            write(painter, spot, name, faces().small, look.muted, "right")

    def edge_room(self) -> tuple[float, float]:
        room = faces().small.height + 0.2 * u() if self._data.quarters is not None else 0.0
        return room, room

    def _crossings(self, frame: Frame) -> list[QPointF]:
        """Points close to each other on the lines that names should not cross."""
        guides, cut = [*self._data.guides], self._data.quarters
        if cut is not None:
            guides += [Guide(cut.x, "x"), Guide(cut.y, "y")]
        paths = [self.guide_path(frame, guide) for guide in guides]
        paths += [path for limits in self._data.limits for path in _limit_paths(frame, limits)]
        found: list[QPointF] = []
        for path in paths:
            for one, other in pairwise(path):
                steps = max(1, round((other - one).manhattanLength() / _CLOSE))
                found += [one + (other - one) * (i / steps) for i in range(steps)]
        return found

    def _size(self) -> float:
        return _DOT if len(self._data.points) < _MANY else 0.75 * _DOT

    def _spot(self, frame: Frame, each: Point) -> QPointF | None:
        return frame.at(each.x, each.y) if each.x is not None and each.y is not None else None

    def _draw_quarters(self, painter: QPainter, frame: Frame, cut: Quarters, look: Theme) -> None:
        plane, middle = frame.plane, frame.at(cut.x, cut.y)
        painter.fillRect(QRectF(round(middle.x()), plane.top(), 1, plane.height()), look.control)
        painter.fillRect(QRectF(plane.left(), round(middle.y()), plane.width(), 1), look.control)
        for spot, text, align in self._corners(frame, cut):
            write_clear(painter, spot, text, faces().small, look.muted, look, align)

    def _corners(self, frame: Frame, cut: Quarters) -> list[tuple[QRectF, str, str]]:
        """The words of the corners, each within its quarter."""
        plane, face, middle = frame.plane, faces().small, frame.at(cut.x, cut.y)
        left, right = plane.left() + 0.5 * u(), plane.right() - 0.5 * u()
        found = []
        for text, is_left, is_top in (
            (cut.top_left, True, True),
            (cut.top_right, False, True),
            (cut.bottom_left, True, False),
            (cut.bottom_right, False, False),
        ):
            room = middle.x() - 0.5 * u() - left if is_left else right - middle.x() - 0.5 * u()
            wide = max(0.0, min(face.width(one_line(text)) + 1, room))
            top = plane.top() if is_top else plane.bottom() - face.height - 0.2 * u()
            if text and wide > 3 * u():
                corner = left if is_left else right - wide
                found.append((QRectF(corner, top, wide, face.height), one_line(text), "left" if is_left else "right"))
        return found


def _limit_paths(frame: Frame, limits: Limits) -> list[list[QPointF]]:
    runs = [run for side in (limits.lows, limits.highs) for run in stretches(side)]
    return [[frame.at(limits.xs[i], value) for i, value in run] for run in runs]


def _draw_limits(painter: QPainter, frame: Frame, limits: Limits, look: Theme) -> None:
    stroke = line_pen(look.neutral, dashed=True) if limits.dashed else pen(look.neutral)
    stroke.setWidthF(1.2)
    painter.setPen(stroke)
    for path in _limit_paths(frame, limits):
        painter.drawPolyline(QPolygonF(path))


def _limit_words(frame: Frame, every: tuple[Limits, ...]) -> list[tuple[QRectF, str]]:
    """The names of limits stand on their upper and lower curves near the right end, where they lie furthest in."""
    face, found = faces().small, list[tuple[QRectF, str]]()
    for limits in every:
        for side, above in ((limits.highs, True), (limits.lows, False)):
            known = [frame.at(limits.xs[i], value) for run in stretches(side) for i, value in run]
            inside = [at for at in known if frame.plane.contains(at)]
            if not inside or not limits.name:
                continue
            wide = face.width(one_line(limits.name)) + 1
            top = inside[-1].y() - face.height - 1 if above else inside[-1].y() + 1
            spot = QRectF(frame.plane.right() - wide - 0.4 * u(), top, wide, face.height)
            if frame.plane.contains(spot) and not any(spot.intersects(other) for other, _ in found):
                found.append((spot, one_line(limits.name)))
    return found
