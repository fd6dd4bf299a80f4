"""Strokes shared by everything that paints itself: boxes, arrows, chevrons, rings and lines of text."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from salesdesk.ui.look.fonts import Face
from salesdesk.ui.look.units import CONTROL_RADIUS, RING

_HALF = 0.5


def pen(colour: QColor, width: float = 1.0) -> QPen:
    stroke = QPen(colour, width)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroke


def smooth(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def box(
    painter: QPainter,
    area: QRectF,
    fill: QColor | None,
    edge: QColor | None = None,
    radius: float = CONTROL_RADIUS,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose edge lies inside `area`, on whole pixels."""
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def ring(painter: QPainter, area: QRectF, colour: QColor, radius: float = CONTROL_RADIUS) -> None:
    """The mark of keyboard focus."""
    box(painter, area, None, colour, radius, RING)


def hairline(painter: QPainter, x1: float, x2: float, y: float, colour: QColor) -> None:
    """A horizontal line of one pixel, sharp."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRectF(round(x1), math.floor(y), round(x2) - round(x1), 1), colour)
    painter.restore()


def triangle(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, up: bool) -> None:
    """A filled triangle as wide as `size`, pointing up or down."""
    half, rise = size / 2, size * 0.42 * (1 if up else -1)
    points = [
        QPointF(centre.x() - half, centre.y() + rise),
        QPointF(centre.x() + half, centre.y() + rise),
        QPointF(centre.x(), centre.y() - rise),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(points))


def mark(painter: QPainter, centre: QPointF, size: float, colour: QColor, arrow: str) -> None:
    """The arrow `up` or `down`, or a dot for anything else."""
    if arrow in ("up", "down"):
        triangle(painter, centre, size, colour, up=arrow == "up")
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, size * 0.42, size * 0.42)


def chevron(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, up: bool = False) -> None:
    """A small open angle: this opens downwards, or sorts upwards."""
    half, drop = size / 2, size / 4 * (-1 if up else 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, max(1.4, size / 6)))
    corner = QPointF(centre.x(), centre.y() + drop)
    left, right = (QPointF(centre.x() + side * half, centre.y() - drop) for side in (-1, 1))
    painter.drawPolyline(QPolygonF([left, corner, right]))


def tick(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A check mark inside `area`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, max(1.6, area.width() / 7)))
    at = [(0.22, 0.52), (0.42, 0.72), (0.78, 0.30)]
    painter.drawPolyline(QPolygonF([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in at]))


def cross(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """A closing cross."""
    half = size / 2
    painter.setPen(pen(colour, max(1.3, size / 7)))
    for side in (-1, 1):
        painter.drawLine(
            QLineF(centre.x() - half, centre.y() - side * half, centre.x() + half, centre.y() + side * half)
        )


def info(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """The (i) in a circle."""
    size = min(area.width(), area.height())
    centre = area.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, max(1.1, size / 12)))
    painter.drawEllipse(centre, size / 2 - _HALF, size / 2 - _HALF)
    stem = QRectF(centre.x() - size * 0.05, centre.y() - size * 0.06, size * 0.10, size * 0.30)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(stem)
    painter.drawEllipse(QPointF(centre.x(), centre.y() - size * 0.21), size * 0.07, size * 0.07)


def write(painter: QPainter, area: QRectF, text: str, face: Face, colour: QColor, align: str = "left") -> None:
    """One line of text, in the middle of `area` from top to bottom; cut with … where it does not fit."""
    painter.setFont(face.font)
    painter.setPen(colour)
    shown = face.elided(text, area.width())
    wide = face.width(shown)
    left = area.left()
    if align == "right":
        left = area.right() - wide
    elif align == "centre":
        left = area.left() + (area.width() - wide) / 2
    top = area.top() + (area.height() - face.height) / 2
    painter.drawText(QPointF(left, top + face.ascent), shown)
