"""Writes very long tables to a workbook as spreadsheet programs do: shared strings, a style for dates, nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from salesdesk.models.tables import BY_NAME

_ROWS_AT_ONCE = 50_000
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f"{_HEAD}<styleSheet {_MAIN}>"
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class _Strings:
    """Every distinct text of the workbook with its number."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))

    def xml(self) -> str:
        entries = "".join(f"<si><t>{escape(text, quote=False)}</t></si>" for text in self.places)
        return f'{_HEAD}<sst {_MAIN} uniqueCount="{len(self.places)}">{entries}</sst>'


def write_lean(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """One sheet per table, headed by the labels of its columns."""
    strings = _Strings()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as parts:
        for number, (name, frame) in enumerate(tables.items(), start=1):
            with parts.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
                sheet.write(f"{_HEAD}<worksheet {_MAIN}><sheetData>".encode())
                labels = [BY_NAME[name].column(column).label for column in frame.columns]
                cells = (_text(column, 1, strings.place(label)) for column, label in enumerate(labels))
                sheet.write(f'<row r="1">{"".join(cells)}</row>'.encode())
                for start in range(0, len(frame), _ROWS_AT_ONCE):
                    sheet.write(_rows(frame.iloc[start : start + _ROWS_AT_ONCE], start + 2, strings).encode())
                sheet.write(b"</sheetData></worksheet>")
        parts.writestr("xl/sharedStrings.xml", strings.xml())
        parts.writestr("xl/styles.xml", _STYLES)
        for part, text in _frame([BY_NAME[name].title for name in tables]).items():
            parts.writestr(part, text)


def _text(column: int, row: int, place: int) -> str:
    return f'<c r="{xl_col_to_name(column)}{row}" t="s"><v>{place}</v></c>'


def _rows(frame: pd.DataFrame, first: int, strings: _Strings) -> str:
    columns = [_cells(frame[name], xl_col_to_name(place), first, strings) for place, name in enumerate(frame)]
    rows = zip(*columns, strict=True)
    return "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in enumerate(rows, start=first))


def _cells(column: pd.Series, letter: str, first: int, strings: _Strings) -> list[str]:
    if column.dtype.kind == "M":
        days = (column - pd.Timestamp("1899-12-30")) / pd.Timedelta(days=1)
        return _numbers(days.round(8).tolist(), letter, first, ' s="1"')
    if column.dtype.kind in "if":
        return _numbers(column.tolist(), letter, first, "")
    cells = []
    for row, value in enumerate(column.tolist(), start=first):
        if value is None or value != value:
            cells.append("")
        elif isinstance(value, str):
            cells.append(f'<c r="{letter}{row}" t="s"><v>{strings.place(value)}</v></c>')
        else:
            cells.append(f'<c r="{letter}{row}" t="b"><v>{int(value)}</v></c>')
    return cells


def _numbers(values: list[float], letter: str, first: int, style: str) -> list[str]:
    return [
        ""
        if value != value
        else f'<c r="{letter}{row}"{style}><v>{np.format_float_positional(value, trim="-")}</v></c>'
        for row, value in enumerate(values, start=first)
    ]


def _frame(titles: list[str]) -> dict[str, str]:
    """The parts that hold a workbook together."""
    numbers = range(1, len(titles) + 1)
    sheets = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>' for n, title in zip(numbers, titles, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    others = (("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))
    links += "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{part}"/>'
        for n, (kind, part) in enumerate(others, start=len(titles) + 1)
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "xl/workbook.xml": f'{_HEAD}<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{kinds}'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    }
