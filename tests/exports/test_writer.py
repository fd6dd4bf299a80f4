"""From a described workbook to the bytes of a file."""

from __future__ import annotations

import io
import warnings
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from salesdesk.exports.blocks import Book, Cell, Chart, Grid, Input, List, ListColumn, Range, Series, Sheet
from salesdesk.exports.named_styles import with_names
from salesdesk.exports.writer import workbook_bytes


def reopened(content: bytes, *, data_only: bool = True) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


def book_of(*blocks: object, **sheet: object) -> Book:
    return Book("Title & more", "Q2 2026", (Sheet("First", blocks, **sheet),), {"comments": "c", "Sources": "s"})


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "http://example.com",
    "mailto:a@b",
    "{=1}",
    "1E5",
    "007",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_that_text_stays_text(text: str) -> None:
    content = workbook_bytes(book_of(Grid(0, 0, ((Cell(text),),)), List(3, 0, "L", (ListColumn("A", "Text", [text]),))))
    sheet = reopened(content, data_only=False)["First"]
    for at in ("A1", "A5"):
        assert (sheet[at].value, sheet[at].data_type, sheet[at].hyperlink) == (text, "s", None)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "hyperlink" in parts.read(name).decode("utf-8", "ignore")]


def test_that_a_formula_carries_its_value() -> None:
    content = workbook_bytes(book_of(Grid(0, 0, ((Cell(2.0, "Whole"), Cell(4.0, "Whole", "A1*2")),))))
    assert reopened(content)["First"]["B1"].value == 4
    assert reopened(content, data_only=False)["First"]["B1"].value == "=A1*2"


def test_that_nothing_and_no_number_are_empty_cells() -> None:
    content = workbook_bytes(book_of(Grid(0, 0, ((Cell(None), Cell(float("nan")), Cell(float("inf")), Cell("x")),))))
    assert [cell.value for cell in reopened(content)["First"][1]] == [None, None, None, "x"]


def test_that_an_input_has_a_name_and_takes_numbers_only() -> None:
    sheet = reopened(
        workbook_bytes(book_of(Grid(0, 0, ((Cell(1.0, "Input whole"),),)), Input("Target_x", 0, 0, "X", "Your x")))
    )
    assert sheet.defined_names["Target_x"].attr_text == "'First'!$A$1"
    (rule,) = sheet["First"].data_validations.dataValidation
    assert (rule.type, rule.prompt) == ("decimal", "Your x")


def test_that_every_format_has_a_name() -> None:
    content = workbook_bytes(
        book_of(Grid(0, 0, ((Cell("a", "Title"), Cell(1.0, "Percent"), Cell(2.0, "Counted deals")),)))
    )
    sheet = reopened(content)["First"]
    assert [cell.style for cell in sheet[1]] == ["SalesDesk Title", "SalesDesk Percent", "SalesDesk Counted deals"]
    assert sheet["C1"].number_format == '[=1]"1 case";#,##0" deals"'
    assert sheet["A1"].font.size == 16


def test_that_named_styles_leave_other_formats_alone() -> None:
    styles = (
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" xfId="0" applyFont="1"><alignment wrapText="1"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    )
    named = with_names(styles, [None, "A & B"])
    assert '<xf numFmtId="0" fontId="0" xfId="0"/>' in named
    assert '<xf numFmtId="0" fontId="1" xfId="1" applyFont="1">' in named
    assert '<cellStyle name="SalesDesk A &amp; B" xfId="1"/>' in named
    assert '<cellStyleXfs count="2">' in named


def test_that_a_footer_that_begins_with_a_number_is_not_taken_for_a_size() -> None:
    book = Book("T", "2026-04-01 to 2026-05-15", (Sheet("First", (Grid(0, 0, ((Cell("x"),),)),)),))
    footer = reopened(workbook_bytes(book))["First"].oddFooter.left
    assert (footer.size, footer.text.strip()) == (8, "2026-04-01 to 2026-05-15")


def test_that_a_series_is_never_taken_for_a_range() -> None:
    months = Range("First", 0, 0, 0, 1)
    chart = Chart(2, 0, "T", "EUR", "0", months, (Series("=Ann", months),))
    content = workbook_bytes(book_of(Grid(0, 0, ((Cell(1.0, "Whole"), Cell(2.0, "Whole")),)), chart))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert "<c:v>Ann</c:v>" in drawn
    assert '<c:min val="0"/>' in drawn


def test_that_properties_are_written() -> None:
    found = reopened(workbook_bytes(book_of(Grid(0, 0, ((Cell("x"),),)))))
    assert (found.properties.title, found.properties.subject, found.properties.creator) == (
        "Title & more",
        "Q2 2026",
        None,
    )
    assert {prop.name: prop.value for prop in found.custom_doc_props.props} == {"Sources": "s"}
