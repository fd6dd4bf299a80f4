"""Backups: made daily, thinned out by age, hashed, restorable, and never fooled by a wrong clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.store.backups import REGULAR, Backup, Backups, is_good, kept_numbers
from salesdesk.store.opening import FILE
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.store.workspace import Workspace

Opener = Callable[[], Workspace]
Clock = Any  # the hand-moved one of conftest.py


def listed(number: int, day: datetime, kind: str = REGULAR) -> Backup:
    return Backup(number, day, kind, Path(f"{number}"), "")


def test_that_after_400_days_ten_days_and_six_earlier_months_are_there(
    opened: Opener, folder: Path, clock: Clock
) -> None:
    for day in range(400):
        workspace = opened()
        workspace.settings.set("day", day)
        workspace.close()
        clock.forward(days=1)
    workspace = opened()
    found = [f"{backup.made_at:%Y-%m-%d}" for backup in workspace.backups]
    last = datetime(2027, 4, 6, tzinfo=UTC)
    days = [f"{last - timedelta(days=back):%Y-%m-%d}" for back in range(10)]
    assert found == [*days, "2027-02-28", "2027-01-31", "2026-12-31", "2026-11-30", "2026-10-31", "2026-09-30"]
    assert all(map(is_good, workspace.backups))
    files = sorted(path.name for path in (folder / "backups").iterdir())
    assert files == sorted(["manifest.json", *(backup.path.name for backup in workspace.backups)])
    oldest = workspace.backups[-1]
    workspace.close()
    restored = Workspace.restore(folder, oldest, clock)
    # A day's backup is made when the program opens: it holds what was saved the day before.
    assert restored.settings.get("day") == (oldest.made_at - datetime(2026, 3, 2, 9, tzinfo=UTC)).days - 1
    restored.close()


def test_that_a_program_left_open_makes_a_backup_on_each_day_it_writes(opened: Opener, clock: Clock) -> None:
    workspace = opened()
    for day in range(5):
        workspace.settings.set("day", day)
        workspace.settings.set("again", day)
        clock.forward(days=1)
    assert len({backup.made_at.date() for backup in workspace.backups}) == len(workspace.backups) == 5


def test_that_opening_twice_a_day_keeps_the_newer_copy(opened: Opener, clock: Clock) -> None:
    first = opened()
    first.settings.set("currency", "EUR")
    first.close()
    clock.forward(hours=1)
    second = opened()
    assert [backup.number for backup in second.backups] == [2]


def test_that_going_back_keeps_the_former_file(opened: Opener, folder: Path, clock: Clock) -> None:
    workspace = opened()
    workspace.settings.set("note", "first")
    workspace.close()
    clock.forward(days=1)
    workspace = opened()
    backup = workspace.backups[0]
    workspace.settings.set("note", "second")
    workspace.close()
    former = (folder / FILE).read_bytes()
    restored = Workspace.restore(folder, backup, clock)
    assert restored.settings.get("note") == "first"
    assert "is back" in (restored.notice or "")
    assert former in [path.read_bytes() for path in (folder / "kept").iterdir()]
    restored.close()


def test_that_an_open_workspace_is_not_put_back_behind_its_window(opened: Opener, folder: Path) -> None:
    workspace = opened()
    with pytest.raises(WorkspaceRefused, match="Another window"):
        Workspace.restore(folder, workspace.backups[0])


def test_that_a_changed_backup_is_not_good_and_not_taken(opened: Opener, folder: Path, clock: Clock) -> None:
    opened().close()
    clock.forward(days=1)
    workspace = opened()
    newest, older = workspace.backups
    workspace.close()
    content = bytearray(newest.path.read_bytes())
    content[-1] ^= 1
    newest.path.write_bytes(content)
    assert not is_good(newest)
    assert Backups(folder / "backups").newest_good() == older
    with pytest.raises(WorkspaceRefused, match="damaged or gone"):
        Workspace.restore(folder, newest, clock)
    older.path.unlink()
    with pytest.raises(WorkspaceRefused, match="damaged or gone"):
        Workspace.restore(folder, older, clock)


@pytest.mark.parametrize("content", [None, b"", b"[1]", b"\xff{"])
def test_that_backups_are_found_without_their_list(
    opened: Opener, folder: Path, clock: Clock, content: bytes | None
) -> None:
    opened().close()
    clock.forward(days=1)
    workspace = opened()
    manifest = folder / "backups" / "manifest.json"
    known = workspace.backups
    if content is None:
        manifest.unlink()
    else:
        manifest.write_bytes(content)
    assert workspace.backups == known


def test_that_a_clock_that_was_wrong_does_not_decide_which_backup_is_newest(
    opened: Opener, folder: Path, clock: Clock
) -> None:
    right = clock.now
    for moment in (right, datetime(2099, 1, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC), right):
        clock.now = moment
        workspace = opened()
        workspace.settings.set("moment", moment.year)
        workspace.close()
    newest = Backups(folder / "backups").newest_good()
    assert newest
    assert (newest.number, newest.made_at) == (4, right)
    for _ in range(20):
        clock.forward(days=1)
        opened().close()
    years = [backup.made_at.year for backup in Backups(folder / "backups").all()]
    assert years[:10] == [2026] * 10


@given(st.lists(st.integers(0, 900), min_size=1, max_size=80))
def test_that_thinning_keeps_the_newest_and_no_more_than_planned(days: list[int]) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    backups = [listed(number, start + timedelta(days=day)) for number, day in enumerate(days)]
    kept = kept_numbers(backups)
    assert len(days) - 1 in kept
    assert min(10, len(set(days))) <= len(kept) <= 16
    assert kept_numbers([backup for backup in backups if backup.number in kept]) == kept


def test_that_copies_before_updates_do_not_push_out_daily_ones() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    backups = [listed(number, start + timedelta(days=number)) for number in range(10)]
    updates = [listed(10 + number, start, f"before-v{number}") for number in range(2, 7)]
    assert kept_numbers([*backups, *updates]) == {*range(10), 14, 15, 16}
