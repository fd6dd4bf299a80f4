"""Curves in steps: shares answered, won or still there by a time, one line for each group."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from salesdesk.ui.charts.colours import mark_colour, text_colour
from salesdesk.ui.charts.lines import line_pen
from salesdesk.ui.charts.placing import spread
from salesdesk.ui.charts.plane import Frame, PlaneChart
from salesdesk.ui.charts.values import at
from salesdesk.ui.charts.values_plane import StepData, Steps
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.plain import one_line, plain
from salesdesk.ui.tables.clipboard import Cell

_LINE, _LIT, _THIN = 2.2, 3.4, 1.6
_WIDEST_NAME = 130
_BAND = 0.16  # opacity of a curve's interval


class StepChart(PlaneChart[StepData]):
    """A click picks the curve that lies nearest; pointing tells its height there."""

    def __init__(self, data: StepData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or StepData(""), parent)

    def row_count(self) -> int:
        return len(self._data.lines)

    def row_area(self, area: QRectF, row: int) -> QRectF:
        """The end of a curve."""
        frame, each = self.frame(area), self._data.lines[row]
        end = min(_end(each, frame), frame.x.high)
        at, size = frame.at(end, height_at(each, end)), 0.9 * u()
        return QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)

    def row_at(self, at: QPointF) -> int:
        frame = self.frame(QRectF(self.rect()))
        if not frame.plane.contains(at):
            return -1
        x = frame.x.value_at(at.x())
        ways = [(abs(frame.y.at(height_at(each, x)) - at.y()), i) for i, each in enumerate(self._data.lines)]
        return min(ways, default=(0, -1))[1]

    def zooms_upward(self) -> bool:
        return False

    def hover_text(self, row: int) -> str:
        each = self._data.lines[row]
        if each.hover:
            return each.hover
        last = each.ys[-1] if each.ys else each.start
        text = each.end_text or self._data.y.text(last)
        return text if each.name in text else f"{each.name}: {text}"

    def hover_text_at(self, row: int, x: float) -> str:
        """What a curve says at a place of the axis."""
        each, data = self._data.lines[row], self._data
        step = bisect_right(each.xs, x) - 1
        words = [f"{each.name}: {data.y.text(height_at(each, x))} at {data.x.text(x)}"]
        risk = at(each.at_risk, step, None) if step >= 0 else None
        if risk is not None:
            words.append(f"{risk} at risk")
        if is_thin(each, x):
            words.append("too few left to rely on")
        return "\n".join([*words, *([each.hover] if each.hover else [])])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data = self._data
        rows: list[list[Cell]] = [
            [each.name, x, y, at(each.at_risk, i, None)]
            for each in data.lines
            for i, (x, y) in enumerate(zip(each.xs, each.ys, strict=True))
        ]
        return ["Line", data.x.name or "Across", data.y.name or "Upward", "At risk"], rows

    def levels(self) -> tuple[Sequence[float | None], Sequence[float | None]]:
        lines = self._data.lines
        xs = [x for each in lines for x in (*each.xs, *([each.until] if each.until is not None else []))]
        ys = [y for each in lines for y in (each.start, *each.ys)]
        return ([*xs] if self._data.x.log else [0.0, *xs]), ys

    def right_room(self) -> float:
        face, texts = faces().small_semi, [one_line(each.end_text) for each in self._data.lines if each.end_text]
        widest = max((face.width(text) for text in texts), default=0.0)
        return min(widest + 1.2 * u(), grown(_WIDEST_NAME), 0.34 * self.width()) if texts else 0.0

    def edge_room(self) -> tuple[float, float]:
        upright = any(guide.text and guide.along == "x" for guide in self._data.guides)
        return 0.0, faces().small.height - grown(4) if upright else 0.0

    def draw_marks(self, painter: QPainter, frame: Frame, look: Theme, lit: int) -> None:
        for each in self._data.lines:
            self._draw_band(painter, frame, each, look)
        self.draw_guides(painter, frame, look)
        self.draw_guide_words(painter, frame, look)
        # The first line is the one in question: it is drawn last, over the others.
        for row, each in reversed(list(enumerate(self._data.lines))):
            self._draw_line(painter, frame, each, look, lit=row == lit)

    def draw_words(self, painter: QPainter, frame: Frame, look: Theme) -> None:
        face, plane = faces().small_semi, frame.plane
        named = [each for each in self._data.lines if each.end_text]
        # Of curves that end at one height, the name of the one that got there first stands highest.
        named.sort(key=lambda each: sum(each.ys) / max(1, len(each.ys)), reverse=True)
        tops = [frame.y.at(height_at(each, frame.x.high)) - face.height / 2 for each in named]
        room = QRectF(plane.left(), plane.top() - face.height / 2, plane.width(), plane.height() + face.height / 2)
        for top, each in zip(spread(tops, face.height, room), named, strict=True):
            spot = QRectF(plane.right() + 0.5 * u(), top, self.right_room() - 0.5 * u(), face.height)
            write(painter, spot, one_line(each.end_text), face, text_colour(each.role, look))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.row_at(event.position())
        if row >= 0 and self.isVisible() and not event.buttons():
            x = self.frame(QRectF(self.rect())).x.value_at(event.position().x())
            QToolTip.showText(event.globalPosition().toPoint(), plain(self.hover_text_at(row, x)), self)

    def _draw_line(self, painter: QPainter, frame: Frame, each: Steps, look: Theme, *, lit: bool) -> None:
        end = _end(each, frame)
        thin = end if each.thin_from is None else min(end, each.thin_from)
        for first, last, colour, width in (
            (thin, end, look.neutral, _THIN),
            (-float("inf"), thin, mark_colour(each.role, look), _LIT if lit else _LINE),
        ):
            path = step_path(frame, each, first, last)
            if len(path) > 1:
                stroke = line_pen(colour, dashed=each.dashed or first == thin)
                stroke.setWidthF(width)
                stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
                stroke.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                painter.setPen(stroke)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF(path))

    def _draw_band(self, painter: QPainter, frame: Frame, each: Steps, look: Theme) -> None:
        known = [i for i, pair in enumerate(zip(each.lows, each.highs, strict=True)) if None not in pair]
        if not known:
            return
        ends = [frame.x.at(x) for x in (*[each.xs[i] for i in known[1:]], _end(each, frame))]
        colour = QColor(mark_colour(each.role, look))
        colour.setAlphaF(_BAND)
        for i, right in zip(known, ends, strict=True):
            left, top, bottom = frame.x.at(each.xs[i]), frame.y.at(each.highs[i]), frame.y.at(each.lows[i])
            painter.fillRect(QRectF(left, top, right - left, bottom - top), colour)


def height_at(each: Steps, x: float) -> float:
    """The height of a curve at a place: that of the last step at or before it."""
    step = bisect_right(each.xs, x) - 1
    return each.ys[step] if step >= 0 else each.start


def is_thin(each: Steps, x: float) -> bool:
    return each.thin_from is not None and x >= each.thin_from


def step_path(frame: Frame, each: Steps, first: float, last: float) -> list[QPointF]:
    """The corners of a curve between two places of the axis."""
    if first >= last or last <= frame.x.low:
        return []
    begin = max(first, frame.x.low)
    height = height_at(each, begin) if first != -float("inf") else each.start
    left = frame.plane.left() if first == -float("inf") else frame.x.at(begin)
    path = [QPointF(left, frame.y.at(height))]
    for x, y in zip(each.xs, each.ys, strict=True):
        if first < x <= last:
            path += [QPointF(frame.x.at(x), path[-1].y()), QPointF(frame.x.at(x), frame.y.at(y))]
    return [*path, QPointF(frame.x.at(last), path[-1].y())]


def _end(each: Steps, frame: Frame) -> float:
    """Where a curve ends."""
    return each.until if each.until is not None else each.xs[-1] if each.xs else frame.x.high
