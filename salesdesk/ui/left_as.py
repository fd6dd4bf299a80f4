"""How the window is left for logs of one layout, kept when another log comes or the window closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.work import Opened

Arranged = tuple[str, Mapping[str, Any]]


class LeftAs:
    """``arranged`` gives the page in front and how the tables of each page are arranged; the window sets it.

    ``layout``: of the log that is open, "" for none.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.layout = ""
        self.arranged: Callable[[], Arranged] = lambda: ("", {})

    def all(self) -> dict[str, dict[str, Any]]:
        """What is kept for each layout, and for that of the open log how it is looked at now."""
        kept = self._desk.workspace.views.all()
        return {**kept, self.layout: self._now()} if self.layout else kept

    def keep(self) -> None:
        """The window is left, or the log goes."""
        if self.layout and self._desk.imports.kept:
            view, layout = self._now(), self.layout
            self._desk.keep(lambda: self._desk.workspace.views.set(layout, view))

    def follow(self, opened: Opened) -> Arranged | None:
        """Another log comes; gives how to arrange the window for it, None: as it is."""
        if opened.layout == self.layout:
            return None
        self.keep()
        self.layout = opened.layout
        return (opened.view.page, opened.view.tables) if opened.view else None

    def forget(self) -> None:
        """No log is open any more."""
        self.keep()
        self.layout = ""

    def _now(self) -> dict[str, Any]:
        from salesdesk.ui.view_kept import view_of

        desk = self._desk
        assert desk.log is not None  # noqa: S101  it has a layout
        assert desk.selection is not None  # noqa: S101
        return view_of(desk.log, desk.selection, *self.arranged()).as_dict()
