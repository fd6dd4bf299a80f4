"""Pictures of every page, drawn by a process of its own: the theme and the font of this one stay."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from salesdesk.ui.pages import PAGES

DEALS = """Opportunity ID,Owner,Created,Closed,Stage,Amount
1,Ann Lee,2026-01-05,2026-02-20,Closed Won,1000.50
2,Ann Lee,2026-01-20,2026-03-02,Closed Lost,
3,Ben Ode,2026-02-01,2026-03-10,Closed Won,500
"""


@pytest.fixture
def deals(tmp_path: Path) -> str:
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    return str(file)


def draw(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "salesdesk", "shots", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height from a PNG's first chunk."""
    return struct.unpack(">II", picture.read_bytes()[16:24])


def test_that_there_is_a_picture_of_every_page_in_the_size_asked_for(
    qt_libraries: None, deals: str, tmp_path: Path
) -> None:
    pages = sorted(page.key for page in PAGES)
    out = tmp_path / "shots"
    said = draw(str(out), deals, "--size", "1024x640", "--period", "2026-02")
    assert (said.returncode, said.stderr.splitlines()[0][:17]) == (0, "Period: Feb 2026 ")
    assert sorted(path.name for path in out.iterdir()) == [f"{page}.png" for page in pages]
    assert {size_of(path) for path in out.iterdir()} == {(1024, 640)}
    light = (out / "team.png").read_bytes()
    assert draw(str(out), deals, "--size", "1024x640", "--dark").returncode == 0
    assert sorted(path.stem for path in out.glob("*-dark.png")) == [f"{page}-dark" for page in pages]
    assert (out / "team-dark.png").read_bytes() != light
    again = draw(str(out), deals)
    assert (again.returncode, again.stdout) == (1, "")
    assert (out / "team.png").read_bytes() == light


def test_that_pictures_of_what_cannot_be_read_are_refused(qt_libraries: None, tmp_path: Path) -> None:
    said = draw(str(tmp_path / "shots"), str(tmp_path / "gone.csv"))
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("salesdesk: gone.csv: ")
    assert not (tmp_path / "shots").exists()
