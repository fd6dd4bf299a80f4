import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.company import company_log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

pytestmark = pytest.mark.usefixtures("reading_child")


def broken(folder: Path) -> Path:
    path = folder / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook")
    path.write_bytes(path.read_bytes()[:-30])
    return path


def locked(folder: Path) -> Path:
    """What Excel writes for a workbook with a password begins like this."""
    path = folder / "locked.xlsx"
    sector = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(sector + bytes(512) + name + bytes(512))
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.xlsx"
    path.write_bytes(b"")
    return path


def picture(folder: Path) -> Path:
    path = folder / "picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return path


def far_corner(folder: Path) -> Path:
    path = folder / "corner.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")
    return path


def poem(folder: Path) -> Path:
    path = folder / "poem.txt"
    path.write_text("Roses are red\nViolets are blue\n")
    return path


@pytest.mark.parametrize("make", [broken, locked, empty, picture, far_corner, poem], ids=lambda make: make.__name__)
def test_that_a_file_that_cannot_be_used_gets_one_sentence_and_the_open_log_stays(
    driver: Driver, make: object, tmp_path: Path
) -> None:
    driver.put(company_log())
    board = driver.desk.board
    path = make(tmp_path)
    driver.open(path)
    (reason,) = driver.reasons
    assert path.name in reason
    assert reason.endswith(".")
    assert "\n" not in reason
    assert not any(word in reason for word in ("Error", "Traceback", "zip", "openpyxl", "calamine", "None"))
    assert driver.window.notice.isVisible()
    assert driver.window.notice.data.tone == "worse"
    assert driver.desk.log is company_log()
    assert driver.desk.board is board
    assert driver.page("overview").isVisible()
    assert not [entry for entry in driver.desk.workspace.recent.all() if path in entry.paths]


def test_that_the_first_file_of_all_may_be_refused_too(driver: Driver, tmp_path: Path) -> None:
    driver.open(picture(tmp_path))
    assert len(driver.reasons) == 1
    assert driver.window.stack.currentWidget() is driver.window.welcome
    assert driver.window.notice.isVisible()
