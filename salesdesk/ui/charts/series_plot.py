"""The ground of charts with places along an axis, and of those with several series over them: key and hover."""

from typing import TypeVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.key import draw_key, key_height
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.plot import Plot
from salesdesk.ui.charts.taking import TakesData
from salesdesk.ui.charts.values import BarData, KeyEntry, TrendData, TrendLine, at
from salesdesk.ui.charts.values_columns import ColumnData, Series, StackData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.theme import Theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.tables.clipboard import Cell

_Data = TypeVar("_Data", bound=BarData | TrendData | StackData | ColumnData)
_Series = TypeVar("_Series", bound=StackData | ColumnData)


class DataPlot(TakesData[_Data], Plot):
    """A plot that is given one value. A click or Enter on a place of its axis picks the place."""

    def __init__(self, data: _Data, parent: QWidget | None = None) -> None:
        self._data = data
        super().__init__(parent)
        self.set_data(data)

    def place_count(self) -> int:
        return len(self.labels())

    def labels(self) -> tuple[str, ...]:
        return self._data.labels

    def axis_text(self, value: float) -> str:
        return self._data.axis(value)


class SeriesPlot(DataPlot[_Series]):
    """Columns from zero; a place is picked whichever series lies there."""

    # What a subclass gives

    def key(self) -> tuple[KeyEntry, ...]:
        raise NotImplementedError

    def line(self) -> TrendLine | None:
        """The line that runs over the columns."""
        raise NotImplementedError

    def top_of(self, place: int) -> float:
        """The value above which words over a place stand."""
        raise NotImplementedError

    # What they share

    def from_zero(self) -> bool:
        return True

    def head_room(self) -> float:
        tops = faces().tiny.height + 0.2 * u() if any(self._data.tops) else 0.0
        return self._key_height(self.width() - self.plotItem.getAxis("left").maximumWidth()) + tops

    def lines(self) -> tuple[TrendLine, ...]:
        return (self.line(),) if self.line() is not None else ()

    def all_series(self) -> list[Series | TrendLine]:
        """The series and the line over them."""
        return [*self._data.series, *self.lines()]

    def value_text(self, each: Series | TrendLine, place: int) -> str:
        value = at(each.values, place, None)
        return at(each.texts, place, "") or ("no data" if value is None else self._data.axis(value))

    def hover_text(self, place: int) -> str:
        ready = at(self._data.hover, place, "")
        if ready:
            return str(ready)
        words = [f"{each.name}: {self.value_text(each, place)}" for each in self.all_series()]
        return "\n".join([self._data.labels[place], *words, *([self.note(place)] if self.note(place) else [])])

    def note(self, place: int) -> str:
        """One more line of hover."""
        top = at(self._data.tops, place, "")
        return str(top)

    def data_rows(self) -> tuple[list[str], list[list[Cell]]]:
        data, columns = self._data, self.all_series()
        unit = f" ({data.unit})" if data.unit else ""
        rows: list[list[Cell]] = [
            [label, *(at(each.values, i, None) for each in columns)] for i, label in enumerate(data.labels)
        ]
        return ["Label", *(f"{each.name}{unit}" for each in columns)], rows

    def sizeHint(self) -> QSize:
        return QSize(round(grown(420)), round(grown(300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(240)), round(grown(220)))

    def draw_head(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        """The key, and the words above the columns where all of them fit."""
        draw_key(painter, scale.view, self.key(), look)
        tops, face = self._data.tops, faces().tiny
        if max((face.width(each) for each in tops), default=0.0) > scale.step - 0.3 * u():
            return
        for place, text in enumerate(tops):
            bottom = scale.y(self.top_of(place)) - 0.2 * u()
            spot = QRectF(scale.x(place - 0.5), bottom - face.height, scale.step, face.height)
            write(painter, spot, text, face, look.muted, "centre")

    def _key_height(self, width: float) -> float:
        return key_height(self.key(), max(1.0, width)) if self.labels() else 0.0
