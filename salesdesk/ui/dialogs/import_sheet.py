"""One sheet in the import assistant: how it is laid out, its first rows, its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from salesdesk.reading.choosing import fields
from salesdesk.reading.match_tables import CONFIRMED
from salesdesk.ui.dialogs.import_column import AskedQuestion, ColumnPanel
from salesdesk.ui.dialogs.import_frames import COLUMNS_HINT, ROWS_HINT, columns_frame, preview_frame
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.units import row_height
from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.choice import Choice
from salesdesk.ui.widgets.choice_chip import ChoiceChip
from salesdesk.ui.widgets.filterrow import FilterRow
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.reading.draft import DraftSheet

DELIMITERS = {
    ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar", ":": "Colon", " ": "Blank", "~": "Tilde",
}  # fmt: skip
ENCODINGS = {
    "utf-8": "UTF-8", "cp1252": "Western (Windows)", "cp1250": "Central European (Windows)",
    "cp1251": "Cyrillic (Windows)", "cp1253": "Greek (Windows)", "cp1254": "Turkish (Windows)",
    "iso8859-15": "Western (ISO 8859-15)", "mac_roman": "Western (old Mac)", "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)", "shift_jis": "Japanese (Shift JIS)", "gb18030": "Chinese (GB 18030)",
}  # fmt: skip
_SEEN = 4  # lines that are always in sight, the heads among them
_CELLS = 4  # of a row, to know it by


class _ShortTable(FrameTable):
    """Asks for a few rows only, and takes all the room there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _SEEN * row_height())


class _ColumnsTable(_ShortTable):
    """Cuts values before reasons go out of sight: the card below has both in full."""

    squeeze = 1.25


class _SnugCard(Card):
    """As tall as its wrapped texts; a layout alone would keep the height that they have on one line."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.setFixedHeight(self.heightForWidth(self.width()))
        return done


class SheetPanel(QWidget):
    """Says what was chosen: ``form_chosen`` header_row, encoding or delimiter; ``table_chosen``; ``answered`` about a
    column by its position.
    """

    form_chosen = Signal(str, str)
    table_chosen = Signal(str)
    answered = Signal(int, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: DraftSheet | None = None
        self._place: int | None = None
        self._filling = False
        self.title, self.kind = Label("", "heading"), Label("", "small", "quiet")
        self.notes = Label("", "small", "quiet", wraps=True)
        self.table = ChoiceChip("Holds")
        self.header, self.delimiter = ChoiceChip("Header row"), ChoiceChip("Separated by")
        self.encoding = ChoiceChip("Encoding")
        self.question = AskedQuestion()
        self.preview, self.columns = _ShortTable(number_style()), _ColumnsTable(number_style())
        self.column = ColumnPanel()
        self._place_parts()
        self._connect()

    def _place_parts(self) -> None:
        self.chips = FilterRow()
        self.chips.setAccessibleName("How the sheet is laid out")
        self.chips.layout().setContentsMargins(0, 0, 0, 0)
        for chip in (self.table, self.header, self.delimiter, self.encoding):
            self.chips.add_chip(chip)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.title, self.kind, self.notes, self.chips, self.question):
            body.addWidget(part)
        body.addWidget(self.preview, 2)
        body.addWidget(self.columns, 3)
        self.card = _SnugCard()
        self.card.add(self.column)
        body.addWidget(self.card)
        body.addStretch(0)
        for table, hint in ((self.preview, ROWS_HINT), (self.columns, COLUMNS_HINT)):
            table.setMinimumHeight(_SEEN * row_height())
            table.grid.setAccessibleDescription(hint)

    def _connect(self) -> None:
        self.table.picked.connect(self.table_chosen)
        for chip, what in ((self.header, "header_row"), (self.delimiter, "delimiter"), (self.encoding, "encoding")):
            chip.picked.connect(lambda key, what=what: self.form_chosen.emit(what, key))
        self.question.answered.connect(lambda _, key: self.table_chosen.emit(key))
        self.preview.cell_activated.connect(lambda row, _: self._choose_header(row + 1))
        self.columns.row_picked.connect(self._show_column)
        self.columns.cell_activated.connect(lambda row, _: self._open_chooser(row))
        self.column.answered.connect(self._column_answered)

    # What is shown

    def show_sheet(self, sheet: DraftSheet, place: int | None = None) -> None:
        """``place``: the column to look at."""
        other = self.sheet is None or self.sheet.number != sheet.number
        anew = other or self.sheet.preview != sheet.preview or self.sheet.header_row != sheet.header_row
        self.sheet, self._filling = sheet, True
        self.title.setText(one_line(sheet.name))
        self.kind.setText(_kind(sheet))
        self.notes.setText(one_line(" ".join(sheet.notes)))
        self.notes.setVisible(bool(sheet.notes))
        self._offer(sheet)
        self.question.setVisible(sheet.question is not None)
        if sheet.question is not None:
            self.question.ask(sheet.question)
        if anew:
            self.preview.set_frame(preview_frame(sheet))
            self.preview.highlight_row(sheet.header_row - 1 if sheet.header_row else None)
            above = self.preview.model.index(sheet.header_row - 2 if sheet.header_row > _SEEN else 0, 0)
            self.preview.grid.scrollTo(above, QAbstractItemView.ScrollHint.PositionAtTop)
        self.columns.set_frame(columns_frame(sheet, number_style()))
        for table in (self.preview, self.columns):
            # as tall as its rows, a bar below them included
            table.setMaximumHeight(round((max(table.frame.rows, 2) + 1.6) * row_height()))
        self.card.setVisible(bool(sheet.columns))
        self._filling = False
        kept = place if place is not None else None if other else self._place
        rows = [column.place for column in sheet.columns]
        row = rows.index(kept) if kept in rows else 0
        if rows:
            self.columns.select_row(row)
        self._show_column(row)

    def _offer(self, sheet: DraftSheet) -> None:
        self.table.offer([Choice(each.key, each.text, each.note) for each in sheet.tables], sheet.table or "")
        rows = [Choice("0", "None")]
        rows += [Choice(str(row), _row_text(row, cells)) for row, cells in enumerate(sheet.preview, 1) if any(cells)]
        self.header.offer(rows, str(sheet.header_row))
        self.header.set_value(str(sheet.header_row or "none"))
        is_text = sheet.encoding is not None
        self.delimiter.setVisible(is_text)
        self.encoding.setVisible(is_text)
        if sheet.encoding is not None and sheet.delimiter is not None:
            marks = DELIMITERS if sheet.delimiter in DELIMITERS else {sheet.delimiter: sheet.delimiter, **DELIMITERS}
            self.delimiter.offer([Choice(mark, name) for mark, name in marks.items()], sheet.delimiter)
            known = ENCODINGS if sheet.encoding in ENCODINGS else {sheet.encoding: sheet.encoding, **ENCODINGS}
            self.encoding.offer([Choice(key, name) for key, name in known.items()], sheet.encoding)

    def _show_column(self, row: int) -> None:
        if self._filling or self.sheet is None:
            return
        columns = self.sheet.columns
        column = columns[row] if row < len(columns) else None
        self._place = column.place if column else None
        self.column.show_column(self.sheet, column, dict(fields(self.sheet.table)) if self.sheet.table else {})

    def take_focus(self) -> None:
        """Puts the keyboard where an answer is needed, else on the columns."""
        for asked in (self.question, self.column.question):
            if not asked.isHidden():
                asked.take_focus()
                return
        start: QWidget = self.columns if self.sheet is not None and self.sheet.columns else self.table
        start.setFocus(Qt.FocusReason.TabFocusReason)

    # What is chosen

    def _open_chooser(self, row: int) -> None:
        self._show_column(row)
        self.column.field.click()

    def _choose_header(self, row: int) -> None:
        if self.sheet is not None and row != self.sheet.header_row:
            self.form_chosen.emit("header_row", str(row))

    def _column_answered(self, about: str, key: str) -> None:
        if self._place is not None:
            self.answered.emit(self._place, about, key)


def _kind(sheet: DraftSheet) -> str:
    rows = "1 row" if sheet.rows == 1 else f"{number_style().text(sheet.rows)} rows"
    reason = sheet.reason
    if sheet.columns and reason == CONFIRMED:
        used = sum(bool(column.field) for column in sheet.columns)
        reason = f"{used} of {len(sheet.columns)} columns are used"
    parts = [sheet.kind, f"{rows} below the header" if sheet.header_row else rows, reason]
    if sheet.known:
        parts.append("files with these columns are known")
    return one_line(" · ".join(parts))


def _row_text(row: int, cells: tuple[str | None, ...]) -> str:
    filled = [cell for cell in cells if cell]
    return one_line(f"{row}: {', '.join(filled[:_CELLS])}{'…' if len(filled) > _CELLS else ''}")
