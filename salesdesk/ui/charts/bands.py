"""Rows of shares: bars from 0 to 100 % cut into bands, such as promoters, passives and detractors."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.colours import fill_bar, ink_on
from salesdesk.ui.charts.key import draw_key, key_height
from salesdesk.ui.charts.rows import Edges, RowChart, names_width, put, put_name
from salesdesk.ui.charts.values import KeyEntry, at
from salesdesk.ui.charts.values_columns import BandRow, BandsData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, row_height, u
from salesdesk.ui.tables.clipboard import Cell


class BandRows(RowChart[BandsData]):
    """Shares are written inside their bands where they fit; a row of few answers is hollow."""

    def __init__(self, data: BandsData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(data or BandsData(""), parent)

    def row_count(self) -> int:
        return len(self._data.rows)

    def hover_text(self, row: int) -> str:
        each = self._data.rows[row]
        if each.hover:
            return each.hover
        words = [f"{band.name}: {self._text(each, i) or 'no data'}" for i, band in enumerate(self._data.bands)]
        head = f"{each.name}: {each.text}" if each.text else each.name
        return "\n".join([head, *words, *([each.n] if each.n else [])])

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data, scored = self._data, any(row.text for row in self._data.rows)
        rows: list[list[Cell]] = [
            [
                row.name,
                *(at(row.shares, i, None) for i in range(len(data.bands))),
                *([row.text] if scored else []),
                row.n,
            ]
            for row in data.rows
        ]
        head = [data.score_head or "Score"] if scored else []
        return ["Name", *(band.name for band in data.bands), *head, "Sample"], rows

    def sizeHint(self) -> QSize:
        head = self._top_room(grown(420))
        return QSize(round(grown(420)), round(head + max(1, self.row_count()) * 1.15 * row_height()))

    def minimumSizeHint(self) -> QSize:
        tall = self._top_room(grown(260)) + max(1, self.row_count()) * row_height()
        return QSize(round(grown(260)), round(tall))

    def row_area(self, area: QRectF, row: int) -> QRectF:
        head = self._top_room(area.width())
        tall = min((area.height() - head) / max(1, self.row_count()), 1.7 * row_height())
        return QRectF(area.left(), area.top() + head + row * tall, area.width(), tall)

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        name, bar, score, sample = self._columns(area)
        draw_key(painter, area, self._key(), look)
        if self._data.score_head:
            top = area.top() + self._top_room(area.width()) - faces().small.height - 0.3 * u()
            head = QRectF(bar[0], top, score[1] - bar[0], faces().small.height)
            write(painter, head, self._data.score_head, faces().small, look.muted, "right")
        for index, row in enumerate(self._data.rows):
            spot = self.row_area(area, index)
            if index == lit:
                painter.fillRect(spot, look.hover)
            put_name(painter, name, spot, row.name, look)
            put(painter, score, spot, row.text, "figures_bold", look.text, "right")
            put(painter, sample, spot, row.n, "figures_small", look.muted, "right")
            self._draw_bands(painter, spot, bar, row, look)

    def parts(self, bar: Edges, row: BandRow) -> list[Edges]:
        """The edges of the bands of a row in pixels; together never longer than the bar."""
        known = [max(0.0, at(row.shares, i, None) or 0.0) for i in range(len(self._data.bands))]
        whole, left, found = max(1.0, sum(known)), 0.0, []
        for share in known:
            ends = (bar[0] + left / whole * (bar[1] - bar[0]), bar[0] + (left + share) / whole * (bar[1] - bar[0]))
            found.append((float(round(ends[0])), float(round(ends[1]))))
            left += share
        return found

    def _draw_bands(self, painter: QPainter, spot: QRectF, bar: Edges, row: BandRow, look: Theme) -> None:
        tall, face = round(min(0.62 * spot.height(), 2.6 * u())), faces().tiny
        top = round(spot.center().y() - tall / 2)
        if not any(row.shares):
            put(painter, bar, spot, "no data", "small", look.muted)
            return
        for index, (left, right) in enumerate(self.parts(bar, row)):
            if right <= left:
                continue
            area, role = QRectF(left, top, right - left, tall), self._data.bands[index].role
            part = area.adjusted(0, 0, -1, 0) if area.width() > 2 else area
            fill_bar(painter, part, role, look, hollow=row.hollow)
            text = self._text(row, index)
            if face.width(text) <= part.width() - 4:
                write(painter, part, text, face, look.text if row.hollow else ink_on(role, look), "centre")

    def _text(self, row: BandRow, band: int) -> str:
        share = at(row.shares, band, None)
        return at(row.texts, band, "") or ("" if share is None else self._data.share_text(share))

    def _columns(self, area: QRectF) -> tuple[Edges, Edges, Edges, Edges]:
        face, gap, rows = faces(), 1.5 * u(), self._data.rows
        name = names_width([row.name for row in rows], area.width())
        score = max((face.figures_bold.width(row.text) for row in rows), default=0.0)
        if score:
            score = max(score, face.small.width(self._data.score_head) if area.width() > grown(420) else 0.0)
        sample = max((face.figures_small.width(row.n) for row in rows), default=0.0)
        right = area.right() - (sample + gap if sample else 0.0)
        left = area.left() + name + gap
        bar_right = max(left + 2 * u(), right - (score + gap if score else 0.0))
        ends = (area.left(), area.left() + name)
        return ends, (left, bar_right), (right - score, right), (area.right() - sample, area.right())

    def _key(self) -> tuple[KeyEntry, ...]:
        return tuple(KeyEntry(band.name, band.role) for band in self._data.bands)

    def _top_room(self, width: float) -> float:
        score = faces().small.height + 0.3 * u() if self._data.score_head else 0.0
        return key_height(self._key(), width) + score
