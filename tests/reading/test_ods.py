import datetime as dt
import zipfile

from tests.reading.reading import grid, rows, types
from tests.reading.workbooks import write

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def cell(kind, value, words=""):
    attribute = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    facts = f'office:value-type="{kind}" office:{attribute}="{value}"'
    return f"<table:table-cell {facts}><text:p>{words}</text:p></table:table-cell>"


def words(value):
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods(path, *lines):
    rows_of = "".join(f"<table:table-row>{''.join(line)}</table:table-row>" for line in lines)
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    tail += 'table:number-columns-repeated="16384"/>'
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Log">'
        f"{rows_of}{tail}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>'
    return write(path, {"mimetype": _MIME, "META-INF/manifest.xml": manifest, "content.xml": content})


def test_that_open_document_sheets_keep_their_types(tmp_path):
    found = grid(
        ods(
            tmp_path / "log.ods",
            [words("Rep"), words("Amount"), words("Closed"), words("Won")],
            [words("Ann"), cell("float", 5.5), cell("date", "2026-03-04"), cell("boolean", "true")],
            [words("NA"), cell("float", 6), cell("date", "2026-03-05"), cell("boolean", "false")],
        )
    )
    assert (found.names, found.sheet) == (("Rep", "Amount", "Closed", "Won"), "Log")
    assert types(found)[1] == "double"
    assert [line[0] for line in rows(found)] == ["Ann", "NA"]
    assert str(rows(found)[0][2]).startswith(str(dt.date(2026, 3, 4)))


def test_that_the_part_that_names_the_kind_may_be_missing(tmp_path):
    with zipfile.ZipFile(
        ods(tmp_path / "whole.ods", [words("Rep"), words("City")], [words("Ann"), words("Rome")])
    ) as it:
        content = it.read("content.xml").decode()
    kind = f'<m:file-entry m:full-path="/" m:media-type="{_MIME}"/>'
    manifest = f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0">{kind}</m:manifest>'
    path = write(tmp_path / "log.ods", {"META-INF/manifest.xml": manifest, "content.xml": content})
    assert rows(grid(path)) == [("Ann", "Rome")]
