"""Two charts above each other over the same weeks: what was paid per piece, and how many pieces were bought."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import TrendData
from salesdesk.ui.charts.values_columns import StackData
from salesdesk.ui.look.units import grown
from salesdesk.ui.pages.slice_card import offer
from salesdesk.ui.widgets.chip import Chip

_LEAST = 120  # the least height of a chart, in pixels


@dataclass(frozen=True)
class PriceVolume:
    """Of one product, or of all of them together."""

    name: str
    price: TrendData
    volume: StackData


@dataclass(frozen=True)
class PriceVolumeData:
    """The first is shown until another one is chosen; all have the same periods."""

    products: tuple[PriceVolume, ...] = ()

    @property
    def periods(self) -> int:
        return len(self.products[0].price.labels) if self.products else 0


class PriceOverVolume(QWidget):
    """``picked`` counts through the products and, in each, through its periods."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data, self._chosen = PriceVolumeData(), ""
        self.price, self.volume, self.product = TrendChart(), StackedBars(), Chip("Product")
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row.addWidget(self.product)
        row.addStretch(1)
        column.addLayout(row)
        for chart, weight in ((self.price, 3), (self.volume, 2)):
            chart.setMinimumHeight(_LEAST)
            column.addWidget(chart, weight)
            chart.picked.connect(self._pick)

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(grown(400)))

    def set_data(self, data: PriceVolumeData) -> None:
        """Keeps to the product that was chosen, if it is still there."""
        self._data = data
        names = [each.name for each in data.products]
        if not names:
            return
        self._chosen = self._chosen if self._chosen in names else names[0]
        offer(self.product, {name: name for name in names}, self._chosen, self.choose)
        shown = data.products[names.index(self._chosen)]
        self.price.set_data(shown.price)
        self.volume.set_data(shown.volume)
        self.setAccessibleName(shown.price.title)
        self._align()

    def choose(self, name: str) -> None:
        """Shows another product."""
        self._chosen = name
        self.set_data(self._data)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._align()

    def _align(self) -> None:
        """The values at the left of both charts get the same room, so that a week stands above itself."""
        charts = (self.price, self.volume)
        for chart in charts:
            chart.keep_value_room(0)
        widest = max(chart.plotItem.getAxis("left").maximumWidth() for chart in charts)
        for chart in charts:
            chart.keep_value_room(widest)

    def _pick(self, place: int) -> None:
        names = [each.name for each in self._data.products]
        self.picked.emit(names.index(self._chosen) * self._data.periods + place)
