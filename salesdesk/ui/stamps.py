"""Whether files on disk are still as they were: their sizes and times, looked at without opening them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from salesdesk.models.imported import Import


@dataclass(frozen=True)
class Stamp:
    """``changed_at`` in nanoseconds, as the file system counts them."""

    changed_at: int
    size: int


# None: the file could not be looked at.
Stamps: TypeAlias = Mapping[Path, Stamp | None]


class Fate(StrEnum):
    """What became of a file since it was opened."""

    CHANGED = "changed"
    GONE = "gone"  # its folder is there, the file is not
    OUT_OF_REACH = "out of reach"  # the folder is not there either: a drive that was pulled out, a network that is away


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp | None]:
    """May take long where a network drive does not answer: never to be called by the window itself."""
    return {path: stamp_now(path) for path in paths}


def stamp_of(one: Import) -> Stamp:
    """As the file was when it was read."""
    return Stamp(one.mtime_ns, one.size)


def stamp_now(path: Path) -> Stamp | None:
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(told.st_mtime_ns, told.st_size)


def fates(before: Stamps, now: Stamps) -> dict[Path, Fate]:
    """Of those files that are not as they were. May take long, as ``stamps``."""
    found = {path: fate(path, was, now.get(path)) for path, was in before.items() if was}
    return {path: own for path, own in found.items() if own}


def fate_now(one: Import) -> Fate | None:
    """What became of a file of the log; None: it is as it was read. May take long, as ``stamps``."""
    return fate(one.path, stamp_of(one), stamp_now(one.path))


def fate(path: Path, was: Stamp, now: Stamp | None) -> Fate | None:
    """None: the file is as it was."""
    if now is not None:
        return None if now == was else Fate.CHANGED
    try:
        return Fate.GONE if path.parent.is_dir() else Fate.OUT_OF_REACH
    except OSError:
        return Fate.OUT_OF_REACH


def fates_text(found: Mapping[Path, Fate]) -> str:
    """A few sentences for the bar over every page."""
    by_fate = {fate: [path.name for path, own in found.items() if own is fate] for fate in Fate}
    said = []
    if names := by_fate[Fate.CHANGED]:
        said.append(f"{_named(names)} {_has(names)} changed since {_it(names)} read.")
    if names := by_fate[Fate.GONE]:
        said.append(f"{_named(names)} {_is(names)} no longer where {_it(names)} opened.")
    if names := by_fate[Fate.OUT_OF_REACH]:
        said.append(f"{_named(names)} cannot be reached at the moment.")
    if any(fate is not Fate.CHANGED for fate in found.values()):
        said.append("The figures stay as they are.")
    return " ".join(said)


def _named(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(f"“{name}”" for name in names)
    return f"“{names[0]}” and {len(names) - 1} more files"


def _has(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _it(names: list[str]) -> str:
    return "it was" if len(names) == 1 else "they were"
