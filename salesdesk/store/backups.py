"""Copies of the workspace: made whole, checked, listed with their hashes, thinned out by age."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salesdesk.store.copying import copy_database
from salesdesk.store.database import connect, deadline, is_sound
from salesdesk.store.files import sha256, sweep, write_whole
from salesdesk.store.migrations import has_known_schema, latest, version_of

REGULAR = "regular"
DAYS, MONTHS, BEFORE_UPDATES = 10, 6, 3
_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)(-before-v\d+)?\.sqlite")
_TIME = "%Y%m%dT%H%M%SZ"
_SECONDS = 30.0


@dataclass(frozen=True)
class Backup:
    """`number` tells the order; the clock of the computer may have been wrong."""

    number: int
    made_at: datetime
    kind: str
    path: Path
    sha256: str


class Backups:
    """The copies in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = folder / "manifest.json"

    def all(self) -> tuple[Backup, ...]:
        """Newest first. A copy that a crash or a lost list left unlisted is taken up again if it is sound."""
        hashes = self._listed()
        found = []
        for path in self.folder.glob("*.sqlite"):
            name = _NAME.fullmatch(path.name)
            digest = hashes.get(path.name) or (_hash_if_sound(path) if name else None)
            if name and digest:
                made_at = datetime.strptime(name[2], _TIME).replace(tzinfo=UTC)
                found.append(Backup(int(name[1]), made_at, (name[3] or REGULAR).lstrip("-"), path, digest))
        return tuple(sorted(found, key=lambda backup: -backup.number))

    def newest_good(self) -> Backup | None:
        return next(filter(is_good, self.all()), None)

    def make(self, source: sqlite3.Connection, now: datetime, kind: str = REGULAR) -> Backup:
        """Copies what `source` holds, checks the copy, lists it and drops those past their time."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        sweep(self.folder)
        older = self.all()
        number = max((backup.number for backup in older), default=0) + 1
        ending = "" if kind == REGULAR else f"-{kind}"
        path = self.folder / f"{number:06d}-{now.astimezone(UTC).strftime(_TIME)}{ending}.sqlite"
        copy_database(source, path)
        made = Backup(number, now.astimezone(UTC).replace(microsecond=0), kind, path, sha256(path))
        self._thin_out((made, *older))
        return made

    def _thin_out(self, backups: tuple[Backup, ...]) -> None:
        kept = kept_numbers(backups)
        entries = {backup.path.name: backup.sha256 for backup in backups if backup.number in kept}
        write_whole(self._manifest, json.dumps(entries, indent=1).encode())
        for backup in backups:
            if backup.number not in kept:
                backup.path.unlink(missing_ok=True)

    def _listed(self) -> dict[str, str]:
        try:
            entries = json.loads(self._manifest.read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(name): str(digest) for name, digest in entries.items()} if isinstance(entries, dict) else {}


def kept_numbers(backups: Iterable[Backup]) -> set[int]:
    """Of 10 days the newest; of 6 earlier months the newest; the last copies before updates."""
    ordered = sorted(backups, key=lambda backup: -backup.number)
    regular = [backup for backup in ordered if backup.kind == REGULAR]
    by_day = _first_of_each((f"{backup.made_at:%Y-%m-%d}", backup.number) for backup in regular)
    days = dict(list(by_day.items())[:DAYS])
    covered = {day[:7] for day in days}
    by_month = _first_of_each((f"{backup.made_at:%Y-%m}", backup.number) for backup in regular)
    months = [number for month, number in by_month.items() if month not in covered][:MONTHS]
    updates = [backup.number for backup in ordered if backup.kind != REGULAR][:BEFORE_UPDATES]
    return {*days.values(), *months, *updates}


def _first_of_each(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    first: dict[str, int] = {}
    for name, number in pairs:
        first.setdefault(name, number)
    return first


def is_good(backup: Backup) -> bool:
    """Whether the copy is byte for byte what was listed, and one that this program can open."""
    try:
        return sha256(backup.path) == backup.sha256 == _hash_if_sound(backup.path)
    except OSError:
        return False


def _hash_if_sound(path: Path) -> str | None:
    try:
        with closing(connect(path, "ro")) as copy, deadline(copy, _SECONDS):
            known = 1 <= version_of(copy) <= latest() and is_sound(copy) and has_known_schema(copy)
        return sha256(path) if known else None
    except (sqlite3.Error, OSError):
        return None
