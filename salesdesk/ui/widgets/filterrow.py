"""The row of filter chips and actions above every page; it wraps instead of pushing the window wider."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from salesdesk.ui.look.units import CHIP_GAP, PAGE_MARGIN


class _WrapLayout(QLayout):
    """Chips from the left, actions at the right end of the last line or on a line of their own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.actions: set[QWidget] = set()
        self.setContentsMargins(PAGE_MARGIN, CHIP_GAP, PAGE_MARGIN, CHIP_GAP)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = QRect(0, 0, width, 0).marginsRemoved(self.contentsMargins())
        spots = self._spots(inner)
        bottom = max((spot.bottom() + 1 for _, spot in spots), default=0)
        margins = self.contentsMargins()
        return bottom - inner.top() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        gaps = CHIP_GAP * max(0, len(self._items) - 1)
        wide = sum(item.sizeHint().width() for item in self._items) + gaps
        return QSize(wide + margins.left() + margins.right(), self.heightForWidth(max(self.geometry().width(), 320)))

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return QSize(widest + margins.left() + margins.right(), 0)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        for item, spot in self._spots(area.marginsRemoved(self.contentsMargins())):
            item.setGeometry(spot)

    def _spots(self, area: QRect) -> list[tuple[QLayoutItem, QRect]]:
        spots, left, top, tall = [], area.left(), area.top(), 0
        chips = [item for item in self._items if item.widget() not in self.actions and not item.isEmpty()]
        for item in chips:
            size = item.sizeHint()
            if left > area.left() and left + size.width() > area.right() + 1:
                left, top, tall = area.left(), top + tall + CHIP_GAP, 0
            spots.append((item, QRect(QPoint(left, top), size)))
            left, tall = left + size.width() + CHIP_GAP, max(tall, size.height())
        actions = [item for item in self._items if item.widget() in self.actions and not item.isEmpty()]
        wide = sum(item.sizeHint().width() + CHIP_GAP for item in actions) - CHIP_GAP
        if actions and left > area.left() and left + wide > area.right() + 1:
            top += tall + CHIP_GAP
        right = area.right() + 1 - wide
        for item in actions:
            spots.append((item, QRect(QPoint(max(area.left(), right), top), item.sizeHint())))
            right += item.sizeHint().width() + CHIP_GAP
        return spots


class FilterRow(QWidget):
    """Chips at the left, actions at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = _WrapLayout(self)
        self.setAccessibleName("Filters")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_chip(self, chip: QWidget) -> None:
        self._flow.addWidget(chip)

    def add_action(self, button: QWidget) -> None:
        self._flow.actions.add(button)
        self._flow.addWidget(button)
