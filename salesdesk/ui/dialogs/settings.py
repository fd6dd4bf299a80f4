"""The settings of the figures: every section of the declarations, with what was typed besides the files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from salesdesk.insights.benchmarks import benchmark_cells, benchmarks_in
from salesdesk.insights.typed_cells import NotUnderstoodError
from salesdesk.insights.typed_tables import chance_cells, chances_in, holiday_cells, holidays_in, rate_cells, rates_in
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.setting_fields import SECTIONS, Field, Section, default_of, faults_in, value_of, with_values
from salesdesk.models.settings import Settings
from salesdesk.models.typed import Typed
from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.dialogs.setting_editors import Editor, editor_for
from salesdesk.ui.look.numbers import is_day_first, number_style
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.entry_grid import EntryColumn, EntryGrid
from salesdesk.ui.widgets.label import Label

_GRIDS = {
    "holidays": (
        "Holidays",
        "Days on which nobody works, besides those of the files. A column of dates can be pasted from Excel.",
        (EntryColumn("Date", 150),),
    ),
    "fx_rates": (
        "Exchange rates",
        "What one unit of a currency is worth in yours, from a day on. Three columns can be pasted from Excel.",
        (EntryColumn("Date", 130), EntryColumn("Currency", 100), EntryColumn("Rate", 120, numbers=True)),
    ),
    "stage_chances": (
        "Chances to win by stage",
        "For the weighted pipeline. A stage that is not listed has the chance that the team's own past shows.",
        (EntryColumn("Stage", 180), EntryColumn("Chance, %", 110, numbers=True)),
    ),
    "benchmarks": (
        "Benchmarks",
        "Your own numbers are held against your figures; of published ones only those of studies are.",
        (
            EntryColumn("Figure", 200, choices=("", *(kpi.name for kpi in ALL)), stretches=True),
            EntryColumn("Benchmark", 100, numbers=True),
            EntryColumn("Unit", 110, fixed=True),
        ),
    ),
}


class SettingsDialog(Dialog):
    """Says the settings and typed rows that are wanted; nothing is changed before that."""

    chosen = Signal(object, object)

    def __init__(self, settings: Settings, typed: Typed, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("Settings", "Use these settings", parent)
        self._settings, self._typed, self._zone = settings, typed, zone
        self._style, self._day_first = number_style(), is_day_first()
        self.editors: dict[str, Editor] = {}
        self.grids: dict[str, EntryGrid] = {}
        self._notes: dict[str, Label] = {}
        self._place_of: dict[str, int] = {}
        self.sections = QListWidget()
        self.sections.setAccessibleName("Sections")
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        dress(self.sections, "sections")
        self.stack = QStackedWidget()
        for place, section in enumerate(SECTIONS):
            self.sections.addItem(section.title)
            self.stack.addWidget(self._page(section, place))
        self.sections.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.sections.setFixedWidth(round(grown(150)))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.sections)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.trouble = self.say("", "worse")
        self.trouble.hide()
        self.add_action("Back to defaults", self.back_to_defaults)
        self._show(settings)
        self.grids["holidays"].set_cells(holiday_cells(typed.holidays))
        self.grids["fx_rates"].set_cells(rate_cells(typed.rates, self._style))
        self.grids["stage_chances"].set_cells(chance_cells(settings.stage_chances, self._style))
        self.grids["benchmarks"].set_cells(benchmark_cells(settings.benchmarks, self._style, settings.currency))
        self.sections.setCurrentRow(0)
        self.size_to(800, 580)

    # What it is made of

    def _page(self, section: Section, place: int) -> QScrollArea:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(Label(section.title, size="heading"))
        column.addWidget(Label(section.about, tone="quiet", wraps=True))
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        form.setColumnStretch(1, 1)
        form.setColumnMinimumWidth(0, round(grown(150)))
        for number, field in enumerate(section.fields):
            self._add_field(form, 2 * number, field)
            self._place_of[field.name] = place
        column.addLayout(form)
        for table in section.tables:
            self._add_grid(column, table, alone=not section.fields)
            self._place_of[table] = place
        if section.fields:
            column.addStretch(1)
        return _scrolled(page, section.title)

    def _add_field(self, form: QGridLayout, row: int, field: Field) -> None:
        editor = self.editors[field.name] = editor_for(field, self._style)
        note = self._notes[field.name] = Label(field.about, size="small", tone="quiet", wraps=True)
        note.setContentsMargins(0, 0, 0, 8)
        form.addWidget(Label(field.label, wraps=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
        form.addWidget(editor, row, 1)
        form.addWidget(note, row + 1, 1)
        editor.edited.connect(self.check)

    def _add_grid(self, column: QVBoxLayout, table: str, *, alone: bool) -> None:
        """``alone``: with the page to itself, whose title is its own."""
        title, about, columns = _GRIDS[table]
        grid = self.grids[table] = EntryGrid(columns, title, grows=True)
        grid.setMinimumHeight(round(grown(170)))
        grid.edited.connect(self.check)
        if not alone:
            column.addWidget(Label(title, size="title"))
        column.addWidget(Label(about, size="small", tone="quiet", wraps=True))
        column.addWidget(grid, 1 if alone else 0)

    def _show(self, settings: Settings) -> None:
        for name, editor in self.editors.items():
            editor.set_value(value_of(settings, name))
        self.check()

    def back_to_defaults(self) -> None:
        """All settings as the program has them; typed holidays, rates and chances stay."""
        self._show(with_values(Settings(), {**{name: default_of(name) for name in self.editors}, "zone": self._zone}))

    # What it says

    def check(self) -> dict[str, str]:
        """Says below each setting what is wrong with it; the sentences by setting or table."""
        values, faults = self._values()
        faults = {**faults_in(values), **faults}
        for name, note in self._notes.items():
            note.setText(faults.get(name) or self.editors[name].field.about)
            note.set_tone("worse" if name in faults else "quiet")
        for table, (_, wrong) in self._typed_tables().items():
            self.grids[table].set_faults(wrong)
            if wrong:
                faults[table] = next(iter(wrong.values()))
        self.trouble.hide()
        return faults

    def _values(self) -> tuple[dict[str, Any], dict[str, str]]:
        values, faults = {}, {}
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except NotUnderstoodError as wrong:
                faults[name] = str(wrong)
        return values, faults

    def _typed_tables(self) -> dict[str, tuple[Any, dict]]:
        """By table what its cells say, and what is wrong with them."""
        cells = {table: grid.cells() for table, grid in self.grids.items()}
        return {
            "holidays": holidays_in(cells["holidays"], day_first=self._day_first),
            "fx_rates": rates_in(cells["fx_rates"], self._style, day_first=self._day_first),
            "stage_chances": chances_in(cells["stage_chances"], self._style),
            "benchmarks": benchmarks_in(cells["benchmarks"], self._style),
        }

    def accept(self) -> None:
        faults = self.check()
        if faults:
            self._point_to(*next(iter(faults.items())))
            return
        typed = {table: found for table, (found, _) in self._typed_tables().items()}
        rows = {table: typed[table] for table in ("stage_chances", "benchmarks")}
        settings = with_values(replace(self._settings, **rows), self._values()[0])
        self.chosen.emit(settings, replace(self._typed, holidays=typed["holidays"], rates=typed["fx_rates"]))
        super().accept()

    def _point_to(self, name: str, sentence: str) -> None:
        """Goes to what is wrong."""
        self.sections.setCurrentRow(self._place_of[name])
        self.trouble.setText(sentence)
        self.trouble.show()
        (self.editors.get(name) or self.grids[name]).setFocus(Qt.FocusReason.OtherFocusReason)


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dress(area.verticalScrollBar(), "scroll_bar")
    area.setWidget(page)
    page.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
