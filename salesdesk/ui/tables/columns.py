"""What a table is given: arrays by column, and how their values are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from PySide6.QtCore import QDate, QLocale

from salesdesk.ui.charts.values import exact
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.clipboard import Cell

_SHORT = QLocale.FormatType.ShortFormat


@dataclass(frozen=True, eq=False)
class TableColumn:
    """One column. Rows are places in `values`; NaN, NaT, None and "" are blank.

    `kind` is number, text or date (datetime64). `text` writes one value, or holds the ready text of every row. `heat`
    holds steps from -3 to +3, `hollow` marks small samples, `tones` names the tone of each text. `hint` is the hover
    text of a row, `spoken` what a screen reader says. `copied` turns a value into what is copied. `footer` stands in
    the last row, which stays in its place however the table is sorted. `sorted_as` stands for the values in sorting.
    `group` heads the column in lists of all columns. `widest` is its width in pixels where there is no room for more.
    """

    key: str
    title: str
    values: np.ndarray
    kind: str = "text"
    text: Callable[[Any], str] | Sequence[str] | None = None
    blank: str = ""
    heat: np.ndarray | None = None
    hollow: np.ndarray | None = None
    tones: Sequence[str] | None = None
    hint: Callable[[int], str] | None = None
    spoken: Callable[[int], str] | None = None
    head_hint: str = ""
    copied: Callable[[Any], Cell] | None = None
    footer: str = ""
    footer_value: Cell = None
    footer_hint: str = ""
    hidden: bool = False
    strong: bool = False
    sorted_as: np.ndarray | None = None
    group: str = ""
    widest: int | None = None

    @property
    def number(self) -> bool:
        return self.kind == "number"

    @property
    def name(self) -> str:
        """The title on one line."""
        return one_line(self.title)

    def written(self, row: int) -> str:
        """The text of a cell."""
        if self.text is not None and not callable(self.text):
            return one_line(self.text[row]) or self.blank
        return self.write_value(self.values[row])

    def write_value(self, value: Any) -> str:
        if is_blank(value):
            return self.blank
        if callable(self.text):
            return one_line(self.text(value))
        if self.kind == "number":
            return exact(float(value))
        return date_text(value) if self.kind == "date" else one_line(str(value))

    def taken(self, row: int) -> Cell:
        """The cell as it is copied: numbers as numbers, dates as dates."""
        value = self.values[row]
        if self.copied is not None:
            return None if is_blank(value) else self.copied(value)
        if is_blank(value):
            return None
        if self.kind == "number":
            return float(value)
        return as_moment(value) if self.kind == "date" else self.written(row)


@dataclass(frozen=True, eq=False)
class Frame:
    """Columns of equal length. The footer row is there as soon as one column has a footer.

    `block` numbers parts of the rows that stay together in this order however the table is sorted.
    """

    columns: tuple[TableColumn, ...] = ()
    title: str = ""
    empty_text: str = "No rows"
    block: np.ndarray | None = None

    @property
    def rows(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    @property
    def has_footer(self) -> bool:
        return any(column.footer for column in self.columns)

    def place(self, key: str) -> int:
        """Which column has this key; -1 if none."""
        return next((i for i, column in enumerate(self.columns) if column.key == key), -1)


def is_blank(value: Any) -> bool:
    return value is None or value == "" or value != value or value is pd.NaT


def blanks(values: np.ndarray) -> np.ndarray:
    """Which values are blank."""
    missing = np.asarray(pd.isna(values))
    return missing | (values == "") if values.dtype.kind in "OUT" else missing


def as_moment(value: Any) -> date:
    """A day, or a moment if it has a time of day."""
    moment = pd.Timestamp(value)
    return moment.to_pydatetime() if moment != moment.normalize() else moment.date()


def date_text(value: Any) -> str:
    """A day in the short format of the user's settings, with the time of day if it has one."""
    moment = as_moment(value)
    locale = QLocale()
    # A computer without language settings would write 2 01 2026.
    neutral = locale.language() == QLocale.Language.C
    day = f"{moment:%Y-%m-%d}" if neutral else locale.toString(QDate(moment.year, moment.month, moment.day), _SHORT)
    return f"{day} {moment:%H:%M}" if isinstance(moment, datetime) else day
