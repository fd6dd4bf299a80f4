import hashlib
import struct

import pytest

from salesdesk.reading.compound_file import CompoundFile
from salesdesk.reading.default_password import keystream
from salesdesk.reading.kinds_of_file import Kind, kind_of
from salesdesk.reading.reasons import DAMAGED, PASSWORD
from tests.reading.old_workbooks import locked, number, stream, text, write
from tests.reading.reading import grid, refusal, rows

CELLS = [text(0, 0, "Rep"), text(0, 1, "Amount")]
for at in range(1, 120):
    CELLS += [text(at, 0, f"Ann {at}"), number(at, 1, at * 10)]
SALT = bytes(range(100, 116))
EVERYBODYS = "VelvetSweatshop"
PROVIDER = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + "Provider\0".encode("utf-16-le")


def rc4(password):
    """The older method, worked out as the standard words it."""
    start = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    start = hashlib.md5((start + SALT) * 16).digest()[:5]
    return {
        "key": lambda block: hashlib.md5(start + struct.pack("<I", block)).digest(),
        "digest": "md5",
        "facts": (struct.pack("<HHH", 1, 1, 1), b""),
    }


def crypto_api(password):
    """The newer one, with keys of 128 bits."""
    start = hashlib.sha1(SALT + password.encode("utf-16-le")).digest()
    head = struct.pack("<HHHII", 1, 2, 2, 4, len(PROVIDER)) + PROVIDER + struct.pack("<I", 16)
    return {
        "key": lambda block: hashlib.sha1(start + struct.pack("<I", block)).digest()[:16],
        "digest": "sha1",
        "facts": (head, struct.pack("<I", 20)),
    }


def test_that_the_cipher_gives_the_published_bytes():
    assert bytes(a ^ b for a, b in zip(b"Plaintext", keystream(b"Key", 9), strict=True)).hex() == "bbf316e8d940af0ad3"


@pytest.mark.parametrize("method", [rc4, crypto_api])
def test_that_a_workbook_with_the_password_everybody_knows_is_read(tmp_path, method):
    path = write(tmp_path / "log.xls", locked(*CELLS, salt=SALT, **method(EVERYBODYS)))
    assert b"Ann 7" not in path.read_bytes()
    assert kind_of(path) is Kind.XLS
    found = grid(path)
    assert (found.names, len(found), rows(found)[-1]) == (("Rep", "Amount"), 119, ("Ann 119", 1190.0))
    assert found.date1904


@pytest.mark.parametrize("method", [rc4, crypto_api])
def test_that_a_workbook_with_a_password_of_its_own_is_refused(tmp_path, method):
    path = write(tmp_path / "log.xls", locked(*CELLS, salt=SALT, **method("secret")))
    assert refusal(path) == PASSWORD


@pytest.mark.parametrize("facts", [b"", b"\1", bytes(6), b"\1\0\1\0\1\0", b"\1\0\2\0\2\0" + b"\xff" * 40])
def test_that_odd_words_about_a_password_are_a_password(tmp_path, facts):
    assert refusal(write(tmp_path / "log.xls", stream(*CELLS, file_pass=facts or b"\0"))) == PASSWORD


@pytest.mark.parametrize("at", [30, 48, 76, 532])
def test_that_a_damaged_container_is_refused(tmp_path, at):
    path = write(tmp_path / "log.xls", locked(*CELLS, salt=SALT, **rc4(EVERYBODYS)))
    content = bytearray(path.read_bytes())
    content[at : at + 4] = b"\x1f\0\0\0" if at == 30 else b"\x77\x77\x77\x07"
    path.write_bytes(content)
    assert refusal(path) == DAMAGED


def test_that_a_container_that_goes_round_in_circles_comes_to_an_end(tmp_path):
    content = bytearray(write(tmp_path / "log.xls", stream(*CELLS)).read_bytes())
    struct.pack_into("<I", content, 512 + 4, 1)  # the directory's sector is followed by itself
    assert CompoundFile(bytes(content)).stream() == stream(*CELLS)
    struct.pack_into("<I", content, 512 + 4 * 9, 9)
    assert len(CompoundFile(bytes(content)).stream()) == len(stream(*CELLS))
    struct.pack_into("<II", content, 68, 2, 1)  # a list of sectors that goes on in itself
    CompoundFile(bytes(content))


def test_that_an_old_workbook_without_a_password_is_read(tmp_path):
    assert rows(grid(write(tmp_path / "log.xls", stream(*CELLS))))[0] == ("Ann 1", 10.0)
