"""The examples as workbooks, with what the programs put around the rows."""

import csv
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).parent / "examples"
_DATES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%m/%d/%Y")
Dress = Callable[[Worksheet], None]


def example(name: str) -> Path:
    return EXAMPLES / f"{name}.csv"


def workbook(name: str, folder: Path, dress: Dress = lambda sheet: None) -> Path:
    """The rows of an example as numbers, dates and texts in the first sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    with example(name).open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append([_cell(text) for text in row])
    dress(sheet)
    target = folder / f"{name}.xlsx"
    book.save(target)
    return target


def _cell(text: str) -> Any:
    if not text:
        return None
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 - cells have no zone
        except ValueError:
            continue
    return float(text.replace(",", "")) if re.fullmatch(r"-?[\d,]{1,9}(\.\d+)?", text) else text


def report_of_filters(sheet: Worksheet) -> None:
    """A formatted report: its title and filters stand above the names of the columns."""
    sheet.insert_rows(1, 6)
    sheet["A1"] = "Opportunities of this year"
    sheet["A2"] = "As of 2026-04-01 08:00:00"
    sheet["A4"] = "Filtered By"
    sheet["A5"] = "Show: All opportunities"


def serial_dates(sheet: Worksheet) -> None:
    """Dates as bare numbers, without the format that makes them dates."""
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.value = (cell.value - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001
                cell.number_format = "General"


def hidden_columns(sheet: Worksheet) -> None:
    """One table whose first three columns are hidden; the words to choose from stand on a hidden sheet."""
    sheet.title = "All records"
    for column in "ABC":
        sheet.column_dimensions[column].hidden = True
    sheet.add_table(Table(displayName="Table1", ref=sheet.dimensions))
    choices = sheet.parent.create_sheet("hiddenSheet")
    choices.append(["Open", "Won", "Lost"])
    choices.sheet_state = "hidden"
