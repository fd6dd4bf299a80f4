"""Type: every size and weight the program writes in, derived from the application's font."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

_SEMI = QFont.Weight.DemiBold
_BOLD = QFont.Weight.Bold


@dataclass(frozen=True, eq=False)
class Face:
    """One font with its measures in pixels."""

    font: QFont
    height: float
    ascent: float

    def width(self, text: str) -> float:
        return _width(self, text)

    def elided(self, text: str, width: float) -> str:
        return _elided(self, text, width)


@dataclass(frozen=True, eq=False)
class Faces:
    """The faces of one application font; `figures` faces have digits of equal width, for columns."""

    body: Face
    semi: Face
    bold: Face
    small: Face
    small_semi: Face
    tiny: Face
    heading: Face
    value: Face
    unit: Face
    figures: Face
    figures_bold: Face
    figures_small: Face


_latest: list[Any] = []  # the font asked for last and its faces


def faces() -> Faces:
    """The faces for the application's font as it is now."""
    font = QApplication.font()
    if not _latest or _latest[0] != font:  # describing a font takes ten times longer
        _latest[:] = [font, _faces(font.toString())]
    return _latest[1]


def face_of(font: QFont) -> Face:
    metrics = QFontMetricsF(font)
    return Face(font, metrics.height(), metrics.ascent())


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None, *, figures: bool = False) -> QFont:
    """A copy `factor` times as large; `figures` asks for digits of equal width."""
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(font.pointSizeF() * factor)
    else:
        copy.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if weight is not None:
        copy.setWeight(weight)
    if figures:
        copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


@lru_cache(maxsize=8)
def _faces(description: str) -> Faces:
    font = QFont()
    font.fromString(description)
    sizes = {
        "body": scaled(font, 1),
        "semi": scaled(font, 1, _SEMI),
        "bold": scaled(font, 1, _BOLD),
        "small": scaled(font, 0.92),
        "small_semi": scaled(font, 0.92, _SEMI),
        "tiny": scaled(font, 0.82, _SEMI, figures=True),
        "heading": scaled(font, 1.42, _BOLD),
        "value": scaled(font, 1.90, _BOLD),
        "unit": scaled(font, 1.12, _SEMI),
        "figures": scaled(font, 1, figures=True),
        "figures_bold": scaled(font, 1, _BOLD, figures=True),
        "figures_small": scaled(font, 0.92, figures=True),
    }
    return Faces(**{name: face_of(each) for name, each in sizes.items()})


@lru_cache(maxsize=16384)
def _width(face: Face, text: str) -> float:
    return QFontMetricsF(face.font).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _elided(face: Face, text: str, width: float) -> str:
    # Sizes are whole pixels, widths of texts are not: what misses by less than one is shown whole.
    if _width(face, text) < width + 1:
        return text
    return QFontMetricsF(face.font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
