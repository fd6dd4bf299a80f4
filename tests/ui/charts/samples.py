"""One full example of each chart that shows several series, two axes, cells or rows with marks."""

from salesdesk.ui.charts.bands import BandRows
from salesdesk.ui.charts.bullets import BulletRows
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.scatter import ScatterChart
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values import KeyEntry, TrendLine
from salesdesk.ui.charts.values_columns import Band, BandRow, BandsData, ColumnData, Mark, Series, StackData
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.charts.values_plane import Axis, Guide, Limits, Point, Quarters, ScatterData, StepData, Steps
from salesdesk.ui.charts.values_rows import (
    BulletData,
    BulletRow,
    Dot,
    RangeData,
    RangeRow,
    Stage,
    WaterfallData,
)
from salesdesk.ui.charts.waterfall import Waterfall


def percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def whole(value: float) -> str:
    return f"{value:.0f}"


STACK = StackData(
    "Activities by week",
    ("W1", "W2", "W3"),
    (
        Series("calls", (20.0, None, 30.0), "series0"),
        Series("e-mails", (10.0, 5.0, 0.0), "series1", ("10 e-mails",), hollow=(False, True)),
    ),
    TrendLine("opportunities", (2.0, 3.0, 4.0), "text"),
    tops=("30", "5", "30"),
    inside=True,
    hatched=(False, False, True),
    axis=whole,
    unit="acts",
)
COLUMNS = ColumnData(
    "Touches on won and lost deals",
    ("1", "2", "3", "4+"),
    (Series("won", (1.0, 4.0, 8.0, None), hollow=(True,)), Series("lost", (6.0, 5.0, 0.0, 2.0), "worse")),
    (Mark("80% is often quoted", 2, 7.0), Mark("half stop here, it is said", 0.5)),
    "often quoted",
    TrendLine("own curve", (1.0, 2.0, 3.0, 4.0), "text"),
    ("n = 7", "", "", ""),
    axis=whole,
)
SCATTER = ScatterData(
    "Calls and opportunities",
    (
        Point("E. Novak", 800.0, 40.0, "800 calls", "better", named=True),
        Point("P. Kaur", 90.0, 2.0, "90 calls", hollow=True),
        Point("Nobody", None, 4.0),
        Point("J. Lindqvist", 600.0, 9.0, "600 calls", "worse", named=True),
    ),
    Axis("calls", whole, from_zero=True),
    Axis("opportunities", whole, from_zero=True),
    (Guide(0.032, "slope", "32 per 1,000"), Guide(20.0, "y", "median")),
    Quarters(400.0, 20.0, "few, rich", "many, rich", "few, poor", "many, poor"),
    (Limits("95%", (10.0, 400.0, 800.0), (0.0, 8.0, 18.0), (None, 18.0, 33.0), dashed=True),),
)
STEPS = StepData(
    "Leads answered by",
    (
        Steps("A. Haddad", (3.0, 20.0, 90.0), (0.3, 0.6, 0.9), end_text="A. Haddad 90%", until=2880.0),
        Steps(
            "team",
            (10.0, 120.0),
            (0.4, 0.7),
            "neutral",
            until=10080.0,
            thin_from=120.0,
            at_risk=(10, 4),
            lows=(0.2, 0.5),
            highs=(0.6, 0.9),
            end_text="team 70%",
            dashed=True,
        ),
    ),
    Axis("time to first answer", lambda value: f"{value:.0f} min", log=True, minutes=1.0, low=1.0),
    Axis("share answered", percent, low=0.0, high=1.0),
    (Guide(60.0, "x", "60 min", "text"),),
)
GRID = GridData(
    "Dials that reach a person",
    ("Mon", "Tue"),
    ("9", "10", "11"),
    (
        (GridCell(0.1, "10%", 1, 0.3), GridCell(), GridCell(0.3, "30%", 3, 1.0, best=True)),
        (GridCell(0.5, "50%", 2, 0.9, few=True), GridCell(0.0, "0%", -2, 0.0), GridCell(0.2, "20%", -1, -0.6)),
    ),
    "ramp",
    "Weekday",
    ordered=True,
)
DOTS = RangeData(
    "Own price and competitors",
    (
        RangeRow("Internet", (Dot(100.0, "own", "better"), Dot(95.0, "Rival"), Dot(110.0, "Third", hollow=True)), "97"),
        RangeRow("Voice", (Dot(50.0, "own", "better", shape="tick"),), "105", 40.0, 70.0),
        RangeRow("Nothing"),
    ),
    Axis("price", lambda value: f"€{value:.0f}"),
    (Guide(80.0, "x", "list price", "text"),),
    (KeyEntry("own price", "better", "dot"), KeyEntry("competitors", "neutral", "ring")),
)
STRIP = RangeData(
    "Attainment",
    (RangeRow("", tuple(Dot(0.9 + 0.01 * i, f"Rep {i}", named=i in (3, 9)) for i in range(12))),),
    Axis("attainment", percent),
    (Guide(1.0, "x", "quota", "text"),),
)
FALL = WaterfallData(
    "Net revenue retention",
    (
        Stage("January", 100.0, total=True),
        Stage("Upsell", 12.0),
        Stage("Not known", None),
        Stage("Lost customers", -13.0, hollow=True),
        Stage("March", 99.0, total=True, role="better"),
    ),
    axis=whole,
    unit="€",
)
BULLETS = BulletData(
    "Quota attainment",
    (
        BulletRow("E. Novak", 80.0, 100.0, 60.0, "€80k", "80% of quota", low=50.0, high=90.0),
        BulletRow("P. Kaur", 20.0, 100.0, 60.0, role="worse", hollow=True),
        BulletRow("Nobody", None, 50.0),
    ),
    target_name="quota",
    range_name="middle half",
    axis=whole,
)
BANDS = BandsData(
    "Net promoter score",
    (Band("detractors", "heat-3"), Band("passives", "track"), Band("promoters", "heat3")),
    (
        BandRow("Team", (0.33, 0.22, 0.45), ("33 of 100",), "+12", "n = 100"),
        BandRow("South", (0.25, 0.5, 0.25), text="0", n="n = 4", hollow=True),
        BandRow("West", (None, None, None), n="n = 0"),
    ),
    "score",
    percent,
)
MORE_KINDS = {
    "stacked": (StackedBars, STACK, StackData("Nothing")),
    "columns": (ColumnChart, COLUMNS, ColumnData("Nothing")),
    "scatter": (ScatterChart, SCATTER, ScatterData("Nothing")),
    "steps": (StepChart, STEPS, StepData("Nothing")),
    "grid": (HeatGrid, GRID, GridData("Nothing")),
    "dots": (RangeDots, DOTS, RangeData("Nothing")),
    "strip": (RangeDots, STRIP, RangeData("Nothing")),
    "waterfall": (Waterfall, FALL, WaterfallData("Nothing")),
    "bullets": (BulletRows, BULLETS, BulletData("Nothing")),
    "bands": (BandRows, BANDS, BandsData("Nothing")),
}
