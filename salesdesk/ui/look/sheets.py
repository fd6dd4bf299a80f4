"""The few small style sheets for stock controls, with literal colours: set anew when the theme changes."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import grown


def _menu_bar(look: Theme) -> str:
    return (
        f"QMenuBar {{ background: {look.surface.name()}; color: {look.text.name()};"
        f" border-bottom: 1px solid {look.border.name()}; padding: 1px 4px; }}"
        f"QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 4px; }}"
        f"QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {look.selected.name()}; }}"
    ) + _menu(look)


def _menu(look: Theme) -> str:
    return (
        f"QMenu {{ background: {look.surface.name()}; color: {look.text.name()};"
        f" border: 1px solid {look.border.name()}; padding: 4px; }}"
        f"QMenu::item {{ padding: 4px 24px 4px 12px; border-radius: 4px; }}"
        f"QMenu::item:selected {{ background: {look.selected.name()}; color: {look.text.name()}; }}"
        f"QMenu::item:disabled {{ color: {look.control.name()}; }}"
        f"QMenu::separator {{ height: 1px; background: {look.border.name()}; margin: 4px 6px; }}"
    )


def _status_bar(look: Theme) -> str:
    return (
        f"QStatusBar {{ background: {look.surface.name()}; border-top: 1px solid {look.border.name()}; }}"
        "QStatusBar::item { border: none; }"
    )


def _scroll_bar(look: Theme) -> str:
    return "".join(
        f"QScrollBar:{way} {{ background: transparent; {across}: 10px; margin: 0; border: none; }}"
        f"QScrollBar::handle:{way} {{ background: {look.control.name()}; border-radius: 3px; margin: 2px;"
        f" {along}: 32px; }}"
        f"QScrollBar::handle:{way}:hover {{ background: {look.muted.name()}; }}"
        f"QScrollBar::handle:{way}:disabled {{ background: transparent; }}"
        f"QScrollBar::add-line:{way}, QScrollBar::sub-line:{way} {{ width: 0; height: 0; }}"
        f"QScrollBar::add-page:{way}, QScrollBar::sub-page:{way} {{ background: transparent; }}"
        for way, across, along in (
            ("vertical", "width", "min-height"),
            ("horizontal", "height", "min-width"),
        )
    )


def _entry(look: Theme) -> str:
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit")
    return "".join(
        f"{kind} {{ background: {look.surface.name()}; color: {look.text.name()};"
        f" border: 1px solid {look.control.name()}; border-radius: 6px; padding: 3px 8px;"
        f" selection-background-color: {look.accent.name()}; selection-color: {look.on_accent.name()}; }}"
        f"{kind}:focus {{ border: 2px solid {look.accent_text.name()}; padding: 2px 7px; }}"
        f"{kind}:disabled {{ color: {look.control.name()}; }}"
        for kind in kinds
    )


def _grid(look: Theme) -> str:
    return (
        f"QTableView {{ background: {look.surface.name()}; color: {look.text.name()};"
        f" border: 1px solid {look.control.name()}; border-radius: 6px; gridline-color: {look.grid.name()};"
        f" selection-background-color: {look.selected.name()}; selection-color: {look.text.name()}; }}"
        f"QTableView:focus {{ border: 2px solid {look.accent_text.name()}; }}"
        f"QHeaderView {{ background: {look.surface.name()}; border: none; }}"
        f"QHeaderView::section {{ background: {look.surface.name()}; color: {look.muted.name()}; border: none;"
        f" border-bottom: 1px solid {look.border.name()}; padding: 4px 6px; }}"
        f"QHeaderView::section:vertical {{ color: {look.text.name()}; border-bottom: 1px solid {look.grid.name()}; }}"
        f"QTableCornerButton::section {{ background: {look.surface.name()}; border: none;"
        f" border-bottom: 1px solid {look.border.name()}; }}"
        f"QTableView QLineEdit {{ background: {look.surface.name()}; color: {look.text.name()}; border: none;"
        f" padding: 0 4px; selection-background-color: {look.accent.name()};"
        f" selection-color: {look.on_accent.name()}; }}"
    )


def _sections(look: Theme) -> str:
    side = round(grown(14))
    return (
        f"QListView {{ background: {look.window.name()}; color: {look.text.name()}; border: none; outline: none; }}"
        "QListView::item { padding: 5px 8px; border-radius: 6px; }"
        f"QListView::indicator {{ width: {side}px; height: {side}px; background: none; border: none; }}"
        f"QListView::item:hover {{ background: {look.hover.name()}; }}"
        f"QListView::item:selected {{ background: {look.selected.name()}; color: {look.text.name()}; }}"
        # the edge must not take the room of a second line
        f"QListView::item:selected:focus {{ border: 2px solid {look.accent_text.name()}; padding: 3px 6px; }}"
    )


def _check_list(look: Theme) -> str:
    return (
        f"{_sections(look)}QListView {{ background: {look.surface.name()}; border: 1px solid {look.control.name()};"
        " border-radius: 6px; padding: 3px; }"
        "QListView::item { padding: 3px 5px; }"
        "QListView::item:selected:focus { padding: 1px 3px; }"
    )


_SHEETS: dict[str, Callable[[Theme], str]] = {
    "menu_bar": _menu_bar,
    "menu": _menu,
    "status_bar": _status_bar,
    "scroll_bar": _scroll_bar,
    "entry": _entry,
    "grid": _grid,
    "sections": _sections,
    "check_list": _check_list,
}


class _Announcer(QObject):
    """Tells every dressed control that its sheet has to be set again."""

    anew = Signal(object)


@cache
def _announcer() -> _Announcer:
    return _Announcer()


class _Dresser(QObject):
    """Lives and dies with the control it dresses.

    The controls are not looked for among all widgets: asking Qt for all of them can hand out ones that are gone.
    """

    def __init__(self, widget: QWidget, kind: str) -> None:
        super().__init__(widget)
        self._kind = kind
        _announcer().anew.connect(self.dress)

    @Slot(object)
    def dress(self, look: Theme) -> None:
        widget = self.parent()
        if isinstance(widget, QWidget):
            widget.setStyleSheet(_SHEETS[self._kind](look))


def dress(widget: QWidget, kind: str) -> None:
    """Gives a stock control its sheet: menu_bar, menu, status_bar, scroll_bar, entry, grid, sections or check_list."""
    _Dresser(widget, kind).dress(theme())


def dress_anew(look: Theme) -> None:
    """Sets every sheet again in the colours of `look`."""
    _announcer().anew.emit(look)
