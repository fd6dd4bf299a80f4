import codecs

import pytest

from tests.reading.reading import grid, rows

CONTENT = "Rep,Città\nZoë,Málaga\nBeå,Köln\n"


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_that_the_bytes_tell_the_encoding(tmp_path, encoding, mark, told):
    path = tmp_path / "log.csv"
    path.write_bytes(mark + CONTENT.encode(encoding))
    found = grid(path)
    assert (found.encoding, found.names) == (told, ("Rep", "Città"))
    assert rows(found) == [("Zoë", "Málaga"), ("Beå", "Köln")]


def test_that_one_late_byte_decides_against_utf8(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"Rep,City\n" + b"Ann,Rome\n" * 300_000 + "Zoë,Köln\n".encode("cp1252"))
    assert grid(path).encoding == "cp1252"


def test_that_bytes_without_meaning_are_counted(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"Rep,City\nAnn,K\x81ln\nZo\xeb,Rome\n")
    found = grid(path)
    assert rows(found)[0] == ("Ann", "K\ufffdln")
    assert any("1 characters could not be read" in note for note in found.notes)


def test_that_a_character_cut_by_a_chunk_is_whole(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"Rep,N\n" + b"x" * ((1 << 20) - 7) + "ë,1\n".encode() + b"y,2\n")
    found = grid(path)
    assert found.encoding == "utf-8"
    assert rows(found)[0][0].endswith("xë")
