import gzip
import struct

import pytest

from salesdesk.reading import reasons
from salesdesk.reading.grid import Refused
from salesdesk.reading.kinds_of_file import Kind, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF8 = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)


def utf16(name):
    return name.encode("utf-16-le") + b"\0\0"


def kind(folder, content, name="log.xlsx"):
    path = folder / name
    path.write_bytes(content)
    return kind_of(path)


DBASE = b"\x03\x7e\x03\x04" + struct.pack("<IHH", 5, 97, 20) + bytes(20) + b"REP" + bytes(60)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", reasons.EMPTY),
        (b" \r\n\r\n", reasons.EMPTY),
        (bytes(5000), reasons.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), reasons.PICTURE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), reasons.PICTURE),
        (b"GIF89a" + bytes(50), reasons.PICTURE),
        (b"BM" + struct.pack("<IHHI", 1000, 0, 0, 54) + bytes(50), reasons.PICTURE),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", reasons.PICTURE),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), reasons.PICTURE),
        (b"%PDF-1.7\n", reasons.PDF),
        (gzip.compress(b"Rep,Amount\n", mtime=0), reasons.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), reasons.ARCHIVE),
        (b"Rar!\x1a\x07\x00", reasons.ARCHIVE),
        (b"SQLite format 3\0" + bytes(80), reasons.DATABASE),
        (b"PAR1" + bytes(80), reasons.DATABASE),
        (DBASE, reasons.DATABASE),
        (b"MZ\x90\x00" + bytes(80), reasons.PROGRAM),
        (b"{\\rtf1\\ansi Hello}", reasons.DOCUMENT),
        (b"\x00\x00\x02\x00\x06\x04\x06\x00\x08\x00", reasons.OLD_FORMAT),
        (b'{"deals": []}', reasons.JSON_TEXT),
        (b'[{"rep": "Ann"}]', reasons.JSON_TEXT),
        (b'<?xml version="1.0"?><deals/>', reasons.MARKUP),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            reasons.XML_SHEET,
        ),
        (bytes(range(256)) * 20, reasons.NOT_A_TABLE),
        (OLE + bytes(600) + utf16("EncryptedPackage"), reasons.PASSWORD),
        (OLE + bytes(600) + utf16("WordDocument"), reasons.DOCUMENT),
        (OLE + bytes(600) + utf16("Catalog"), reasons.NOT_A_TABLE),
        (OLE + bytes(600) + BIFF8 + b"\x2f\x00\x02\x00\x00\x00\x0a\x00\x00\x00" + utf16("Workbook"), reasons.PASSWORD),
    ],
)
@pytest.mark.parametrize("name", ["log.xlsx", "log.csv"])
def test_that_what_is_no_table_is_named_whatever_its_name_says(tmp_path, content, reason, name):
    with pytest.raises(Refused) as caught:
        kind(tmp_path, content, name)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Rep,Amount\nAnn,5\n", Kind.TEXT),
        (b"[Id],[Name]\n1,Ann\n", Kind.TEXT),
        (b"Rep\0,Amount\nAnn,5\n", Kind.TEXT),
        (b"Rep,Amount\nAnn,\x01\x025\nBea,6\n", Kind.TEXT),
        ("Rep,Amount\nAnn,5\n".encode("utf-16"), Kind.TEXT),
        ("Rep,Amount\nAnn,5\n".encode("utf-16-le"), Kind.TEXT),
        ("作業,担当者\n一,二\n".encode("utf-16"), Kind.TEXT),
        ("Répertoire;Été\n".encode("cp1252"), Kind.TEXT),
        (b"PK\x03\x04", Kind.ZIP),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", Kind.OLD),
        (b"TABLE\r\n0,1\r\n", Kind.OLD),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", Kind.OLD),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", Kind.OLD),
        (OLE + bytes(600) + BIFF8 + utf16("Workbook"), Kind.XLS),
        (b"\xef\xbb\xbf\r\n <html><table></table></html>", Kind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', Kind.HTML),
        (b"<table><tr><td>1</td></tr></table>", Kind.HTML),
    ],
)
def test_that_tables_are_told_by_their_bytes(tmp_path, content, expected):
    assert kind(tmp_path, content, "photo.png") is expected


def test_that_every_reason_is_one_plain_sentence():
    told = {name: text for name, text in vars(reasons).items() if name.isupper() and name[0] != "_"}
    assert len(told) > 20
    for text in told.values():
        assert len(text) <= 140
        assert text.endswith(".")
        assert not any(word in text for word in ("Error", "Exception", "None", "/", "\\"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError("x"), reasons.LOCKED),
        (MemoryError(), reasons.NEEDS_MEMORY),
        (ValueError("calamine error: Password protected workbook"), reasons.PASSWORD),
        (ValueError("capacity overflow"), reasons.NEEDS_MEMORY),
        (ValueError("unexpected end of xml"), reasons.DAMAGED),
    ],
)
def test_that_what_libraries_raise_becomes_plain_words(error, expected):
    assert reasons.reason_of(error) == expected
