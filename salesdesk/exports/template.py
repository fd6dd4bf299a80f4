"""The import template: an empty workbook with every table, made from the declarations alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from salesdesk.exports import styles
from salesdesk.exports.files import write_beside
from salesdesk.exports.named_styles import NamedWorkbook
from salesdesk.models.columns import Column, Kind, Table
from salesdesk.models.tables import TABLES

DESCRIPTIONS, HEADER, FIRST = 0, 1, 2  # the rows of a table's sheet
ROWS = 10_000  # below the header that have formats and lists
GUIDE = "How to fill this in"
_LISTS = "Words"
_LONGEST_LIST = 255  # characters of a list that may stand in a cell's own rule
_REQUIRED = "#FFF6CC"
_FORMATS: Mapping[Kind, str] = {
    Kind.ID: "@",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MONEY: "#,##0.00",
    Kind.NUMBER: "General",
    Kind.PERCENT: "0.##",
    Kind.SECONDS: "0",
}
_WIDTHS = {Kind.MOMENT: 17, Kind.DAY: 13, Kind.TEXT: 22, Kind.ID: 18, Kind.MONEY: 14}
_HOW = (
    "Every sheet is one table. Fill in the sheets you have data for and leave the others as they are.",
    "The first row of a sheet says what its columns hold, the second has their names; your rows begin in the third.",
    "Yellow column names are needed in every row; the more of the others are filled in, the more figures there are.",
    "Rep, customer, product and location: an id or a name, but the same one in all sheets.",
    "Dates: as dates of Excel, with the time of day where you know it. Amounts: numbers without a currency sign.",
    "Cells with a list offer the words that are understood; words of your CRM are mostly understood as well.",
    "Then save the workbook and open it in SalesDesk. The page Data there says how every column was understood.",
)


def write_template(target: Path, *, overwrite: bool = False) -> Path:
    """Raises NotWrittenError."""
    return write_beside(target, template_bytes(), overwrite=overwrite)


def template_bytes(rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None) -> bytes:
    """The workbook; ``rows`` by table and column name are filled in already."""
    memory = BytesIO()
    options = {"in_memory": True, "default_format_properties": {"font_name": styles.FONT, "font_size": 10}}
    with NamedWorkbook(memory, options) as file:
        file.set_properties({"title": "SalesDesk import template"})
        _Template(file).write(rows or {})
    return memory.getvalue()


class _Template:
    def __init__(self, file: NamedWorkbook) -> None:
        self._file = file
        self._styles: dict[str, Any] = {}
        self._words: list[tuple[str, ...]] = []

    def write(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._write_guide()
        sheets = [(table, self._file.add_worksheet(table.title)) for table in TABLES]
        for table, sheet in sheets:
            self._write_table(sheet, table)
            for place, row in enumerate(rows.get(table.name, ())):
                for across, column in enumerate(table.columns):
                    if row.get(column.name) is not None:
                        sheet.write(FIRST + place, across, row[column.name], self._cell(column.kind))
        self._write_words()

    def _style(self, name: str, **more: Any) -> Any:
        key = f"{name} {sorted(more.items())}"
        if key not in self._styles:
            known = styles.STYLES[name]
            made = {**known, **more}
            self._styles[key] = self._file.add_format(made) if more else self._file.add_style(name, known)
        return self._styles[key]

    def _cell(self, kind: Kind) -> Any:
        key = f"cell {kind}"
        if key not in self._styles:
            self._styles[key] = self._file.add_format({"num_format": _FORMATS.get(kind, "General")})
        return self._styles[key]

    def _write_guide(self) -> None:
        sheet = self._file.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 84)
        sheet.write_string(0, 0, "SalesDesk import template", self._style("Title"))
        sheet.set_row(0, 30)
        row = 1
        for sentence in _HOW:
            sheet.merge_range(row, 0, row, 1, sentence, self._style("Wrapped text"))
            sheet.set_row(row, 16 * (1 + len(sentence) // 112))
            row += 1
        for table in TABLES:
            link = self._style("Name", font_color=styles.ACCENT, valign="top")
            sheet.write_url(row + 1, 0, f"internal:'{table.title}'!A{FIRST + 1}", link, table.title)
            text = f"{table.about} {needed_text(table)}".strip()
            sheet.write_string(row + 1, 1, text, self._style("Wrapped quiet text", valign="top"))
            sheet.set_row(row + 1, 15 * (1 + len(text) // 92))
            row += 1
        sheet.fit_to_pages(1, 0)

    def _write_table(self, sheet: Any, table: Table) -> None:
        sheet.freeze_panes(FIRST, 0)
        sheet.set_row(DESCRIPTIONS, 66)
        sheet.set_landscape()
        sheet.repeat_rows(DESCRIPTIONS, HEADER)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, 14), self._cell(column.kind))
            about = self._style("Wrapped quiet text", font_size=8, indent=0, valign="bottom")
            sheet.write_string(DESCRIPTIONS, place, description(column), about)
            marked = {"bg_color": _REQUIRED} if column.required else {}
            sheet.write_string(HEADER, place, column.label, self._style("Header", indent=0, **marked))
            if words := offered(column):
                self._offer(sheet, place, column, words)

    def _offer(self, sheet: Any, place: int, column: Column, words: tuple[str, ...]) -> None:
        source: Any = list(words)
        if len(",".join(words)) > _LONGEST_LIST:
            if words not in self._words:
                self._words.append(words)
            source = f"={_LISTS}!{_column_range(self._words.index(words), len(words))}"
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "information",
            "error_title": column.label,
            "error_message": "This word is not in the list. Words of your CRM are mostly understood as well.",
        }
        sheet.data_validation(FIRST, place, FIRST + ROWS - 1, place, rule)

    def _write_words(self) -> None:
        """Lists too long for a rule of their own stand on a sheet out of sight."""
        if not self._words:
            return
        sheet = self._file.add_worksheet(_LISTS)
        sheet.hide()
        for place, words in enumerate(self._words):
            sheet.write_column(0, place, words)


def description(column: Column) -> str:
    return f"Needed. {column.about}" if column.required else column.about


def needed_text(table: Table) -> str:
    """Which columns a row cannot do without, in words."""
    needed = [column.label for column in table.columns if column.required]
    some = [table.column(name).label for name in table.any_of if not table.column(name).required]
    parts = [f"Needed: {', '.join(needed)}."] if needed else []
    if some:
        parts.append(f"At least one of: {', '.join(some)}.")
    return " ".join(parts)


def offered(column: Column) -> tuple[str, ...]:
    """The words that a cell's list offers, spelled as people write them where the reader knows that spelling."""
    if column.kind is Kind.FLAG:
        return ("yes", "no")
    if column.kind is not Kind.CHOICE:
        return ()
    return tuple(_spelled(word, spellings) for word, spellings in column.values.items() if word)


def _spelled(word: str, spellings: tuple[str, ...]) -> str:
    people = word.replace("_", " ")
    return people if people == word or people in spellings else word


def _column_range(place: int, count: int) -> str:
    letter = xl_col_to_name(place)
    return f"${letter}$1:${letter}${count}"
