"""The card of names that may be one, which somebody may join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesdesk.models.log import SalesLog
from salesdesk.ui.pages.data_card import TableCard, numbers, texts
from salesdesk.ui.widgets.button import Button

if TYPE_CHECKING:
    from salesdesk.reading.draft import Pair


class NamesCard(TableCard):
    """Hidden where no two names are alike. ``join`` is to open the list in which names are joined."""

    def __init__(self) -> None:
        super().__init__("Names that may be one")
        self.join = Button("Join…")
        self.join.setToolTip("Checked under “Names”, two names count as one; Undo takes that back.")
        self.add_to_head(self.join)
        self.hide()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        self.setVisible(bool(pairs))
        self.show_columns(
            texts("what", "What", ("Rep" if pair.dim == "rep" else "Customer" for pair in pairs)),
            texts("other", "Name", (pair.other for pair in pairs)),
            numbers("others", "Rows", (pair.rows[1] for pair in pairs)),
            texts("keep", "Perhaps the same as", (pair.keep for pair in pairs)),
            numbers("keeps", "Its rows", (pair.rows[0] for pair in pairs)),
            texts("why", "Because", (pair.why for pair in pairs)),
        )


def pairs_in(log: SalesLog) -> tuple[Pair, ...]:
    """Without those that are joined. Takes a moment for very many customers."""
    from salesdesk.reading.alike_names import alike
    from salesdesk.reading.draft_names import names_in

    joined = {each[:2] for each in log.settings.joined_names}
    return tuple(pair for pair in alike(names_in(log)) if (pair.dim, pair.other) not in joined)
