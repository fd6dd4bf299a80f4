"""Files that are either there as a whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

PART = ".part"


def sha256(path: Path) -> str:
    """Hexadecimal digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Returns when the file's bytes are on the disk, not only on their way to it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The same for the names in a folder; Windows writes them with the files and knows no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def part_of(path: Path) -> Path:
    """Where a file is prepared, beside its place."""
    return path.with_name(path.name + PART)


def put_in_place(part: Path, path: Path) -> None:
    """Replaces `path` by the finished `part`: whoever looks finds the old file or the new one."""
    sync(part)
    part.replace(path)
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside and replaces; after a failure the old file is there unchanged."""
    part = part_of(path)
    try:
        part.write_bytes(content)
        put_in_place(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Removes what a killed program had only half prepared."""
    for part in folder.glob(f"*{PART}*"):
        part.unlink(missing_ok=True)
