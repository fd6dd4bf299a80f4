"""The card of what each KPI rests on: what it gives, how complete its rows are, what the log lacks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from salesdesk.insights.filled import Fill, Filled, counted_text, coverage_text, missing_text
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.data_card import TableCard, numbers, texts

_ORDER = {fill: place for place, fill in enumerate(Fill)}


class CoverageCard(TableCard):
    """``kpi_wanted``: more is to be shown of one of them; the table has those first whose rows lack most."""

    kpi_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("What each figure rests on", activates="click")
        self.kpis: tuple[Filled, ...] = ()
        self.table.cell_activated.connect(lambda row, _: self.kpi_wanted.emit(self.kpis[row]))

    def show_kpis(self, found: Sequence[Filled]) -> None:
        self.kpis = tuple(sorted(found, key=_rank))
        style, shown = number_style(), self.kpis
        percent = partial(coverage_text, style=style)
        self.set_title(self.title, f"All rows of the log, whatever is filtered. {counted_text(found)}")
        self.show_columns(
            texts("figure", "Figure", (each.kpi.name for each in shown)),
            texts("fill", "Gives", (each.fill.value for each in shown)),
            numbers("rows", "Counted", (_counted(each) for each in shown)),
            texts("counted", "What is counted", (each.kpi.counted if each.can_be_worked_out else "" for each in shown)),
            numbers("coverage", "Usable", (each.coverage for each in shown), [*map(percent, shown)]),
            texts("missing", "What is missing", (missing_text(each, style) for each in shown)),
        )


def _rank(each: Filled) -> tuple[int, float]:
    return _ORDER[each.fill], math.inf if each.coverage is None else each.coverage


def _counted(each: Filled) -> int | None:
    return each.n if each.can_be_worked_out else None
