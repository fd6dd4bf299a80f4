"""The key of a chart: what its colours mean, in as many lines as its width needs."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from salesdesk.ui.charts.colours import draw_dot, fill_bar, mark_colour
from salesdesk.ui.charts.lines import line_pen
from salesdesk.ui.charts.values import KeyEntry
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import triangle, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import u
from salesdesk.ui.plain import one_line


def key_height(entries: tuple[KeyEntry, ...], width: float) -> float:
    """The height of the key in pixels, with the room below it; 0 without entries."""
    lines = _lines(entries, width)
    return len(lines) * _line() + 0.7 * u() if lines else 0.0


def draw_key(painter: QPainter, area: QRectF, entries: tuple[KeyEntry, ...], look: Theme) -> None:
    """Writes the key from the top left of `area`."""
    top, face = area.top(), faces().small
    for entries_of_line in _lines(entries, area.width()):
        left = area.left()
        for entry in entries_of_line:
            mark = _mark(entry)
            _swatch(painter, QRectF(left, top + _line() / 2 - 0.55 * u(), mark, 1.1 * u()), entry, look)
            left += mark + 0.7 * u()
            wide = min(_wide(entry), area.right() - left)
            write(painter, QRectF(left, top, wide, _line()), one_line(entry.text), face, look.muted)
            left += wide + 1.6 * u()
        top += _line()


def _lines(entries: tuple[KeyEntry, ...], width: float) -> list[list[KeyEntry]]:
    lines: list[list[KeyEntry]] = []
    left = 0.0
    for entry in entries:
        wide = _mark(entry) + 0.7 * u() + _wide(entry)
        if not lines or left + wide > width:
            lines.append([])
            left = 0.0
        lines[-1].append(entry)
        left += wide + 1.6 * u()
    return lines


def _swatch(painter: QPainter, area: QRectF, entry: KeyEntry, look: Theme) -> None:
    colour, middle = mark_colour(entry.role, look), area.center().y()
    if entry.shape in ("line", "dash"):
        painter.setPen(line_pen(colour, dashed=entry.shape == "dash"))
        painter.drawLine(QLineF(area.left() + 1, middle, area.right() - 1, middle))
    elif entry.shape in ("dot", "ring"):
        draw_dot(painter, area.center(), area.height(), colour, look, hollow=entry.shape == "ring")
    elif entry.shape == "tick":
        painter.fillRect(QRectF(round(area.center().x()) - 1, area.top(), 2, area.height()), colour)
    elif entry.shape == "pointer":
        triangle(painter, area.center(), area.height(), colour, up=False)
    else:
        fill_bar(painter, area.toAlignedRect().toRectF(), entry.role, look)


def _mark(entry: KeyEntry) -> float:
    return {"line": 2.2, "dash": 2.2, "tick": 0.5}.get(entry.shape, 1.1) * u()


def _wide(entry: KeyEntry) -> float:
    return faces().small.width(one_line(entry.text)) + 1


def _line() -> float:
    return faces().small.height + 0.2 * u()
