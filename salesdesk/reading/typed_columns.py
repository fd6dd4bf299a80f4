"""A sheet's columns with the types their cells have, and the cells that have no usable value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.grid import STORED, CellError

if TYPE_CHECKING:
    from collections.abc import Callable

    Dtypes = str | dict[str | int, str] | None
    Load = Callable[[Dtypes], Any]

_GOT = re.compile(r"got '(\w+)\((.*)\)'?$", re.DOTALL)
ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
_NO_TYPE = (fastexcel.CalamineCellError, fastexcel.UnsupportedColumnTypeCombinationError)
_NUMBER_TEXT = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_PLAIN_NUMBER = r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$"
_THREE_DECIMALS = r"^-?\d{1,3}\.\d{3}$"
_WRITTEN_NUMBER = r"^[^\d]{0,5}\d[\d\s.'’\x{a0}\x{202f}]*[,.]\d+[^\d]{0,5}$"
_STORED_KINDS = frozenset({"Float", "Int"})
_DATE_TEXT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")


@dataclass
class TypedColumns:
    """``places`` are the columns' numbers in the sheet from 0; ``errors`` name columns by their index here."""

    places: list[int]
    columns: list[pa.Array]
    errors: list[CellError]


@dataclass(frozen=True)
class _Misfit:
    row: int  # in the sheet, from 0
    index: int  # in the columns, from 0
    column: int
    kind: str
    content: str


def typed_columns(load: Load, *, first_row: int, date1904: bool) -> TypedColumns:
    """``load`` parses the sheet below its header (row ``first_row`` from 0); it is called again if types do not fit."""
    sheet = _load(load)
    batch, misfits = _arrow(sheet, first_row)
    wrong = {misfit.column for misfit in misfits if misfit.kind not in {"Error", "String"}}
    if wrong:  # as text, everything fits
        types = {column.absolute_index: column.dtype for column in sheet.selected_columns}
        texts = {column.absolute_index: "string" for n, column in enumerate(sheet.selected_columns) if n in wrong}
        del sheet
        sheet = load({**types, **texts})
        batch, misfits = _arrow(sheet, first_row)
    places = [column.absolute_index for column in sheet.selected_columns]
    types = {column.absolute_index: column.dtype for column in sheet.selected_columns}
    del sheet
    columns = [
        _finished(batch.column(number), [m for m in misfits if m.column == number and m.kind == "String"], date1904)
        for number in range(batch.num_columns)
    ]
    mixed = [number for number, column in enumerate(columns) if _may_mix(column)]
    if mixed:
        sheet = load({**types, **{places[number]: "duration" for number in mixed}})
        for number, rows in _numbers_stored(sheet, mixed, first_row).items():
            columns[number] = _marked(columns[number], rows)
    errors = [
        CellError(misfit.row + 1, misfit.column, ERRORS.get(misfit.content, "#" + misfit.content.upper()))
        for misfit in misfits
        if misfit.kind == "Error"
    ]
    return TypedColumns(places, columns, errors)


def _may_mix(column: pa.Array) -> bool:
    """Whether numbers stand among texts that could be numbers written with another decimal mark."""
    if not pa.types.is_string(column.type) or not len(column):
        return False
    number = pc.match_substring_regex(column, _PLAIN_NUMBER)
    if not pc.any(number).as_py():
        return False
    others = pc.if_else(number, None, column)
    unclear = pc.match_substring_regex(column, _THREE_DECIMALS)
    return bool(pc.any(pc.match_substring_regex(others, _WRITTEN_NUMBER)).as_py() or pc.any(unclear).as_py())


def _numbers_stored(sheet: Any, mixed: list[int], first_row: int) -> dict[int, list[int]]:
    """The rows of the columns in which a number is stored: no number can be a duration, so each is a misfit."""
    rows: dict[int, list[int]] = {number: [] for number in mixed}
    for misfit in _arrow(sheet, first_row)[1]:
        if misfit.column in rows and misfit.kind in _STORED_KINDS:
            rows[misfit.column].append(misfit.index)
    return rows


def _marked(column: pa.Array, rows: list[int]) -> pa.Array:
    stored = set(rows)
    mask = pa.array([row in stored for row in range(len(column))], pa.bool_())
    return pc.if_else(mask, pc.binary_join_element_wise(STORED, column, ""), column)


def _load(load: Load) -> Any:
    try:
        return load(None)
    except _NO_TYPE:
        pass
    try:
        return load(_types_from_text(load("string")))
    except _NO_TYPE:
        return load("string")


def _types_from_text(sheet: Any) -> dict[str | int, str]:
    """Types for the columns that could not be typed: those with `#NAME?` or with dates beside durations."""
    batch, misfits = _arrow(sheet, 0)
    unnamed = {misfit.column for misfit in misfits if misfit.content in {"Name", "GettingData"}}
    types: dict[str | int, str] = {}
    for number, facts in enumerate(sheet.selected_columns):
        texts = [text for text in pc.unique(batch.column(number)).to_pylist() if text]
        if number in unnamed:
            types[facts.absolute_index] = _type_of(texts)
        elif any(_is_clock(text) for text in texts):
            types[facts.absolute_index] = "string"
    return types


def _type_of(texts: list[str]) -> str:
    if texts and all(map(_NUMBER_TEXT.fullmatch, texts)):
        return "float"
    return "datetime" if texts and all(map(_DATE_TEXT.fullmatch, texts)) else "string"


def _is_clock(text: str) -> bool:
    return text.startswith(("1899-12-3", "1900-01-", "1904-01-0")) and bool(_DATE_TEXT.fullmatch(text))


def _arrow(sheet: Any, first_row: int) -> tuple[pa.RecordBatch, list[_Misfit]]:
    batch, errors = sheet.to_arrow_with_errors()
    return batch, [_misfit(error, first_row) for error in (errors.errors if errors else ())]


def _misfit(error: Any, first_row: int) -> _Misfit:
    row, column = error.position
    got = _GOT.search(error.detail)
    kind, content = got.groups() if got else ("String", "")
    return _Misfit(row, row - first_row, column, kind, content.strip('"'))


def _finished(column: pa.Array, texts: list[_Misfit], date1904: bool) -> pa.Array:
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), pa.string())
    if texts:
        return _with_texts(as_text(column), texts)
    if pa.types.is_timestamp(column.type):
        return _clock_times(column, date1904)
    if pa.types.is_string(column.type) and pc.min(pc.binary_length(column)).as_py() == 0:
        return pc.if_else(pc.equal(pc.binary_length(column), 0), None, column)
    return column


def _with_texts(column: pa.Array, texts: list[_Misfit]) -> pa.Array:
    """Words such as "N/A" among numbers, which the types were decided without."""
    values = {text.index: text.content for text in texts}
    mask = [index in values for index in range(len(column))]
    return pc.replace_with_mask(column, pa.array(mask), pa.array([values[index] for index in sorted(values)]))


def as_text(column: pa.Array) -> pa.Array:
    """As a person would type it: 105 rather than 105.0, 2026-03-04 00:00:00."""
    if pa.types.is_floating(column.type):
        whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(pc.abs(column), 1e15))
        integers = pc.cast(pc.if_else(whole, column, None), pa.int64())
        return pc.if_else(whole, pc.cast(integers, pa.string()), pc.cast(column, pa.string()))
    if pa.types.is_timestamp(column.type):
        return pc.strftime(pc.cast(column, pa.timestamp("s"), safe=False), "%Y-%m-%d %H:%M:%S")
    return pc.cast(column, pa.string())


def _clock_times(column: pa.Array, date1904: bool) -> pa.Array:
    """Times of day and short durations are stored as moments of the calendar's first days; durations instead."""
    start = pa.scalar(-2_082_844_800_000 if date1904 else -2_209_075_200_000, pa.timestamp("ms"))
    end = pa.scalar(start.value + 31 * 86_400_000, pa.timestamp("ms"))
    moments = pc.cast(column, pa.timestamp("ms"))
    spread = pc.min_max(moments).as_py() if moments.null_count < len(moments) else None
    if spread is None or pc.less(pc.min(moments), start).as_py() or pc.greater_equal(pc.max(moments), end).as_py():
        return column
    return pc.subtract(moments, start)
