"""One of every chart, full, sparse and empty, and pictures of them."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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
from tests.ui.charts.samples import MORE_KINDS

MONTHS = ("Jan", "Feb", "Mar", "Apr")
BARS = BarData(
    "Revenue by month, €",
    MONTHS,
    (400.0, None, 500.0, 300.0),
    texts=("€400", "", "€500", "€300"),
    inside=("400", "", "500", "300"),
    targets=(450.0, 450.0, None, 450.0),
    target_texts=("€450", "€450", "", "€450"),
    current=(False, False, True, True),
    hatched=(False, False, False, True),
    hollow=(True, False, False, False),
    axis=lambda value: f"€{value:.0f}",
    unit="€",
)
TREND = TrendData(
    "Win rate, %",
    MONTHS,
    (
        TrendLine("A. B.", (0.4, None, 0.3, 0.2), "worse", "A. B. 20%", hollow=(True,)),
        TrendLine("team", (0.4, 0.45, 0.44, 0.44), "neutral", "team 44%", dashed=True),
    ),
    TrendBand("middle half", (0.3, 0.3, None, 0.3), (0.5, 0.5, 0.5, 0.5)),
    axis=lambda value: f"{100 * value:.0f}%",
)
FUNNEL = FunnelData(
    "From dial to deal",
    (
        FunnelStep("Dials", 12_480.0),
        FunnelStep("Contacts", 1_310.0, 0.105, 0.105),
        FunnelStep("Won", 92.0, 0.0702, 0.0074, hollow=True),
        FunnelStep("Paid", None),
    ),
    "dials",
    lambda value: f"{value:,.0f}",
    lambda value: f"{100 * value:.3g}%",
)
INTERVALS = IntervalData(
    "Win rate, fairly",
    (
        IntervalRow("E. Novak", 0.33, 0.27, 0.39, "n = 96", "better"),
        IntervalRow("P. Kaur", 0.28, 0.21, 0.35, "n = 8", hollow=True),
        IntervalRow("J. Lindqvist", 0.15, 0.1, 0.2, "n = 73", "worse"),
        IntervalRow("Nobody", None, n="n = 0"),
    ),
    0.248,
    "team 24.8%",
    lambda value: f"{100 * value:.0f}%",
    0.0,
    1.0,
)
CATEGORIES = CategoryData(
    "Revenue by location",
    (
        CategoryRow("Berlin", 400.0, "€400", 0.8, "80%"),
        CategoryRow("Online", -50.0, "−€50", -0.1, "−10%", hollow=True),
        CategoryRow("Hamburg", None),
    ),
    "revenue",
    "share",
)
KINDS = {
    "bars": (BarChart, BARS, BarData("Nothing")),
    "trend": (TrendChart, TREND, TrendData("Nothing")),
    "funnel": (FunnelChart, FUNNEL, FunnelData("Nothing")),
    "intervals": (IntervalChart, INTERVALS, IntervalData("Nothing")),
    "categories": (CategoryBars, CATEGORIES, CategoryData("Nothing")),
    **MORE_KINDS,
}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def chart(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows a chart of a kind, full or empty, or with data of one's own."""

    kept = []

    def build(kind: str, data: object = None, *, empty: bool = False, width: int = 460, height: int = 300) -> QWidget:
        cls, full, nothing = KINDS[kind]
        made = cls(data or (nothing if empty else full))
        kept.append(made)
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        QApplication.processEvents()
        return made

    return build


@pytest.fixture
def holds() -> Callable[[QImage, QColor], bool]:
    """Whether a colour is found anywhere in a picture."""

    def found(image: QImage, colour: QColor) -> bool:
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        wanted = colour.rgb()
        return any(plain.pixel(x, y) == wanted for x in range(plain.width()) for y in range(plain.height()))

    return found
