"""A dialog with the deals that are taken out of all figures, to choose those that come back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.insights.left_out import Deal
from salesdesk.ui.dialogs.frame import CheckList, Dialog


class PutBackDialog(Dialog):
    """Says the ids of the deals that are to count again."""

    chosen = Signal(tuple)

    def __init__(self, deals: Sequence[Deal], parent: QWidget | None = None) -> None:
        super().__init__("Put deals back", "Put back", parent)
        shown = [deal.name if [each.name for each in deals].count(deal.name) == 1 else f"{deal.name} ({deal.id})"
                 for deal in deals]  # fmt: skip
        self._ids = dict(zip(shown, (deal.id for deal in deals), strict=True))
        self.say("Check the deals that are to count in the figures again.")
        self.deals = CheckList(tuple(shown), frozenset(shown), "Deals taken out")
        self.body.addWidget(self.deals, 1)
        self.size_to(420, 420)

    def accept(self) -> None:
        ids = tuple(self._ids[name] for name in self.deals.checked())
        if ids:
            self.chosen.emit(ids)
        super().accept()
