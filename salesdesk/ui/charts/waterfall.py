"""The waterfall: from a start over signed steps to an end, lying or upright."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import round_bar
from salesdesk.ui.charts.rows import RowChart, names_width, put, put_name, two_lines
from salesdesk.ui.charts.ticks import span_of
from salesdesk.ui.charts.values_rows import Stage, WaterfallData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_LEAST_COLUMN = 5.5  # in u


@dataclass(frozen=True)
class _Fall:
    """Where a stage begins and ends, in its unit; a stage that is not known keeps the level before."""

    start: float
    end: float


class Waterfall(RowChart[WaterfallData]):
    """A click picks a stage. Totals start at zero, changes hang between the levels before and after."""

    def __init__(self, data: WaterfallData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or WaterfallData(""), parent)

    def row_count(self) -> int:
        return len(self._data.stages)

    def hover_text(self, row: int) -> str:
        each = self._data.stages[row]
        return each.hover or f"{each.name}: {self.value_text(each)}"

    def value_text(self, each: Stage) -> str:
        if each.value is None:
            return each.text or "no data"
        sign = "+" if each.value > 0 and not each.total else ""
        return each.text or f"{sign}{self._data.axis(each.value)}"

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        value = f"Value ({self._data.unit})" if self._data.unit else "Value"
        rows: list[list[Cell]] = [
            [each.name, each.value, fall.end] for each, fall in zip(self._data.stages, self._falls(), strict=True)
        ]
        return ["Step", value, "Level after"], rows

    def sizeHint(self) -> QSize:
        tall = grown(280) if self._data.upright else max(1, self.row_count()) * 1.1 * self._least()
        return QSize(round(grown(420)), round(tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(260)), round(max(1, self.row_count()) * self._least()))

    def is_upright(self, width: float) -> bool:
        """Whether the stages stand side by side: only where names and values have room."""
        if not self._data.upright or not self.row_count():
            return False
        column = width / self.row_count()
        texts = max(faces().figures_bold.width(self.value_text(each)) for each in self._data.stages)
        words = (word for each in self._data.stages for word in one_line(each.name).split())
        longest = max((faces().small.width(word) for word in words), default=0.0)
        return column >= max(_LEAST_COLUMN * u(), texts + 0.6 * u(), min(longest, 10 * u()) + 0.4 * u())

    def row_area(self, area: QRectF, row: int) -> QRectF:
        count = max(1, self.row_count())
        if self.is_upright(area.width()):
            wide = min(area.width() / count, 22 * u())
            return QRectF(area.left() + row * wide, area.top(), wide, area.height())
        tall = min(area.height() / count, 1.5 * self._least())
        return QRectF(area.left(), area.top() + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        if lit >= 0:
            painter.fillRect(self.row_area(area, lit), look.hover)
        if self.is_upright(area.width()):
            self._draw_upright(painter, area, look)
        else:
            self._draw_lying(painter, area, look)

    def _draw_lying(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        stages, falls, face = self._data.stages, self._falls(), faces()
        names = names_width([each.name for each in stages], area.width(), "semi")
        texts = max(face.figures_bold.width(self.value_text(each)) for each in stages)
        left, right = area.left() + names + 1.5 * u(), area.right() - texts - 1.2 * u()
        low, high = _ends(falls)
        scale = (max(2.0, right - left)) / (high - low)
        tall, before = 1.95 * u(), None
        zero = round(left - low * scale)
        painter.fillRect(QRectF(zero, area.top(), 1, len(stages) * self.row_area(area, 0).height()), look.grid)
        for row, (each, fall) in enumerate(zip(stages, falls, strict=True)):
            spot = self.row_area(area, row)
            edges = (area.left(), area.left() + names)
            put_name(painter, edges, spot, each.name, look, "semi" if each.total else "body")
            ink = self._ink(each, look)
            put(painter, (right, area.right()), spot, self.value_text(each), "figures_bold", ink, "right")
            ends = sorted((left + (fall.start - low) * scale, left + (fall.end - low) * scale))
            if before is not None:
                link = left + (fall.start if not each.total else before) * scale - low * scale
                above = self.row_area(area, row - 1).center().y() + tall / 2
                painter.fillRect(QRectF(round(link), above, 1, spot.center().y() - tall / 2 - above), look.control)
            if each.value is not None:
                bar = QRectF(ends[0], spot.center().y() - tall / 2, max(2.0, ends[1] - ends[0]), tall)
                round_bar(painter, bar, self._role(each), look, grown(3), hollow=each.hollow)
            before = fall.end

    def _draw_upright(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        stages, falls, face = self._data.stages, self._falls(), faces()
        low, high = _ends(falls)
        top = area.top() + face.figures_bold.height + 0.4 * u()
        bottom = area.bottom() - 2 * face.small.height - 0.8 * u() - (face.figures_bold.height if low < 0 else 0.0)
        scale, before = max(2.0, bottom - top) / (high - low), None
        zero = round(bottom + low * scale)
        last = self.row_area(area, len(stages) - 1)
        painter.fillRect(QRectF(area.left(), zero, last.right() - area.left(), 1), look.control)
        for row, (each, fall) in enumerate(zip(stages, falls, strict=True)):
            spot = self.row_area(area, row)
            half = 0.34 * spot.width()
            ends = sorted((bottom - (fall.start - low) * scale, bottom - (fall.end - low) * scale))
            if before is not None:
                y = round(bottom - (before - low) * scale)
                link = self.row_area(area, row - 1).center().x() + half
                painter.fillRect(QRectF(link, y, spot.center().x() - half - link, 1), look.control)
            if each.value is not None:
                bar = QRectF(spot.center().x() - half, ends[0], 2 * half, max(2.0, ends[1] - ends[0]))
                round_bar(painter, bar, self._role(each), look, grown(3), hollow=each.hollow)
            text = QRectF(spot.left(), ends[0] - face.figures_bold.height - 1, spot.width(), face.figures_bold.height)
            if ends[1] > zero + 1:
                text.moveTop(ends[1] + 1)
            write(painter, text, self.value_text(each), face.figures_bold, self._ink(each, look), "centre")
            foot = QRectF(spot.left(), area.bottom() - 2 * face.small.height, spot.width(), face.small.height)
            for words in two_lines(one_line(each.name), face.small, spot.width() - 0.4 * u()):
                write(painter, foot.adjusted(1, 0, -1, 0), words, face.small, look.text, "centre")
                foot.translate(0, face.small.height)
            before = fall.end

    def _falls(self) -> list[_Fall]:
        level, found = 0.0, []
        for each in self._data.stages:
            start, value = (0.0 if each.total else level), each.value
            level = (level if value is None else value) if each.total else start + (value or 0.0)
            found.append(_Fall(start, level))
        return found

    def _role(self, each: Stage) -> str:
        if each.role:
            return each.role
        return "neutral" if each.total else "good" if (each.value or 0) >= 0 else "worse"

    def _ink(self, each: Stage, look: Theme) -> QColor:
        if each.value is None:
            return look.muted
        tone = {"good": "good", "worse": "worse", "better": "better"}.get(self._role(each), "")
        return look.tone_text("" if each.total else tone)

    def _least(self) -> float:
        return line() + 1.8 * u()


def _ends(falls: list[_Fall]) -> tuple[float, float]:
    return span_of([level for fall in falls for level in (fall.start, fall.end)], from_zero=True)
