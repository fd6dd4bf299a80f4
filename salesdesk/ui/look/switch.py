"""Choosing the look of the running program: light, dark or as the system, and the size of its text."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QToolTip

from salesdesk.ui.look.fonts import scaled
from salesdesk.ui.look.sheets import dress_anew
from salesdesk.ui.look.theme import DARK, LIGHT, Theme, palette_of

CHOICES = ("system", "light", "dark")
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_PICTURE_FONT = ("Inter", 9.75)


def apply_theme(app: QApplication, look: Theme) -> None:
    """Gives the whole program, open windows included, the colours of `look`."""
    palette = palette_of(look)
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    dress_anew(look)


def picture_font() -> QFont | None:
    """The font of pictures in manuals and tests, if this computer has it."""
    family, size = _PICTURE_FONT
    if family not in QFontDatabase.families():
        return None
    font = QFont(family)
    font.setPointSizeF(size)
    return font


class Look(QObject):
    """The look of one application. Make it right after the application, before any window."""

    changed = Signal()

    def __init__(self, app: QApplication, font: QFont | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._font = font or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._choice = "system"
        self._zoom = 1.0
        if app.style().name().casefold() != "fusion":
            app.setStyle("Fusion")
        app.setFont(self._font)
        apply_theme(app, self.theme())
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> str:
        return self._choice

    @property
    def zoom(self) -> float:
        return self._zoom

    def theme(self) -> Theme:
        if self._choice == "system":
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def choose(self, choice: str) -> None:
        """Takes one of CHOICES; anything else means as the system."""
        self._choice = choice if choice in CHOICES else "system"
        apply_theme(self._app, self.theme())
        self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Sets the size of all text, 1.0 being the system's; kept between the ends of ZOOMS."""
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._app.setFont(scaled(self._font, self._zoom))
        # Controls under a sheet keep the old font until the sheet is set again.
        dress_anew(self.theme())
        self.changed.emit()

    def zoom_by(self, steps: int) -> None:
        """Goes so many of the ZOOMS up or down."""
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self._zoom))
        self.set_zoom(ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)])

    def _system_changed(self) -> None:
        if self._choice == "system":
            self.choose("system")
