"""The focus ring: shown only where the keyboard brought the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class KeyboardFocus:
    """To be named before the Qt class a control derives from; `ring` says whether to draw the ring.

    It is no widget itself: two Qt bases in one class crash.
    """

    ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # type: ignore[misc]
        self.ring = event.reason() in _BY_KEYBOARD
        self.update()  # type: ignore[attr-defined]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[misc]
        self.ring = False
        self.update()  # type: ignore[attr-defined]
