"""The tables of the import assistant: the first rows of a sheet, and what each of its columns is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.numbers import NumberStyle
from salesdesk.reading.grid import letters
from salesdesk.ui.tables.columns import Frame, TableColumn

if TYPE_CHECKING:
    from salesdesk.reading.draft import Converted, DraftColumn, DraftSheet

ROWS_HINT = "Enter or a double click on a row says that it holds the column names."
COLUMNS_HINT = "Enter or a double click on a column chooses what it is read as."
NEEDS, CHECK = "needs an answer", "please check"
_BRIEF = 30
_VALUES_WIDE = 140  # the card below has all of them
_DAY = 24 * 3600


def preview_frame(sheet: DraftSheet) -> Frame:
    """Rows as they stand in the file; those above the header are quiet."""
    rows = range(1, len(sheet.preview) + 1)
    tones = [_tone(row, sheet.header_row) for row in rows]
    width = max(map(len, sheet.preview), default=0)
    numbers = TableColumn("row", "Row", _texts(str(row) for row in rows), tones=tones, head_hint=ROWS_HINT)
    columns = (
        TableColumn(
            f"c{place}",
            letters(sheet.places[place] if place < len(sheet.places) else place + 1),
            _texts(_above(cells[place], row, sheet.header_row) for row, cells in enumerate(sheet.preview, 1)),
            tones=tones,
            hint=partial(_cell, sheet, place),
        )
        for place in range(width)
    )
    return Frame((numbers, *columns), title=f"First rows of {sheet.name}", empty_text="No rows")


def _cell(sheet: DraftSheet, place: int, row: int) -> str:
    return sheet.preview[row][place] or ""


def _above(cell: str | None, row: int, header_row: int) -> str:
    """A title above the header runs over several columns, so it is no reason to make its own one wide."""
    text = cell or ""
    return _cut(text) if row < header_row else text


def _tone(row: int, header_row: int) -> str:
    if row == header_row:
        return "accent"
    return "quiet" if row < header_row else "text"


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
            TableColumn(
                "read_as",
                "Read as",
                _texts(column.read_as for column in columns),
                tones=plain,
                head_hint=COLUMNS_HINT,
            ),
            TableColumn("score", "Match", scores, kind="number", text=lambda score: f"{score:.0f} %"),
            TableColumn("decided", "How it is read", _texts(map(decided_text, columns)), tones=asked),
            TableColumn(
                "samples", "First values", _texts(map(samples_text, columns)), tones=plain, widest=_VALUES_WIDE
            ),
            TableColumn(
                "after",
                "Become",
                _texts(after_text(column, style) for column in columns),
                tones=plain,
                widest=_VALUES_WIDE,
            ),
            TableColumn(
                "reason", "Because", _texts(column.reason for column in columns), tones=plain, widest=_VALUES_WIDE
            ),
        ),
        title=f"Columns of {sheet.name}",
        empty_text="This sheet is not used. Say under “Holds” what it holds.",
    )


def _brief(column: DraftColumn) -> str:
    """The header, so short that the columns right of it stay in sight."""
    return _cut(headed(column))


def _cut(text: str) -> str:
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1].rstrip()}…"


def headed(column: DraftColumn) -> str:
    return column.header.strip() or f"(no name, column {letters(column.number)})"


def samples_text(column: DraftColumn) -> str:
    return " · ".join(column.samples) or "(empty)"


def after_text(column: DraftColumn, style: NumberStyle) -> str:
    """What the first values become: dates and numbers in the user's own way of writing."""
    if column.question:
        return ""
    return " · ".join(written(sample.after, column, style) for sample in column.converted)


def written(value: Converted, column: DraftColumn, style: NumberStyle) -> str:
    """What a cell of a column becomes, with its unit."""
    if value is None:
        return "empty"
    if isinstance(value, datetime):
        return f"{value.day} {value:%b %Y %H:%M}"
    if isinstance(value, float | int):
        if column.kind in ("duration", "time of day"):
            return _clock(float(value), style, bare=column.kind == "time of day")
        return f"{style.trimmed(float(value), digits=4)}{' %' if column.kind == 'percentage' else ''}"
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else str(value)


def filled_text(share: float, style: NumberStyle) -> str:
    """A share of rows; nearly all are not all."""
    percent = 100 * share
    shown = min(max(round(percent), 1 if percent else 0), 100 if percent >= 100 else 99)
    return f"{style.text(shown)} %"


def _clock(seconds: float, style: NumberStyle, *, bare: bool) -> str:
    """ "45 s", "4:18 min", "1:33:00 h"; ``bare``: "15:33:00", as a clock shows it."""
    minutes, rest = divmod(round(seconds), 60)
    if not 0 <= seconds < _DAY or (not minutes and not bare):
        return f"{style.trimmed(seconds, digits=1)} s"
    if minutes < 60 and not bare:
        return f"{minutes}:{rest:02} min"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}{'' if bare else ' h'}"


def decided_text(column: DraftColumn) -> str:
    """The type with what speaks for it."""
    if column.question:
        return NEEDS if column.question.must else CHECK
    parts = [column.kind, column.evidence]
    if column.unit and not column.evidence:
        parts.append({"shares": "0.12 is 12 %", "points": "12 is 12 %"}.get(column.unit, column.unit))
    return ": ".join(part for part in parts if part)


def _texts(values: Iterable[str]) -> np.ndarray:
    found: Sequence[str] = list(values)
    return np.array(found, dtype=object)
