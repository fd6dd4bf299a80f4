"""The filter bar: period, comparison, reps, region, product, segment, for every page at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList
from salesdesk.ui.widgets.filterrow import FilterRow

if TYPE_CHECKING:
    from salesdesk.models.selection import Selection
    from salesdesk.ui.desk import Desk

SLICES = (
    ("rep", "Reps"),
    ("role", "Role"),
    ("region", "Region"),
    ("product", "Product"),
    ("segment", "Segment"),
    ("type", "Deal type"),
)
TWO_DATES, MY_TEAM = "two dates", "my team"
PATIENCE = 150  # ms


class FilterBar(FilterRow):
    """Chips on the left, actions on the right; both wrap where there is no room."""

    export_wanted = Signal()
    copy_wanted = Signal()
    dates_wanted = Signal()
    my_team_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.period = self._chip("Period", self._choose_period)
        self.against = self._chip("Compare with", self._choose_against)
        self.slices = {dim: self._slice_chip(dim, name) for dim, name in SLICES}
        self.copy = Button("Copy page")
        self.copy.clicked.connect(self.copy_wanted)
        self.export = Button("Export scorecards…", primary=True)
        self.export.clicked.connect(self.export_wanted)
        for button in (self.copy, self.export):
            self.add_action(button)
        # One change at a time: somebody who checks three reps asks one question, not three.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._ask)
        self._asked: Selection | None = None
        desk.opened.connect(self.refresh)
        desk.selected.connect(self.refresh)

    def parts(self) -> tuple[QWidget, ...]:
        """Chips and actions in reading order."""
        return (self.period, self.against, *self.slices.values(), self.copy, self.export)

    def _chip(self, name: str, chosen, *, multi: bool = False) -> Chip:
        chip = Chip(name, "")
        listed = ChoiceList(multi=multi, parent=chip)
        listed.chosen.connect(chosen)
        chip.set_popup(listed)
        self.add_chip(chip)
        return chip

    def _slice_chip(self, dim: str, name: str) -> Chip:
        return self._chip(name, lambda keys: self._choose_slice(dim, keys), multi=True)

    def _want(self, selection: Selection) -> None:
        self._asked = selection
        self._patience.start()

    def _ask(self) -> None:
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self._desk.select(asked)

    @property
    def _selection(self) -> Selection:
        return self._asked or self._desk.selection

    # What the chips say

    def refresh(self) -> None:
        """Shows the selection in force and offers what the log has."""
        desk = self._desk
        if desk.log is None or desk.selection is None:
            return
        compared = desk.selection.compared(desk.log.settings.fiscal_start)
        self.period.set_value(desk.selection.period.label)
        self.against.set_value(compared.label if compared else "nothing")
        self.against.setVisible(desk.log.span.is_dated)
        self._offer(self.period, *_period_choices(desk))
        self._offer(self.against, *_against_choices(desk))
        for dim, chip in self.slices.items():
            self._refresh_slice(dim, chip)

    @staticmethod
    def _offer(chip: Chip, choices: tuple[Choice, ...], chosen: frozenset[str]) -> None:
        # A list that is open keeps its place and its search; it knows itself what was checked in it.
        if not chip.choices.isVisible():
            chip.choices.set_choices(choices, chosen)

    def _refresh_slice(self, dim: str, chip: Chip) -> None:
        from salesdesk.models.dims import labels

        everybody = labels(self._desk.log, dim)
        kept = self._desk.selection.keep.get(dim, frozenset())
        choices = [Choice(label, label) for label in sorted(everybody, key=str.casefold)]
        chosen = kept
        if dim == "rep":
            mine = self._mine()
            choices.insert(0, Choice(MY_TEAM, "My team", note=f"{len(mine)} reps" if mine else "choose…"))
            chosen = kept | {MY_TEAM} if mine and kept == mine else kept
        self._offer(chip, tuple(choices), chosen)
        chip.set_value("My team" if MY_TEAM in chosen else _kept_text(kept, len(everybody)), active=bool(kept))
        chip.setVisible(len(everybody) > (0 if dim == "rep" else 1))

    def _mine(self) -> frozenset[str]:
        """The reps of my team that this log has."""
        from salesdesk.models.dims import labels

        return frozenset(self._desk.workspace.my_team.get()) & frozenset(labels(self._desk.log, "rep"))

    # What the chips do

    def _choose_period(self, keys: tuple[str, ...]) -> None:
        from dataclasses import replace

        from salesdesk.models.period import parse_period

        if keys == (TWO_DATES,):
            self.dates_wanted.emit()
        elif keys:
            log = self._desk.log
            period = parse_period(keys[0], log.span, log.settings.fiscal_start)
            self._want(replace(self._selection, period=period))

    def choose_dates(self, first: date, last: date) -> None:
        """Any two dates, both included."""
        from dataclasses import replace

        from salesdesk.models.period import Period

        self._want(replace(self._selection, period=Period.of(first, last)))

    def _choose_against(self, keys: tuple[str, ...]) -> None:
        from dataclasses import replace

        from salesdesk.models.selection import Against

        if keys:
            self._want(replace(self._selection, against=Against(keys[0])))

    def _choose_slice(self, dim: str, keys: tuple[str, ...]) -> None:
        if dim == "rep" and MY_TEAM in keys:
            mine = self._mine()
            if self._selection.keep.get("rep") != mine or not mine:
                self._choose_my_team(mine)
                return
        reps = frozenset(keys) - {MY_TEAM}
        self._want(self._selection.only(dim, reps or None))

    def _choose_my_team(self, mine: frozenset[str]) -> None:
        self.slices["rep"].choices.hide()
        if mine:
            self._want(self._selection.only("rep", mine))
        else:
            self.my_team_wanted.emit()


def _kept_text(kept: frozenset[str], everybody: int) -> str:
    if not kept:
        return f"All {everybody}" if everybody < 1000 else "All"
    return next(iter(kept)) if len(kept) == 1 else f"{len(kept)} of {everybody}"


def _period_choices(desk: Desk) -> tuple[tuple[Choice, ...], frozenset[str]]:
    from salesdesk.models.period import NAMED, named, names_for

    log, chosen, found = desk.log, desk.selection.period, []
    marked: set[str] = set()
    for key in names_for(log.span):
        text, period = NAMED[key], named(key, log.span, log.settings.fiscal_start)
        found.append(Choice(key, text, note="" if period.label == text else period.label))
        if period == chosen and (not marked or key == "last full quarter"):
            marked = {key}
    for key, text, group, period in _covered(log):
        found.append(Choice(key, text, group=group))
        if period == chosen and not marked:
            marked.add(key)
    if log.span.is_dated:
        found.append(Choice(TWO_DATES, "Two dates…"))
    return tuple(found), frozenset(marked)


def _covered(log):
    """The quarters, years and months that the log covers, newest first, as choices."""
    from salesdesk.models.period import day_date, month_of, quarter_of, year_of

    if not log.span.is_dated:
        return
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
