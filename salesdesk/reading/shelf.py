"""What was read from files before, kept as the reading process wrote it: by the digest of the file's content."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from salesdesk.models.imported import Import
from salesdesk.reading.child import read_grids, read_into, stamp_of
from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.grid_files import read_answer
from salesdesk.reading.reasons import CHANGED, CHANGED_SINCE, FOLDER, GONE, KEPT_AS_READ
from salesdesk.reading.request import Progress, Request
from salesdesk.reading.scratch import scratch_folder
from salesdesk.reading.sealed_folder import PART, is_whole, put_in_place

_PIECE = 8 << 20
_ROOM, _GROWTH = 32 << 20, 8
_NOT_AS_IT_WAS = frozenset({GONE, FOLDER, CHANGED_SINCE})
_ANSWER = ("answer.json", "*.arrow")


class Shelf:
    """``folder`` None: nothing is kept, every file is read anew; not ``writable``: nothing new is kept.

    ``fresh`` are the folders that were put there through this object.
    """

    def __init__(self, folder: Path | None = None, *, writable: bool = True) -> None:
        self.folder = folder
        self._keeps = writable and folder is not None
        self.fresh: list[Path] = []

    @property
    def keeps(self) -> bool:
        return self._keeps

    def read(self, one: Import, *, progress: Progress | None = None, **how: Any) -> tuple[Grid, ...]:
        """The grids of a file with the content it had when it was identified; raises Refused.

        ``how``: header rows, encoding and delimiter as `read_grids` takes them. What another version of the
        program kept is read anew while the file is still there, and used as it is when not.
        """
        place = self._place(one.digest, how)
        if place is not None and is_whole(place):
            return _titled(read_answer(place), one.title)
        try:
            return _titled(self._from_disk(one, how, place, progress), one.title)
        except Refused as refused:
            if place is not None and is_whole(place, any_program=True):
                return _titled(read_answer(place), one.title)
            plain = self._place(one.digest, {})
            if refused.reason in _NOT_AS_IT_WAS and plain not in (None, place) and is_whole(plain, any_program=True):
                raise Refused(KEPT_AS_READ) from None
            raise

    def has(self, one: Import) -> bool:
        """Whether something is kept of a file, in whatever state."""
        place = self._place(one.digest, {})
        return place is not None and place.exists()

    def discard(self) -> None:
        """Takes away what was put there through this object: what it was for did not succeed."""
        for place in self.fresh:
            shutil.rmtree(place, ignore_errors=True)
        self.fresh.clear()
        if self.folder is not None:
            with suppress(OSError):
                self.folder.rmdir()  # if nothing else is in it

    def _place(self, digest: str, how: Mapping[str, Any]) -> Path | None:
        asked = {name: value for name, value in how.items() if value}
        sort = f"-{hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]}" if asked else ""
        return None if self.folder is None else self.folder / f"{digest}{sort}"

    def _from_disk(
        self, one: Import, how: Mapping[str, Any], place: Path | None, progress: Progress | None
    ) -> tuple[Grid, ...]:
        stamp = stamp_of(one.path)
        if stamp != (one.size, one.mtime_ns) and identified(one.path).digest != one.digest:
            raise Refused(CHANGED_SINCE)
        if place is not None and self._keeps and _has_room(place, one.size):
            try:
                return self._kept_from_disk(one, how, place, stamp, progress)
            except OSError:  # a full disk does not keep a log from being opened
                self._keeps = False
        grids = read_grids(one.path, progress=progress, **how)
        if stamp_of(one.path) != stamp:
            raise Refused(CHANGED)
        return grids

    def _kept_from_disk(
        self, one: Import, how: Mapping[str, Any], place: Path, stamp: tuple[int, int], progress: Progress | None
    ) -> tuple[Grid, ...]:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        asked = {name: value for name, value in how.items() if value is not None}
        with scratch_folder(place.parent) as scratch:
            read_into(scratch, Request(one.path, **asked), progress)
            if stamp_of(one.path) != stamp:  # what was read may not be what the digest stands for
                raise Refused(CHANGED)
            self._keep(scratch, place)
        return read_answer(place) or ()

    def _keep(self, scratch: Path, place: Path) -> None:
        part = scratch / f"{place.name}{PART}"
        part.mkdir(mode=0o700)
        for pattern in _ANSWER:
            for path in scratch.glob(pattern):
                path.rename(part / path.name)
        if not place.exists():
            self.fresh.append(place)
        put_in_place(part, place)


def _has_room(place: Path, size: int) -> bool:
    """Whether the disk can take what is read from a file; a packed workbook grows."""
    there = next(folder for folder in place.parents if folder.exists())
    return shutil.disk_usage(there).free > _ROOM + _GROWTH * size


def identified(path: Path, progress: Progress | None = None) -> Import:
    """The file as it stands now, without a title; raises Refused. ``progress`` may raise to give up."""
    size, mtime = stamp_of(path)
    digest, done = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, max(done, size), "")
    except OSError:
        raise Refused(CHANGED) from None
    if stamp_of(path) != (size, mtime):
        raise Refused(CHANGED)
    return Import(path, "", digest.hexdigest(), size, mtime, datetime.now(UTC))


def _titled(grids: tuple[Grid, ...] | None, title: str) -> tuple[Grid, ...]:
    return tuple(replace(grid, source=title or grid.source) for grid in grids or ())
