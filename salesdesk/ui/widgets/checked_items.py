"""The check boxes in lists, drawn like those of the program: the style's own can hardly be seen in the dark theme."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from salesdesk.ui.look.painting import box, smooth, tick
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import grown


class CheckedItems(QStyledItemDelegate):
    """For a list whose style draws no boxes of its own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        square = QRectF(full.widget.style().subElementRect(part, full, full.widget))
        checked, look = Qt.CheckState(state) is Qt.CheckState.Checked, theme()
        painter.save()
        smooth(painter)
        box(
            painter,
            square,
            look.accent if checked else look.surface,
            look.accent if checked else look.control,
            radius=grown(3),
        )
        if checked:
            tick(painter, square, look.on_accent)
        painter.restore()
