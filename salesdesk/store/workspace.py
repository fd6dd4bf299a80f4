"""The workspace: everything that SalesDesk keeps on disk between two starts."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from salesdesk.store import seal
from salesdesk.store.backups import Backup, Backups, is_good
from salesdesk.store.copying import copy_database
from salesdesk.store.database import Database
from salesdesk.store.display_names import DisplayNamesKeeper
from salesdesk.store.files import part_of, put_in_place
from salesdesk.store.imports import FOLDER, ImportsKeeper
from salesdesk.store.joined_names import JoinedNamesKeeper
from salesdesk.store.lock import FolderLock
from salesdesk.store.matches import MatchesKeeper
from salesdesk.store.migrations import migrate
from salesdesk.store.my_team import MyTeamKeeper
from salesdesk.store.opening import FILE, Clock, Opened, make_empty, open_folder, refuse_newer, take_lock
from salesdesk.store.recent import RecentKeeper
from salesdesk.store.refusals import WorkspaceRefused, local_time, reason_for
from salesdesk.store.settings import SettingsKeeper
from salesdesk.store.state import StateKeeper
from salesdesk.store.targets import TargetsKeeper
from salesdesk.store.typed_rows import TypedRowsKeeper
from salesdesk.store.views import ViewsKeeper

_BACKUP_GONE = "This backup is damaged or gone. Choose an older one."
_NO_BACKUP = "No backup could be made today. Check that the disk has room and can be written to."


def utc_now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """`notice` is what the user has to be told about this workspace, None if all is well."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self.notice: str | None = None
        self.settings = SettingsKeeper(database)
        self.targets = TargetsKeeper(database)
        self.typed = TypedRowsKeeper(database)
        self.recent = RecentKeeper(database)
        self.imports = ImportsKeeper(database, database.path.parent / FOLDER if database.path else None)
        self.matches = MatchesKeeper(database)
        self.names = DisplayNamesKeeper(database)
        self.joined = JoinedNamesKeeper(database)
        self.my_team = MyTeamKeeper(database)
        self.state = StateKeeper(database)
        self.views = ViewsKeeper(database)
        self._database = database
        self._clock = clock
        self._backups: Backups | None = None
        self._lock: FolderLock | None = None
        self._backed_up_on: date | None = None

    @classmethod
    def open(cls, folder: Path, clock: Clock = utc_now) -> Workspace:
        """Raises WorkspaceRefused; its kind WorkspaceDamaged carries the backup to hand to `restore`."""
        return cls._of(open_folder(folder, clock), clock)

    @classmethod
    def _of(cls, opened: Opened, clock: Clock) -> Workspace:
        workspace = cls(opened.database, clock)
        workspace.notice, workspace._lock, workspace._backups = opened.notice, opened.lock, opened.backups
        if opened.lock:
            opened.database.before_write = workspace._back_up_once_a_day
            workspace._back_up_once_a_day()
            with suppress(OSError, WorkspaceRefused):
                workspace.imports.sweep()
        return workspace

    @classmethod
    def in_memory(cls, clock: Clock = utc_now) -> Workspace:
        """Forgets everything when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrate(connection, lambda _: None)
        return cls(Database(connection), clock)

    @classmethod
    def restore(cls, folder: Path, backup: Backup | None, clock: Clock = utc_now) -> Workspace:
        """Goes back to a backup, or to an empty workspace; the present file is put aside, never deleted."""
        path = folder / FILE
        try:
            refuse_newer(path)
            lock, why_not = take_lock(folder)
            if not lock:
                raise WorkspaceRefused(why_not or "")
            try:
                _put_back(path, backup, clock)
            finally:
                lock.release()
        except (OSError, sqlite3.Error) as error:
            raise WorkspaceRefused(reason_for(error)) from error
        workspace = cls.open(folder, clock)
        if backup:
            workspace.notice = f"The backup of {local_time(backup.made_at)} is back. The former file was kept."
        return workspace

    @property
    def read_only(self) -> bool:
        return self._database.read_only

    @property
    def backups(self) -> tuple[Backup, ...]:
        """Newest first."""
        return self._backups.all() if self._backups else ()

    def save_copy(self, path: Path) -> None:
        """A copy of all that is kept, also when the file itself was removed meanwhile."""
        with self._database.answering() as connection:
            copy_database(connection, path)

    def close(self) -> None:
        """A second call does nothing."""
        token = None
        with suppress(sqlite3.Error, WorkspaceRefused):
            if self._lock and self._database.written:
                self._database.check_place()
                token = seal.mark(self._database.connection)
        self._database.close()
        with suppress(OSError):
            if token and self._database.path:
                seal.seal(self._database.path, token)
        if self._lock:
            self._lock.release()
            self._lock = None

    def _back_up_once_a_day(self) -> None:
        today = self._clock().astimezone(UTC).date()
        if today == self._backed_up_on or not self._backups:
            return
        self._backed_up_on = today
        try:
            self._backups.make(self._database.connection, self._clock())
        except (OSError, sqlite3.Error, WorkspaceRefused):
            self.notice = _NO_BACKUP  # no reason to refuse the work itself


def _put_back(path: Path, backup: Backup | None, clock: Clock) -> None:
    part = part_of(path)
    part.unlink(missing_ok=True)
    if not backup:
        make_empty(part)
    elif is_good(backup):
        part.write_bytes(backup.path.read_bytes())
    else:
        raise WorkspaceRefused(_BACKUP_GONE)
    _put_aside(path, clock())
    put_in_place(part, path)


def _put_aside(path: Path, now: datetime) -> None:
    """The journal goes with its file: SQLite would play it back into the restored one."""
    kept = path.parent / "kept"
    kept.mkdir(mode=0o700, exist_ok=True)
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    count = len(list(kept.iterdir()))
    for name in (f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm", seal.seal_path(path).name, FILE):
        found = path.with_name(name)
        if found.exists():
            found.rename(kept / f"{stamp}-{count}-{name}")
