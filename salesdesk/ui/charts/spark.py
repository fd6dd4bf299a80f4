"""The sparkline: a course of values in a small space, with a dashed line for the target."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from salesdesk.ui.charts.values import stretches
from salesdesk.ui.look.painting import pen
from salesdesk.ui.look.theme import Theme

_DOT, _HALO, _LINE = 3.6, 1.5, 1.8


def spark(
    painter: QPainter,
    area: QRectF,
    series: Sequence[float | None],
    reference: float | None,
    look: Theme,
    *,
    hollow: bool = False,
    back: QColor | None = None,
) -> None:
    """Draws the series; gaps stay gaps, and a hollow end dot says that the last value is a small sample."""
    known = [value for value in series if value is not None]
    if not known:
        return
    levels = known if reference is None else [*known, reference]
    low, span = min(levels), max(levels) - min(levels)
    room = area.adjusted(0, _DOT + _HALO, -_DOT - _HALO, -_DOT - _HALO)
    step = room.width() / max(1, len(series) - 1)

    def height_of(value: float) -> float:
        return room.bottom() - (room.height() * (value - low) / span if span else room.height() / 2)

    if reference is not None:
        dashes = QPen(look.neutral, 1.2)
        dashes.setDashPattern([3, 2.2])
        y = height_of(reference)
        painter.setPen(dashes)
        painter.drawLine(QLineF(room.left(), y, room.right(), y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(look.better, _LINE))
    for stretch in stretches(series):
        points = [QPointF(room.left() + i * step, height_of(value)) for i, value in stretch]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
    last = series[-1]
    if last is not None:
        end = QPointF(room.right() if len(series) > 1 else room.left(), height_of(last))
        _dot(painter, end, look, back or look.surface, hollow=hollow)


def _dot(painter: QPainter, at: QPointF, look: Theme, back: QColor, *, hollow: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawEllipse(at, _DOT + _HALO, _DOT + _HALO)
    painter.setBrush(back if hollow else look.better)
    if hollow:
        painter.setPen(QPen(look.better, 1.6))
    painter.drawEllipse(at, _DOT - (0.8 if hollow else 0), _DOT - (0.8 if hollow else 0))
