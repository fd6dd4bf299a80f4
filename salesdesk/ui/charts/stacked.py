"""Stacked columns over weeks or months, with a line on the same axis if wanted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.bars import hatch
from salesdesk.ui.charts.colours import edge_colour, fill_bar, ink_on
from salesdesk.ui.charts.lines import draw_line
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.series_plot import SeriesPlot
from salesdesk.ui.charts.values import KeyEntry, Levels, TrendLine, at, flag
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u

_WIDTH, _WIDEST = 0.66, 64  # of the room a column has; in pixels


class StackedBars(SeriesPlot[StackData]):
    """The parts of each column add up to its height; a column of an unfinished period is hatched."""

    def __init__(self, data: StackData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or StackData(""), parent)

    def key(self) -> tuple[KeyEntry, ...]:
        parts = [KeyEntry(each.name, each.role) for each in self._data.series if each.name]
        lines = [KeyEntry(each.name, each.role, "dash" if each.dashed else "line") for each in self.lines()]
        return (*parts, *lines)

    def line(self) -> TrendLine | None:
        return self._data.line

    def lines(self) -> tuple[TrendLine, ...]:
        return (*super().lines(), *self._data.limits)

    def levels(self) -> Levels:
        places = range(self.place_count())
        ends = [end for place in places for end in (self._sum(place, 1), self._sum(place, -1))]
        return (*ends, *(value for each in self.lines() for value in each.values))

    def top_of(self, place: int) -> float:
        return max([self._sum(place, 1), *(at(each.values, place, None) or 0.0 for each in self.lines())])

    def draw_marks(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        for place in range(self.place_count()):
            for area, each in self._parts(scale, place):
                self._draw_part(painter, area, each, place, look)
        for line in self.lines():
            draw_line(painter, scale, line, look, over_bars=True)
        self.draw_head(painter, scale, look)

    def _sum(self, place: int, sign: int) -> float:
        values = [at(each.values, place, None) or 0.0 for each in self._data.series]
        return sum(value for value in values if value * sign > 0)

    def _parts(self, scale: PixelScale, place: int) -> list[tuple[QRectF, Series]]:
        """The parts of a column in pixels, the first at the zero line."""
        half = min(_WIDTH * scale.step, grown(_WIDEST)) / 2
        left, right = round(scale.x(place) - half), round(scale.x(place) + half)
        reached, found = {1: 0.0, -1: 0.0}, []
        for each in self._data.series:
            value = at(each.values, place, None)
            if not value:
                continue
            sign = 1 if value > 0 else -1
            start, reached[sign] = reached[sign], reached[sign] + value
            ends = sorted((round(scale.y(start)), round(scale.y(reached[sign]))))
            found.append((QRectF(left, ends[0], max(2, right - left), max(1, ends[1] - ends[0])), each))
        return found

    def _draw_part(self, painter: QPainter, area: QRectF, each: Series, place: int, look: Theme) -> None:
        # One pixel of the surface keeps parts of like brightness apart.
        part = area.adjusted(0, 1, 0, 0) if area.height() > 2 else area
        hatched, hollow = flag(self._data.hatched, place), flag(each.hollow, place)
        fill_bar(painter, part, each.role, look, hollow=hollow or hatched)
        if hatched:
            hatch(painter, part, QPen(edge_colour(each.role, look), 1.4))
        text, face = self.value_text(each, place), faces().tiny
        fits = face.width(text) <= part.width() - 2 and face.height + 0.4 * u() <= part.height()
        if self._data.inside and fits and not hatched:
            write(painter, part, text, face, look.text if hollow else ink_on(each.role, look), "centre")
