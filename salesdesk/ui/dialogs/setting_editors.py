"""The control in which one setting is changed, made from its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QWidget

from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import clock_in, clock_text, day_in, number_in
from salesdesk.models.setting_fields import WEEKDAYS, Field, Sort
from salesdesk.ui.look.numbers import is_day_first
from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.button import CheckBox
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList
from salesdesk.ui.widgets.entry import LineEdit
from salesdesk.ui.widgets.label import Label


class Editor(QWidget):
    """``value`` raises NotUnderstoodError for a text that cannot be read."""

    edited = Signal()

    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__()
        self.field, self.style_ = field, style
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def _line(self, name: str, width: float) -> LineEdit:
        line = LineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(self.field.empty)
        line.setFixedWidth(round(grown(width)))
        line.textEdited.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self.focusProxy() or line)
        return line


class LineEditor(Editor):
    """One line: numbers, shares, minutes, times of day, days, zones, currencies."""

    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__(field, style)
        wide = 240 if field.sort is Sort.ZONE or field.empty else 90
        self.line = self._line(f"{field.label}, {field.unit}".strip(", "), wide)
        self.row.addWidget(self.line)
        if field.unit:
            self.row.addWidget(Label(field.unit, tone="quiet"))
        self.row.addStretch(1)
        if field.sort is Sort.ZONE:
            completer = QCompleter(sorted(available_timezones()), self.line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(lambda *_: self.edited.emit())
            self.line.setCompleter(completer)

    def value(self) -> Any:
        return _read(self.field, self.line.text(), self.style_)

    def set_value(self, value: Any) -> None:
        self.line.setText(_written(self.field, value, self.style_))


class PairEditor(Editor):
    """Two numbers below one another, each after its name."""

    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__(field, style)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.lines = []
        for place, name in enumerate(field.pair or ()):
            line = self._line(f"{field.label}, {name}, {field.unit}", 90)
            self.lines.append(line)
            grid.addWidget(Label(name), place, 0)
            grid.addWidget(line, place, 1)
            grid.addWidget(Label(field.unit, tone="quiet"), place, 2)
        self.row.addLayout(grid)
        self.row.addStretch(1)

    def value(self) -> Any:
        return tuple(_read(self.field, line.text(), self.style_) for line in self.lines)

    def set_value(self, value: Any) -> None:
        for line, each in zip(self.lines, value, strict=True):
            line.setText(_written(self.field, each, self.style_))


class ChoiceEditor(Editor):
    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__(field, style)
        self._keys = {str(key): key for key, _ in field.choices}
        self._chosen: Any = None
        self.chip = Chip("")
        listed = ChoiceList(parent=self.chip)
        listed.chosen.connect(self._choose)
        self.chip.set_popup(listed)
        self.row.addWidget(self.chip)
        self.row.addStretch(1)
        self.setFocusProxy(self.chip)

    def _choose(self, keys: tuple[str, ...]) -> None:
        if keys:
            self.set_value(self._keys[keys[0]])
            self.edited.emit()

    def value(self) -> Any:
        return self._chosen

    def set_value(self, value: Any) -> None:
        self._chosen = value
        self.chip.set_value(dict(self.field.choices).get(value, ""))
        self.chip.setAccessibleName(f"{self.field.label}: {self.chip.value}")
        offered = tuple(Choice(str(key), text) for key, text in self.field.choices)
        self.chip.choices.set_choices(offered, frozenset({str(value)}))


class FlagEditor(Editor):
    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__(field, style)
        self.box = CheckBox("Yes")
        self.box.setAccessibleName(field.label)
        self.box.clicked.connect(lambda _: self.edited.emit())
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class WeekdaysEditor(Editor):
    def __init__(self, field: Field, style: NumberStyle) -> None:
        super().__init__(field, style)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        self.boxes = []
        for day, name in enumerate(WEEKDAYS):
            box = CheckBox(name)
            box.setAccessibleName(f"{field.label}: {name}")
            box.clicked.connect(lambda _: self.edited.emit())
            self.boxes.append(box)
            grid.addWidget(box, day // 4, day % 4)
        self.row.addLayout(grid)
        self.row.addStretch(1)
        self.setFocusProxy(self.boxes[0])

    def value(self) -> Any:
        return tuple(day for day, box in enumerate(self.boxes) if box.isChecked())

    def set_value(self, value: Any) -> None:
        for day, box in enumerate(self.boxes):
            box.setChecked(day in value)


_EDITORS: Mapping[Sort, Callable[[Field, NumberStyle], Editor]] = {
    Sort.CHOICE: ChoiceEditor,
    Sort.FLAG: FlagEditor,
    Sort.WEEKDAYS: WeekdaysEditor,
}


def editor_for(field: Field, style: NumberStyle) -> Editor:
    return PairEditor(field, style) if field.pair else _EDITORS.get(field.sort, LineEditor)(field, style)


def _read(field: Field, text: str, style: NumberStyle) -> Any:
    if field.sort in (Sort.ZONE, Sort.CURRENCY):
        bare = text.strip()
        return (bare.upper() if field.sort is Sort.CURRENCY else bare) or None
    if field.sort is Sort.CLOCK:
        return clock_in(text)
    if field.sort is Sort.DATE:
        return day_in(text, day_first=is_day_first())
    number = number_in(text, style)
    if number is None:
        return None
    if field.sort is Sort.SHARE:
        return round(number / 100, 10)
    if field.sort is Sort.MINUTES:
        return timedelta(minutes=min(number, 1e6))
    return int(number) if field.sort is Sort.WHOLE and number.is_integer() else number


def _written(field: Field, value: Any, style: NumberStyle) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if field.sort is Sort.CLOCK:
        return clock_text(value)
    if isinstance(value, date):
        return value.isoformat()
    number = value.total_seconds() / 60 if isinstance(value, timedelta) else float(value)
    return style.copied(round(number * 100, 8) if field.sort is Sort.SHARE else number)
