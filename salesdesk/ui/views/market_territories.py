"""Pictures of how territories grow against the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.territory_changes import DIM, KEY, TerritoryChange, TerritoryChanges, territory_changes
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.values_columns import ColumnData, Series
from salesdesk.ui.charts.values_rows import Stage, WaterfallData
from salesdesk.ui.charts.waterfall import Waterfall
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

PARTS, BOTH_YEARS = "Territory growth: who makes it", "Net sales by territory, now and a year before"

NOTHING = "There are no sales of a year before to compare with."


def _waterfall(found: TerritoryChanges, board: Board, voice: Voice) -> Shown:
    stages = [
        Stage(
            f"{row.name} {_growth(row, voice)}",
            row.part,
            voice.difference(row.part, Unit.PERCENT),
            hover=_hover(row, found, board, voice),
        )
        for row in found.rows
    ]
    whole = found.whole
    all_in = Stage(
        "All territories",
        whole.value,
        voice.signed(whole.value, Unit.PERCENT),
        total=True,
        hover=f"All territories: {voice.score(whole, Unit.PERCENT)} against {found.before.label}\n"
        f"{voice.value(whole.numerator, Unit.MONEY)} after {voice.value(whole.denominator, Unit.MONEY)}",
    )
    data = WaterfallData(
        PARTS, (*stages, all_in), upright=True, axis=lambda value: voice.axis(value, Unit.PERCENT), unit="%"
    )
    note = "At the bars each territory's part in the whole growth, beside its name its own growth."
    return Shown(data, _against(found, board), f"{note}{_new(found)}")


def _years(found: TerritoryChanges, board: Board, voice: Voice) -> Shown:
    rows = found.rows
    texts = [tuple(voice.value(value, Unit.MONEY) for value in values) for values in _both(rows)]
    before, now = _both(rows)
    data = ColumnData(
        BOTH_YEARS,
        tuple(row.name for row in rows),
        (Series(found.before.label, before, "earlier", texts[0]), Series(board.period.label, now, "better", texts[1])),
        tops=tuple(_growth(row, voice) for row in rows),
        hover=tuple(_hover(row, found, board, voice) for row in rows),
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=board.log.currency or "",
    )
    return Shown(data, _against(found, board), _new(found).strip())


def _both(rows: tuple[TerritoryChange, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(row.before for row in rows), tuple(row.now for row in rows)


def _growth(row: TerritoryChange, voice: Voice) -> str:
    if row.is_new:
        return "new"
    return voice.signed(row.growth, Unit.PERCENT) if row.growth is not None else ""


def _against(found: TerritoryChanges, board: Board) -> str:
    return f"{board.period.label} against {found.before.label}"


def _new(found: TerritoryChanges) -> str:
    names = ", ".join(row.name for row in found.rows if row.is_new)
    return f" New, with nothing sold a year before: {names}." if names else ""


def _hover(row: TerritoryChange, found: TerritoryChanges, board: Board, voice: Voice) -> str:
    now, before = (voice.value(value, Unit.MONEY) for value in (row.now, row.before))
    growth = _growth(row, voice)
    lines = [
        f"{row.name}: {growth}" if growth else row.name,
        f"{now} in {board.period.label}, {before} in {found.before.label}",
        f"{voice.difference(row.part, Unit.PERCENT)} of the whole growth",
    ]
    return "\n".join(lines)


def _pick(found: TerritoryChanges, _board: Board, place: int) -> Wanted | None:
    if place >= len(found.rows):
        return Wanted(KEY)
    names = found.rows[place].names
    return Wanted(KEY, {DIM: names[0]}) if len(names) == 1 else None


VIEWS = (
    View("territories", KEY, PARTS, Waterfall, territory_changes, _waterfall, _pick, (DIM,), nothing=NOTHING),
    View("territory years", KEY, BOTH_YEARS, ColumnChart, territory_changes, _years, _pick, (DIM,), nothing=NOTHING),
)
