"""Pictures of what the window shows, whole."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from salesdesk.ui.look.switch import apply_theme
from salesdesk.ui.look.theme import LIGHT, theme


def picture_of(widget: QWidget) -> QPixmap:
    """Also what is scrolled out of sight."""
    body = widget.widget() if isinstance(widget, QScrollArea) and widget.widget() is not None else widget
    size = body.size() if body is not widget else widget.size()
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme().window)
    body.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return picture


def light_picture_of(widget: QWidget) -> QPixmap:
    """In the light theme whatever is chosen, to be pasted on paper; the window itself is not painted in between."""
    app, chosen = QApplication.instance(), theme()
    if chosen is LIGHT or not isinstance(app, QApplication):
        return picture_of(widget)
    apply_theme(app, LIGHT)
    try:
        return picture_of(widget)
    finally:
        apply_theme(app, chosen)
