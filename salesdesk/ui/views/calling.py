"""Pictures of calling and of approaching people: the best hours, the way from dials to sales, the first method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.approach import ACQUISITION, SALE, Groups, SaleSteps, dials_to_sales, rates_by
from salesdesk.insights.best_hours import ENOUGH, BestHours, best_hours
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.values import FunnelData, FunnelStep, IntervalData, IntervalRow
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.rep_plane import period_text
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

REACHING = "dial_to_contact_rate"


def _show_hours(found: BestHours, board: Board, voice: Voice) -> Shown:
    judged, shown = found.judged, found.judged.shrunk[found.judged.enough]
    most = float(shown.max()) if shown.size else 1.0
    cells = tuple(
        tuple(_hour(found, row, column, most, voice) for column in range(len(found.hours)))
        for row in range(len(found.days))
    )
    title = "Dials that reach a person by weekday and hour, %"
    data = GridData(
        title, found.days, tuple(str(int(hour[:2])) for hour in found.hours), cells, "ramp", ordered=True,
        summary=_best_text(found, voice),
    )  # fmt: skip
    average = voice.value(judged.average, Unit.PERCENT, float(found.dials.sum()))
    said = f"Framed: above the average of {average} beyond chance." if judged.best.any() else _best_text(found, voice)
    note = f"{said} Small samples are pulled towards the average. {_coverage_text(found)}"
    return Shown(data, f"% of dials, {board.period.label}", note)


def _hour(found: BestHours, row: int, column: int, most: float, voice: Voice) -> GridCell:
    dials, reached = found.dials[row, column], found.reached[row, column]
    where = f"{found.days[row]}, {found.hours[column]} to {int(found.hours[column][:2]) + 1:02d}:00"
    if not dials:
        return GridCell(hover=f"{where}\nnever tried in this period: unknown, not bad")
    number = voice.style.text
    counts = f"{number(reached)} of {number(dials)} dials reached a person"
    if not found.judged.enough[row, column]:
        text = f"{where}\n{counts}\nfewer than {ENOUGH} dials: not judged"
        return GridCell(float(reached / dials), f"n {number(dials)}", few=True, hover=text)
    rate = float(found.judged.shrunk[row, column])
    low, high = (
        voice.value(float(side[row, column]), Unit.PERCENT, 1) for side in (found.judged.low, found.judged.high)
    )
    fair = f"fairly: {voice.value(rate, Unit.PERCENT, 1)} (between {low} and {high})"
    best = bool(found.judged.best[row, column])
    words = [where, counts, fair, *(["above the average beyond chance"] if best else [])]
    return GridCell(rate, number(100 * rate), share=rate / most if most else 0.0, best=best, hover="\n".join(words))


def _best_text(found: BestHours, voice: Voice) -> str:
    judged = found.judged
    places = [(judged.shrunk[row, column], row, column) for row, column in zip(*judged.best.nonzero(), strict=True)]
    named = [
        f"{found.days[row]} {found.hours[column]} ({voice.value(float(rate), Unit.PERCENT, 1)})"
        for rate, row, column in sorted(places, key=lambda place: -place[0])
    ]
    if not judged.enough.any():
        return f"Too few dials in every hour: {ENOUGH} are needed."
    if not named:
        return "No hour lies above the average beyond chance."
    return f"Framed, above the average beyond chance: {', '.join(named)}."


def _coverage_text(found: BestHours) -> str:
    few = f" n: fewer than {ENOUGH} dials, not judged." if (~found.judged.enough & (found.dials > 0)).any() else ""
    dash = " (–)" if found.untried else ""
    return f"Hours never tried{dash} are unknown, not bad.{few}"


def _pick_hour(found: BestHours, board: Board, place: int) -> Wanted | None:  # noqa: ARG001
    row, column = divmod(place, len(found.hours))
    if not found.dials[row, column]:
        return None
    return Wanted(REACHING, {"weekday": found.days[row], "hour": found.hours[column]})


def _show_sales(found: SaleSteps, board: Board, voice: Voice) -> Shown:
    first = found.steps[0].count
    steps = []
    for step in found.steps:
        rate = step.of_before
        hover = f"{step.name}: {voice.style.text(step.count)}, {found.period.label}"
        if rate is not None:
            hover += f"\n{voice.score(rate, Unit.PERCENT)} ({voice.basis(rate)})"
        steps.append(
            FunnelStep(
                step.name,
                step.count,
                rate.value if rate is not None else None,
                step.count / first if step is not found.steps[0] and step.count <= first else None,
                hover,
                hollow=rate is not None and rate.status not in FIGURES,
            )
        )
    data = FunnelData(
        f"From dials to sales, {found.period.label}",
        tuple(steps),
        first_name="dials",
        count_text=voice.style.text,
        share_text=lambda share: f"{voice.style.text(100 * share, 1)}%",
    )
    days = board.log.settings.window_days
    note = (
        f"New people are reached by calls, meetings and replies, and have {days} days to buy. "
        "An article's example, no research: 1,000 dials, 30 contacts, 3 sales."
    )
    if len(steps) < len(("dials", "contacts", "people", "sales")):
        note = f"Nobody was reached for the first time long enough ago: people have {days} days to buy."
    return Shown(data, period_text(found.period, board), note)


def _pick_sales(found: SaleSteps, board: Board, place: int) -> Wanted:  # noqa: ARG001
    step = found.steps[place].step
    return Wanted("", period=found.period, step=step) if step else Wanted(SALE, period=found.period)


def _methods(board: Board) -> Groups | None:
    return rates_by(board, ACQUISITION, "method")


def _show_methods(found: Groups, board: Board, voice: Voice) -> Shown:
    unit = Unit.PERCENT
    rows = tuple(
        IntervalRow(
            group.name,
            group.score.value,
            group.score.interval[0] if group.score.interval else None,
            group.score.interval[1] if group.score.interval else None,
            n=f"n = {voice.style.text(group.score.n)}",
            mark="better" if group.outside > 0 else "worse" if group.outside < 0 else "none",
            hollow=group.score.status not in FIGURES,
            hover=f"{group.name} first, {found.period.label}: {voice.value(group.score.value, unit, group.score.n)} "
            f"({voice.basis(group.score)} people)",
        )
        for group in found.groups
    )
    whole = voice.value(found.whole.value, unit, found.whole.n)
    data = IntervalData(
        title=f"Customer acquisition rate by first contact method, {found.period.label}",
        rows=rows,
        centre=found.whole.value,
        centre_text=f"all {whole}",
        axis=lambda value: voice.axis(value, unit),
        low=0.0,
        high=1.0,
        summary="; ".join(row.hover for row in rows),
    )
    apart = any(group.outside for group in found.groups)
    said = "Coloured methods differ from all beyond chance." if apart else "No method differs from all beyond chance."
    note = f"{said} Line: 95 % interval. Hollow: too few people. Who is called and who is visited may differ."
    return Shown(data, period_text(found.period, board), note)


def _pick_method(found: Groups, board: Board, place: int) -> Wanted:  # noqa: ARG001
    return Wanted(ACQUISITION, {"method": found.groups[place].name}, found.period)


HOURS = View("best-hours", REACHING, "Best hours to call", HeatGrid, best_hours, _show_hours, _pick_hour)
SALES = View("dials-to-sales", SALE, "From dials to sales", FunnelChart, dials_to_sales, _show_sales, _pick_sales)
METHODS = View("methods", ACQUISITION, "Acquisition by first method", IntervalChart, _methods, _show_methods,
               _pick_method)  # fmt: skip
