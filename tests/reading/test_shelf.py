"""What is kept of the files of a log: found again by content, made anew when it does not fit, gone after failures."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from salesdesk.models.imported import Import
from salesdesk.models.settings import Settings
from salesdesk.reading import open_imports as opening
from salesdesk.reading import shelf as shelves
from salesdesk.reading.answers import Asked, Refused
from salesdesk.reading.grid import Refused as GridRefused
from salesdesk.reading.open import open_log
from salesdesk.reading.open_imports import keep_log, log_key, open_imports, told_apart
from salesdesk.reading.reasons import CHANGED, CHANGED_SINCE
from salesdesk.reading.shelf import Shelf, identified
from tests.reading.sheets import cells
from tests.reading.test_log_snapshot import assert_equal

pytestmark = pytest.mark.usefixtures("reading_here")

DEALS = (
    "Deal ID,Deal Name,Deal Owner,Deal Stage,Create Date,Amount\n1,a,Ann,Won,2026-03-04,5\n2,b,Bo,Lost,2026-03-05,6\n"
)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(DEALS)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def known(*paths: Path) -> tuple[Import, ...]:
    return told_apart([Import(path, "") for path in paths])[0]


def opened(folder: Path, *imports: Import, keep: bool = True, **asked: str) -> opening.OpenedImports:
    found = open_imports(imports, Shelf(folder), Asked(**asked), Settings())
    if keep and not found.kept:
        keep_log(found.log, found.key, folder)
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("reading_child")
def test_that_a_log_from_the_shelf_is_the_log_of_its_files(deals: Path, folder: Path) -> None:
    first = opened(folder, *known(deals))
    again = opened(folder, *known(deals))
    assert (first.kept, again.kept) == (False, True)
    assert_equal(first.log, open_log([deals]))
    assert_equal(again.log, first.log)


def test_that_the_title_is_the_name_of_the_source(deals: Path, folder: Path) -> None:
    found = opened(folder, *told_apart([Import(deals, "March.csv")])[0])
    assert [source.title for source in found.log.sources] == ["March.csv"]
    assert {issue.source for issue in found.log.issues} <= {"March.csv"}


def test_that_a_log_is_put_together_anew_when_something_it_depends_on_changes(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one)
    assert opened(folder, one, keep=False).kept
    assert not opened(folder, one, keep=False, zone="Europe/Berlin").kept
    assert not opened(folder, one, keep=False, dates="dmy").kept
    assert not opened(folder, one, keep=False, decimal="comma").kept
    assert not opened(folder, one, keep=False, currency="EUR").kept
    assert len({log_key((one,), Asked()), log_key((one, one), Asked()), log_key((), Asked())}) == 3
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(opening, "presets_digest", lambda: "others")
        assert not opened(folder, one, keep=False).kept
    matches = {"signature": {"Deal ID": ("opportunities", "opportunity_id")}}
    assert log_key((one,), Asked(matches=matches)) != log_key((one,), Asked())


def test_that_what_was_read_does_not_go_with_its_source(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one, keep=False)
    deals.unlink()
    found = opened(folder, one)
    assert not found.kept
    assert cells(found.log, "opportunities", "amount") == [5, 6]


def test_that_without_a_copy_the_source_counts_if_it_is_the_same(deals: Path, tmp_path: Path) -> None:
    (one,) = known(deals)
    deals.write_text(DEALS)  # another time, the same content
    found = open_imports([one], Shelf(), Asked(), Settings())
    assert cells(found.log, "opportunities", "amount") == [5, 6]
    deals.write_text(DEALS.replace("5\n", "7\n"))
    with pytest.raises(Refused) as refused:
        open_imports([one], Shelf(), Asked(), Settings())
    assert refused.value.reasons == (f"deals.csv: {CHANGED_SINCE}",)


def test_that_a_finished_log_does_not_stand_for_copies_that_are_lost(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one)
    shutil.rmtree(folder / one.digest)
    assert not opened(folder, one, keep=False).kept
    deals.unlink()
    assert cells(opened(folder, one, keep=False, zone="Europe/Berlin").log, "opportunities", "amount") == [5, 6]
    shutil.rmtree(folder / one.digest)
    assert cells(opened(folder, one, keep=False).log, "opportunities", "amount") == [5, 6]  # rather than nothing
    with pytest.raises(Refused):
        opened(folder, one, keep=False, zone="Europe/Berlin")


def test_that_what_another_version_read_is_read_anew_or_used_when_the_source_is_gone(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one, keep=False)
    seal = folder / one.digest / "seal.json"
    older = json.dumps({**json.loads(seal.read_text()), "program": "older"})
    seal.write_text(older)
    opened(folder, one, keep=False)
    assert seal.read_text() != older
    seal.write_text(older)
    deals.unlink()
    assert cells(opened(folder, one, keep=False).log, "opportunities", "amount") == [5, 6]


def test_that_an_older_copy_stays_where_a_newer_one_cannot_take_its_place(
    deals: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = known(deals)
    opened(folder, one, keep=False)
    seal = folder / one.digest / "seal.json"
    older = json.dumps({**json.loads(seal.read_text()), "program": "older"})
    seal.write_text(older)
    really = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith(".part") and target.name == one.digest:
            raise OSError(13, "in use")
        return really(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    opened(folder, one, keep=False)
    assert seal.read_text() == older
    deals.unlink()
    assert cells(opened(folder, one, keep=False).log, "opportunities", "amount") == [5, 6]


def test_that_a_file_read_in_another_way_is_kept_beside_the_other(deals: Path, folder: Path) -> None:
    shelf, one = Shelf(folder), identified(deals)
    (plain,) = shelf.read(one)
    (other,) = shelf.read(one, header_rows={"": 2}, encoding=None)
    assert (plain.header_row, other.header_row) == (1, 2)
    assert len(names(folder)) == 2
    deals.unlink()
    assert [grid.header_row for how in ({}, {"header_rows": {"": 2}}) for grid in shelf.read(one, **how)] == [1, 2]


def test_that_a_shelf_that_may_not_be_written_is_read(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one, keep=False)
    other = deals.with_name("other.csv")
    other.write_text(DEALS.replace("1,a", "3,c"))
    before = names(folder)
    found = open_imports([one, *known(other)], Shelf(folder, writable=False), Asked(), Settings())
    assert sorted(cells(found.log, "opportunities", "opportunity_id")) == ["1", "2", "3"]
    assert names(folder) == before


def test_that_a_refusal_leaves_nothing_new_on_the_shelf(deals: Path, folder: Path) -> None:
    poem = deals.with_name("poem.csv")
    poem.write_text("Roses,are,red\nViolets,are,blue\n")
    with pytest.raises(Refused):
        opened(folder, *known(poem))
    assert not folder.exists()
    (one,) = known(deals)
    opened(folder, one)
    before = names(folder)
    gone = Import(deals.with_name("gone.csv"), "gone.csv", "c" * 64)
    with pytest.raises(Refused):
        opened(folder, one, gone)
    assert names(folder) == before


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5, 8])
def test_that_giving_up_leaves_nothing_new_on_the_shelf(deals: Path, folder: Path, steps: int) -> None:
    class GivenUpError(Exception):
        pass

    seen: list[int] = []

    def progress(done: int, total: int, note: str) -> None:
        seen.append(done)
        if len(seen) > steps:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        open_imports(told_apart([Import(deals, "")], progress)[0], Shelf(folder), Asked(), Settings(), progress)
    assert not folder.exists()


def test_that_a_file_that_changes_while_it_is_identified_is_noticed(deals: Path) -> None:
    with pytest.raises(GridRefused) as refused:
        identified(deals, lambda *_: deals.write_text("Deal,Amount\n" * 9))
    assert refused.value.reason == CHANGED


def test_that_a_file_that_changes_between_two_looks_is_noticed(
    deals: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = shelves.read_into

    def touched(*args: object) -> object:
        found = really(*args)
        os.utime(deals, ns=(1, 1))
        return found

    monkeypatch.setattr(shelves, "read_into", touched)
    with pytest.raises(Refused) as refused:
        opened(folder, *known(deals))
    assert refused.value.reasons == (f"deals.csv: {CHANGED}",)
    assert not folder.exists()


def test_that_of_two_files_with_one_content_the_first_counts(deals: Path, folder: Path) -> None:
    copy = deals.with_name("copy.csv")
    copy.write_text(DEALS)
    imports, again = told_apart([Import(deals, ""), Import(copy, "")])
    assert [one.title for one in imports] == ["deals.csv"]
    assert again == ("copy.csv",)


def test_that_only_the_newest_finished_log_is_kept(deals: Path, folder: Path) -> None:
    (one,) = known(deals)
    opened(folder, one)
    opened(folder, one, zone="Europe/Berlin")
    assert len([name for name in names(folder) if name.startswith("log-")]) == 1
    assert opened(folder, one, zone="Europe/Berlin").kept


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_that_kills_at_any_moment_leave_only_whole_copies(deals: Path, folder: Path, tmp_path: Path) -> None:
    rows = "".join(f"{n},d{n},Ann,Won,2026-03-04,{n}\n" for n in range(1, 5_000))
    deals.write_text(DEALS.splitlines()[0] + "\n" + rows)
    code = f"""
import sys
from pathlib import Path
from salesdesk.models.imported import Import
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.open_imports import keep_log, open_imports, told_apart
from salesdesk.reading.shelf import Shelf
folder = Path({str(folder)!r})
print("ready", flush=True)
while True:
    imports, _ = told_apart([Import(Path({str(deals)!r}), "")])
    found = open_imports(imports, Shelf(folder), Asked(), Settings())
    keep_log(found.log, found.key, folder)
    for entry in folder.iterdir():
        entry.rename(entry.with_name("old-" + entry.name))
"""
    for moment in range(8):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.15 * moment)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        found = open_imports(known(deals), Shelf(folder), Asked(), Settings())
        assert found.log.rows("opportunities") == 4_999
    assert not [name for name in names(folder) if name.startswith("salesdesk-reading-")]


def test_that_a_full_disk_keeps_no_log_from_being_opened(
    deals: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelves, "put_in_place", full)
    shelf = Shelf(folder)
    found = open_imports(known(deals), shelf, Asked(), Settings())
    assert cells(found.log, "opportunities", "amount") == [5, 6]
    assert not shelf.keeps
    assert names(folder) == []


def test_that_a_disk_that_is_nearly_full_is_left_alone(
    deals: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_ROOM", 1 << 62)
    opened(folder, *known(deals), keep=False)
    assert names(folder) == []
