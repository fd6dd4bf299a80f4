"""How a workbook gets to its place: written beside the target, synced, then put in its stead."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_IN_USE = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


class NotWrittenError(Exception):
    """A file could not be written; the message is one sentence for the user. What stood there before is intact."""

    for_people = True  # its words may be shown as they are


def refuse_existing(targets: Sequence[Path]) -> None:
    """Raises NotWrittenError if any target is there already."""
    there = [target.name for target in targets if target.exists() or target.is_symlink()]
    if len(there) == 1:
        raise NotWrittenError(f"“{there[0]}” is there already: choose another name or folder, or allow overwriting.")
    if there:
        raise NotWrittenError(
            f"{len(there)} of the {len(targets)} files are there already, such as “{there[0]}”: "
            "choose another folder or allow overwriting."
        )


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotWrittenError(_sentence(problem, folder)) from problem


def write_beside(target: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """Writes the whole content or nothing. Raises NotWrittenError.

    The text goes to a new file in the same folder first: a name is replaced in one step, whatever happens.
    """
    if not overwrite:
        refuse_existing([target])
    beside = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        _write_synced(beside, content)
        beside.replace(target)
        _sync_folder(target.parent)
    except OSError as problem:
        raise NotWrittenError(_sentence(problem, target)) from problem
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return target


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Only where a folder can be opened; elsewhere the system sees to it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network folders cannot be synced
    finally:
        os.close(handle)


def _sentence(problem: OSError, target: Path) -> str:
    if problem.errno in _FULL:
        return f"There is no room left for “{target.name}”: free some space or choose another folder."
    if problem.errno in _IN_USE or isinstance(problem, PermissionError):
        if target.is_file():
            return f"“{target.name}” cannot be replaced: close it if it is open in Excel, or choose another folder."
        return f"“{target.name}” cannot be written here: choose a folder that you may write to."
    if problem.errno == errno.EROFS:
        return f"“{target.name}” cannot be written here: the folder is read-only, choose another one."
    if problem.errno in {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}:
        return f"“{target.name}” cannot be written here: the folder is not there, choose another one."
    return f"“{target.name}” could not be written: {problem.strerror or 'the disk refused'}."
