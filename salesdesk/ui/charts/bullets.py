"""Bullets: each row's result as a bar, its target as a tick, the pace needed so far as a marker."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import round_bar
from salesdesk.ui.charts.rows import Edges, KeyedRows, names_width, put, put_name
from salesdesk.ui.charts.values import KeyEntry
from salesdesk.ui.charts.values_rows import BulletData, BulletRow
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, triangle
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.tables.clipboard import Cell

_AIR = 1.04  # of the highest level, so that a target at the end is not cut


@dataclass(frozen=True)
class _Columns:
    name: Edges
    bar: Edges
    text: Edges
    note: Edges


class BulletRows(KeyedRows[BulletData]):
    """A click picks a row; a result of few records is hollow."""

    widths, airs = (420, 260), (1.15, 1.6)

    def __init__(self, data: BulletData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or BulletData(""), parent)

    def row_count(self) -> int:
        return len(self._data.rows)

    def hover_text(self, row: int) -> str:
        each, data = self._data.rows[row], self._data
        if each.hover:
            return each.hover
        words = [f"{each.name}: {self._text(each)}"]
        for name, value, text in (
            (data.target_name, each.target, each.target_text),
            (data.pace_name, each.pace, each.pace_text),
        ):
            if value is not None:
                words.append(f"{name} {text or data.axis(value)}")
        if each.low is not None and each.high is not None:
            words.append(f"{data.range_name} {data.axis(each.low)} to {data.axis(each.high)}")
        return "\n".join([*words, *([each.note] if each.note else [])])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data = self._data
        unit = f" ({data.unit})" if data.unit else ""
        heads = [f"{name[:1].upper()}{name[1:]}{unit}" for name in (data.value_name, data.target_name, data.pace_name)]
        rows: list[list[Cell]] = [[each.name, each.value, each.target, each.pace] for each in data.rows]
        return ["Name", *heads], rows

    def _draw_row(self, painter: QPainter, spot: QRectF, columns: _Columns, index: int, look: Theme) -> None:
        row = self._data.rows[index]
        put_name(painter, columns.name, spot, row.name, look)
        ink = look.muted if row.value is None else look.text
        put(painter, columns.text, spot, self._text(row), "figures_bold", ink, "right")
        put(painter, columns.note, spot, row.note, "figures_small", look.muted, "right")
        self._draw_bullet(painter, spot, columns.bar, row, look)

    def ends(self, row: BulletRow) -> tuple[float, float]:
        """What lies at the left and at the right of a row's track; zero lies within."""
        rows = self._data.rows if self._data.shared else (row,)
        levels = [
            level
            for each in rows
            for level in (each.value, each.target, each.pace, each.low, each.high)
            if level is not None
        ]
        low, high = min([0.0, *levels]), max([0.0, *levels])
        return (low * _AIR, high * _AIR) if high > low else (0.0, 1.0)

    def _draw_bullet(self, painter: QPainter, spot: QRectF, bar: Edges, row: BulletRow, look: Theme) -> None:
        low, high = self.ends(row)
        middle, radius = round(spot.center().y()), grown(3)

        def x(value: float) -> float:
            return bar[0] + (value - low) / (high - low) * (bar[1] - bar[0])

        wide, slim = 1.7 * u(), 1.0 * u()
        box(painter, QRectF(bar[0], middle - slim / 2, bar[1] - bar[0], slim), look.track, None, radius)
        if row.low is not None and row.high is not None:
            ends = sorted((x(row.low), x(row.high)))
            middle_half = QRectF(ends[0], middle - wide / 2, max(2.0, ends[1] - ends[0]), wide)
            box(painter, middle_half, look.band, look.control, radius)
        if row.value:
            ends = sorted((x(0), x(row.value)))
            result = QRectF(ends[0], middle - slim / 2, max(2.0, ends[1] - ends[0]), slim)
            round_bar(painter, result, row.role, look, radius, hollow=row.hollow)
        if row.target is not None:
            tick = QRectF(round(x(row.target)) - 1, middle - wide / 2, 2, wide)
            painter.fillRect(tick.adjusted(-1.25, 0, 1.25, 0), look.surface)
            painter.fillRect(tick, look.text)
        if row.pace is not None:
            size = 1.0 * u()
            triangle(painter, QPointF(x(row.pace), middle - slim / 2 - 0.35 * size), size, look.neutral, up=False)

    def _text(self, row: BulletRow) -> str:
        return row.text or ("no data" if row.value is None else self._data.axis(row.value))

    def _columns(self, area: QRectF) -> _Columns:
        face, gap, rows = faces(), 1.5 * u(), self._data.rows
        name = names_width([row.name for row in rows], area.width())
        text = max((face.figures_bold.width(self._text(row)) for row in rows), default=0.0)
        note = max((face.figures_small.width(row.note) for row in rows), default=0.0)
        if name + text + note + 3 * gap + 9 * u() > area.width():
            note = 0.0  # the bar needs the room; the note is told by hovering
        right = area.right() - (note + gap if note else 0.0)
        left = area.left() + name + gap
        return _Columns(
            (area.left(), area.left() + name),
            (left, max(left + 2 * u(), right - text - gap)),
            (right - text, right),
            (area.right() - note, area.right()),
        )

    def _key(self) -> tuple[KeyEntry, ...]:
        data = self._data
        parts = [KeyEntry(data.value_name, "better")] if data.rows else []
        if any(row.low is not None for row in data.rows) and data.range_name:
            parts.append(KeyEntry(data.range_name, "band"))
        if any(row.target is not None for row in data.rows):
            parts.append(KeyEntry(data.target_name, "text", "tick"))
        if any(row.pace is not None for row in data.rows):
            parts.append(KeyEntry(data.pace_name, "neutral", "pointer"))
        return tuple(parts) if len(parts) > 1 else ()

    def _least(self) -> float:
        return line() + 1.2 * u()
