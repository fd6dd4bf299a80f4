"""The tabs of the pages: quiet names, the chosen one semi-bold over a line."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, hairline, ring, smooth, write
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import PAGE_MARGIN, line, u
from salesdesk.ui.plain import menu_text
from salesdesk.ui.widgets.button import without_mnemonic
from salesdesk.ui.widgets.focus import KeyboardFocus

_WIDE, _TIGHT = 2.0, 0.75


class TabBar(KeyboardFocus, QTabBar):
    """Every tab is as wide as its bold name, so that nothing moves when another is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Pages")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, text: str) -> int:
        return self.addTab(menu_text(text))

    def tabSizeHint(self, index: int) -> QSize:
        name = faces().semi.width(without_mnemonic(self.tabText(index)))
        left = PAGE_MARGIN - 4 if index == 0 else 0
        return QSize(round(name + 2 * self._padding() * u()) + left, self._height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(12 * u()), self._height())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.tabAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self._shown_padding
        super().resizeEvent(event)
        if before != self._padding():
            self._lay_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_anew()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, face = theme(), faces()
        painter.fillRect(self.rect(), look.surface)
        hairline(painter, 0, self.width(), self.height() - 1, look.border)
        for index in range(self.count()):
            area = QRectF(self.tabRect(index))
            if index == 0:
                area.adjust(PAGE_MARGIN - 4, 0, 0, 0)
            chosen = index == self.currentIndex()
            ink = look.accent_text if chosen else look.text if index == self._hovered else look.muted
            name = without_mnemonic(self.tabText(index))
            write(painter, area.adjusted(0, 0, 0, -2), name, face.semi if chosen else face.body, ink, "centre")
            if chosen:
                bar = QRectF(area.left(), area.bottom() - 2, area.width(), 3)
                box(painter, bar, look.accent_text, None, 1.5)
            if chosen and self.ring:
                ring(painter, area.adjusted(2, 4, -2, -5), look.accent_text)

    _shown_padding = _WIDE

    def _padding(self) -> float:
        """Generous, unless the names would then need scroll buttons."""
        names = [faces().semi.width(without_mnemonic(self.tabText(i))) for i in range(self.count())]
        wide = sum(names) + 2 * _WIDE * u() * len(names) + PAGE_MARGIN
        self._shown_padding = _WIDE if wide <= self.width() else _TIGHT
        return self._shown_padding

    def _height(self) -> int:
        return round(line() + 2.4 * u())

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _lay_anew(self) -> None:
        # QTabBar measures its tabs again only when one of them or its icon size changes.
        self.setIconSize(QSize(self.iconSize().width() ^ 1, self.iconSize().height()))
        self.updateGeometry()
        self.update()
