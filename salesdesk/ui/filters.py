"""The filter bar: period, comparison, reps, region, product, segment, for every page at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.ui.look.units import CHIP_GAP, PAGE_MARGIN
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

SLICES = (("rep", "Reps"), ("region", "Region"), ("product", "Product"), ("segment", "Segment"))
TWO_DATES, MY_TEAM = "two dates", "my team"


class FilterBar(QWidget):
    """Chips on the left, actions on the right; the actions take a line of their own where there is no room."""

    export_wanted = Signal()
    copy_wanted = Signal()
    dates_wanted = Signal()
    my_team_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.period = self._chip("Period", self._choose_period, search=False)
        self.against = self._chip("Compare with", self._choose_against, search=False)
        self.slices = {dim: self._slice_chip(dim, name) for dim, name in SLICES}
        self.copy = Button("Copy page", parent=self)
        self.copy.clicked.connect(self.copy_wanted)
        self.export = Button("Export scorecards…", primary=True, parent=self)
        self.export.clicked.connect(self.export_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.opened.connect(self.refresh)
        desk.scored.connect(self.refresh)

    def _chip(self, name: str, chosen, *, search: bool, multi: bool = False) -> Chip:
        chip = Chip(name, "", parent=self)
        listed = ChoiceList(multi=multi, search=search, parent=chip)
        listed.chosen.connect(chosen)
        chip.set_popup(listed)
        chip.choices = listed
        return chip

    def _slice_chip(self, dim: str, name: str) -> Chip:
        return self._chip(name, lambda keys: self._choose_slice(dim, keys), search=True, multi=True)

    # What the chips say

    def refresh(self) -> None:
        """Shows the selection in force and offers what the log has."""
        desk = self._desk
        if desk.log is None or desk.selection is None:
            return
        fiscal = desk.log.settings.fiscal_start
        compared = desk.selection.compared(fiscal)
        self.period.set_value(desk.selection.period.label)
        self.period.choices.set_choices(*_period_choices(desk))
        self.against.set_value(compared.label if compared else "nothing")
        self.against.choices.set_choices(*_against_choices(desk))
        for dim, chip in self.slices.items():
            self._refresh_slice(dim, chip)
        self._place()

    def _refresh_slice(self, dim: str, chip: Chip) -> None:
        from salesdesk.models.dims import labels

        everybody = labels(self._desk.log, dim)
        kept = self._desk.selection.keep.get(dim)
        choices = [Choice(label, label) for label in sorted(everybody, key=str.casefold)]
        if dim == "rep":
            mine = len(self._desk.workspace.my_team.get())
            note = f"{mine} reps" if mine else "choose your reps"
            choices.insert(0, Choice(MY_TEAM, "My team…", note=note))
        chip.choices.set_choices(tuple(choices), kept or frozenset())
        chip.set_value(_kept_text(kept, len(everybody)))
        chip.setVisible(len(everybody) > (0 if dim == "rep" else 1))

    # What the chips do

    def _choose_period(self, keys: tuple[str, ...]) -> None:
        from dataclasses import replace

        from salesdesk.models.period import parse_period

        if keys == (TWO_DATES,):
            self.dates_wanted.emit()
        elif keys:
            log = self._desk.log
            period = parse_period(keys[0], log.span, log.settings.fiscal_start)
            self._desk.select(replace(self._desk.selection, period=period))

    def choose_dates(self, first: date, last: date) -> None:
        """Any two dates, both included."""
        from dataclasses import replace

        from salesdesk.models.period import Period

        self._desk.select(replace(self._desk.selection, period=Period.of(first, last)))

    def _choose_against(self, keys: tuple[str, ...]) -> None:
        from dataclasses import replace

        from salesdesk.models.selection import Against

        if keys:
            self._desk.select(replace(self._desk.selection, against=Against(keys[0])))

    def _choose_slice(self, dim: str, keys: tuple[str, ...]) -> None:
        if MY_TEAM in keys:
            self.my_team_wanted.emit()
            return
        self._desk.select(self._desk.selection.only(dim, frozenset(keys) or None))

    # Where everything stands

    def _rows(self, width: int) -> list[tuple[QWidget, QRect]]:
        gap = CHIP_GAP
        chips = [chip for chip in (self.period, self.against, *self.slices.values()) if not chip.isHidden()]
        placed: list[tuple[QWidget, QRect]] = []
        left, top = PAGE_MARGIN, gap
        for chip in chips:
            size = chip.sizeHint()
            if left > PAGE_MARGIN and left + size.width() > width - PAGE_MARGIN:
                left, top = PAGE_MARGIN, top + size.height() + gap
            placed.append((chip, QRect(left, top, min(size.width(), width - 2 * PAGE_MARGIN), size.height())))
            left += size.width() + gap
        actions = (self.copy, self.export)
        needed = sum(action.sizeHint().width() + gap for action in actions)
        if chips and left + needed > width - PAGE_MARGIN:
            top += chips[-1].sizeHint().height() + gap
        right = width - PAGE_MARGIN
        for action in reversed(actions):
            size = action.sizeHint()
            placed.append((action, QRect(right - size.width(), top, size.width(), size.height())))
            right -= size.width() + gap
        return placed

    def _place(self) -> None:
        placed = self._rows(self.width())
        for widget, area in placed:
            widget.setGeometry(area)
        height = max((area.bottom() + 1 for _, area in placed), default=0) + CHIP_GAP
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.ApplicationFontChange):
            self._place()


def _kept_text(kept: frozenset[str] | None, everybody: int) -> str:
    if not kept:
        return f"All {everybody}"
    return next(iter(kept)) if len(kept) == 1 else f"{len(kept)} of {everybody}"


def _period_choices(desk: Desk) -> tuple[tuple[Choice, ...], frozenset[str]]:
    from salesdesk.models.period import NAMED, UnknownPeriodError, named

    log, chosen, found = desk.log, desk.selection.period, []
    marked: set[str] = set()
    for key, text in NAMED.items():
        try:
            period = named(key, log.span, log.settings.fiscal_start)
        except UnknownPeriodError:
            continue
        found.append(Choice(key, text, note="" if key == "all" else period.label))
        if period == chosen and not marked:
            marked.add(key)
    for key, text, group, period in _covered(log):
        found.append(Choice(key, text, group=group))
        if period == chosen and not marked:
            marked.add(key)
    found.append(Choice(TWO_DATES, "Two dates…"))
    return tuple(found), frozenset(marked)


def _covered(log):
    """The quarters, years and months that the log covers, newest first, as choices."""
    from salesdesk.models.period import day_date, month_of, quarter_of, year_of

    fiscal = log.settings.fiscal_start
    for group, around in (("Quarters", quarter_of), ("Years", year_of), ("Months", lambda day, _: month_of(day))):
        period = around(day_date(log.span.as_of), fiscal)
        for _ in range(36):
            if period.end <= log.span.first:
                break
            yield f"{period.first.isoformat()}..{period.last.isoformat()}", period.label, group, period
            period = around(day_date(period.start - 1), fiscal)


def _against_choices(desk: Desk) -> tuple[tuple[Choice, ...], frozenset[str]]:
    from dataclasses import replace

    from salesdesk.models.selection import Against

    fiscal = desk.log.settings.fiscal_start
    found = []
    for against in Against:
        compared = replace(desk.selection, against=against).compared(fiscal)
        found.append(Choice(against.value, against.value.capitalize(), note=compared.label if compared else ""))
    return tuple(found), frozenset({desk.selection.against.value})
