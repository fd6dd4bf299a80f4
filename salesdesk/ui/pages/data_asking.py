"""The card of the columns that are missing, with the text with which to ask the CRM administrator for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from salesdesk.insights.asking import Missing, kpis_text, letter, names_text
from salesdesk.ui.pages.data_card import TableCard, numbers, texts
from salesdesk.ui.widgets.button import Button

_COPY = "Copy as a letter"
_TOLD_FOR = 2_000  # ms for which the button says that it was done


class AskingCard(TableCard):
    """Copies a letter about the rows that are selected, about all if none is."""

    def __init__(self) -> None:
        super().__init__("What to ask your CRM administrator for")
        self.table.squeeze = 1.5  # the counts stay in sight; whole texts are in the letter
        self.missing: tuple[Missing, ...] = ()
        self.copy = Button(_COPY)
        self.copy.setToolTip("A plain text to paste into an e-mail: about the selected rows, or about all.")
        self.copy.clicked.connect(self.copy_letter)
        self.add_to_head(self.copy)
        self._named_again = QTimer(self, interval=_TOLD_FOR, singleShot=True)
        self._named_again.timeout.connect(self._name_button)
        self.table.summary_changed.connect(lambda _: self._name_button())

    def show_missing(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        self.setVisible(bool(missing))
        self.show_columns(
            texts("column", "Column", (each.called for each in missing)),
            texts("about", "What it holds", (each.about for each in missing)),
            texts("names", "Often called", map(names_text, missing)),
            numbers("kpis", "Figures", (each.kpis for each in missing)),
            replace(
                numbers("alone", "On its own", (len(each.alone) or None for each in missing)),
                head_hint="How many figures this column alone would fill.",
            ),
            texts("which", "Which figures it helps to fill", map(kpis_text, missing)),
        )

    def selected(self) -> tuple[Missing, ...]:
        """What a letter is about: in the order shown."""
        shown = self.table.shown_rows()
        places = sorted({index.row() for index in self.table.grid.selectionModel().selectedIndexes()})
        chosen = [int(shown[place]) for place in places] if places else [int(row) for row in shown]
        return tuple(self.missing[row] for row in chosen)

    def copy_letter(self) -> None:
        QGuiApplication.clipboard().setText(letter(self.selected()))
        self._call_button("Copied")
        self._named_again.start()

    def _name_button(self) -> None:
        some = self.table.grid.selectionModel().hasSelection()
        self._call_button(f"{_COPY} ({len(self.selected())})" if some else _COPY)

    def _call_button(self, text: str) -> None:
        self.copy.setText(text)
        self.set_title(self.title)  # places the button anew
