"""The tables of the import assistant: the first rows of a sheet, and what each of its columns is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables.columns import Frame, TableColumn

if TYPE_CHECKING:
    from salesdesk.reading.draft import Converted, DraftColumn, DraftSheet

NEEDS = "needs an answer"
_BRIEF = 30


def preview_frame(sheet: DraftSheet) -> Frame:
    """Rows as they stand in the file; those above the header are quiet."""
    rows = range(1, len(sheet.preview) + 1)
    tones = [_tone(row, sheet.header_row) for row in rows]
    width = max((len(cells) for cells in sheet.preview), default=0)
    numbers = TableColumn("row", "Row", _texts(str(row) for row in rows), tones=tones)
    columns = (
        TableColumn(
            f"c{place}",
            letters(place),
            _texts((cells[place] or "") if place < len(cells) else "" for cells in sheet.preview),
            tones=tones,
        )
        for place in range(width)
    )
    return Frame((numbers, *columns), title=f"First rows of {sheet.name}", empty_text="No rows")


def _tone(row: int, header_row: int) -> str:
    if row == header_row:
        return "accent"
    return "quiet" if row < header_row else "text"


def letters(place: int) -> str:
    """A, B, …, Z, AA: how spreadsheets name columns."""
    name, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        name = chr(ord("A") + last) + name
    return name


def columns_frame(sheet: DraftSheet, style: NumberStyle) -> Frame:
    """One row per column of the file."""
    columns = sheet.columns
    plain = ["text" if column.field else "quiet" for column in columns]
    asked = ["worse" if column.question else tone for column, tone in zip(columns, plain, strict=True)]
    scores = np.array([column.score if column.field else np.nan for column in columns], dtype=np.float64)
    return Frame(
        (
            TableColumn(
                "header", "Column", _texts(map(_brief, columns)), tones=asked, hint=lambda row: headed(columns[row])
            ),
            TableColumn("read_as", "Read as", _texts(column.read_as for column in columns), tones=plain),
            TableColumn("score", "Match", scores, kind="number", text=lambda score: f"{score:.0f} %"),
            TableColumn("decided", "How it is read", _texts(map(decided_text, columns)), tones=asked),
            TableColumn("samples", "First values", _texts(map(samples_text, columns)), tones=plain),
            TableColumn("after", "Become", _texts(after_text(column, style) for column in columns), tones=plain),
            TableColumn("reason", "Because", _texts(column.reason for column in columns), tones=plain),
        ),
        title=f"Columns of {sheet.name}",
        empty_text="This sheet is not used. Say under “Holds” what it holds.",
    )


def _brief(column: DraftColumn) -> str:
    """The header, so short that the columns right of it stay in sight."""
    text = headed(column)
    return text if len(text) <= _BRIEF else text[: _BRIEF - 1].rstrip() + "…"


def headed(column: DraftColumn) -> str:
    return column.header.strip() or f"(no name, column {letters(column.place)})"


def samples_text(column: DraftColumn) -> str:
    return " · ".join(column.samples) or "(empty)"


def after_text(column: DraftColumn, style: NumberStyle) -> str:
    """What the first values become: dates and numbers in the user's own way of writing."""
    if column.question:
        return ""
    return " · ".join(written(sample.after, style) for sample in column.converted)


def written(value: Converted, style: NumberStyle) -> str:
    if value is None:
        return "empty"
    if isinstance(value, datetime):
        return f"{value.day} {value:%b %Y %H:%M}"
    if isinstance(value, float | int):
        return style.trimmed(float(value), digits=4)
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else str(value)


def decided_text(column: DraftColumn) -> str:
    """The type with what speaks for it."""
    if column.question:
        return NEEDS
    parts = [column.kind, column.evidence]
    if column.unit and not column.evidence:
        parts.append({"shares": "0.12 is 12 %", "points": "12 is 12 %"}.get(column.unit, column.unit))
    return ": ".join(part for part in parts if part)


def _texts(values: Iterable[str]) -> np.ndarray:
    found: Sequence[str] = list(values)
    return np.array(found, dtype=object)
