"""What the cards of the Data page are made of: a title, perhaps a line and buttons, and a table that can be sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card


class TableCard(Card):
    """A card around one table, as tall as its rows; a long one scrolls."""

    def __init__(self, title: str, *, activates: str = "double") -> None:
        super().__init__(title)
        self.table = FrameTable(number_style(), fits=True, activates=activates)
        self.add(self.table)

    @property
    def frame(self) -> Frame:
        return self.table.frame

    def show_columns(self, *columns: TableColumn, empty: str = "No rows") -> None:
        self.table.set_frame(Frame(columns, self.title, empty))


def texts(key: str, title: str, values: Iterable[str], footer: str = "") -> TableColumn:
    """A column of texts."""
    return TableColumn(key, title, np.array(list(values), dtype=object), footer=footer)


def numbers(
    key: str, title: str, values: Iterable[float | None], text: Any = None, footer: float | None = None
) -> TableColumn:
    """A column of numbers, written in the user's style; None is blank."""
    found = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    style = number_style().text
    total = "" if footer is None else style(footer)
    return TableColumn(key, title, found, kind="number", text=text or style, footer=total, footer_value=footer)
