"""The workspace as the program sees it: it remembers, refuses in plain words, and notices what happens to its file."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from salesdesk.store import migrations
from salesdesk.store.database import Database
from salesdesk.store.matches import Match
from salesdesk.store.opening import FILE
from salesdesk.store.refusals import MOVED, READ_ONLY, WorkspaceDamaged, WorkspaceRefused
from salesdesk.store.targets import Target
from salesdesk.store.workspace import Workspace

Opener = Callable[[], Workspace]
Prints = Callable[[Path], dict[str, str]]


def fill(workspace: Workspace) -> None:
    workspace.settings.set("currency", "EUR")
    workspace.state.set("window", {"width": 1280, "page": "team"})
    workspace.targets.set(Target("deals_won", date(2026, 1, 1), date(2026, 3, 31), 12, "deals", "rep", "Ann"))
    workspace.recent.add([Path("leads.csv"), Path("deals.csv")], "CRM", datetime(2026, 3, 2, 9, tzinfo=UTC))
    workspace.matches.set("a|b", Match("leads", {"A": "lead_id"}, {"dates": "dmy"}))
    workspace.names.set({"ann@x.org": "Ann"})
    workspace.my_team.set({"Ann", "Zoë"})


def contents(workspace: Workspace) -> tuple[object, ...]:
    return (
        workspace.settings.all(),
        workspace.state.all(),
        workspace.targets.all(),
        workspace.recent.all(),
        workspace.matches.all(),
        workspace.names.all(),
        workspace.my_team.get(),
    )


def test_that_everything_is_there_at_the_next_start(opened: Opener) -> None:
    first = opened()
    fill(first)
    before = contents(first)
    first.close()
    assert contents(opened()) == before


def test_that_a_workspace_in_memory_keeps_things_until_it_is_closed(memory: Workspace) -> None:
    fill(memory)
    assert memory.settings.get("currency") == "EUR"
    assert not memory.read_only
    assert memory.notice is None
    assert memory.backups == ()


def test_that_the_file_is_written_as_the_contract_says(opened: Opener, folder: Path) -> None:
    connection = opened()._database.connection
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "trusted_schema",
            "cell_size_check",
            "application_id",
            "user_version",
        )
    }
    assert asked == {
        "journal_mode": "delete",
        "synchronous": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": migrations.APPLICATION,
        "user_version": migrations.latest(),
    }


def test_that_only_the_owner_can_look_into_a_new_folder(opened: Opener, folder: Path) -> None:
    opened()
    assert folder.stat().st_mode & 0o077 == 0


def test_that_a_second_window_reads_and_says_that_it_cannot_save(opened: Opener) -> None:
    first, second = opened(), opened()
    assert not first.read_only
    assert second.read_only
    assert "nothing you change here is saved" in (second.notice or "")
    first.settings.set("currency", "EUR")
    assert second.settings.get("currency") == "EUR"
    with pytest.raises(WorkspaceRefused, match=READ_ONLY):
        second.settings.set("currency", "USD")
    assert first.settings.get("currency") == "EUR"


def test_that_the_next_window_can_save_after_the_first_has_closed(opened: Opener) -> None:
    first, second = opened(), opened()
    first.close()
    second.close()
    third = opened()
    assert not third.read_only
    third.settings.set("currency", "EUR")


def test_that_a_closed_workspace_refuses(opened: Opener) -> None:
    workspace = opened()
    workspace.close()
    workspace.close()
    with pytest.raises(WorkspaceRefused, match="already closed"):
        workspace.settings.set("currency", "EUR")
    with pytest.raises(WorkspaceRefused, match="already closed"):
        workspace.settings.get("currency")


# The file is taken away


def remove_file(folder: Path) -> None:
    (folder / FILE).unlink()


def replace_file(folder: Path) -> None:
    copy = folder / "copy"
    shutil.copyfile(folder / FILE, copy)
    copy.replace(folder / FILE)


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def move_folder(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


@pytest.mark.parametrize("taken", [remove_file, replace_file, remove_folder, move_folder])
def test_that_a_file_taken_away_is_noticed_before_the_next_write(
    opened: Opener, folder: Path, tmp_path: Path, taken: Callable[[Path], None], fingerprint: Prints
) -> None:
    workspace = opened()
    fill(workspace)
    before = contents(workspace)
    taken(folder)
    there = fingerprint(tmp_path)
    with pytest.raises(WorkspaceRefused, match=MOVED):
        workspace.settings.set("currency", "USD")
    assert fingerprint(tmp_path) == there
    assert contents(workspace) == before
    workspace.save_copy(tmp_path / FILE)
    workspace.close()
    (tmp_path / "saved").mkdir()
    shutil.move(tmp_path / FILE, tmp_path / "saved" / FILE)
    saved = Workspace.open(tmp_path / "saved")
    assert contents(saved) == before
    saved.close()


# Newer, foreign, damaged


def one_version_more(monkeypatch: pytest.MonkeyPatch) -> None:
    more = (*migrations.MIGRATIONS, ("CREATE TABLE sessions (id INTEGER PRIMARY KEY, note TEXT)",))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)


def test_that_an_older_program_leaves_a_newer_workspace_untouched(
    opened: Opener, folder: Path, fingerprint: Prints
) -> None:
    with pytest.MonkeyPatch.context() as newer:
        one_version_more(newer)
        workspace = opened()
        fill(workspace)
        workspace.close()
    before = fingerprint(folder)
    with pytest.raises(WorkspaceRefused, match="newer SalesDesk") as refusal:
        opened()
    with pytest.raises(WorkspaceRefused, match="newer SalesDesk"):
        Workspace.restore(folder, None)
    assert not isinstance(refusal.value, WorkspaceDamaged)
    assert fingerprint(folder) == before


def test_that_a_newer_program_copies_the_workspace_before_it_brings_it_up_to_date(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    fill(workspace)
    before = contents(workspace)
    workspace.close()
    one_version_more(monkeypatch)
    workspace = opened()
    assert contents(workspace) == before
    copies = [backup for backup in workspace.backups if backup.kind == f"before-v{migrations.latest()}"]
    assert len(copies) == 1
    workspace.close()
    monkeypatch.undo()
    shutil.copyfile(copies[0].path, folder / FILE)
    assert contents(opened()) == before


def test_that_a_window_of_an_older_form_is_not_joined(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    opened()
    one_version_more(monkeypatch)
    with pytest.raises(WorkspaceRefused, match="older form"):
        opened()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON json_values BEGIN DELETE FROM targets; END",
        "CREATE VIEW v AS SELECT * FROM targets",
        "CREATE TABLE more (x)",
        "ALTER TABLE my_team ADD COLUMN x",
        "PRAGMA application_id = 1",
        "DROP TABLE my_team",
    ],
)
def test_that_a_schema_that_is_not_ours_is_refused(opened: Opener, folder: Path, statement: str) -> None:
    opened().close()
    other = sqlite3.connect(folder / FILE)
    other.execute(statement)
    other.commit()
    other.close()
    with pytest.raises(WorkspaceDamaged, match="not SalesDesk's"):
        opened()


def test_that_a_file_in_place_of_the_folder_is_said(folder: Path) -> None:
    folder.write_text("no folder")
    with pytest.raises(WorkspaceRefused, match="folder cannot be made"):
        Workspace.open(folder)


# The disk


def test_that_a_full_disk_is_said_and_loses_nothing_and_a_retry_works(opened: Opener) -> None:
    workspace = opened()
    fill(workspace)
    before = contents(workspace)
    connection = workspace._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceRefused, match="disk is full"):
        workspace.settings.set("long", "x" * 100_000)
    assert contents(workspace) == before
    connection.execute("PRAGMA max_page_count = 100000")
    workspace.settings.set("long", "x" * 100_000)
    workspace.close()
    assert opened().settings.get("long") == "x" * 100_000


def test_that_work_goes_on_when_no_backup_can_be_made(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("salesdesk.store.backups.copy_database", full)
    workspace = opened()
    assert workspace.notice == "No backup could be made today. Check that the disk has room and can be written to."
    workspace.settings.set("currency", "EUR")
    assert workspace.settings.get("currency") == "EUR"


def test_that_an_update_without_room_for_the_copy_leaves_the_workspace_as_it_was(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    opened().close()
    before = (folder / FILE).read_bytes()
    one_version_more(monkeypatch)
    monkeypatch.setattr("salesdesk.store.backups.copy_database", full)
    with pytest.raises(WorkspaceRefused, match="disk is full"):
        opened()
    assert (folder / FILE).read_bytes() == before


def test_that_a_write_that_fails_half_way_is_not_there(memory: Workspace) -> None:
    memory.my_team.set({"Ann"})
    with pytest.raises(WorkspaceRefused):
        memory._database.write_many([("DELETE FROM my_team", [()]), ("INSERT INTO my_team VALUES (?)", [([],)])])
    assert memory.my_team.get() == {"Ann"}


def test_that_a_query_without_end_is_interrupted(memory: Workspace) -> None:
    database: Database = memory._database
    database.seconds = 0.0
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(WorkspaceRefused, match="did not answer in time"):
        database.rows(endless)
    database.seconds = 10.0
    assert memory.settings.all() == {}
