"""The import template: filled in and opened, it gives what was typed; nothing of the template itself becomes data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from salesdesk.exports.files import NotWrittenError
from salesdesk.exports.template import FIRST, GUIDE, HEADER, description, offered, template_bytes, write_template
from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind, Table
from salesdesk.models.log import SalesLog
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.open import Asked, Refused, open_log

pytestmark = pytest.mark.usefixtures("reading_here")

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
WORDS = {("opportunities", "status"): "won", ("opportunities", "stage"): "won"}  # an open deal has no closing date
DERIVED = {"order_lines": {"products"}}  # tables that the reader makes of another one


def cell(table: Table, column: Column, row: int) -> Any:
    """Something that fits into a column."""
    if column.kind in TIME_KINDS:
        day = datetime(2026, 3, 5 + row)  # noqa: DTZ001  as it is typed in Excel
        return day.replace(hour=14, minute=30) if column.kind is Kind.MOMENT else day
    if column.kind in NUMBER_KINDS:
        return 7.0 + row
    if column.kind is Kind.FLAG:
        return "no"
    if (table.name, column.name) in WORDS:
        return WORDS[table.name, column.name]
    return (offered(column) or tuple(column.values) or (f"{column.label} {row + 1}",))[0]


def filled(count: int, *, needed_only: bool = False) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table in TABLES:
        some = (table.key, *table.any_of)
        columns = [each for each in table.columns if not needed_only or each.required or each.name in some]
        found[table.name] = [{each.name: cell(table, each, row) for each in columns} for row in range(count)]
    return found


def opened(folder: Path, rows: Rows) -> SalesLog:
    path = folder / "filled.xlsx"
    path.write_bytes(template_bytes(rows))
    return open_log([path], Asked(), strict=False)


def read_back(log: SalesLog, table: str, name: str, row: int) -> Any:
    found = log.tables[table][name].iloc[row]
    column = BY_NAME[table].column(name)
    if column.kind in TIME_KINDS:
        return pd.Timestamp(found).tz_localize(None).to_pydatetime()
    return {True: "yes", False: "no"}[bool(found)] if column.kind is Kind.FLAG else found


@pytest.mark.parametrize("needed_only", [False, True], ids=["all columns", "needed columns"])
@pytest.mark.parametrize("count", [1, 4])
def test_that_a_filled_template_gives_what_was_typed_in_every_table(
    tmp_path: Path, count: int, needed_only: bool
) -> None:
    rows = filled(count, needed_only=needed_only)
    log = opened(tmp_path, rows)
    assert set(log.tables) == {table.name for table in TABLES}
    for table, typed in rows.items():
        neutral = {name: BY_NAME[table].column(name).values for name in typed[0]}
        for place, row in enumerate(typed):
            for name, value in row.items():
                words = [word for word, spellings in neutral[name].items() if value in (word, *spellings)]
                assert read_back(log, table, name, place) in (value, *words), f"{table}.{name}"
        assert log.rows(table) == count, table
    unused = [source.sheet for source in log.sources if source.table is None]
    assert unused == [GUIDE]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_sheets_left_empty_are_no_tables(tmp_path: Path, table: Table) -> None:
    log = opened(tmp_path, {table.name: filled(2)[table.name]})
    assert set(log.tables) == {table.name, *DERIVED.get(table.name, ())}


def test_that_an_empty_template_is_refused_and_not_taken_for_a_log(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        opened(tmp_path, {})


def test_that_every_column_has_its_label_its_description_and_its_list() -> None:
    book = openpyxl.load_workbook(BytesIO(template_bytes()))
    assert book.sheetnames[0] == GUIDE
    for table in TABLES:
        sheet = book[table.title]
        head = [each.value for each in sheet[HEADER + 1]]
        assert head == [column.label for column in table.columns]
        assert [each.value for each in sheet[1]] == [description(column) for column in table.columns]
        ruled = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
        for place, column in enumerate(table.columns, start=1):
            rule = ruled.get(f"{sheet.cell(FIRST + 1, place).coordinate}")
            assert (rule is not None) == bool(offered(column))
            if rule is not None and not rule.startswith("="):
                assert rule.strip('"').split(",") == list(offered(column))


def test_that_needed_columns_are_marked_by_colour_and_word() -> None:
    book = openpyxl.load_workbook(BytesIO(template_bytes()))
    for table in TABLES:
        for place, column in enumerate(table.columns, start=1):
            yellow = book[table.title].cell(HEADER + 1, place).fill.start_color.rgb == "FFFFF6CC"
            assert yellow == column.required == description(column).startswith("Needed.")


def test_that_the_words_offered_are_understood() -> None:
    for table in TABLES:
        for column in table.columns:
            if column.kind is Kind.CHOICE:
                known = {word for pair in column.values.items() for word in (pair[0], *pair[1])}
                assert set(offered(column)) <= known


def test_that_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    with pytest.raises(NotWrittenError):
        write_template(path)
    write_template(path, overwrite=True)
