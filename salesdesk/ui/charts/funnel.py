"""The funnel: each step's share of the step before as a bar from 0 to 100 %, counts beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.rows import RowChart
from salesdesk.ui.charts.values import FunnelData, FunnelStep
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, hairline, write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_COUNT, _BEFORE = "count", "of step before"


@dataclass(frozen=True)
class _Columns:
    """Left and right edges of the columns, in pixels."""

    name: tuple[float, float]
    count: tuple[float, float]
    bar: tuple[float, float]
    before: tuple[float, float]
    first: tuple[float, float]


class FunnelChart(RowChart[FunnelData]):
    """A click on a step opens its records."""

    def __init__(self, data: FunnelData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or FunnelData(""), parent)

    def row_count(self) -> int:
        return len(self._data.steps)

    def hover_text(self, row: int) -> str:
        step = self._data.steps[row]
        if step.hover:
            return step.hover
        parts = [f"{step.name}: {self._count(step)}"]
        if step.of_before is not None and row:
            parts.append(f"{self._data.share_text(step.of_before)} of {self._data.steps[row - 1].name}")
        if step.of_first is not None and row > 1:
            parts.append(f"{self._data.share_text(step.of_first)} of {self._data.steps[0].name}")
        return ", ".join(parts)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        first = self._data.first_name or "first step"
        rows: list[list[Cell]] = [[s.name, s.count, s.of_before, s.of_first] for s in self._data.steps]
        return ["Step", "Count", "Share of step before", f"Share of {first}"], rows

    def sizeHint(self) -> QSize:
        rows = max(1, self.row_count())
        return QSize(round(grown(360)), round(self._head() + rows * 1.25 * self._least()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(240)), round(self._head_row() + max(1, self.row_count()) * self._least()))

    def row_area(self, area: QRectF, row: int) -> QRectF:
        head, rows = self._head_row(), max(1, self.row_count())
        tall = min((area.height() - head) / rows, 1.9 * self._least())
        return QRectF(area.left(), area.top() + head + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        columns = self._columns(area)
        self._draw_head(painter, area, columns, look)
        for row, step in enumerate(self._data.steps):
            spot = self.row_area(area, row)
            if row == lit:
                painter.fillRect(spot.adjusted(0, 1, 0, 0), look.hover)
            self._draw_step(painter, spot, columns, step, look, first=row == 0)
            if row < len(self._data.steps) - 1:
                hairline(painter, area.left(), area.right(), spot.bottom(), look.grid)

    def _draw_head(self, painter: QPainter, area: QRectF, columns: _Columns, look: Theme) -> None:
        face = faces().small
        for edges, text in (
            (columns.count, _COUNT),
            ((columns.bar[0], columns.before[1]), _BEFORE),
            (columns.first, self._first_head()),
        ):
            spot = QRectF(edges[0], area.top(), edges[1] - edges[0], face.height)
            write(painter, spot, text, face, look.muted, "right")

    def _draw_step(
        self, painter: QPainter, spot: QRectF, columns: _Columns, step: FunnelStep, look: Theme, *, first: bool
    ) -> None:
        face = faces()

        def put(edges: tuple[float, float], text: str, which: str, colour: QColor, align: str = "right") -> None:
            cell = QRectF(edges[0], spot.top(), edges[1] - edges[0], spot.height())
            write(painter, cell, text, getattr(face, which), colour, align)

        put(columns.name, one_line(step.name), "body", look.text, "left")
        put(columns.count, self._count(step), "figures_bold", look.text)
        tall = 1.95 * u()
        bar = QRectF(columns.bar[0], spot.center().y() - tall / 2, columns.bar[1] - columns.bar[0], tall)
        radius = grown(3)
        if first:
            if step.count:
                box(painter, bar, look.earlier, look.earlier_edge, radius)
            return
        box(painter, bar, look.track, None, radius)
        if step.of_before is None:
            put(columns.before, "–", "figures", look.muted)
            return
        filled = QRectF(bar)
        filled.setWidth(max(min(1.0, step.of_before) * bar.width(), 2.0 if step.of_before > 0 else 0.0))
        if filled.width() > 0:
            hollow = step.hollow
            box(painter, filled, look.surface if hollow else look.better, look.better if hollow else None, radius)
        put(columns.before, self._data.share_text(step.of_before), "figures_bold", look.text)
        if step.of_first is not None:
            put(columns.first, self._data.share_text(step.of_first), "figures_small", look.muted)

    def _columns(self, area: QRectF) -> _Columns:
        face, gap, data = faces(), 1.5 * u(), self._data
        widest = max((face.body.width(one_line(step.name)) for step in data.steps), default=0.0)
        name = min(widest + 1, 0.36 * area.width())
        count = max([face.figures_bold.width(self._count(s)) for s in data.steps] + [face.small.width(_COUNT)])
        shares = [data.share_text(each.of_before) for each in data.steps if each.of_before is not None]
        before = max([face.figures_bold.width(each) for each in shares] + [4 * u()])
        firsts = [data.share_text(each.of_first) for each in data.steps[1:] if each.of_first is not None]
        first = max([face.figures_small.width(each) for each in firsts] + [face.small.width(self._first_head())])
        right = area.right()
        if not firsts or name + count + before + first + 4 * gap + 6 * u() > area.width():
            first_edges = (right, right)
        else:
            first_edges = (right - first, right)
            right -= first + gap
        left = area.left() + name + gap
        return _Columns(
            (area.left(), area.left() + name),
            (left, left + count),
            (left + count + gap, max(left + count + gap, right - before - gap)),
            (right - before, right),
            first_edges,
        )

    def _count(self, step: FunnelStep) -> str:
        return "–" if step.count is None else self._data.count_text(step.count)

    def _first_head(self) -> str:
        return f"of {self._data.first_name}" if self._data.first_name else "of first"

    def _head_row(self) -> float:
        return faces().small.height + 0.8 * u()

    def _least(self) -> float:
        return line() + 1.9 * u()
