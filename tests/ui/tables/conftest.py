"""Small tables to try things on."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable

NAMES = np.array(["ann", "Émile", "Bob", None, "cy", "Bob"], dtype=object)
VALUES = np.array([10.0, 2.0, np.nan, 33.5, -4.0, 2.0])
DAYS = np.array(["2026-03-01", "2025-12-31", "NaT", "2026-01-15", "2026-03-01", "2024-02-29"], dtype="datetime64[D]")


def frame(*, footer: bool = True) -> Frame:
    """Six rows with blanks in every column; `Value` is written in euros, its footer is the total."""
    foot = {"footer": "€43.5", "footer_value": 43.5, "footer_hint": "Sum of all reps"} if footer else {}
    return Frame(
        (
            TableColumn("name", "Rep", NAMES, footer="Team" if footer else ""),
            TableColumn(
                "value",
                "Won\namount",
                VALUES,
                "number",
                lambda value: f"€{value:g}",
                blank="–",
                heat=np.array([3, -1, 0, -3, 0, 2]),
                hollow=np.array([False, False, False, False, True, False]),
                hint=lambda row: f"row {row} of the log",
                spoken=lambda row: f"{NAMES[row]} won {VALUES[row]:g} euros",
                head_hint="Sum of <won> deals",
                **foot,
            ),
            TableColumn("day", "Closed on", DAYS, "date"),
        ),
        "Reps side by side",
    )


@pytest.fixture
def make_frame() -> Callable[..., Frame]:
    return frame


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Callable[..., FrameTable]]:
    """Shows a table of the small frame, or of one's own."""
    kept: list[FrameTable] = []

    def build(data: Frame | None = None, *, width: int = 600, height: int = 400, **options: object) -> FrameTable:
        made = FrameTable(NumberStyle(), **options)
        kept.append(made)
        qtbot.addWidget(made)
        made.set_frame(frame() if data is None else data)
        made.resize(width, height)
        made.show()
        QApplication.processEvents()
        return made

    yield build
    for made in kept:
        made.rows.shut_down()


@pytest.fixture
def seen() -> Callable[[FrameTable, int], list[str]]:
    """The texts of a column from top to bottom."""

    def texts(made: FrameTable, column: int = 0) -> list[str]:
        return [made.model.data(made.model.index(row, column)) for row in range(made.model.rowCount(QModelIndex()))]

    return texts
