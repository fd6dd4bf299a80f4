"""Pictures of what is open: by stage, and against what is missing of the quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.open_deals import COVERAGE, PIPELINE, Coverage, StageWorth, by_stage, coverage
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import nobody
from salesdesk.ui.charts.bullets import BulletRows
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.values_columns import ColumnData, Series
from salesdesk.ui.charts.values_rows import BulletData, BulletRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.customers_staying import until
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice


def show_stages(found: tuple[StageWorth, ...], board: Board, voice: Voice) -> Shown:
    def money(value: float | None) -> str:
        return "not known" if value is None else voice.value(value, Unit.MONEY)

    series = [
        Series("total", tuple(each.total for each in found), "earlier", tuple(money(each.total) for each in found)),
        Series(
            "weighted", tuple(each.weighted for each in found), "better", tuple(money(each.weighted) for each in found)
        ),
    ]
    if all(each.weighted is None for each in found):
        series.pop()
    hover = tuple(_stage_text(each, money, voice) for each in found)
    data = ColumnData(
        "Open pipeline by stage",
        tuple(_stage(each) for each in found),
        tuple(series),
        tops=tuple(voice.short(each.total, Unit.MONEY) for each in found),
        hover=hover,
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=voice.currency or "",
        summary="; ".join(each.replace("\n", ", ") for each in hover),
    )
    note = f"{money(board.kpis[PIPELINE].now.value)} open in all"
    weighted = sum(each.weighted or 0.0 for each in found)
    note += f", {money(weighted)} weighted by the chance that a deal of the stage is won." if len(series) > 1 else "."
    return Shown(data, f"open on {until(board)}" if board.log.span.is_dated else "", note)


def _stage(each: StageWorth) -> str:
    return "not stated" if each.stage == nobody("stage") else each.stage


def _stage_text(each: StageWorth, money: Callable[[float], str], voice: Voice) -> str:
    lines = [f"{_stage(each)}: {voice.style.text(each.n)} open deals", f"total {money(each.total)}"]
    if each.weighted is not None:
        lines.append(f"weighted {money(each.weighted)} ({voice.short(each.chance, Unit.PERCENT, 1)} on average)")
    return "\n".join(lines)


def pick_stages(found: tuple[StageWorth, ...], _: Board, place: int) -> Wanted:
    return Wanted(PIPELINE, {"stage": found[place].stage})


def show_coverage(found: tuple[Coverage, ...], board: Board, voice: Voice) -> Shown:
    rows = tuple(_bullet(each, board, voice) for each in found)
    needed = found[0].needed
    data = BulletData(
        f"Open deals due against the missing quota, {board.period.label}",
        rows,
        shared=False,
        value_name="open and due in the period",
        target_name="needed to be open",
        pace_name="missing of the quota",
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=voice.currency or "",
        summary="; ".join(row.hover.replace("\n", ", ") for row in rows),
    )
    note = "Nothing was won in twelve months: how much is needed is not known."
    if needed is not None:
        times = voice.value(needed, Unit.TIMES)
        note = f"Needed: {times} of what is missing, by the share of value won in twelve months."
    if not board.running and not board.period.is_all:
        note += " What is still open now was due in the period."
    return Shown(data, board.period.label, f"{note} Every row on its own scale.")


def _bullet(each: Coverage, board: Board, voice: Voice) -> BulletRow:
    def money(value: float) -> str:
        return voice.value(value, Unit.MONEY)

    name = each.name or "Team"
    words = [f"{name}, {board.period.label}", f"open and due {money(each.due)}"]
    if each.is_reached:
        words.append("the quota is reached")
        return BulletRow(name, None, text="reached", hover="\n".join(words))
    words.append(f"missing of the quota {money(each.missing)}: covered {voice.value(each.score.value, Unit.TIMES)}")
    if each.weighted is not None:
        words.append(f"weighted {money(each.weighted)}")
    if each.wanted is not None:
        words.append(f"needed {money(each.wanted)}")
    enough = each.wanted is None or each.due >= each.wanted
    return BulletRow(
        name,
        each.due,
        each.wanted,
        each.missing,
        voice.value(each.score.value, Unit.TIMES),
        f"{voice.short(each.missing, Unit.MONEY)} missing",
        "better" if enough else "worse",
        hover="\n".join(words),
    )


def pick_coverage(found: tuple[Coverage, ...], _: Board, place: int) -> Wanted:
    name = found[place].name
    return Wanted(COVERAGE, {} if name is None else {"rep": name})


STAGES = View("stages", PIPELINE, "Open pipeline by stage", ColumnChart, by_stage, show_stages, pick_stages)
COVER = View("coverage", COVERAGE, "Pipeline against the missing quota", BulletRows, coverage, show_coverage,
             pick_coverage)  # fmt: skip
