"""The list of the files of a log, and what is kept of them on the disk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesdesk.models.imported import Import, title_for
from salesdesk.store.refusals import READ_ONLY, WorkspaceRefused
from salesdesk.store.workspace import Workspace

Opener = Callable[[], Workspace]
READ = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MAY = Import(Path("/data/may.csv"), "may.csv", "a" * 64, 120, 1_700_000_000_123_456_789, READ)
JUNE = Import(Path("/data/june.csv"), "june.csv", "b" * 64, 130, 1_700_000_001_000_000_000, READ)


def test_that_files_keep_their_order_over_a_restart(opened: Opener) -> None:
    workspace = opened()
    assert workspace.imports.all() == ()
    workspace.imports.set((JUNE, MAY))
    workspace.close()
    assert opened().imports.all() == (JUNE, MAY)


def test_that_a_new_list_takes_the_place_of_the_old_one(memory: Workspace) -> None:
    memory.imports.set((JUNE, MAY))
    again = replace(MAY, digest="c" * 64, size=7, read_at=None)
    memory.imports.set((again,))
    assert memory.imports.all() == (again,)
    memory.imports.set(())
    assert memory.imports.all() == ()


def test_that_a_list_that_cannot_be_written_leaves_the_old_one(memory: Workspace) -> None:
    memory.imports.set((MAY,))
    with pytest.raises(WorkspaceRefused):
        memory.imports.set((JUNE, replace(MAY, digest=JUNE.digest)))  # one content twice
    assert memory.imports.all() == (MAY,)


def test_that_a_second_window_reads_the_list_only(opened: Opener) -> None:
    first, second = opened(), opened()
    first.imports.set((MAY,))
    assert second.imports.all() == (MAY,)
    with pytest.raises(WorkspaceRefused, match=READ_ONLY):
        second.imports.set(())


def test_that_what_no_file_of_the_list_needs_is_swept_at_the_next_start(opened: Opener, folder: Path) -> None:
    workspace = opened()
    workspace.imports.set((MAY,))
    workspace.close()
    kept = [MAY.digest, f"{MAY.digest}-0123456789abcdef", "log-1234"]
    for name in (*kept, JUNE.digest, f"{MAY.digest}.part", "stray"):
        (folder / "imports" / name).mkdir(parents=True)
        (folder / "imports" / name / "0.arrow").write_bytes(b"cells")
    second = opened()
    assert sorted(path.name for path in (folder / "imports").iterdir()) == sorted(kept)
    opened()  # read-only, so it sweeps nothing
    second.imports.set(())
    second.close()
    opened()
    assert not (folder / "imports").exists()


def test_that_a_workspace_of_before_gets_an_empty_list(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from salesdesk.store import migrations

    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        workspace = opened()
        workspace.settings.set("currency", "EUR")
        workspace.close()
    workspace = opened()
    assert workspace.imports.all() == ()
    assert workspace.settings.get("currency") == "EUR"
    assert [backup.kind for backup in workspace.backups if backup.kind != "regular"] == ["before-v2"]


def test_that_a_new_workspace_has_nothing_to_copy_before_it_is_made(opened: Opener) -> None:
    assert {backup.kind for backup in opened().backups} <= {"regular"}


def test_that_titles_are_one_of_a_kind() -> None:
    taken = {"deals.csv", "deals (2).csv"}
    assert title_for(Path("/a/deals.csv"), taken) == "deals (3).csv"
    assert title_for(Path("/a/other.csv"), taken) == "other.csv"
