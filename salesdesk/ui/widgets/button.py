"""Buttons and check boxes, painted flat in both themes."""

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, chevron, cross, info, ring, smooth, tick, write
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import control_height, grown, u
from salesdesk.ui.widgets.focus import KeyboardFocus


def without_mnemonic(text: str) -> str:
    """The text of a button as it is read: single & out, doubled && as one."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Button(KeyboardFocus, QPushButton):
    """A push button; the primary one is filled. A button with a menu shows a chevron."""

    def __init__(self, text: str, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._primary = primary
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(primary)

    def set_menu(self, menu: QMenu) -> None:
        self.setMenu(menu)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        face = faces().semi if self._primary else faces().body
        wide = face.width(without_mnemonic(self.text())) + 2.6 * u()
        return QSize(math.ceil(wide + (1.8 * u() if self.menu() else 0)), control_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, area = theme(), QRectF(self.rect())
        fill, edge, ink = self._colours(look)
        box(painter, area, fill, edge)
        if self.ring:
            inner = area.adjusted(2, 2, -2, -2) if self._primary else area
            ring(painter, inner, look.on_accent if self._primary else look.accent_text)
        face = faces().semi if self._primary else faces().body
        room = area.adjusted(1.3 * u(), 0, -1.3 * u(), 0)
        if self.menu():
            chevron(painter, QPointF(room.right() - 0.3 * u(), area.center().y()), 0.9 * u(), ink)
            room.adjust(0, 0, -1.8 * u(), 0)
        write(painter, room, without_mnemonic(self.text()), face, ink, "centre")

    def _colours(self, look: Theme) -> tuple:
        if not self.isEnabled():
            return look.surface, look.border, look.control
        active = self.underMouse() or self.isDown()
        if self._primary:
            return (look.accent_hover if active else look.accent), None, look.on_accent
        return (look.hover if active else look.surface), look.border, look.text


class CheckBox(KeyboardFocus, QCheckBox):
    """A check box with a drawn box and tick."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = faces().body.width(without_mnemonic(self.text()))
        return QSize(round(wide + 4.2 * u()), control_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(6 * u()), control_height())

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, area, size = theme(), QRectF(self.rect()), round(1.75 * u())
        square = QRectF(round(0.5 * u()), round((area.height() - size) / 2), size, size)
        checked = self.checkState() != Qt.CheckState.Unchecked
        edge = look.accent if checked else look.control
        box(painter, square, look.accent if checked else look.surface, edge, radius=grown(3))
        if self.checkState() == Qt.CheckState.Checked:
            tick(painter, square, look.on_accent)
        elif checked:
            dash = QRectF(square.x() + size * 0.25, square.center().y() - 1, size * 0.5, 2)
            painter.fillRect(dash, look.on_accent)
        ink = look.text if self.isEnabled() else look.control
        room = area.adjusted(size + 1.3 * u(), 0, -0.6 * u(), 0)
        write(painter, room, without_mnemonic(self.text()), faces().body, ink)
        if self.ring:
            ring(painter, area, look.accent_text)


class GlyphButton(KeyboardFocus, QToolButton):
    """A small round button with a drawn sign: info, cross or chevron."""

    def __init__(self, sign: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        side = round(3 * u())
        return QSize(side, side)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, area = theme(), QRectF(self.rect())
        ink = look.text if self.underMouse() or self.ring else look.muted
        centre, side = area.center(), 1.7 * u()
        if self._sign == "info":
            info(painter, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), ink)
        elif self._sign == "cross":
            cross(painter, centre, 1.1 * u(), ink)
        else:
            chevron(painter, centre, 1.1 * u(), ink)
        if self.ring:
            ring(painter, area, look.accent_text)
