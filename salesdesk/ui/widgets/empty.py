"""An empty state: what would stand here, what is missing, and what can be done."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui.look.units import grown
from salesdesk.ui.plain import menu_text
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.label import Label

_WIDEST = 620


@dataclass(frozen=True)
class EmptyData:
    """The lines are listed under the text; each action is (key, text), the first one primary."""

    title: str
    text: str = ""
    lines: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()


class EmptyState(QWidget):
    """Stands in the middle of a page or card that has nothing to show."""

    action = Signal(str)

    def __init__(self, data: EmptyData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 16, 0, 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_data(data or EmptyData(""))

    def set_data(self, data: EmptyData) -> None:
        if self._body is not None:
            self._row.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self._build(data)
        self._body.setMaximumWidth(round(grown(_WIDEST)))
        self._row.addWidget(self._body)
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(" ".join((data.text, *data.lines)).strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._body is not None:
            self._body.setMaximumWidth(round(grown(_WIDEST)))

    def _build(self, data: EmptyData) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addStretch(1)
        column.addWidget(Label(data.title, "heading", wraps=True))
        if data.text:
            column.addWidget(Label(data.text, tone="quiet", wraps=True))
        for line in data.lines:
            column.addWidget(Label(f"•  {line}", wraps=True))
        if data.actions:
            column.addLayout(self._buttons(data.actions))
        column.addStretch(2)
        return body

    def _buttons(self, actions: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for place, (key, text) in enumerate(actions):
            button = Button(menu_text(text), primary=place == 0)
            button.clicked.connect(lambda _=False, key=key: self.action.emit(key))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        return row
