"""The grid: rows by columns of cells, shaded by heat or by share, or with bars in them."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import fill_bar, mixed
from salesdesk.ui.charts.rows import NAMES, Edges, RowChart, names_width, put_name, two_lines
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.look.fonts import Face, faces
from salesdesk.ui.look.painting import box, hairline, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, row_height, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_LONGEST_HEAD = 13.0  # of upright heads, in u
_WRAPPED = 7.5  # the least width of columns whose heads are broken in two lines, in u
_BESIDE = 8.0  # the least room of a bar beside its number, in u
# The faces numbers may be written in, largest first, and the room each needs at its sides, in u.
_FACES = (("figures", 0.55), ("figures_small", 0.4), ("tiny", 0.15))
_WIDEST_CELL = 14.0  # in u: short numbers stand no further apart
_UP_OR_DOWN: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_NOTHING = "–"


@dataclass(frozen=True)
class _Layout:
    """Where rows and columns lie, in pixels."""

    names: Edges
    left: float
    wide: float
    top: float
    tall: float
    heads: str  # flat, wrapped or upright
    every: int  # of so many heads one is written


@dataclass(frozen=True)
class _Writing:
    """How the numbers of all cells are written: in a face with room at the sides; `number` is the widest, in pixels."""

    face: Face
    inset: float
    number: float


class HeatGrid(RowChart[GridData]):
    """A click or Enter picks a cell: row times the number of columns, plus column.

    Cells without a value show a dash, those with few observations are left unshaded.
    """

    def __init__(self, data: GridData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or GridData(""), parent)

    def row_count(self) -> int:
        """The number of cells, which are what is picked."""
        return len(self._data.rows) * len(self._data.columns)

    def cell(self, place: int) -> GridCell:
        row, column = divmod(place, len(self._data.columns))
        cells = self._data.cells
        return cells[row][column] if row < len(cells) and column < len(cells[row]) else GridCell()

    def hover_text(self, row: int) -> str:
        each, (line_of, column) = self.cell(row), divmod(row, len(self._data.columns))
        few = ", too few to compare" if each.few else ""
        value = each.text or ("no data" if each.value is None else f"{each.value:g}")
        return each.hover or f"{self._data.rows[line_of]}, {self._data.columns[column]}: {value}{few}"

    def summed_up(self) -> str:
        best = [self.hover_text(i) for i in range(self.row_count()) if self.cell(i).best]
        size = f"{len(self._data.rows)} rows by {len(self._data.columns)} columns"
        return "; ".join([size, *best]) if self.row_count() else ""

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data, count = self._data, len(self._data.columns)
        rows: list[list[Cell]] = [
            [name, *(self.cell(i * count + k).value for k in range(count))] for i, name in enumerate(data.rows)
        ]
        return [data.corner or "Name", *data.columns], rows if count else []

    def sizeHint(self) -> QSize:
        return QSize(round(grown(460)), round(self._top_room(grown(460)) + max(1, len(self._data.rows)) * row_height()))

    def minimumSizeHint(self) -> QSize:
        rows = max(1, len(self._data.rows))
        return QSize(round(grown(260)), round(self._top_room(grown(260)) + rows * (line() + 0.65 * u())))

    def row_area(self, area: QRectF, row: int) -> QRectF:
        return self._cell_area(self._layout(area), *divmod(row, len(self._data.columns)))

    def row_at(self, at: QPointF) -> int:
        if not self.row_count():
            return -1
        lay, count = self._layout(QRectF(self.rect())), len(self._data.columns)
        row, column = int((at.y() - lay.top) // lay.tall), int((at.x() - lay.left) // lay.wide)
        inside = 0 <= row < len(self._data.rows) and 0 <= column < count
        return row * count + column if inside else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aside = self._cursor + _UP_OR_DOWN.get(event.key(), 0) * len(self._data.columns)
        if event.key() in _UP_OR_DOWN and self.row_count():
            self._move_to(aside if 0 <= aside < self.row_count() else self._cursor)
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        lay, count = self._layout(area), len(self._data.columns)
        self._draw_heads(painter, area, lay, look)
        writing = self._writing(lay)
        for row, name in enumerate(self._data.rows):
            spot = QRectF(area.left(), lay.top + row * lay.tall, area.width(), lay.tall)
            put_name(painter, lay.names, spot, name, look)
            right, bottom = round(lay.left + count * lay.wide), round(lay.top + (row + 1) * lay.tall)
            hairline(painter, area.left(), right, bottom - 1, look.grid)
            for column in range(count):
                place = row * count + column
                self._draw_cell(painter, self._cell_area(lay, row, column), self.cell(place), writing, look)
                if place == lit:
                    box(painter, self._cell_area(lay, row, column), None, look.control, radius=grown(2))

    def _draw_cell(
        self, painter: QPainter, area: QRectF, each: GridCell, writing: _Writing | None, look: Theme
    ) -> None:
        shade, known = self._shade(each, look), each.value is not None and not each.few
        if shade is not None:
            painter.fillRect(area.adjusted(0, 0, -1, -1), shade)
        if self._data.style == "bars" and known and each.share:
            fill_bar(painter, self._bar(area, each.share, writing), "heat2" if each.share > 0 else "heat-2", look)
        sign = ("+" if each.step > 0 else "−") if self._data.style == "heat" and abs(each.step) > 1 and known else ""
        if writing is not None:
            inner = area.adjusted(writing.inset, 0, -writing.inset - 1, -1)
            if self._data.style == "bars" and not self._has_room(area, writing):
                inner.setBottom(area.bottom() - 1.0 * u())
            ink = look.text if known else look.muted
            align = "centre" if self._data.style == "ramp" else "right"
            write(painter, inner, each.text or _NOTHING, writing.face, ink, align)
            write(painter, inner, sign, faces().tiny, look.text)
        elif each.value is None:
            painter.fillRect(QRectF(area.center().x() - 2, round(area.center().y()) - 1, 4, 1), look.control)
        else:
            write(painter, area, sign, faces().tiny, look.text, "centre")
        if each.best:
            box(painter, area.adjusted(0, 0, -1, -1), None, look.accent_text, radius=grown(2), width=2.0)

    def _has_room(self, area: QRectF, writing: _Writing) -> bool:
        """Whether bars have room beside the numbers; otherwise they lie below them."""
        return area.width() >= writing.number + _BESIDE * u()

    def _bar(self, area: QRectF, share: float, writing: _Writing | None) -> QRectF:
        """The bar of a cell, from the zero line that all cells share."""
        least = min([0.0, *(cell.share or 0.0 for row in self._data.cells for cell in row)])
        left, right = area.left() + 0.8 * u(), area.right() - 0.6 * u()
        tall = round(min(0.66 * area.height(), 2.4 * u()))
        top = round(area.center().y() - tall / 2)
        if writing is not None and self._has_room(area, writing):
            right -= writing.number + 0.8 * u()
        elif writing is not None:
            tall = round(0.7 * u())
            top = round(area.bottom() - 1 - 0.3 * u()) - tall
        zero = left + (right - left) * -least / (1 - least)
        end = zero + (right - left) * max(-1.0, min(1.0, share)) / (1 - least)
        ends = sorted((round(zero), round(end)))
        return QRectF(ends[0], top, max(2, ends[1] - ends[0]), tall)

    def _shade(self, each: GridCell, look: Theme) -> QColor | None:
        if each.few or each.value is None:
            return None
        if self._data.style == "heat":
            return look.heat_at(each.step) if each.step else None
        if self._data.style == "ramp" and each.share is not None:
            return mixed(look.surface, look.heat_at(3), each.share)
        return None

    def _draw_heads(self, painter: QPainter, area: QRectF, lay: _Layout, look: Theme) -> None:
        face, count = faces().small, len(self._data.columns)
        head = QRectF(area.left(), area.top(), lay.left - area.left() - u(), lay.top - area.top() - 0.3 * u())
        if self._data.corner:
            corner = QRectF(head.left(), head.bottom() - face.height, head.width(), face.height)
            write(painter, corner, one_line(self._data.corner), face, look.muted)
        align = "centre" if self._data.style == "ramp" else "right"
        for column, name in enumerate(self._data.columns):
            spot = QRectF(lay.left + column * lay.wide, head.top(), lay.wide, head.height())
            if lay.heads == "upright":
                _write_upright(painter, spot, one_line(name), face, look.muted)
            elif lay.every > 1 and column % lay.every == 0:
                spot.setWidth(min(lay.every, count - column) * lay.wide)
                write(painter, spot, one_line(name), face, look.muted)
            elif lay.every == 1:
                inner = spot.adjusted(0.3 * u(), 0, -0.6 * u(), 0) if align == "right" else spot
                lines = two_lines(one_line(name), face, inner.width()) if lay.heads == "wrapped" else [one_line(name)]
                top = spot.bottom() - len(lines) * face.height
                for i, words in enumerate(lines):
                    each = QRectF(inner.left(), top + i * face.height, inner.width(), face.height)
                    write(painter, each, words, face, look.muted, align)

    def _cell_area(self, lay: _Layout, row: int, column: int) -> QRectF:
        left, right = (round(lay.left + (column + side) * lay.wide) for side in (0, 1))
        top, bottom = (round(lay.top + (row + side) * lay.tall) for side in (0, 1))
        return QRectF(left, top, right - left, bottom - top)

    def _layout(self, area: QRectF) -> _Layout:
        data = self._data
        left, wide = area.left() + self._names(area.width()) + u(), self._cell_width(area.width())
        head, widest = self._top_room(area.width()), self._widest_head()
        every = max(1, -int(-(widest + 0.8 * u()) // wide)) if data.ordered and widest > wide - 0.3 * u() else 1
        tall = min((area.height() - head) / max(1, len(data.rows)), line() + 3 * u())
        names = (area.left(), left - u())
        return _Layout(names, left, wide, area.top() + head, max(1.0, tall), self._heads(area.width()), every)

    def _names(self, width: float) -> float:
        names = names_width([*self._data.rows], width)
        return max(names, min(faces().small.width(one_line(self._data.corner)), NAMES * width))

    def _cell_width(self, width: float) -> float:
        room = (width - self._names(width) - u()) / max(1, len(self._data.columns))
        most = max(_WIDEST_CELL * u(), self._widest_head() + u())
        return max(2.0, min(room, most if self._data.style != "bars" else room))

    def _widest_head(self) -> float:
        return max((faces().small.width(one_line(each)) for each in self._data.columns), default=0.0)

    def _heads(self, width: float) -> str:
        """How the heads of columns stand: on one line, on two, or upright."""
        wide = self._cell_width(width)
        if self._data.ordered or self._widest_head() <= wide - 0.7 * u():
            return "flat"
        return "wrapped" if wide >= _WRAPPED * u() else "upright"

    def _top_room(self, width: float) -> float:
        face, heads = faces().small, self._heads(width)
        upright = min(self._widest_head(), _LONGEST_HEAD * u())
        return {"flat": face.height, "wrapped": 2 * face.height, "upright": upright}[heads] + 0.6 * u()

    def _writing(self, lay: _Layout) -> _Writing | None:
        """The largest face in which all numbers fit their cells; None where none does: then only shades are shown."""
        cells = [each for row in self._data.cells for each in row]
        signed = self._data.style == "heat" and any(abs(each.step) > 1 for each in cells)
        room = lay.wide - 1 - (0.9 * u() if signed else 0.0)
        for name, inset in _FACES:
            face = getattr(faces(), name)
            number = max((face.width(each.text or _NOTHING) for each in cells), default=0.0)
            if number <= room - 2 * inset * u():
                return _Writing(face, inset * u(), number)
        return None


def _write_upright(painter: QPainter, area: QRectF, text: str, face: Face, colour: QColor) -> None:
    """Text that runs upwards, in the middle of `area` from left to right."""
    painter.save()
    painter.translate(area.center().x() - face.height / 2, area.bottom())
    painter.rotate(-90)
    write(painter, QRectF(0, 0, area.height(), face.height), text, face, colour)
    painter.restore()
