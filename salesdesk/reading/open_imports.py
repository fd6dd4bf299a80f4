"""Opens the files of a workspace as one log, from what was kept of them as far as there is any."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from salesdesk.models.imported import Import, title_for
from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.reading import grid as grids_
from salesdesk.reading.answers import Asked, Refused
from salesdesk.reading.log_snapshot import read_log, write_log
from salesdesk.reading.open import ToRead, log_of
from salesdesk.reading.presets import presets_digest
from salesdesk.reading.request import Progress
from salesdesk.reading.scratch import scratch_folder
from salesdesk.reading.sealed_folder import PART, is_whole, program, put_in_place
from salesdesk.reading.shelf import Shelf, identified

_WHOLE_LOG = "log-"


@dataclass(frozen=True, eq=False)
class OpenedImports:
    """``key`` stands for everything that the log depends on. ``kept``: the log was kept under this key already."""

    log: SalesLog
    key: str
    kept: bool


def open_imports(
    imports: Sequence[Import], shelf: Shelf, asked: Asked, settings: Settings, progress: Progress | None = None
) -> OpenedImports:
    """The log of files that were `told_apart`; each counts with the content that its digest stands for.

    Raises Refused if one of them cannot be read or nothing can be used; then nothing new stays on the shelf.
    """
    try:
        found = _opened(imports, shelf, asked, settings, progress)
        if progress is not None:
            progress(0, 0, "")  # the last chance to give up with nothing left behind
    except BaseException:
        shelf.discard()
        raise
    return found


def _opened(
    imports: Sequence[Import], shelf: Shelf, asked: Asked, settings: Settings, progress: Progress | None
) -> OpenedImports:
    key = log_key(imports, asked)
    # a finished log does not do for a file of which nothing is kept: the next change of the files will need it
    if all(map(shelf.has, imports)) and (log := _kept_log(key, shelf, settings)) is not None:
        return OpenedImports(log, key, kept=True)
    files = [to_read(one, shelf) for one in imports]
    try:
        return OpenedImports(log_of(files, asked, settings, progress), key, kept=False)
    except Refused:
        if (log := _kept_log(key, shelf, settings)) is None:
            raise
        return OpenedImports(log, key, kept=True)


def _kept_log(key: str, shelf: Shelf, settings: Settings) -> SalesLog | None:
    place = None if shelf.folder is None else shelf.folder / f"{_WHOLE_LOG}{key}"
    return read_log(place, settings) if place is not None and is_whole(place) else None


def to_read(one: Import, shelf: Shelf) -> ToRead:
    """An identified file with what is kept of it; from the disk only what is not kept."""
    return ToRead(one.title, partial(shelf.read, one), lambda: one.digest)


def told_apart(
    asked_for: Sequence[Import], progress: Progress | None = None
) -> tuple[tuple[Import, ...], tuple[str, ...]]:
    """Every import identified and with a title of its own, and the names of files that had the content of another one.

    An import without a digest is identified by its file now; of two with the same content the first one stays. Raises
    Refused.
    """
    found: dict[str, Import] = {}
    again: list[str] = []
    reasons: list[str] = []
    taken = {one.title for one in asked_for if one.title}
    for one in asked_for:
        try:
            now = one if one.digest else identified(one.path, progress)
        except grids_.Refused as refused:
            reasons.append(f"{one.path.name}: {refused.reason}")
            continue
        if now.digest in found:
            again.append(one.path.name)
            continue
        title = one.title or title_for(one.path, taken)
        taken.add(title)
        found[now.digest] = replace(now, title=title)
    if reasons:
        raise Refused(reasons)
    return tuple(found.values()), tuple(again)


def log_key(imports: Sequence[Import], asked: Asked) -> str:
    """A digest of all that a log is made of: the files in their order, what was told about them, the program."""
    facts = [program(), presets_digest(), [(one.digest, one.title) for one in imports], asdict(asked)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=repr).encode()).hexdigest()


def keep_log(log: SalesLog, key: str, folder: Path, progress: Progress | None = None) -> None:
    """Keeps a finished log in place of those kept before; a log that cannot be kept is made anew next time."""
    with scratch_folder(folder) as scratch:
        part = scratch / f"{key}{PART}"
        part.mkdir(mode=0o700)
        try:
            write_log(log, part)
        except TypeError:
            return
        if progress is not None:
            progress(0, 0, "")
        put_in_place(part, folder / f"{_WHOLE_LOG}{key}")
    for other in folder.glob(f"{_WHOLE_LOG}*"):
        if not other.name.endswith(key):
            shutil.rmtree(other, ignore_errors=True)
