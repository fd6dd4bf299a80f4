"""Text wrapped to a width by Qt's own line breaking, with a bold beginning if wanted; never markup."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from salesdesk.ui.look.fonts import Face


@dataclass(frozen=True, eq=False)
class Flow:
    """Laid out lines and the height they take, in pixels."""

    layouts: tuple[tuple[QTextLayout, float], ...]
    height: float

    def draw(self, painter: QPainter, left: float, top: float, colour: QColor) -> None:
        painter.setPen(colour)
        for layout, offset in self.layouts:
            layout.draw(painter, QPointF(left, top + offset))


def flow(text: str, face: Face, width: float, bold: int = 0) -> Flow:
    """Wraps `text` to `width` pixels; the first `bold` characters are set semi-bold."""
    layouts, top = [], 0.0
    start = 0
    for paragraph in text.split("\n"):
        layout, height = _lay(paragraph, face, width, max(0, bold - start))
        layouts.append((layout, top))
        top += height
        start += len(paragraph) + 1
    return Flow(tuple(layouts), top)


def _lay(text: str, face: Face, width: float, bold: int) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, face.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    if bold:
        layout.setFormats([_bold_start(min(bold, len(text)))])
    layout.setCacheEnabled(True)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, max(height, face.height)


def _bold_start(length: int) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, length
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    span.format = style
    return span
