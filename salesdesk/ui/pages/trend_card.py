"""A card with one figure month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.board import Board, KpiScores
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import MeasureKind, Unit
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import Levels, TrendBand, TrendData, TrendLine
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.slice_card import offer, told_by
from salesdesk.ui.pages.tiles import available, telling_first, voice_of
from salesdesk.ui.views.clock import clock
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk

_LEGEND = (LegendEntry("95 % interval", "bar", "band"),)


class TrendCard(Card):
    """A click on a month opens its records."""

    def __init__(self, desk: Desk, keys: Sequence[str]) -> None:
        super().__init__()
        self._desk, self._keys, self._key, self._chosen = desk, tuple(keys), keys[0], ""
        self.chart = TrendChart()
        self.add(self.chart, 1)
        self.figure = Chip("Figure")
        self.add_to_head(self.figure)
        self.chart.picked.connect(self._open)

    def show_board(self, board: Board) -> None:
        """Hides itself where the log has none of the figures. Until one is chosen, the first that tells something."""
        offered = available(board, self._keys)
        self.setVisible(bool(offered))
        if not offered:
            return
        self._key = self._chosen if self._chosen in offered else telling_first(board, offered)[0]
        offer(self.figure, {key: BY_KEY[key].name for key in offered}, self._key, self._choose)
        scores = board.kpis[self._key]
        with_band = scores.kpi.kind is MeasureKind.RATE
        self.set_title(told_by(self._key, "month"), legend=_LEGEND if with_band else ())
        self.chart.set_data(_data(board, scores, voice_of(board), with_band=with_band))

    def _choose(self, key: str) -> None:
        self._chosen = key
        self.show_board(self._desk.board)

    def _open(self, place: int) -> None:
        self._desk.show_records(Wanted(self._key, period=self._desk.board.months[place]))


def _data(board: Board, scores: KpiScores, voice: Voice, *, with_band: bool) -> TrendData:
    kpi, months = scores.kpi, scores.months
    cells = [months.cell(place) for place in range(len(board.months))]
    texts = tuple(voice.score(cell, kpi.unit) for cell in cells)
    band = TrendBand("95 % interval", _levels(months.lo), _levels(months.hi)) if with_band else None
    unit = clock(cell.value for cell in cells) if kpi.unit is Unit.MINUTES else None
    line = TrendLine(
        kpi.name,
        tuple(cell.value if unit is None or cell.value is None else cell.value / unit.minutes for cell in cells),
        texts=texts,
        hollow=tuple(cell.status != "ok" for cell in cells),
    )
    return TrendData(
        title=told_by(kpi.key, "month"),
        labels=tuple(f"{month.first:%b}" for month in board.months),
        lines=(line,),
        band=band,
        axis=unit.writing(voice.style) if unit else lambda value: voice.axis(value, kpi.unit),
        hover=tuple(
            f"{month.label}: {text} ({voice.basis(cell, kpi.counted)})"
            for month, text, cell in zip(board.months, texts, cells, strict=True)
        ),
        summary=f"{kpi.name} from {board.months[0].label} to {board.months[-1].label}: last {texts[-1]}.",
        from_zero=True,
    )


def _levels(values: np.ndarray) -> Levels:
    return tuple(None if value != value else float(value) for value in values.reshape(-1))
