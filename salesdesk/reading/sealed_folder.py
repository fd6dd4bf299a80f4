"""A folder of files that is there as a whole, unharmed and made by this very program, or counts as not there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from salesdesk import __version__

PART = ".part"
_SEAL = "seal.json"
_WORDS = 1 << 17  # added up at a time: quick, and a changed, lost or moved block of a file shows


def put_in_place(folder: Path, place: Path) -> None:
    """Seals a finished folder and moves it to its place; what is there goes only when the new one can take over."""
    files = {path.name: _fingerprint(path) for path in sorted(folder.iterdir())}
    (folder / _SEAL).write_text(json.dumps({"program": program(), "files": files}), encoding="utf-8")
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    before = folder.with_name(f"{folder.name}-before")
    with suppress(FileNotFoundError):
        place.rename(before)
    try:
        folder.rename(place)
    except OSError:
        with suppress(OSError):
            before.rename(place)
        raise
    shutil.rmtree(before, ignore_errors=True)
    if sys.platform != "win32":
        descriptor = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_whole(folder: Path, *, any_program: bool = False) -> bool:
    """Whether everything is there as it was sealed. ``any_program``: other versions may have made it."""
    try:
        seal: dict[str, Any] = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        if not any_program and seal["program"] != program():
            return False
        return all(_fingerprint(folder / name) == kept for name, kept in seal["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _fingerprint(path: Path) -> list[int | str]:
    """Its size, and a digest of sums over its blocks: as quick as reading it."""
    size = path.stat().st_size
    if not size:
        return [0, ""]
    content = np.memmap(path, dtype=np.uint8, mode="r")
    whole = size // 8 * 8
    words = content[:whole].view(np.uint64)
    sums = np.add.reduceat(words, np.arange(0, len(words), _WORDS)) if whole else np.empty(0, dtype=np.uint64)
    digest = hashlib.sha256(sums.tobytes() + content[whole:].tobytes())
    return [size, digest.hexdigest()]


@cache
def program() -> str:
    """Which program this is: its version and the state of the modules that read files."""
    package = Path(__file__).resolve().parents[1]
    modules = sorted(path for room in ("reading", "models") for path in (package / room).rglob("*.py"))
    state = [(path.name, found.st_size, found.st_mtime_ns) for path in modules for found in (path.stat(),)]
    return hashlib.sha256(json.dumps([__version__, state]).encode()).hexdigest()
