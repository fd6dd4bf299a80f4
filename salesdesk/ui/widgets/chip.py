"""A filter chip: a quiet name, the value in bold, and what opens below it."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, chevron, ring, smooth, write
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import control_height, grown, u
from salesdesk.ui.plain import one_line, plain
from salesdesk.ui.widgets.choice import ChoiceList
from salesdesk.ui.widgets.focus import KeyboardFocus

_WIDEST = 280


class Chip(KeyboardFocus, QToolButton):
    """Opens a menu (`setMenu`) or a list of choices (`set_popup`). A filter in force can be marked `active`."""

    def __init__(self, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value, self._active = name, "", False
        self._popup: ChoiceList | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.set_value(value)

    @property
    def value(self) -> str:
        return self._value

    def set_value(self, value: str, *, active: bool = False) -> None:
        self._value, self._active = one_line(value), active
        self.setAccessibleName(f"{self._name}: {self._value}")
        cut = faces().semi.width(self._value) > grown(_WIDEST)
        self.setToolTip(plain(self._value) if cut else "")
        self.updateGeometry()
        self.update()

    @property
    def choices(self) -> ChoiceList:
        """The list that it opens. Raises AttributeError if it has none."""
        if self._popup is None:
            raise AttributeError("choices")
        return self._popup

    def set_popup(self, popup: ChoiceList) -> None:
        self._popup = popup
        popup.setParent(self, popup.windowFlags())
        popup.setAccessibleName(self._name)

    def sizeHint(self) -> QSize:
        face = faces()
        gap = 0.6 * u() if self._name and self._value else 0
        words = face.body.width(self._name) + gap + self._value_width()
        return QSize(round(words + 4.4 * u()), control_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, face, area = theme(), faces(), QRectF(self.rect())
        hovered = self.isEnabled() and (self.underMouse() or self.isDown())
        edge = look.accent_text if self._active else look.border
        box(painter, area, look.hover if hovered else look.surface, edge)
        ink = look.text if self.isEnabled() else look.control
        left, tall = 1.15 * u(), area.height()
        name_width = face.body.width(self._name)
        quiet = look.muted if self.isEnabled() else look.control
        write(painter, QRectF(left, 0, name_width + 1, tall), self._name, face.body, quiet)
        left += name_width + (0.6 * u() if self._name and self._value else 0)
        write(painter, QRectF(left, 0, self._value_width() + 1, tall), self._value, face.semi, ink)
        chevron(painter, QPointF(area.right() - 1.5 * u(), area.center().y()), 0.9 * u(), ink)
        if self.ring:
            ring(painter, area, look.accent_text)

    def _value_width(self) -> float:
        return min(faces().semi.width(self._value), grown(_WIDEST))

    def _open(self) -> None:
        if self._popup is not None:
            self._popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 3)))
