"""A table as the picture of a view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.view import FrameTable


class ViewTable(FrameTable):
    """As tall as its rows; a click picks a row of the data, however the table is sorted."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(number_style(), fits=True, activates="click", parent=parent)
        self.cell_activated.connect(lambda row, _: self.picked.emit(row))

    def set_data(self, frame: Frame) -> None:
        self.set_frame(frame)
