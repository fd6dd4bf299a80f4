"""The bar over every page that says which deals are taken out of all figures, and puts them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from salesdesk.ui.widgets.notice import NoticeBar, NoticeData

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk


class LeftOutBar(NoticeBar):
    """There as long as a deal of the open log is taken out; it cannot be closed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.opened.connect(self.refresh)
        desk.emptied.connect(self.refresh)
        desk.terms_changed.connect(self.refresh)
        self.action.connect(desk.command_wanted)

    def refresh(self) -> None:
        from salesdesk.insights.left_out import deals_left_out, left_out_text

        log = self._desk.log
        deals = deals_left_out(log, self._desk.terms.settings.left_out) if log is not None else ()
        if not deals:
            self.hide()
            return
        button = "Put back" if len(deals) == 1 else "Put back…"
        self.show_notice(NoticeData(left_out_text(deals), actions=(("put_back", button),), closable=False))
