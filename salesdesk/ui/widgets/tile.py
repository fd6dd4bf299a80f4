"""A KPI tile: name, value, change in words, sparkline and the counts behind it, as one button."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salesdesk.ui.charts.spark import spark
from salesdesk.ui.look.fonts import Face, face_of, faces, scaled
from salesdesk.ui.look.painting import box, mark, ring, smooth, write
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import CARD_RADIUS, grown, u
from salesdesk.ui.plain import plain
from salesdesk.ui.widgets.button import GlyphButton
from salesdesk.ui.widgets.focus import KeyboardFocus

_FIGURES = ("ok", "indicative")
_ARROW_WORDS = {"up": "Up ", "down": "Down "}


@dataclass(frozen=True)
class ChangeText:
    """The change in words. Tone: better, worse, good or quiet; arrow: up, down or none."""

    text: str
    tone: str = "quiet"
    arrow: str = "none"


@dataclass(frozen=True)
class TileData:
    """What a tile shows, all texts ready.

    `status` other than ok and indicative means that `value` is words ("not enough data (4 of 10)").
    `hollow` marks a small sample, `greyed` a figure that does not follow the filter in force.
    """

    title: str
    value: str
    unit: str = ""
    change: ChangeText | None = None
    note: str = ""
    series: tuple[float | None, ...] = ()
    reference: float | None = None
    status: str = "ok"
    info: str = ""
    hollow: bool = False
    greyed: bool = False
    accessible: str = ""

    def spoken(self) -> str:
        """The tile as one sentence for a screen reader, arrows spelled out."""
        if self.accessible:
            return self.accessible
        parts = [f"{self.title}: {self.value} {self.unit}".strip()]
        if self.change is not None:
            parts.append(_ARROW_WORDS.get(self.change.arrow, "") + self.change.text)
        return ". ".join(part for part in (*parts, self.note) if part)


class Tile(KeyboardFocus, QAbstractButton):
    """A click, Enter or Space opens the records; the (i) asks for the definition."""

    opened = Signal()
    info_requested = Signal()

    def __init__(self, data: TileData | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = TileData("", "")
        self._info = GlyphButton("info", "About this figure", self)
        self._info.clicked.connect(self.info_requested)
        self.clicked.connect(self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_data(data or self._data)

    @property
    def data(self) -> TileData:
        return self._data

    @property
    def info_button(self) -> QWidget:
        """Where a definition should be shown beside."""
        return self._info

    def set_data(self, data: TileData) -> None:
        self._data = data
        self.setAccessibleName(data.spoken())
        self._info.setAccessibleName(f"About {data.title}" if data.title else "About this figure")
        self._info.setToolTip(plain(data.info))
        self._info.setVisible(bool(data.info))
        self._hint_when_cut()
        self.update()

    def sizeHint(self) -> QSize:
        face = faces()
        text = 3 * face.small.height + 0.98 * face.value.height
        return QSize(round(grown(212)), round(text + 4.7 * u()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(120)), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._place_info()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_info()
        self._hint_when_cut()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        hovered = self.underMouse() and self.isEnabled()
        draw_tile(painter, QRectF(self.rect()), self._data, theme(), hovered=hovered)
        if self.ring:
            ring(painter, QRectF(self.rect()), theme().accent_text, CARD_RADIUS)

    def _place_info(self) -> None:
        size = self._info.sizeHint()
        self._info.resize(size)
        self._info.move(self.width() - size.width() - round(0.45 * u()), round(0.35 * u()))

    def _hint_when_cut(self) -> None:
        cut = _Places(QRectF(self.rect()), self._data).cut_texts()
        self.setToolTip(plain("\n".join(cut)))


class _Places:
    """Where each part of a tile stands, worked out from its size and texts."""

    def __init__(self, area: QRectF, data: TileData) -> None:
        face, unit = faces(), u()
        self.data = data
        left, wide = area.left() + 1.7 * unit, area.width() - 3.4 * unit
        top = area.top() + 1.65 * unit
        self.title = QRectF(left, top, wide - (2.0 * unit if data.info else 0), face.small.height)
        top += face.small.height + 0.2 * unit
        tall = 0.98 * face.value.height
        self.value = QRectF(left, top, wide, tall)
        top += tall + 0.25 * unit
        self.change = QRectF(left, top, wide, face.small.height)
        self.note = QRectF(left, top + face.small.height + 0.55 * unit, wide, face.small.height)
        self.spark = self._spark(area)
        self.value_face, self.shown_value = self._value_face()

    @property
    def is_words(self) -> bool:
        return self.data.status not in _FIGURES

    def change_face(self) -> Face:
        change = self.data.change
        return faces().small_semi if change and change.tone != "quiet" else faces().small

    def change_width(self) -> float:
        change = self.data.change
        if change is None:
            return 0.0
        arrow = 1.6 * u() if change.arrow in ("up", "down") else 0.0
        return arrow + self.change_face().width(change.text)

    def cut_texts(self) -> list[str]:
        """The texts that do not fit, for the hover text."""
        data, found = self.data, []
        if faces().small.width(data.title) > self.title.width():
            found.append(data.title)
        if self.shown_value != data.value:
            found.append(data.value)
        if data.change and self.change_width() > self.change.width():
            found.append(data.change.text)
        if faces().small.width(data.note) > self.note.width():
            found.append(data.note)
        return found

    def _value_width(self) -> float:
        unit = faces().unit.width(self.data.unit) + 0.6 * u() if self.data.unit else 0.0
        return (faces().unit if self.is_words else faces().value).width(self.data.value) + unit

    def _spark(self, area: QRectF) -> QRectF | None:
        """Beside value and change if the words leave room, else beside the value alone, else nowhere."""
        if sum(value is not None for value in self.data.series) < 2:
            return None
        least, gap, right = grown(56), 1.2 * u(), self.value.right()
        wanted = min(max(0.34 * area.width(), least), grown(130))
        for words, bottom in (
            (max(self._value_width(), self.change_width()), self.change.bottom()),
            (self._value_width(), self.value.bottom() + 0.1 * u()),
        ):
            room = min(wanted, self.value.width() - words - gap)
            if room >= least:
                top = self.value.top() + 0.1 * u()
                return QRectF(right - room, top, room, bottom - top)
        return None

    def _value_face(self) -> tuple[Face, str]:
        """The largest face in which value and unit fit, and what is shown of the value."""
        face = faces().unit if self.is_words else faces().value
        room = self.value.width()
        wide = self._value_width()
        if wide > room and not self.is_words:
            face = face_of(scaled(face.font, max(0.55, 0.98 * room / wide)))
        unit = faces().unit.width(self.data.unit) + 0.6 * u() if self.data.unit else 0.0
        return face, face.elided(self.data.value, room - unit + 1)


def draw_tile(painter: QPainter, area: QRectF, data: TileData, look: Theme, *, hovered: bool = False) -> None:
    """Paints a tile with the theme it is given, so that pictures can ask for the light one."""
    places, face = _Places(area, data), faces()
    back = look.hover if hovered else look.surface
    box(painter, area, back, look.border, CARD_RADIUS)
    write(painter, places.title, data.title, face.small, look.muted)
    quiet = data.greyed or places.is_words
    ink = look.muted if quiet else look.text
    _draw_value(painter, places, ink)
    if data.change is not None:
        _draw_change(painter, places, data.change, look)
    write(painter, places.note, data.note, face.small, look.muted)
    if places.spark is not None:
        spark(painter, places.spark, data.series, data.reference, look, hollow=data.hollow, back=back)


def _draw_value(painter: QPainter, places: _Places, ink: object) -> None:
    face, area = places.value_face, places.value
    baseline = area.top() + (area.height() - face.height) / 2 + face.ascent
    painter.setPen(ink)
    painter.setFont(face.font)
    painter.drawText(QPointF(area.left(), baseline), places.shown_value)
    if places.data.unit:
        left = area.left() + face.width(places.shown_value) + 0.5 * u()
        painter.setFont(faces().unit.font)
        painter.drawText(QPointF(left, baseline), places.data.unit)


def _draw_change(painter: QPainter, places: _Places, change: ChangeText, look: Theme) -> None:
    ink, area = look.tone_text(change.tone) if change.tone != "none" else look.muted, QRectF(places.change)
    if change.arrow in ("up", "down"):
        mark(painter, QPointF(area.left() + 0.55 * u(), area.center().y()), 1.1 * u(), ink, change.arrow)
        area.adjust(1.6 * u(), 0, 0, 0)
    write(painter, area, change.text, places.change_face(), ink)
