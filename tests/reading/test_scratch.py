import stat
import subprocess
import sys
import tempfile

import pytest

from salesdesk.reading.scratch import PREFIX, remove_left_overs, scratch_folder


@pytest.fixture
def temp(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_that_the_folder_is_private_and_gone_afterwards(temp):
    with scratch_folder() as folder:
        (folder / "part.arrow").write_bytes(b"x")
        assert folder.parent == temp
        assert folder.name.startswith(PREFIX)
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(temp.iterdir()) == []


def test_that_an_error_inside_removes_it_too(temp):
    with pytest.raises(ValueError, match="inside"), scratch_folder():
        raise ValueError("inside")
    assert list(temp.iterdir()) == []


def test_that_a_folder_in_use_stays(temp):
    with scratch_folder() as folder:
        program = (
            "import sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
            "from salesdesk.reading.scratch import remove_left_overs; remove_left_overs()"
        )
        subprocess.run([sys.executable, "-c", program, str(temp)], check=True)
        assert folder.exists()


def test_that_left_overs_are_removed_and_other_folders_are_not(temp):
    left = temp / f"{PREFIX}abc"
    left.mkdir()
    (left / "in-use").touch()
    (left / "0.arrow").write_bytes(b"x")
    (temp / "salesdesk-export").mkdir()
    (temp / f"{PREFIX}unlocked").mkdir()
    remove_left_overs()
    assert sorted(folder.name for folder in temp.iterdir()) == ["salesdesk-export", f"{PREFIX}unlocked"]
