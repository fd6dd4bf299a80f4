"""Lines over the places of a plot: with gaps where nothing is known, with hollow dots for small samples."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from salesdesk.ui.charts.colours import draw_dot, mark_colour
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.values import TrendLine, flag, stretches
from salesdesk.ui.look.painting import pen
from salesdesk.ui.look.theme import Theme

_LINE, _DASHED, _DOT, _HALO = 2.5, 1.8, 8.0, 4.5
_DOTS_UP_TO = 24


def draw_line(painter: QPainter, scale: PixelScale, each: TrendLine, look: Theme, *, over_bars: bool = False) -> None:
    """`over_bars` puts a halo of the surface below the line, so that it stays visible on dark bars."""
    colour = mark_colour(each.role, look)
    stroke = line_pen(colour, dashed=each.dashed)
    for stretch in stretches(each.values):
        points = [QPointF(scale.x(i), scale.y(value)) for i, value in stretch]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if over_bars:
            painter.setPen(pen(look.surface, _HALO))
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(stroke)
        painter.drawPolyline(QPolygonF(points))
        if each.dashed or (len(each.values) > _DOTS_UP_TO and len(points) > 1):
            continue
        for (i, _), point in zip(stretch, points, strict=True):
            draw_dot(painter, point, _DOT, colour, look, hollow=flag(each.hollow, i))


def line_pen(colour: QColor, *, dashed: bool) -> QPen:
    stroke = pen(colour, _DASHED if dashed else _LINE)
    if dashed:
        stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
        stroke.setDashPattern([3.2, 2.2])
    return stroke
