import pytest

from salesdesk.reading import reasons
from salesdesk.reading.grid import Refused
from salesdesk.reading.limits import DEFAULT
from salesdesk.reading.zip_parts import Parts, workbook_facts, workbook_part
from tests.reading.reading import grids, refusal
from tests.reading.workbooks import parts, sheet, table, write

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"letter.txt": "x"}, reasons.ARCHIVE),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}, reasons.DOCUMENT),
        ({"Index/Document.iwa": "x"}, reasons.NUMBERS),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, reasons.DOCUMENT),
        ({"mimetype": ODS, "META-INF/manifest.xml": "<encryption-data/>"}, reasons.PASSWORD),
        ({"[Content_Types].xml": "<Types/>"}, reasons.DAMAGED),
        ({"content.xml": "<a/>"}, reasons.DAMAGED),
    ],
)
def test_that_archives_without_a_workbook_are_named(tmp_path, content, reason):
    assert refusal(write(tmp_path / "log.xlsx", content)) == reason


def test_that_a_document_renamed_is_a_document(tmp_path):
    content = {"_rels/.rels": '<R><R Type="http://x/officeDocument" Target="word/document.xml"/></R>'}
    assert refusal(write(tmp_path / "log.xlsx", content)) == reasons.DOCUMENT


def test_that_bytes_that_only_begin_like_an_archive_are_damaged(tmp_path):
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(500))
    assert refusal(path) == reasons.DAMAGED


def test_that_sheets_are_listed_with_part_and_visibility(tmp_path):
    content = parts(
        {"One": sheet(""), "Two": sheet("")}, states={"Two": "veryHidden"}, properties='<workbookPr date1904="1"/>'
    )
    found = Parts(write(tmp_path / "log.xlsx", content), DEFAULT)
    facts = workbook_facts(found, workbook_part(found) or "")
    assert [(one.name, one.part, one.hidden) for one in facts.sheets] == [
        ("One", "xl/worksheets/sheet1.xml", False),
        ("Two", "xl/worksheets/sheet2.xml", True),
    ]
    assert facts.date1904


def test_that_a_workbook_may_lie_in_another_folder(tmp_path):
    content = parts({"Log": sheet(table(2))})
    moved = {name.replace("xl/", ""): markup.replace("xl/", "") for name, markup in content.items()}
    (found,) = grids(write(tmp_path / "log.xlsx", moved))
    assert len(found) == 2


@pytest.mark.parametrize("name", ["log.xlsx", "log.xls", "log.csv", "log", "log.ods", "l\udce4g.xlsx"])
def test_that_the_name_does_not_matter(tmp_path, name):
    (found,) = grids(write(tmp_path / name, parts({"Log": sheet(table(2))})))
    assert len(found) == 2


def test_that_large_markup_is_not_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr("salesdesk.reading.zip_parts._MOST_MARKUP", 50)
    found = Parts(write(tmp_path / "log.xlsx", parts({"Log": sheet("")})), DEFAULT)
    with pytest.raises(Refused):
        found.markup("xl/workbook.xml")


@pytest.mark.parametrize("first", [True, False])
def test_that_of_parts_that_differ_in_capitals_only_the_one_spelt_in_the_list_of_sheets_is_read(tmp_path, first):
    content = parts({"Log": sheet(table(2))})
    other = {"xl/Worksheets/Sheet1.xml": sheet(table(5))}
    (found,) = grids(write(tmp_path / "log.xlsx", content | other if first else other | content))
    assert len(found) == 2
