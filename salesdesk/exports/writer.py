"""The one place that turns a described workbook into the bytes of an Excel file."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from typing import Any

from salesdesk.exports import styles
from salesdesk.exports.blocks import (
    Book,
    Cell,
    Chart,
    Grid,
    Input,
    List,
    Mark,
    MarkKind,
    Series,
    Sheet,
    Sparkline,
    Value,
)
from salesdesk.exports.named_styles import NamedWorkbook
from salesdesk.exports.pulse import Pulse, no_pulse

_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
    "default_format_properties": {"font_name": styles.FONT, "font_size": 10},
}
_KNOWN_PROPERTIES = frozenset({"comments", "keywords", "category", "company"})


def workbook_bytes(book: Book, pulse: Pulse = no_pulse) -> bytes:
    """The same bytes for the same book, but for the time of writing. ``pulse`` may raise between two sheets."""
    memory = BytesIO()
    with NamedWorkbook(memory, _OPTIONS) as file:
        _Writing(file, book).write(pulse)
    return memory.getvalue()


class _Writing:
    def __init__(self, file: NamedWorkbook, book: Book) -> None:
        self._file, self._book = file, book
        self._formats: dict[str, Any] = {}

    def write(self, pulse: Pulse) -> None:
        known = {name: text for name, text in self._book.properties.items() if name in _KNOWN_PROPERTIES}
        self._file.set_properties({"title": self._book.title, "subject": self._book.subject, **known})
        for name, text in self._book.properties.items():
            if name not in known:
                self._file.set_custom_property(name, text, "text")
        sheets = [(described, self._file.add_worksheet(described.name)) for described in self._book.sheets]
        for described, sheet in sheets:
            pulse()
            self._set_up(described, sheet)
            for block in described.blocks:
                self._write_block(block, described, sheet)

    def _write_block(self, block: Any, described: Sheet, sheet: Any) -> None:
        writers: dict[type, Callable[[Any, Sheet, Any], None]] = {
            Grid: self._grid,
            List: self._list,
            Chart: self._chart,
            Sparkline: self._sparkline,
            Mark: self._mark,
            Input: self._input,
        }
        writers[type(block)](block, described, sheet)

    def _style(self, name: str) -> Any:
        if name not in self._formats:
            self._formats[name] = self._file.add_style(name, styles.properties(name))
        return self._formats[name]

    def _set_up(self, described: Sheet, sheet: Any) -> None:
        sheet.hide_gridlines(2)
        if described.landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        title = self._book.title.replace("&", "&&")
        sheet.set_header(f"&L&8 {title}&R&8 &A")
        sheet.set_footer(f"&L&8 {self._book.subject.replace('&', '&&')}&R&8 Page &P of &N")
        if any(described.freeze):
            sheet.freeze_panes(*described.freeze)
        if described.repeat is not None:
            sheet.repeat_rows(*described.repeat)
        for column, width in described.widths.items():
            sheet.set_column(column, column, width)
        if described.breaks:
            sheet.set_h_pagebreaks(list(described.breaks))
        for row, height in described.heights.items():
            sheet.set_row(row, height)

    def _grid(self, grid: Grid, _: Sheet, sheet: Any) -> None:
        for row, cells in enumerate(grid.cells, start=grid.row):
            for column, cell in enumerate(cells, start=grid.column):
                if cell is not None:
                    self._cell(sheet, row, column, cell)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        style = self._style(cell.style)
        if cell.formula is not None:
            value = "" if cell.value is None else cell.value
            sheet.write_formula(row, column, f"={cell.formula}", style, value)
        else:
            _write_value(sheet, row, column, cell.value, style)

    def _list(self, block: List, _: Sheet, sheet: Any) -> None:
        if not block.rows:  # Excel has no table without a row
            for place, column in enumerate(block.columns, start=block.column):
                sheet.write_string(block.row, place, column.header, self._style(styles.header_of(column.style)))
            return
        last = block.row + block.rows
        columns = [
            {
                "header": column.header,
                "header_format": self._style(styles.header_of(column.style)),
                "format": self._style(column.style),
            }
            for column in block.columns
        ]
        options = {"name": block.name, "columns": columns, "style": "Table Style Light 1", "banded_rows": True}
        sheet.add_table(block.row, block.column, last, block.column + len(columns) - 1, options)
        for place, column in enumerate(block.columns, start=block.column):
            style = self._style(column.style)
            for row, value in enumerate(column.values, start=block.row + 1):
                if value is not None:
                    _write_value(sheet, row, place, value, style)

    def _chart(self, block: Chart, _: Sheet, sheet: Any) -> None:
        chart = self._file.add_chart({"type": "column"})
        lines = [series for series in block.series if series.as_line]
        for series in block.series:
            if not series.as_line:
                chart.add_series(_series(block, series))
        if lines:
            over = self._file.add_chart({"type": "line"})
            for series in lines:
                over.add_series(_series(block, series))
            chart.combine(over)
        font = {"name": styles.FONT, "size": 8}
        chart.set_title({"name": block.title, "name_font": {"name": styles.FONT, "size": 10}, "overlay": False})
        chart.set_x_axis({"num_font": {**font, "rotation": -45}, "visible": True})
        axis = {
            "name": block.unit,
            "name_font": {**font, "bold": False},
            "num_font": font,
            "visible": True,
            **({"min": 0} if block.from_zero else {}),
        }
        chart.set_y_axis(
            {**axis, "num_format": block.number, "major_gridlines": {"visible": True, "line": {"color": "#E3E7EC"}}}
        )
        chart.set_legend({"position": "bottom", "font": font} if len(block.series) > 1 else {"none": True})
        chart.show_blanks_as("gap")
        chart.set_size({"width": block.width, "height": block.height})
        sheet.insert_chart(
            block.row, block.column, chart, {"object_position": 1, "description": block.title, "x_offset": block.left}
        )

    def _sparkline(self, block: Sparkline, _: Sheet, sheet: Any) -> None:
        options = {
            "range": block.values.address,
            "type": "column",
            "min": 0,
            "last_point": True,
            "show_hidden": True,
        }
        sheet.add_sparkline(
            block.row, block.column, {**options, "series_color": styles.BEFORE, "last_color": styles.ACCENT}
        )

    def _mark(self, block: Mark, _: Sheet, sheet: Any) -> None:
        cells = block.cells
        options: dict[MarkKind, dict[str, Any]] = {
            MarkKind.ARROWS: {
                "type": "icon_set",
                "icon_style": "3_arrows_gray",
                "icons": [
                    {"criteria": ">", "type": "number", "value": 0},
                    {"criteria": ">=", "type": "number", "value": 0},
                ],
            },
            MarkKind.BAR: {
                "type": "data_bar",
                "bar_solid": True,
                "bar_color": "#C6E0F2",
                "min_type": "num",
                "min_value": 0,
                "max_type": "max" if block.limit is None else "num",
                **({} if block.limit is None else {"max_value": block.limit}),
            },
        }
        sheet.conditional_format(
            cells.first_row, cells.first_column, cells.last_row, cells.last_column, options[block.kind]
        )

    def _input(self, block: Input, described: Sheet, sheet: Any) -> None:
        where = f"='{described.name}'!{_absolute(block.row, block.column)}"
        self._file.define_name(block.name, where)
        sheet.data_validation(
            block.row,
            block.column,
            block.row,
            block.column,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "ignore_blank": True,
                "input_title": block.prompt_title[:32],
                "input_message": block.prompt[:255],
                "error_title": "A number, please",
                "error_message": "Type a number of 0 or more, or leave the cell empty.",
            },
        )


def _absolute(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _write_value(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    """Text as text, whatever it looks like: never a formula, a number or a link."""
    if isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif value is None or not math.isfinite(value):
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _series(block: Chart, series: Series) -> dict[str, Any]:
    colour = styles.BEFORE if series.as_line else styles.ACCENT
    look: dict[str, Any] = (
        {"line": {"color": colour, "width": 1.5, "dash_type": "dash"}, "marker": {"type": "none"}, "smooth": False}
        if series.as_line
        else {"fill": {"color": colour}, "border": {"none": True}, "gap": 60}
    )
    return {
        "name": series.name.lstrip("="),  # else it would be taken for a range
        "categories": f"={block.categories.address}",
        "values": f"={series.values.address}",
        **look,
    }
