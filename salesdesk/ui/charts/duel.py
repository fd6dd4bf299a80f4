"""Two side by side: for each figure both values with their intervals on one scale, and whether they differ."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import draw_dot, mark_colour, text_colour
from salesdesk.ui.charts.rows import Edges, KeyedRows, names_width, put, put_name
from salesdesk.ui.charts.values import KeyEntry
from salesdesk.ui.charts.values_rows import DuelData, DuelRow, Lane
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import pen
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

ROLES = ("series0", "series2")
_DOT = 8.5
_AIR = 0.06  # of the track, left free at both ends


class _Columns(NamedTuple):
    name: Edges
    text: Edges
    track: Edges
    verdict: Edges


class DuelChart(KeyedRows[DuelData]):
    """A click picks the row. Hollow dots are small samples."""

    widths, airs = (520, 320), (1.1, 1.4)

    def __init__(self, data: DuelData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or DuelData(""), parent)

    def row_count(self) -> int:
        return len(self._data.rows)

    def hover_text(self, row: int) -> str:
        each = self._data.rows[row]
        pairs = zip(self._data.names, each.lanes, strict=True)
        told = [f"{name}: {lane.text or 'no data'}" for name, lane in pairs]
        return each.hover or "\n".join([each.name, *told, each.verdict])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        heads = ["Figure", *self._data.names, "Difference"]
        return heads, [[row.name, *(lane.value for lane in row.lanes), row.verdict] for row in self._data.rows]

    def _draw_row(self, painter: QPainter, spot: QRectF, columns: _Columns, index: int, look: Theme) -> None:
        row = self._data.rows[index]
        put_name(painter, columns.name, spot, row.name, look)
        face, ink = ("small", look.muted) if row.winner is None else ("small_semi", look.text)
        put(painter, columns.verdict, spot, row.verdict, face, ink, "right")
        for place, lane in enumerate(row.lanes):
            half = QRectF(spot.left(), spot.top() + (0.06 + 0.44 * place) * spot.height(), spot.width(),
                          0.44 * spot.height())  # fmt: skip
            self._draw_lane(painter, half, columns, row, lane, ROLES[place], look)

    def _draw_lane(
        self, painter: QPainter, spot: QRectF, columns: _Columns, row: DuelRow, lane: Lane, role: str, look: Theme
    ) -> None:
        ink = text_colour(role, look) if lane.value is not None else look.muted
        put(painter, columns.text, spot, lane.text or "–", "figures_small", ink, "right")
        low, high = ends(row)
        left, right = columns.track
        room = (right - left) * (1 - 2 * _AIR)

        def x(value: float) -> float:
            return left + (right - left) * _AIR + (value - low) / (high - low) * room

        middle = spot.center().y()
        painter.fillRect(QRectF(left, round(middle), right - left, 1), look.grid)
        if lane.centre is not None:
            painter.fillRect(QRectF(round(x(lane.centre)) - 1, spot.top(), 2, spot.height()), look.neutral)
        colour = mark_colour(role, look)
        if lane.low is not None and lane.high is not None:
            painter.setPen(pen(colour, 2))
            painter.drawLine(QLineF(x(lane.low), middle, x(lane.high), middle))
        if lane.value is not None:
            draw_dot(painter, QPointF(x(lane.value), middle), grown(_DOT), colour, look, hollow=lane.hollow)

    def _columns(self, area: QRectF) -> _Columns:
        face, gap, rows = faces(), 1.5 * u(), self._data.rows
        name = names_width([row.name for row in rows], area.width())
        text = max((face.figures_small.width(lane.text) for row in rows for lane in row.lanes), default=0.0) + 1
        verdict = max((face.small_semi.width(one_line(row.verdict)) for row in rows), default=0.0) + 1
        if name + text + verdict + 3 * gap + 10 * u() > area.width():
            name = min(name, 0.24 * area.width())
            verdict = min(verdict, 0.26 * area.width())
        left = area.left() + name + gap
        right = area.right() - verdict - gap
        return _Columns(
            (area.left(), area.left() + name),
            (left, left + text),
            (left + text + gap, max(left + text + gap + 4 * u(), right)),
            (area.right() - verdict, area.right()),
        )

    def _key(self) -> tuple[KeyEntry, ...]:
        if not self._data.rows:
            return ()
        pairs = zip(self._data.names, ROLES, strict=True)
        parts = [KeyEntry(name, role, "dot") for name, role in pairs]
        return (*parts, KeyEntry(self._data.centre_name, "neutral", "tick")) if self._data.centre_name else (*parts,)

    def _least(self) -> float:
        return 2 * line() + 0.6 * u()


def ends(row: DuelRow) -> tuple[float, float]:
    """What lies at the left and at the right of a row's track."""
    levels = [
        level for lane in row.lanes for level in (lane.value, lane.low, lane.high, lane.centre) if level is not None
    ]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    return (low, high) if high > low else (low - 0.5, low + 0.5)
