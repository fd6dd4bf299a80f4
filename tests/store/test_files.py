"""Files that are there as a whole or not at all."""

from pathlib import Path

import pytest

from salesdesk.store import files
from salesdesk.store.files import sweep, write_whole


def test_that_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.json"
    write_whole(path, b"old")

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_that_half_prepared_files_are_swept_away_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite.part").touch()
    (tmp_path / "a.sqlite.part-journal").touch()
    (tmp_path / "parts.sqlite").touch()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["parts.sqlite"]
