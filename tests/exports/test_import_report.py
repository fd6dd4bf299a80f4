"""The workbook of what was read: everything is in it, texts stay texts, and a file that is there is kept."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from salesdesk.exports.files import NotWrittenError
from salesdesk.exports.import_report import COLUMNS, FILES, FOUND, KPIS, MISSING, plan_report, write_report
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.asking import missing_from
from salesdesk.insights.filled import all_filled
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from salesdesk.models.log import SalesLog
from tests.kpis.building import log

MANY = 1_500
FORMULA = '=HYPERLINK("http://x","y")'


def read() -> SalesLog:
    """Three won deals, one without an amount, from a file with awkward names and very many remarks."""
    won = {"status": "won", "created_at": "2026-03-02", "closed_at": "2026-03-20", "amount": 10.0}
    deals = log(opportunities=[won, won, {**won, "amount": None}])
    match = ColumnMatch(FORMULA, "opportunities", "amount", 90, "same name", "+1 decimal\x07 point")
    source = Source("=1+1.csv", "@Sheet", "opportunities", 1, 5, 3, {"no date": 2}, (match,))
    remarks = tuple(
        Issue("=1+1.csv", "@Sheet", FORMULA, Effect.NOTED, row=place + 2, column="-2+3", count=place + 1)
        for place in range(MANY)
    )
    grave = Issue("=1+1.csv", None, "Rows left out", Effect.SET_ASIDE, count=2)
    return replace(deals, sources=(source,), issues=(*remarks, grave))


READ = read()
FACTS = Book(READ)


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_bytes(plan_report(READ, all_filled(FACTS)))))


def rows(book: openpyxl.Workbook, name: str) -> list[tuple[object, ...]]:
    """Header and rows of the list on a sheet."""
    return list(book[name].iter_rows(min_row=4, values_only=True))


def test_that_every_remark_is_in_it_the_gravest_first(book: openpyxl.Workbook) -> None:
    head, first, second, *_ = found = rows(book, FOUND)
    assert head == ("File", "Sheet", "Column", "Row", "How many", "What was done", "What it is")
    assert len(found) == 1 + MANY + 1
    assert first == ("=1+1.csv", None, None, None, 2, "rows set aside", "Rows left out")
    assert second == ("=1+1.csv", "@Sheet", "-2+3", 2, 1, "used as it is", FORMULA)


def test_that_text_is_never_a_formula_and_counts_are_numbers(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink]
    assert book[FOUND]["A5"].data_type == "s"
    assert book[FOUND]["E5"].data_type == "n"


def test_that_files_and_columns_are_told(book: openpyxl.Workbook) -> None:
    told = ("=1+1.csv", "@Sheet", "Opportunities", 5, 3, 2, "no date (2)", None)
    assert rows(book, FILES)[1:] == [told]
    assert rows(book, COLUMNS)[1:] == [
        ("=1+1.csv", "@Sheet", FORMULA, "Opportunities: Amount", "same name", "+1 decimal point")
    ]
    assert book[FILES]["A2"].value == "5 rows = 3 used + 2 set aside"


def test_that_every_kpi_is_told_with_the_share_of_its_rows(book: openpyxl.Workbook) -> None:
    _, *told = rows(book, KPIS)
    assert [row[0] for row in told] == [kpi.name for kpi in ALL]
    by_name = {row[0]: row[1:] for row in told}
    size = by_name["Average deal size"]
    assert size[:3] == ("too few cases", 2, "deals with an amount")
    assert size[3] == pytest.approx(2 / 3)
    assert size[4:] == ("no amount (1)", None)
    assert by_name["Net Promoter Score"] == ("not in the log", *[None] * 4, "NPS answers: Score, Answered")


def test_that_missing_columns_are_told_as_on_the_page(book: openpyxl.Workbook) -> None:
    _, *told = rows(book, MISSING)
    asked = missing_from(all_filled(FACTS))
    assert [(row[0], row[3], row[4]) for row in told] == [(each.called, each.kpis, len(each.alone)) for each in asked]


def test_that_an_empty_report_can_be_written(tmp_path: Path) -> None:
    path = write_report(Book(log(opportunities=[{"name": "x"}])), tmp_path / "empty.xlsx")
    assert openpyxl.load_workbook(path).sheetnames == [FOUND, FILES, COLUMNS, KPIS, MISSING]


def test_that_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotWrittenError):
        write_report(FACTS, path)
    assert path.read_text(encoding="utf-8") == "mine"
    write_report(FACTS, path, overwrite=True)
    assert openpyxl.load_workbook(path).sheetnames
    assert [each.name for each in tmp_path.iterdir()] == ["report.xlsx"]
