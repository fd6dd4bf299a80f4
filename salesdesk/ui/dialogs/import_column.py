"""One column of a file in the import assistant: what it is read as and how, and the question about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.reading.column_answers import LEAVE
from salesdesk.ui.dialogs.import_frames import filled_text, headed, written
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.plain import menu_text, one_line
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.choice import Choice
from salesdesk.ui.widgets.choice_chip import ChoiceChip
from salesdesk.ui.widgets.filterrow import FilterRow
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.reading.draft import DraftColumn, DraftSheet, Question

_ORDERS = (Choice("dmy", "Day first"), Choice("mdy", "Month first"))
_MARKS = (Choice("comma", "Decimal comma"), Choice("point", "Decimal point"))
_DURATIONS = tuple(Choice(key, key.capitalize()) for key in ("seconds", "minutes", "hours", "milliseconds"))
_PERCENTAGES = (Choice("points", "12 means 12 %"), Choice("shares", "0.12 means 12 %"))


class ColumnPanel(QWidget):
    """``answered`` says what it is about (field, dates, decimal, unit, fill) and the key of the answer."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "title")
        self.field = ChoiceChip("Read as")
        self.order, self.mark, self.unit = ChoiceChip("Dates"), ChoiceChip("Numbers"), ChoiceChip("Unit")
        self.fill = ChoiceChip("Rows below")
        chips = (self.field, self.order, self.mark, self.unit, self.fill)
        for chip, about in zip(chips, ("field", "dates", "decimal", "unit", "fill"), strict=True):
            chip.picked.connect(lambda key, about=about: self.answered.emit(about, key))
        self.question = AskedQuestion()
        self.question.answered.connect(self.answered)
        self.about, self.samples = (Label("", "small", "quiet", wraps=True) for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for chip in chips:
            row.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.question)
        column.addWidget(self.about)
        column.addWidget(self.samples)

    def show_column(self, sheet: DraftSheet, column: DraftColumn | None, fields: dict[str, str]) -> None:
        """``fields``: what a column of this table may be read as, by key."""
        self.setEnabled(column is not None)
        for part in (self.order, self.mark, self.unit, self.fill, self.question):
            part.hide()
        self.field.setVisible(column is not None)
        if column is None:
            for label in (self.title, self.about, self.samples):
                label.setText("")
            return
        self.title.setText(f"“{headed(column)}”")
        self.field.offer(_fields(sheet, column, fields), column.field or "")
        if column.field is None and column.read_as != "Not used":
            self.field.set_value(column.read_as)
        self._offer_reading(column)
        self.about.setText(_about(column))
        self.samples.setText(_samples(column))
        if column.question is not None:
            self.question.ask(column.question)
            self.question.show()

    def _offer_reading(self, column: DraftColumn) -> None:
        """The chips for what the cells themselves do not tell."""
        if column.order and not column.settled:
            self.order.offer(_ORDERS, column.order)
            self.order.show()
        if column.mark and not column.settled:
            self.mark.offer(_MARKS, column.mark)
            self.mark.show()
        if column.unit:
            self.unit.offer(_PERCENTAGES if column.unit in ("points", "shares") else _DURATIONS, column.unit)
            self.unit.show()
        if column.grouped and column.question is None:
            fills = (Choice(column.grouped, "Fill down"), Choice(LEAVE, "Leave empty"))
            self.fill.offer(fills, column.grouped if column.fills else LEAVE)
            self.fill.show()


class AskedQuestion(QWidget):
    """What is asked, with a button for each answer."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Label("", tone="worse", wraps=True)
        self.buttons: list[Button] = []
        self._row = FilterRow()
        self._row.setAccessibleName("Answers")
        self._row.layout().setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self._row)

    def ask(self, question: Question) -> None:
        self.text.setText(one_line(question.text))
        self.text.set_tone("worse" if question.must else "accent")
        for old in self.buttons:
            self._row.layout().removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for option in question.options:
            words = f"{option.text}: {option.note}" if option.note else option.text
            button = Button(menu_text(words))
            button.setAutoDefault(True)  # Enter takes the answer that the keyboard is on
            button.setAccessibleDescription(question.text)
            button.clicked.connect(lambda _=False, key=option.key: self.answered.emit(question.about, key))
            self._row.add_chip(button)
            self.buttons.append(button)
            button.show()
        self._row.updateGeometry()

    def take_focus(self) -> None:
        """Puts the keyboard on the first answer."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)


def _fields(sheet: DraftSheet, column: DraftColumn, fields: dict[str, str]) -> tuple[Choice, ...]:
    """Every field of the table, those that hold such cells first; the note says which column has it now."""
    taken = {other.field: f"now “{headed(other)}”" for other in sheet.columns if other.field and other is not column}
    names = dict.fromkeys((*(name for name in column.suits if name in fields), *fields))
    choices = (Choice(name, fields[name], one_line(taken.get(name, ""))) for name in names)
    return (Choice("", "Not used"), *choices)


def _about(column: DraftColumn) -> str:
    parts = [f"Match {column.score:.0f} %: {column.reason}." if column.field else f"Not used: {column.reason}."]
    if column.field is None and column.read_as != "Not used":
        parts = [f"Read as {column.read_as}: {column.reason}."]
    if column.evidence:
        parts.append(f"{column.evidence[:1].upper()}{column.evidence[1:]}.")
    if column.filled is not None:
        parts.append(f"{filled_text(column.filled, number_style())} of the rows have a value.")
    return one_line(" ".join(parts))


def _samples(column: DraftColumn) -> str:
    """Three cells, with what becomes of them."""
    style = number_style()
    if column.converted and not column.question:
        became = (f"{each.before} → {written(each.after, column, style)}" for each in column.converted)
        return one_line("  ·  ".join(became))
    return one_line("  ·  ".join(column.samples))
