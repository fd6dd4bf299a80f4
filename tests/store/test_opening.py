"""A damaged workspace: the newest good backup is offered, the damaged file kept, and said what is lost."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salesdesk.store.opening import FILE
from salesdesk.store.refusals import WorkspaceDamaged
from salesdesk.store.workspace import Workspace

Opener = Callable[[], Workspace]
NOTES = {f"note {number}": f"call back about offer {number} " * 40 for number in range(30)}


def cut(content: bytearray, dice: random.Random) -> bytes:
    return bytes(content[: dice.randrange(0, len(content) - 1)])


def overwrite_page(content: bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(0, len(content) // 4096) * 4096
    content[start : start + 4096] = dice.randbytes(4096)
    return bytes(content)


def flip_bit(content: bytearray, dice: random.Random) -> bytes:
    # The header's version field says "newer program" and its counters say "somebody wrote": not damage by themselves.
    content[dice.randrange(100, len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def blank(content: bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(0, len(content) - 512)
    end = dice.randrange(start + 512, len(content) + 1)
    content[start:end] = bytes(end - start)
    return bytes(content)


def with_notes(opened: Opener, clock: Any) -> None:
    workspace = opened()
    for key, text in NOTES.items():
        workspace.settings.set(key, text)
    workspace.close()
    clock.forward(days=1)
    workspace = opened()
    workspace.settings.set("after the backup", 1)
    workspace.close()


@pytest.mark.parametrize("start", range(3))
@pytest.mark.parametrize("damage", [cut, overwrite_page, flip_bit, blank])
def test_that_a_damaged_workspace_offers_the_newest_good_backup(
    opened: Opener,
    folder: Path,
    clock: Any,
    damage: Callable[[bytearray, random.Random], bytes],
    start: int,
) -> None:
    with_notes(opened, clock)
    whole = (folder / FILE).read_bytes()
    for turn in range(3):
        damaged = damage(bytearray(whole), random.Random(10 * start + turn))
        if damaged == whole:
            continue
        (folder / FILE).write_bytes(damaged)
        with pytest.raises(WorkspaceDamaged) as refusal:
            opened()
        assert refusal.value.backup
        assert "what was saved after it would be lost" in refusal.value.reason
        assert len(refusal.value.reason) <= 140
        assert (folder / FILE).read_bytes() == damaged
    restored = Workspace.restore(folder, refusal.value.backup, clock)
    assert restored.settings.all() == NOTES
    restored.close()
    assert damaged in [path.read_bytes() for path in (folder / "kept").iterdir()]


def test_that_a_workspace_that_vanished_is_not_silently_begun_anew(opened: Opener, folder: Path) -> None:
    opened().close()
    (folder / FILE).unlink()
    with pytest.raises(WorkspaceDamaged, match="file is gone") as refusal:
        opened()
    Workspace.restore(folder, refusal.value.backup).close()
    assert opened().settings.all() == {}


def test_that_without_a_good_backup_an_empty_workspace_can_be_begun(opened: Opener, folder: Path) -> None:
    workspace = opened()
    workspace.settings.set("currency", "EUR")
    workspace.close()
    for path in (folder / "backups").iterdir():
        path.write_bytes(b"nothing")
    (folder / FILE).write_bytes(b"nothing")
    with pytest.raises(WorkspaceDamaged, match="no good backup") as refusal:
        opened()
    assert refusal.value.backup is None
    empty = Workspace.restore(folder, None)
    assert empty.settings.all() == {}
    assert b"nothing" in [path.read_bytes() for path in (folder / "kept").iterdir()]
    empty.close()


def test_that_a_first_start_that_was_killed_is_begun_again(opened: Opener, folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).touch()
    opened().settings.set("currency", "EUR")


def test_that_writes_after_the_last_seal_are_no_damage(opened: Opener, folder: Path) -> None:
    opened().settings.set("currency", "EUR")  # not closed: as after a kill, there is no new seal
    other = sqlite3.connect(folder / FILE)
    assert other.execute("SELECT count(*) FROM json_values").fetchone() == (1,)
    other.close()


def test_that_a_kill_between_two_seals_is_no_damage(opened: Opener, folder: Path) -> None:
    workspace = opened()
    workspace.settings.set("currency", "EUR")
    workspace.close()
    sealed = (folder / "workspace.seal").read_bytes()
    workspace = opened()
    workspace.settings.set("currency", "USD")
    workspace.close()
    (folder / "workspace.seal").write_bytes(sealed)
    assert opened().settings.get("currency") == "USD"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff"])
def test_that_a_broken_seal_file_is_no_damage(opened: Opener, folder: Path, content: bytes) -> None:
    opened().close()
    (folder / "workspace.seal").write_bytes(content)
    assert opened().notice is None
