"""A card: the white box with a title row that charts, tables and lists stand in."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, smooth, write
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import CARD_RADIUS, grown, u
from salesdesk.ui.widgets.label import Label


@dataclass(frozen=True)
class LegendEntry:
    """What a mark means. Shape is bar, edged, line, dash or dot; role names the colour."""

    text: str
    shape: str = "bar"
    role: str = "better"


# These fills are too pale to be seen without an edge.
_PALE = ("earlier", "band", "track")


class Legend(QWidget):
    """The meanings of the marks, on one painted line at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LegendEntry, ...] = ()
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: tuple[LegendEntry, ...], note: str = "") -> None:
        self._entries, self._note = entries, note
        self.setVisible(bool(entries or note))
        self.setAccessibleName(", ".join([note, *(each.text for each in entries)]).strip(", "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width()) + 2, round(faces().body.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(faces().body.height))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, face = theme(), faces().small
        left, tall = max(0.0, self.width() - self._width()), float(self.height())
        right = float(self.width())
        if self._note:
            wide = min(face.width(self._note) + 1, right)
            write(painter, QRectF(left, 0, wide, tall), self._note, face, look.muted)
            left += wide + 1.4 * u()
        for entry in self._entries:
            wide = face.width(entry.text) + 1
            _swatch(painter, QRectF(left, tall / 2 - 0.6 * u(), self._mark(entry), 1.2 * u()), entry, look)
            left += self._mark(entry) + 0.7 * u()
            write(painter, QRectF(left, 0, min(wide, right - left), tall), entry.text, face, look.muted)
            left += wide + 1.2 * u()

    def _mark(self, entry: LegendEntry) -> float:
        return (1.8 if entry.shape in ("line", "dash") else 1.2) * u()

    def _width(self) -> float:
        face = faces().small
        note = face.width(self._note) + 1 + (1.4 * u() if self._entries else 0) if self._note else 0.0
        parts = [self._mark(each) + 1.9 * u() + face.width(each.text) + 1 for each in self._entries]
        return note + sum(parts) - (1.2 * u() if parts else 0)


def _swatch(painter: QPainter, area: QRectF, entry: LegendEntry, look: Theme) -> None:
    colour = getattr(look, entry.role)
    middle = area.center().y()
    if entry.shape == "edged" or (entry.shape == "bar" and entry.role in _PALE):
        edge = look.earlier_edge if entry.role == "earlier" else look.control
        box(painter, area, colour, edge, radius=grown(2.5))
    elif entry.shape == "line":
        painter.fillRect(QRectF(area.left(), round(middle) - 1, area.width(), 2), colour)
    elif entry.shape == "dash":
        for step in (0, 1):
            painter.fillRect(
                QRectF(area.left() + step * area.width() * 0.58, round(middle) - 1, area.width() * 0.42, 2), colour
            )
    elif entry.shape == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(area.center(), area.height() * 0.4, area.height() * 0.4)
    else:
        box(painter, area, colour, None, radius=grown(2.5))


class _Head(QWidget):
    """Title at the left, legend and controls at the right; the legend goes below where both do not fit."""

    def __init__(self, title: Label, legend: Legend, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._legend = title, legend
        self._controls: list[QWidget] = []
        for each in (title, legend):
            each.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, control: QWidget) -> None:
        control.setParent(self)
        self._controls.append(control)
        self.updateGeometry()

    def refresh(self) -> None:
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        wide = self._title.sizeHint().width() + self._controls_width() + self._legend_width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._title.minimumSizeHint().width() + self._controls_width(), self._row())

    def heightForWidth(self, width: int) -> int:
        return self._row() + (self._legend.sizeHint().height() + self._between() if self._wraps(width) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.refresh()

    def _place(self) -> None:
        width, row, right = self.width(), self._row(), self.width()
        for control in reversed(self._shown()):
            size = control.sizeHint()
            right -= size.width()
            control.setGeometry(right, (row - size.height()) // 2, size.width(), size.height())
            right -= round(u())
        legend = self._legend.sizeHint()
        if self._wraps(width):
            self._legend.setGeometry(0, row + self._between(), width, legend.height())
        else:
            wide = min(legend.width(), right)
            self._legend.setGeometry(right - wide, (row - legend.height()) // 2, wide, legend.height())
            right -= self._legend_width()
        tall = self._title.sizeHint().height()
        self._title.setGeometry(0, (row - tall) // 2, max(0, min(right, self._title.sizeHint().width())), tall)

    def _row(self) -> int:
        return max([self._title.sizeHint().height(), *(each.sizeHint().height() for each in self._shown())])

    def _between(self) -> int:
        return round(0.4 * u())

    def _legend_width(self) -> int:
        return 0 if self._legend.isHidden() else self._legend.sizeHint().width() + round(1.2 * u())

    def _controls_width(self) -> int:
        return sum(each.sizeHint().width() + round(u()) for each in self._shown())

    def _shown(self) -> list[QWidget]:
        return [each for each in self._controls if not each.isHidden()]

    def _wraps(self, width: int) -> bool:
        taken = self._title.sizeHint().width() + self._controls_width()
        return self._legend_width() > 0 and taken + self._legend_width() > width


class Card(QFrame):
    """A card with a title on the left of its first row, a note and legend on the right, and a body below."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._legend = Label(title, "title"), Legend()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 11, 14, 13)
        self._column.setSpacing(5)
        self._head = _Head(self._title, self._legend, self)
        self._column.addWidget(self._head)
        # Spare height collects at the bottom unless something added asks for it.
        self._column.addStretch(0)
        self.set_title(title, note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str, note: str = "", legend: tuple[LegendEntry, ...] = ()) -> None:
        self._title.setText(title)
        self._legend.set_entries(legend, note)
        self._head.setVisible(bool(title or note or legend))
        self._head.refresh()
        self.setAccessibleName(title)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self._column.insertWidget(self._column.count() - 1, widget, stretch)

    def add_layout(self, layout: QLayout, stretch: int = 0) -> None:
        self._column.insertLayout(self._column.count() - 1, layout, stretch)

    def add_to_head(self, control: QWidget) -> None:
        """Puts a control at the right end of the title row."""
        self._head.add(control)
        self._head.setVisible(True)

    def add_stretch(self, stretch: int = 1) -> None:
        self._column.insertStretch(self._column.count() - 1, stretch)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look = theme()
        box(painter, QRectF(self.rect()), look.surface, look.border, CARD_RADIUS)
