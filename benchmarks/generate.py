"""Writes the sample team or a log of any size: `python -m benchmarks.generate sample|workload --out …`."""

from __future__ import annotations

import argparse
import math
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from benchmarks import workloads
from benchmarks.company.build import build_company, tables_of
from benchmarks.company.scale import Scale
from benchmarks.lean_workbook import write_lean
from salesdesk.models.columns import Column, Kind
from salesdesk.models.tables import BY_NAME

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "sample-team.xlsx"
_FORMATS = {
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MONEY: "#,##0.00",
    Kind.SECONDS: "0",
}
_WRITTEN = datetime(2026, 7, 1)  # noqa: DTZ001  a date of its own keeps the file the same on every day


def sample_tables() -> dict[str, pd.DataFrame]:
    return tables_of(build_company(Scale()))


def write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """One sheet per table, headed by the labels of its columns."""
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "SalesDesk sample data", "subject": "A made-up team", "created": _WRITTEN})
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        for name, frame in tables.items():
            columns = [BY_NAME[name].column(column) for column in frame.columns]
            sheet = book.add_worksheet(BY_NAME[name].title)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(frame), len(columns) - 1)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, _width(column), formats.get(column.kind))
                sheet.write_string(0, place, column.label, bold)
            _write_rows(sheet, frame, [formats.get(column.kind) for column in columns])


def pack(path: Path) -> None:
    """Deflates the parts of a workbook once more, as small as it goes."""
    with zipfile.ZipFile(path) as parts:
        texts = {entry.filename: parts.read(entry) for entry in parts.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        for name, text in texts.items():
            parts.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED, 9)


def _width(column: Column) -> int:
    return {Kind.MOMENT: 17, Kind.DAY: 12, Kind.TEXT: 22, Kind.ID: 18, Kind.MONEY: 13}.get(column.kind, 12)


def _write_rows(sheet: Any, frame: pd.DataFrame, formats: list[Any]) -> None:
    moments = [kind == "M" for kind in (column.kind for column in frame.dtypes)]
    for number, row in enumerate(zip(*map(_cells, (frame[name] for name in frame)), strict=True), start=1):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(number, place, cell)
            else:
                sheet.write_number(number, place, cell, formats[place] if moments[place] else None)


def _cells(column: pd.Series) -> Iterator[str | bool | float | None]:
    """Plain cells: dates as serial numbers of Excel, gaps as None."""
    if column.dtype.kind == "M":
        column = (column - pd.Timestamp("1899-12-30")) / pd.Timedelta(days=1)
        return (None if math.isnan(number) else round(number, 8) for number in column.tolist())
    return (None if cell is None or cell != cell else cell for cell in column.tolist())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.generate", description=__doc__)
    parser.add_argument("what", choices=["sample", "workload"])
    parser.add_argument("--out", type=Path, help="the workbook to write, or the folder of the workload")
    parser.add_argument("--activities", type=int, default=1_000_000)
    parser.add_argument("--csv", action="store_true", help="the workload as CSV files as well")
    chosen = parser.parse_args(arguments)
    if chosen.what == "sample":
        path = chosen.out or SAMPLE
        write_workbook(sample_tables(), path)
        pack(path)
        return 0
    folder = chosen.out or Path("workload")
    folder.mkdir(parents=True, exist_ok=True)
    tables = workloads.workload(activities=chosen.activities)
    write_lean(tables, folder / "workload.xlsx")
    if chosen.csv:
        workloads.write_csv(tables, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
