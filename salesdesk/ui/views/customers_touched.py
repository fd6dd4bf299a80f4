"""Pictures of how often existing customers are spoken to: time as a customer against touches, and the oldest ten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.engagement import Engagement, Standing, engagement, longest_standing
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.scatter import ScatterChart
from salesdesk.ui.charts.values_plane import Axis, Point, Quarters, ScatterData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.views.customers_staying import until
from salesdesk.ui.views.table import ViewTable
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

_MOST = 1500  # points; of more every second, third … is drawn
_KEY = "customer_touch_frequency"
_QUARTERS = partial(
    Quarters,
    top_left="newer, spoken to often",
    top_right="long-standing, spoken to often",
    bottom_left="newer, left alone",
    bottom_right="long-standing, left alone",
)
_WARNING = "Customers who stayed had more time to be spoken to: this does not show that more contact keeps customers."


def _step(found: Engagement) -> int:
    return -(-len(found.names) // _MOST)


def show_scatter(found: Engagement, board: Board, voice: Voice) -> Shown:
    years, touches = found.middle
    style = voice.style
    points = tuple(
        Point(
            found.names[place],
            float(found.years[place]),
            float(found.touches[place]),
            role="better" if place in found.named and found.rho is not None else "neutral",
            hover=(
                f"{found.names[place]}\ncustomer for {style.text(found.years[place], 1)} years\n"
                f"{style.text(found.touches[place], 2)} touches per quarter, 12 months up to {until(board)}"
            ),
        )
        for place in range(0, len(found.names), _step(found))
    )
    count = f"{style.text(len(found.names))} customers"
    count += f", every {_step(found)}th shown" if _step(found) > 1 else ""
    together = "" if found.rho is None else f"Rank correlation {style.text(found.rho, 2)} ({count}). "
    few = "" if found.rho is not None else f"{count}: not enough to say whether the two go together. "
    oldest = "" if len(found.names) <= len(found.named) else f" Blue: the {len(found.named)} longest-standing ones."
    return Shown(
        ScatterData(
            "Time as customer and touches per quarter",
            points,
            Axis("years as a customer", style.trimmed, from_zero=True),
            Axis("touches per quarter", style.trimmed, from_zero=True),
            quarters=_QUARTERS(years, touches) if found.rho is not None else None,
            summary=f"{together}{few}Medians: {style.text(years, 1)} years, {style.text(touches, 2)} touches.",
        ),
        f"12 months up to {until(board)}",
        f"{together}{few}{_WARNING}{oldest}",
    )


def pick_point(found: Engagement, _: Board, place: int) -> Wanted:
    return Wanted(_KEY, {"customer": found.names[place * _step(found)]})


def show_longest(found: tuple[Standing, ...], board: Board, voice: Voice) -> Shown:
    style = voice.style
    last = [np.datetime64(each.last) if each.last else np.datetime64("NaT") for each in found]
    issues = np.array([np.nan if each.issues is None else each.issues for each in found])

    def number(key: str, title: str, values: list[float], digits: int) -> TableColumn:
        return TableColumn(key, title, np.array(values), "number", text=lambda value: style.text(value, digits))

    columns = (
        TableColumn("customer", "Customer", np.array([each.name for each in found], dtype=object)),
        number("years", "Years", [each.years for each in found], 1),
        number("touches", "Touches\nper quarter", [each.touches for each in found], 1),
        TableColumn(
            "issues", "With a\nproblem", issues, "number", text=lambda value: voice.short(value, Unit.PERCENT, 1),
            blank="–",
        ),
        TableColumn("last", "Last touch", np.array(last, dtype="datetime64[D]"), "date", blank="never"),
        TableColumn("manager", "Account manager", np.array([each.manager for each in found], dtype=object), blank="–"),
    )  # fmt: skip
    middle = float(np.median([each.touches for each in found]))
    return Shown(
        Frame(
            tuple(each for each in columns if each.key != "issues" or not np.isnan(issues).all()), "Longest-standing"
        ),
        f"12 months up to {until(board)}",
        f"Median of these: {style.text(middle, 2)} touches per quarter. The often quoted “about one per quarter” is "
        "what one company observed.",
    )


def pick_longest(found: tuple[Standing, ...], _: Board, place: int) -> Wanted:
    return Wanted(_KEY, {"customer": found[place].name})


VIEWS: tuple[View, ...] = (
    View(
        "tenure", _KEY, "Time as customer and touches per quarter", ScatterChart, engagement, show_scatter, pick_point
    ),
    View(
        "longest", _KEY, "The ten longest-standing customers", ViewTable, longest_standing, show_longest, pick_longest
    ),
)
