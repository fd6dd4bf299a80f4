"""The files that make up the log of the workspace, in their order, and the folder where their content is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from salesdesk.models.imported import Import
from salesdesk.store.database import Database

FOLDER = "imports"
WHOLE_LOG = "log-"  # how the folder of a finished log begins; all others begin with the digest of a file

_COLUMNS = "path, title, digest, size, mtime_ns, read_at"


class ImportsKeeper:
    """``folder`` is None where nothing is kept on disk."""

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self._database = database
        self.folder = folder

    def all(self) -> tuple[Import, ...]:
        """In the order in which they came."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM imports ORDER BY place")  # noqa: S608 - our own names
        return tuple(_import(*row) for row in rows)

    def set(self, imports: Iterable[Import]) -> None:
        """All of them in place of those before, or after a failure none."""
        rows = [
            (place, str(each.path), each.title, each.digest, each.size, each.mtime_ns, _stamp(each.read_at))
            for place, each in enumerate(imports, start=1)
        ]
        self._database.write_many(
            [
                ("DELETE FROM imports WHERE place > ?", [(0,)]),
                (f"INSERT INTO imports (place, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows),  # noqa: S608
            ]
        )

    def sweep(self) -> None:
        """Removes kept content that no import refers to. Only for whoever may write, before anything is open.

        Until then it stays for undo, which ends with the window.
        """
        if self.folder is None or not self.folder.is_dir():
            return
        digests = {each.digest for each in self.all()}
        for entry in self.folder.iterdir():
            kept = bool(digests) if entry.name.startswith(WHOLE_LOG) else entry.name.partition("-")[0] in digests
            if not kept or entry.name.endswith(".part"):
                shutil.rmtree(entry, ignore_errors=True)
        with suppress(OSError):
            self.folder.rmdir()  # if nothing is left in it


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _import(path: object, title: object, digest: object, size: object, mtime: object, read_at: object) -> Import:
    when = datetime.fromisoformat(str(read_at)) if read_at else None
    return Import(Path(str(path)), str(title), str(digest), int(str(size)), int(str(mtime)), when)
