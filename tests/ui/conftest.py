"""What every test of the window stands on: the program's style and light theme, and its own number style."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.ui.look.switch import Look, apply_theme
from salesdesk.ui.look.theme import LIGHT, palette_of

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light theme, in the system's font, without the windows of the test before."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.style().name().lower() != "fusion":
        qapp.setStyle("Fusion")
    QLocale.setDefault(ENGLISH)
    if qapp.palette() != palette_of(LIGHT):
        apply_theme(qapp, LIGHT)
    before = qapp.font()
    yield
    if qapp.font() != before:
        qapp.setFont(before)


@pytest.fixture(autouse=True)
def _reading(reading_here: None) -> None:
    """Windows read in this process, unless a test says that it is about the child."""


@pytest.fixture
def turn_wheel() -> Callable[..., bool]:
    """Turns the wheel over the middle of a widget; true if the widget kept it for itself."""

    def turn(widget: QWidget, steps: int = -1, *, ctrl: bool = False) -> bool:
        at = QPointF(widget.rect().center())
        keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        begun, turned = Qt.ScrollPhase.NoScrollPhase, QPoint(0, 120 * steps)
        event = QWheelEvent(at, at, QPoint(), turned, Qt.MouseButton.NoButton, keys, begun, False)  # noqa: FBT003
        QApplication.sendEvent(widget, event)
        return event.isAccepted()

    return turn


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The switch of themes and sizes; back to light and to 100 % afterwards."""
    switch = Look(qapp)
    switch.choose("light")
    yield switch
    if switch.zoom != 1.0:
        switch.set_zoom(1.0)
    if switch.choice != "light":
        switch.choose("light")
    switch.deleteLater()
