"""A chip to choose one thing of several, as a form has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList


class ChoiceChip(Chip):
    """Says which key was picked; it shows that one when it is offered again."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent)
        self._key = ""
        listed = ChoiceList(parent=self)
        listed.chosen.connect(self._pick)
        self.set_popup(listed)

    @property
    def key(self) -> str:
        return self._key

    def offer(self, choices: Sequence[Choice], key: str) -> None:
        """What there is to choose, and what is chosen now."""
        self._key = key
        self.set_value(next((each.text for each in choices if each.key == key), ""))
        self.choices.set_choices(choices, frozenset({key}))

    def _pick(self, keys: tuple[str, ...]) -> None:
        if keys and keys[0] != self._key:
            self.picked.emit(keys[0])
