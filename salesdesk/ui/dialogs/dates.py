"""A dialog for any two dates."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFormLayout, QWidget

from salesdesk.models.period import Period, Span, day_date
from salesdesk.ui.dialogs.frame import Dialog


class DatesDialog(Dialog):
    """Both days are included. The log's own days are offered; others may be typed."""

    chosen = Signal(object, object)

    def __init__(self, span: Span, period: Period, parent: QWidget | None = None) -> None:
        super().__init__("Two dates", "Show", parent, width=320)
        last = day_date(span.as_of)
        start = day_date(span.first) if period.is_all else period.first
        end = last if period.is_all else period.last
        self.first, self.last = _date_edit(start, "First day"), _date_edit(end, "Last day")
        form = QFormLayout()
        form.addRow("&First day", self.first)
        form.addRow("&Last day", self.last)
        self.body.addLayout(form)
        self.hint = self.say(f"The log reaches from {day_date(span.first):%d %b %Y} to {last:%d %b %Y}.", "quiet")
        self.first.dateChanged.connect(self._check)
        self.last.dateChanged.connect(self._check)

    def _check(self) -> None:
        self.main.setEnabled(self.first.date() <= self.last.date())

    def accept(self) -> None:
        if self.main.isEnabled():
            self.chosen.emit(self.first.date().toPython(), self.last.date().toPython())
            super().accept()


def _date_edit(day: date, name: str) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    return edit
