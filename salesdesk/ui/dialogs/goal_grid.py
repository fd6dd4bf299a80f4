"""The grid in which goals are typed: figure, goal, unit, period."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from salesdesk.insights.goal_cells import Faults, Spans, targets_in, unit_of
from salesdesk.kpis.catalogue import ALL
from salesdesk.store.targets import Target
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.widgets.entry_grid import EntryColumn, EntryGrid

_UNIT = 2


class GoalGrid(EntryGrid):
    """``fixed``: the figures are given; otherwise one is chosen in every row."""

    def __init__(
        self, spans: Spans, currency: str | None, *, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        self._spans, self._currency = spans, currency
        names = () if fixed else ("", *(kpi.name for kpi in ALL))
        columns = (
            EntryColumn("Figure", 150, fixed=fixed, choices=names, stretches=True),
            EntryColumn("Goal", 76, numbers=True),
            EntryColumn("Unit", 66, fixed=True),
            EntryColumn("For", 104, choices=tuple(spans)),
        )
        super().__init__(columns, "Goals", grows=not fixed, parent=parent)
        self.edited.connect(self.check)

    def targets(self) -> tuple[tuple[Target, ...], Faults]:
        """What the rows say, and what is wrong with them."""
        return targets_in(self.cells(), self._spans, number_style())

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.set_cells(rows)
        self.check()

    def check(self) -> Faults:
        """Shows the unit of every figure and marks what is not understood."""
        with QSignalBlocker(self):
            for row in range(self.rowCount()):
                unit = unit_of(self.item(row, 0).text(), self._currency)
                if self.item(row, _UNIT).text() != unit:
                    self.item(row, _UNIT).setText(unit)
        self.viewport().update()
        _, faults = self.targets()
        self.set_faults(faults)
        return faults
