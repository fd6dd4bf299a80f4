"""Pictures of how far leads get: cohorts that became customers, stages, days to the first purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.lead_cohorts import AGES, CohortRow, cohort_curves, cohort_rows, lifecycle_curves
from salesdesk.insights.lead_stages import KEY as STAGES
from salesdesk.insights.lead_stages import StageFlow, StageShares, stage_flow, stage_shares
from salesdesk.insights.reaching import Reached, reached_now_and_before
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.charts.values_plane import DAYS, Axis, Guide, StepData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.curves import curve, now_and_before, opens, share_axis
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

SQL, MQL, LENGTH = "sql_to_customer_rate", "mql_to_customer_rate", "lifecycle_length"
_ENTERED = {SQL: "sales-qualified", MQL: "marketing-qualified"}
_STAGES = {
    "lead": ("Lead", "heat1"),
    "mql": ("Marketing-qualified", "heat2"),
    "sql": ("Sales-qualified", "heat3"),
    "opportunity": ("Opportunity", "better"),
    "other": ("Other stage", "control"),
    "unset": ("No stage", "track"),
}
_FEW_SHADES = 0.01


def _table(key: str) -> View:
    def answer(board: Board) -> tuple[CohortRow, ...] | None:
        return cohort_rows(board, key)

    def show(rows: tuple[CohortRow, ...], board: Board, voice: Voice) -> Shown:
        return _show_table(key, rows, board, voice)

    def pick(rows: tuple[CohortRow, ...], _: Board, place: int) -> Wanted:
        return Wanted(key, period=rows[place // (len(AGES) + 1)].month)

    return View(f"cohorts_{key}", key, f"{BY_KEY[key].name} by month and age", HeatGrid, answer, show, pick)


def _show_table(key: str, rows: tuple[CohortRow, ...], board: Board, voice: Voice) -> Shown:
    fewest = board.log.settings.limits.rate[0]
    shares = [row.share(age) or 0.0 for row in rows if row.n >= fewest for age in range(len(AGES))]
    most = max([_FEW_SHADES, *shares])
    cells = tuple(
        (
            GridCell(float(row.n), voice.style.text(row.n), hover=f"{row.month.label}: {row.n} {_ENTERED[key]}"),
            *(_cell(row, age, most, fewest, voice) for age in range(len(AGES))),
        )
        for row in rows
    )
    window = board.log.settings.window_days
    return Shown(
        GridData(
            f"{BY_KEY[key].name} by month and age",
            tuple(row.month.label for row in rows),
            ("leads", *(f"{age} days" for age in AGES)),
            cells,
            "ramp",
            corner=f"{_ENTERED[key].capitalize()} in",
            summary=_newest(rows, voice),
        ),
        "became customers within",
        f"Empty where not all leads of the month are so old yet. The rate itself is that of {window} days.",
    )


def _cell(row: CohortRow, age: int, most: float, fewest: int, voice: Voice) -> GridCell:
    share, count = row.share(age), row.customers[age]
    if share is None:
        return GridCell(hover=f"{row.month.label}: not all leads are {AGES[age]} days old yet")
    few, counts = row.n < fewest, f"{count} of {row.n}"
    text = voice.short(share, Unit.PERCENT, 1)
    return GridCell(
        share,
        counts if few else text,
        share=min(1.0, share / most),
        few=few,
        hover=f"{row.month.label}, within {AGES[age]} days: {counts} ({text})",
    )


def _newest(rows: tuple[CohortRow, ...], voice: Voice) -> str:
    told = [
        f"{row.month.label} {voice.short(share, Unit.PERCENT, 1)} within {AGES[2]} days"
        for row in rows
        if (share := row.share(2)) is not None
    ]
    return "; ".join(told[-4:])


def _cohort_curves(key: str) -> View:
    name = f"From {_ENTERED[key]} to customer"

    def answer(board: Board) -> tuple[Reached, ...] | None:
        return cohort_curves(board, key)

    def show(curves: tuple[Reached, ...], board: Board, voice: Voice) -> Shown:
        window = float(board.log.settings.window_days)
        guides = (Guide(window, "x", f"{window:g} days", role="text"),)
        about = f"by quarter in which they were {_ENTERED[key]}"
        return _by_start(name, about, curves, guides, voice)

    return View(f"curves_{key}", key, name, StepChart, answer, show, opens(key))


def _show_lives(curves: tuple[Reached, ...], _: Board, voice: Voice) -> Shown:
    return _by_start("Leads that bought", "by quarter of the first impression", curves, (), voice)


def _by_start(title: str, about: str, curves: tuple[Reached, ...], guides: tuple[Guide, ...], voice: Voice) -> Shown:
    lines = tuple(
        curve(each, voice, "better" if not place else f"series{(place + 1) % 7}", "so far")
        for place, each in enumerate(curves)
    )
    shares = [share for each in curves for share in each.shares]
    top = min(1.0, 1.15 * max([0.05, *shares]))
    up = Axis("", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=top, from_zero=True)
    return Shown(
        StepData(
            title,
            lines,
            Axis("days since then", voice.style.days, minutes=DAYS, from_zero=True),
            up,
            guides if any(each.until >= guide.value for each in curves for guide in guides) else (),
            summary=f"{title}, {about}: " + ", ".join(each.end_text for each in lines),
        ),
        about,
        "Curves end where fewer than a tenth of the leads have been followed for so long.",
    )


def _show_shares(found: StageShares, board: Board, voice: Voice) -> Shown:
    labels = tuple(f"{month.first:%b}" for month in board.months)
    ends = [each for each in board.months if each.end - 1 > board.log.as_of]
    return Shown(
        StackData(
            f"Leads per lifecycle stage, {board.months[0].label} to {board.months[-1].label}",
            labels,
            tuple(
                Series(
                    _STAGES[stage][0],
                    shares,
                    _STAGES[stage][1],
                    tuple("" if share is None else voice.axis(round(share, 2), Unit.PERCENT) for share in shares),
                )
                for stage, shares in zip(found.stages, found.shares, strict=True)
            ),
            inside=True,
            hatched=tuple(month in ends for month in board.months),
            hover=tuple(_standing(found, place, board, voice) for place in range(len(labels))),
            axis=lambda value: voice.axis(value, Unit.PERCENT),
            summary=_standing(found, len(labels) - 1, board, voice),
        ),
        f"share of open leads at the end of each month, {voice.style.text(found.open[-1])} in the last",
    )


def _standing(found: StageShares, place: int, board: Board, voice: Voice) -> str:
    parts = [
        f"{_STAGES[stage][0]}: {voice.short(shares[place], Unit.PERCENT, found.open[place])}"
        for stage, shares in zip(found.stages, found.shares, strict=True)
    ]
    head = f"End of {board.months[place].label}: {voice.style.text(found.open[place])} open leads"
    return "\n".join([head, *(parts if found.open[place] else [])])


def _pick_stage(_: StageShares, board: Board, place: int) -> Wanted:
    return Wanted(STAGES, period=board.months[place])


def _show_flow(flows: tuple[StageFlow, ...], board: Board, voice: Voice) -> Shown:
    most = max(max(each.entered, each.left) for each in flows)
    standing = max([1, *(each.standing for each in flows)])
    longest = max([1.0, *(each.days or 0.0 for each in flows)])
    text = voice.style.text
    cells = tuple(
        (
            GridCell(float(each.entered), text(each.entered), share=each.entered / most),
            GridCell(float(each.left), text(each.left), share=each.left / most),
            GridCell()
            if each.days is None
            else GridCell(each.days, voice.style.days(each.days), share=each.days / longest),
            GridCell(float(each.standing), text(each.standing), share=each.standing / standing),
        )
        for each in flows
    )
    slowest = max(flows, key=lambda each: each.days or 0.0)
    said = "The stay is that of leads that left, half of them sooner. There now: at the end of the period."
    if slowest.days:
        said = f"Leads wait longest at “{_STAGES[slowest.stage][0]}”. {said}"
    return Shown(
        GridData(
            f"Flow through the stages, {board.period.label}",
            tuple(_STAGES[each.stage][0] for each in flows),
            ("entered", "left", "median stay", "there now"),
            cells,
            "bars",
            corner="Stage",
            summary=said,
        ),
        board.period.label,
        said,
    )


def _pick_flow(_: tuple[StageFlow, ...], __: Board, ___: int) -> Wanted:
    return Wanted(STAGES)


def _lengths(board: Board) -> tuple[Reached, ...] | None:
    return reached_now_and_before(board, LENGTH)


def _show_lengths(curves: tuple[Reached, ...], board: Board, voice: Voice) -> Shown:
    now = curves[0]
    lines = now_and_before(curves, voice, "first purchases", ends=False)
    median = board.kpis[LENGTH].now.value
    guides = () if median is None else (Guide(median, "x", f"median {voice.value(median, Unit.DAYS)}", role="text"),)
    p90 = board.kpis[LENGTH].now.details.get("p90")
    note = "" if p90 is None else f"Nine in ten bought within {voice.style.days(round(p90))}."
    return Shown(
        StepData(
            f"Days to the first purchase, {now.name}",
            lines,
            Axis("days since the first impression", voice.style.days, minutes=DAYS, from_zero=True),
            share_axis(voice),
            guides,
            summary=f"Share of first purchases by the days since the first impression. {note}",
        ),
        f"share of {voice.style.text(now.n)} first purchases, {now.name}",
        note,
    )


CUSTOMERS = (_table(SQL), _cohort_curves(SQL), _table(MQL), _cohort_curves(MQL))
STANDING = (
    View("stages", STAGES, "Leads per lifecycle stage", StackedBars, stage_shares, _show_shares, _pick_stage),
    View("flow", STAGES, "Flow through the stages", HeatGrid, stage_flow, _show_flow, _pick_flow),
)
LENGTHS = (
    View("lengths", LENGTH, "Days to the first purchase", StepChart, _lengths, _show_lengths, opens(LENGTH)),
    View("lives", LENGTH, "Leads that bought, by quarter", StepChart, lifecycle_curves, _show_lives, opens(LENGTH)),
)
