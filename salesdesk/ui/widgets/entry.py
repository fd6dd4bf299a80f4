"""Lines to type in, and the search box."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import control_height, grown

_TYPING = 200


class LineEdit(QLineEdit):
    """A line to type in, of a chip's height."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if placeholder:
            self.setAccessibleName(placeholder.rstrip("…"))
        dress(self, "entry")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), control_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), control_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


class SearchBox(LineEdit):
    """Sends what was typed once the typing pauses; Esc empties it."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "Find…", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setClearButtonEnabled(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _: self._pause.start())

    def sizeHint(self) -> QSize:
        return QSize(round(grown(240)), control_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
