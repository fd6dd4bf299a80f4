"""A window that holds every part of the toolkit, for tests of the look as a whole."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.charts.bars import BarChart
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import (
    BarData,
    CategoryData,
    CategoryRow,
    FunnelData,
    FunnelStep,
    IntervalData,
    IntervalRow,
    TrendBand,
    TrendData,
    TrendLine,
)
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button, CheckBox, GlyphButton
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.changed import ChangedLine, ChangedList
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.empty import EmptyData, EmptyState
from salesdesk.ui.widgets.entry import LineEdit
from salesdesk.ui.widgets.filterrow import FilterRow
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.notice import NoticeBar, NoticeData
from salesdesk.ui.widgets.page import ScrollPage
from salesdesk.ui.widgets.status import StatusBar
from salesdesk.ui.widgets.tabs import TabBar
from salesdesk.ui.widgets.tile import ChangeText, Tile, TileData

MONTHS = ("Jan", "Feb", "Mar", "Apr")


def charts() -> list[QWidget]:
    levels = (3.0, None, 4.0, 5.0)
    bars = BarData("Revenue", MONTHS, levels, targets=(4.0,) * 4, current=(False, False, True, True), inside=("3",) * 4)
    trend = TrendData(
        "Win rate",
        MONTHS,
        (TrendLine("A. B.", levels, "worse", "A. B. 5"), TrendLine("C. D.", (1.0, 2.0, 3.0, 3.5), "series1")),
        TrendBand("middle half", (1.0,) * 4, (2.0,) * 4),
    )
    steps = (FunnelStep("Dials", 100.0), FunnelStep("Won", 20.0, 0.2, 0.2, hollow=True))
    rows = (IntervalRow("A. B.", 0.3, 0.2, 0.4, "n = 9", "better"), IntervalRow("C. D.", 0.2, 0.1, 0.3, hollow=True))
    return [
        BarChart(bars),
        TrendChart(trend),
        FunnelChart(FunnelData("Funnel", steps, "dials")),
        IntervalChart(IntervalData("Win rate, fairly", rows, 0.25, "team 25 %")),
        CategoryBars(CategoryData("By location", (CategoryRow("Berlin", 3.0, "3"), CategoryRow("Online", -1.0, "−1")))),
    ]


def table() -> FrameTable:
    made = FrameTable(NumberStyle(), fits=True)
    names = np.array(["Ann", "Bob", "Cy"], dtype=object)
    heat, hollow = np.array([-3, 0, 2]), np.array([False, True, False])
    values = TableColumn("v", "Value", np.array([1.0, 2.0, 3.0]), "number", heat=heat, hollow=hollow, footer="6")
    made.set_frame(Frame((TableColumn("n", "Rep", names, footer="Team"), values), "Reps"))
    made.highlight_row(1)
    return made


def page() -> ScrollPage:
    made = ScrollPage()
    tiles = made.add_tiles()
    for tone in ("better", "worse", "good", "quiet"):
        data = TileData("Win rate", "25", "%", ChangeText("2 pp", tone, "up"), "9 of 36", (1.0, 2.0), 1.5, info="why")
        tiles.add(Tile(data), 212)
    for widget in charts():
        card = Card("A chart")
        card.set_title("A chart", "note", (LegendEntry("now"), LegendEntry("before", "edged", "earlier")))
        card.add(widget, 1)
        made.add(card, 300)
    words = Card("Words")
    changed = ChangedList()
    changed.set_lines([ChangedLine("k", "Ann", "won more", "Team", "better"), ChangedLine("l", "Bob", "too", "Team")])
    empty = EmptyState(EmptyData("Nothing yet", "Open a file.", ("Day",), (("open", "Open…"), ("try", "Try it"))))
    for widget in (
        changed,
        Label("Small print. " * 9, "small", "quiet", wraps=True),
        table(),
        LineEdit("Type…"),
        empty,
    ):
        words.add(widget)
    for widget in (Button("Copy"), Button("Export", primary=True), CheckBox("Hide names"), GlyphButton("cross", "x")):
        words.add(widget)
    made.add(words, 300)
    return made


def window() -> QMainWindow:
    made = QMainWindow()
    dress(made.menuBar(), "menu_bar")
    made.menuBar().addMenu("&File")
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    tabs, notice, row = TabBar(), NoticeBar(), FilterRow()
    for name in ("Overview", "Team"):
        tabs.add(name)
    notice.show_notice(NoticeData("The file changed.", "worse", (("reload", "Reload"),)))
    row.add_chip(Chip("Period", "Q2 2026"))
    row.add_action(Button("Export"))
    for widget in (tabs, notice, row):
        column.addWidget(widget)
    column.addWidget(page(), 1)
    made.setCentralWidget(body)
    bar = StatusBar()
    bar.set_loaded("crm.xlsx", "3 rows need a look")
    bar.set_saved("Saved 14:02")
    made.setStatusBar(bar)
    made.resize(1100, 1500)
    return made


@pytest.fixture
def everything(qtbot: QtBot) -> Callable[[], QMainWindow]:
    """Builds and shows a window with every part of the toolkit."""

    def build() -> QMainWindow:
        made = window()
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return build
