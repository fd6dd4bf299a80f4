"""Dots on a track: own price among competitors, now and before, a strip of all reps' attainment."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import draw_dot, mark_colour, text_colour, write_clear
from salesdesk.ui.charts.key import draw_key, key_height
from salesdesk.ui.charts.lines import line_pen
from salesdesk.ui.charts.placing import aside, beside, draw_leader
from salesdesk.ui.charts.plane import draw_ticks
from salesdesk.ui.charts.rows import RowChart, names_width, put_name
from salesdesk.ui.charts.scale import Scale, scale_of, whole
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, pen, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_DOT = 9.0
_NEAR = 12
_CLOSE = 6  # pixels between points on a line
_WIDEST_NAME = 130
_STRIP = 11.0  # the least height of a strip, in u


class RangeDots(RowChart[RangeData]):
    """A click picks the row; in a strip of one row it picks the dot. Hollow dots are small samples."""

    def __init__(self, data: RangeData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or RangeData(""), parent)

    @property
    def is_strip(self) -> bool:
        return len(self._data.rows) == 1

    def row_count(self) -> int:
        return len(self._data.rows[0].dots) if self.is_strip else len(self._data.rows)

    def hover_text(self, row: int) -> str:
        if self.is_strip:
            return self._dot_text(self._data.rows[0].dots[row])
        each = self._data.rows[row]
        words = [self._dot_text(dot) for dot in each.dots]
        if each.low is not None and each.high is not None:
            words.append(f"from {self._data.axis.text(each.low)} to {self._data.axis.text(each.high)}")
        head = f"{each.name}: {each.text}" if each.text else each.name
        return each.hover or "\n".join([head, *(words or ["no data"])])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        value = self._data.axis.name or "Value"
        if self.is_strip:
            return ["Name", value], [[dot.name, dot.value] for dot in self._data.rows[0].dots]
        most = max((len(row.dots) for row in self._data.rows), default=1)
        heads = [part for i in range(1, most + 1) for part in (f"Dot {i}", value)]
        rows: list[list[Cell]] = []
        for row in self._data.rows:
            cells: list[Cell] = [part for dot in row.dots for part in (dot.name, dot.value)]
            rows.append([row.name, *cells, *([None] * (2 * most - len(cells)))])
        return ["Name", *heads], rows

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(self._tall(1.25, grown(420))))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(260)), round(self._tall(1.0, grown(260))))

    def row_area(self, area: QRectF, row: int) -> QRectF:
        if self.is_strip:
            at, size = self.strip(area)[row], 0.8 * grown(_DOT)
            return QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
        return self._band(area, row)

    def row_at(self, at: QPointF) -> int:
        if not self.is_strip:
            return super().row_at(at)
        ways = [((spot - at).manhattanLength(), i) for i, spot in enumerate(self.strip(QRectF(self.rect())))]
        nearest, index = min(ways, default=(grown(_NEAR) + 1, -1))
        return index if nearest <= grown(_NEAR) else -1

    def strip(self, area: QRectF) -> list[QPointF]:
        """Where the dots of the single row lie: those that would cover each other are moved up and down."""
        band, scale = self._band(area, 0), self._scale(area)
        xs = [scale.at(dot.value) for dot in self._data.rows[0].dots]
        ways = aside(xs, grown(_DOT) + 1, band.height() / 2 - grown(_DOT))
        return [QPointF(x, band.center().y() + way) for x, way in zip(xs, ways, strict=True)]

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        scale = self._scale(area)
        draw_key(painter, area, self._data.key, look)
        rows = len(self._data.rows)
        bottom = self._band(area, rows - 1).bottom()
        if lit >= 0 and not self.is_strip:
            painter.fillRect(self._band(area, lit), look.hover)
        for tick, _ in scale.ticks:
            top = self._band(area, 0).top()
            painter.fillRect(QRectF(round(scale.at(tick)), top, 1, bottom - top), look.grid)
        draw_ticks(painter, scale, bottom + 0.3 * u(), (area.left(), area.right()), look)
        self._draw_guides(painter, area, scale, bottom, look)
        for index, row in enumerate(self._data.rows):
            self._draw_row(painter, area, self._band(area, index), scale, row, look)
        if self.is_strip:
            self._draw_strip(painter, area, look, lit)

    def _draw_row(
        self, painter: QPainter, area: QRectF, spot: QRectF, scale: Scale, row: RangeRow, look: Theme
    ) -> None:
        face, middle = faces(), spot.center().y()
        if row.name:
            put_name(painter, (area.left(), scale.start - grown(6) - 1.5 * u()), spot, row.name, look)
        right = scale.end + grown(6) + 1.5 * u()
        text = QRectF(right, spot.top(), area.right() - right, spot.height())
        write(painter, text, one_line(row.text), face.figures_bold, look.text, "right")
        if row.low is not None and row.high is not None:
            ends = sorted((scale.at(row.low), scale.at(row.high)))
            tall = min(0.5 * spot.height(), 1.8 * u())
            middle_half = QRectF(ends[0], middle - tall / 2, max(2.0, ends[1] - ends[0]), tall)
            box(painter, middle_half, look.band, look.control, grown(3))
        if self.is_strip:
            return
        xs = [scale.at(dot.value) for dot in row.dots]
        if not xs and not row.text:
            nothing = QRectF(scale.start, middle - face.small.height / 2, 12 * u(), face.small.height)
            write_clear(painter, nothing, "no data", face.small, look.muted, look)
        if len(xs) > 1:
            painter.setPen(pen(look.control, 1.6))
            painter.drawLine(QPointF(min(xs), middle), QPointF(max(xs), middle))
        # The first dot is the one in question: it is drawn last, over the others.
        for x, dot in reversed(list(zip(xs, row.dots, strict=True))):
            self._draw_dot(painter, QPointF(x, middle), dot, look)

    def _draw_dot(self, painter: QPainter, at: QPointF, dot: Dot, look: Theme, factor: float = 1.0) -> None:
        if dot.shape == "tick":
            mark = QRectF(round(at.x()) - 1, at.y() - 0.9 * u(), 2, 1.8 * u())
            painter.fillRect(mark.adjusted(-1.5, 0, 1.5, 0), look.surface)
            painter.fillRect(mark, mark_colour(dot.role, look))
            return
        draw_dot(painter, at, grown(_DOT) * factor, mark_colour(dot.role, look), look, hollow=dot.hollow)

    def _draw_strip(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        spots, dots, names = self.strip(area), self._data.rows[0].dots, self.names(area)
        for index, spot in names.items():
            draw_leader(painter, spots[index], spot, 0.8 * u(), look.control)
        for index, (at, dot) in reversed(list(enumerate(zip(spots, dots, strict=True)))):
            self._draw_dot(painter, at, dot, look, 1.4 if index == lit else 1.0)
        for index, spot in names.items():
            ink, name = text_colour(dots[index].role, look), one_line(dots[index].name)
            write_clear(painter, spot, name, faces().small_semi, ink, look)

    def names(self, area: QRectF) -> dict[int, QRectF]:
        """Where the names of a strip's dots stand."""
        face, band, scale = faces().small_semi, self._band(area, 0), self._scale(area)
        wanted = [
            (i, QSizeF(min(face.width(one_line(dot.name)) + 1, grown(_WIDEST_NAME)), face.height))
            for i, dot in enumerate(self._data.rows[0].dots)
            if dot.named
        ]
        crossed = [
            QPointF(scale.at(guide.value), band.top() + y)
            for guide in self._data.guides
            for y in range(0, round(band.height()), _CLOSE)
        ]
        return beside(self.strip(area), wanted, band, [], 0.8 * u(), crossed)

    def _draw_guides(self, painter: QPainter, area: QRectF, scale: Scale, bottom: float, look: Theme) -> None:
        face, last = faces().small_semi, area.left()
        top = self._band(area, 0).top()
        for guide in sorted(self._data.guides, key=lambda each: each.value):
            x, text = round(scale.at(guide.value)) + 0.5, one_line(guide.text)
            stroke = line_pen(mark_colour(guide.role, look), dashed=True)
            stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(stroke)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            wide = min(face.width(text) + 1, area.right() - last)
            left = max(last, min(x - wide / 2, area.right() - wide))
            foot = QRectF(left, bottom + 0.4 * u() + faces().figures_small.height, wide, face.height)
            write(painter, foot, text, face, text_colour(guide.role, look))
            last = left + wide + u()

    def _dot_text(self, dot: Dot) -> str:
        text = dot.text or self._data.axis.text(dot.value)
        return dot.hover or (f"{dot.name}: {text}" if dot.name else text)

    def _scale(self, area: QRectF) -> Scale:
        data, face, pad = self._data, faces(), grown(6)
        levels = [value for row in data.rows for value in (row.low, row.high, *(dot.value for dot in row.dots))]
        levels += [guide.value for guide in data.guides]
        names = names_width([row.name for row in data.rows], area.width())
        texts = max((face.figures_bold.width(one_line(row.text)) for row in data.rows), default=0.0)
        left = area.left() + (names + 1.5 * u() if names > 1 else 0.0) + pad
        right = max(left + 4 * u(), area.right() - (texts + 1.5 * u() if texts else 0.0) - pad)
        count = max(2, min(6, int((right - left) / (7 * u()))))
        return scale_of(data.axis, whole(data.axis, levels, to_ticks=False), (left, right), count=count)

    def _band(self, area: QRectF, row: int) -> QRectF:
        head, rows = key_height(self._data.key, area.width()), max(1, len(self._data.rows))
        tall = (area.height() - head - self._foot()) / rows
        most = 4.8 * _STRIP * u() if self.is_strip else 1.8 * self._least()
        tall = max(1.0, min(tall, most))
        return QRectF(area.left(), area.top() + head + row * tall, area.width(), tall)

    def _tall(self, air: float, width: float) -> float:
        rows = _STRIP * u() if self.is_strip else max(1, len(self._data.rows)) * self._least()
        return key_height(self._data.key, width) + air * rows + self._foot()

    def _least(self) -> float:
        return line() + 0.9 * u()

    def _foot(self) -> float:
        guide = faces().small_semi.height if any(each.text for each in self._data.guides) else 0.0
        return faces().figures_small.height + guide + 0.8 * u()
