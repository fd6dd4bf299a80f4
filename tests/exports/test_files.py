"""Writing beside the target and replacing it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from salesdesk.exports import files
from salesdesk.exports.files import NotWrittenError, make_folder, refuse_existing, write_beside


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_a_file_is_written_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    assert write_beside(tmp_path / "a.xlsx", b"new").read_bytes() == b"new"
    assert left_in(tmp_path) == ["a.xlsx"]


def test_that_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    with pytest.raises(NotWrittenError, match="is there already"):
        write_beside(tmp_path / "a.xlsx", b"new")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
    assert write_beside(tmp_path / "a.xlsx", b"new", overwrite=True).read_bytes() == b"new"


def test_that_several_files_in_the_way_are_told_at_once(tmp_path: Path) -> None:
    targets = [tmp_path / name for name in ("a", "b", "c")]
    for target in targets[1:]:
        target.write_bytes(b"")
    with pytest.raises(NotWrittenError, match=r"^2 of the 3 files are there already, such as “b”"):
        refuse_existing(targets)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "close it if it is open in Excel"),
        (errno.EPERM, "close it if it is open in Excel"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "could not be written"),
    ],
)
def test_that_a_failed_replacement_leaves_the_old_file_and_one_sentence(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWrittenError) as caught:
        write_beside(target, b"new", overwrite=True)
    assert words in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert len(str(caught.value)) <= 140
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == ["a.xlsx"]


def test_that_a_disk_that_fills_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fill(path: Path, content: bytes) -> None:
        path.write_bytes(content[:2])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files, "_write_synced", fill)
    with pytest.raises(NotWrittenError, match="no room left"):
        write_beside(target, b"new", overwrite=True)
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == ["a.xlsx"]


def test_that_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="the folder is not there"):
        write_beside(tmp_path / "no" / "a.xlsx", b"new")


def test_that_a_file_where_a_folder_is_wanted_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWrittenError, match="cannot be written here"):
        make_folder(tmp_path / "file" / "below")
