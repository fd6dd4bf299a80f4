"""Colours of marks by their role, the edges that pale ones need, and the ink of words that stand on them."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from salesdesk.ui.look.fonts import Face
from salesdesk.ui.look.painting import box, write
from salesdesk.ui.look.theme import Theme

_TONES = {"better": "better", "accent": "accent", "worse": "worse", "good": "good", "neutral": "quiet"}
_READABLE = 4.5
_BLACK, _WHITE = QColor("#000000"), QColor("#FFFFFF")


def mark_colour(role: str, look: Theme) -> QColor:
    """The colour of a role: a name of the theme, series0 to series6, or heat-3 to heat3."""
    if role.startswith("series"):
        return look.series[int(role[6:])]
    if role.startswith("heat"):
        return look.heat_at(int(role[4:]))
    return getattr(look, role)


def text_colour(role: str, look: Theme) -> QColor:
    if role.startswith("series"):
        return look.series_text[int(role[6:])]
    return look.tone_text(_TONES.get(role, "text"))


def edge_colour(role: str, look: Theme) -> QColor:
    """The colour that stands out from the surface where the mark itself is too pale to do so."""
    if role.startswith("heat"):
        step = int(role[4:])
        return look.control if step == 0 else look.worse if step < 0 else look.earlier_edge
    pale = {"earlier": look.earlier_edge, "band": look.control, "track": look.control}
    return pale.get(role) or mark_colour(role, look)


def ink_on(role: str, look: Theme) -> QColor:
    """The colour of words on a mark, with a contrast of 4.5 at least."""
    return _ink(mark_colour(role, look).rgb(), look.text.rgb())


def fill_bar(painter: QPainter, area: QRectF, role: str, look: Theme, *, hollow: bool = False) -> None:
    """A bar on whole pixels; hollow: a small sample."""
    fill, edge = mark_colour(role, look), edge_colour(role, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(area, look.surface if hollow else fill)
    if (hollow or edge != fill) and area.width() > 1 and area.height() > 1:
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0, 0, -1, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def round_bar(painter: QPainter, area: QRectF, role: str, look: Theme, radius: float, *, hollow: bool = False) -> None:
    """A bar with round corners; hollow: a small sample."""
    fill, edge = mark_colour(role, look), edge_colour(role, look)
    box(painter, area, look.surface if hollow else fill, edge if hollow or edge != fill else None, radius)


def draw_dot(painter: QPainter, at: QPointF, size: float, colour: QColor, look: Theme, *, hollow: bool = False) -> None:
    """A dot `size` wide, set off from what lies below it; hollow: a small sample."""
    painter.setPen(QPen(colour if hollow else look.surface, 1.5))
    painter.setBrush(look.surface if hollow else colour)
    painter.drawEllipse(at, size / 2, size / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def write_clear(
    painter: QPainter, area: QRectF, text: str, face: Face, colour: QColor, look: Theme, align: str = "left"
) -> None:
    """One line of text on a patch of the surface, so that no line runs through it."""
    shown = min(area.width(), face.width(text))
    left = area.right() - shown if align == "right" else area.left()
    painter.fillRect(QRectF(left - 1, area.top(), shown + 2, area.height()), look.surface)
    write(painter, area, text, face, colour, align)


def mixed(back: QColor, front: QColor, share: float) -> QColor:
    """`share` of the way from one colour to another."""
    part = min(1.0, max(0.0, share))
    pairs = zip(_parts(back), _parts(front), strict=True)
    return QColor.fromRgbF(*(one + (other - one) * part for one, other in pairs))


@lru_cache(maxsize=256)
def _ink(fill: int, text: int) -> QColor:
    for ink in (QColor(text), _WHITE):
        if _contrast(ink, QColor(fill)) >= _READABLE:
            return ink
    return _BLACK


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
