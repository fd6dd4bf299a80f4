import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from salesdesk.reading import child
from salesdesk.reading.child import read_grids
from salesdesk.reading.grid import Refused
from salesdesk.reading.limits import Limits
from salesdesk.reading.reasons import (
    CHANGED,
    EMPTY,
    FOLDER,
    GONE,
    LOCKED,
    NEEDS_MEMORY,
    NOT_STARTED,
    TOO_LONG,
)
from tests.reading.reading import grid, rows, types
from tests.reading.workbooks import parts, sheet, table, text, workbook, write


@pytest.fixture(autouse=True)
def temp(temp):
    """Must be empty in the end."""
    yield temp
    assert list(temp.iterdir()) == []


@pytest.fixture
def log(tmp_path):
    return workbook(tmp_path / "log.xlsx", table(200))


@pytest.fixture
def slow(tmp_path):
    """Takes some seconds to read."""
    path = tmp_path / "slow.csv"
    path.write_bytes(b"Rep,Amount\n" + b"Ann,5\n" * 2_000_000 + b"Bea\n")
    return path


def refusal(path, **options):
    with pytest.raises(Refused) as caught:
        read_grids(path, **options)
    return caught.value.reason


def test_that_the_child_hands_back_what_it_read(tmp_path):
    content = parts({"Log": sheet(table(30)), "Old": sheet(table(1))}, states={"Old": "hidden"})
    path = write(tmp_path / "log.xlsx", content)
    first, second = read_grids(path, header_rows={"Old": 0})
    plain = grid(workbook(tmp_path / "same.xlsx", table(30)))
    assert (first.names, rows(first), types(first)) == (plain.names, rows(plain), types(plain))
    assert (first.source, first.sheet, first.preview) == ("log.xlsx", "Log", plain.preview)
    assert (second.hidden, second.header_row, len(second)) == (True, 0, 2)


def test_that_cell_errors_come_back(tmp_path):
    lines = table(3).replace("<v>20</v>", "<v>#N/A</v>").replace('"B3"', '"B3" t="e"')
    (found,) = read_grids(workbook(tmp_path / "log.xlsx", lines))
    assert [(error.row, error.column, error.content) for error in found.errors] == [(3, 1, "#N/A")]


def test_that_columns_stay_in_the_file_system(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("Id,Note\n" + "".join(f"D{i},a note of some length {i}\n" for i in range(100_000)))
    before = pa.total_allocated_bytes()
    (found,) = read_grids(path)
    size = sum(column.nbytes for column in found.columns)
    assert size > 3_000_000
    assert pa.total_allocated_bytes() - before < size / 20
    assert found.columns[1][99_999].as_py() == "a note of some length 99999"


def test_that_a_refusal_comes_back(tmp_path):
    (tmp_path / "log.csv").write_bytes(b"")
    assert refusal(tmp_path / "log.csv") == EMPTY


def test_that_missing_files_and_folders_are_named(tmp_path):
    assert refusal(tmp_path / "log.csv") == GONE
    assert refusal(tmp_path) == FOLDER


def test_that_a_locked_file_is_named(log, monkeypatch):
    def locked(self, *args, **options):
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "open", locked)
    assert refusal(log) == LOCKED


def test_that_the_source_is_not_touched(log):
    before = (hashlib.sha256(log.read_bytes()).digest(), log.stat().st_mtime_ns)
    read_grids(log)
    assert (hashlib.sha256(log.read_bytes()).digest(), log.stat().st_mtime_ns) == before


@pytest.mark.parametrize("content", [b"Rep,Amount\nAnn,6\nBea,7\n", b"Rep,Amount\nAnn,7\n"])
def test_that_a_file_changing_meanwhile_is_noticed(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_bytes(b"Rep,Amount\nAnn,5\n")
    os.utime(path, ns=(1, 1))

    def change(done, total, note):
        path.write_bytes(content)

    assert refusal(path, progress=change) == CHANGED


def test_that_a_file_vanishing_meanwhile_is_noticed(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"Rep,Amount\nAnn,5\n")
    assert refusal(path, progress=lambda done, total, note: path.unlink(missing_ok=True)) in {GONE, LOCKED}


def test_that_too_long_is_stopped(slow):
    started = time.monotonic()
    assert refusal(slow, limits=Limits(seconds=0.3, bytes_per_second=1 << 40)) == TOO_LONG
    assert time.monotonic() - started < 10


def test_that_too_much_memory_is_stopped(slow):
    assert refusal(slow, limits=Limits(memory=30 << 20, memory_per_byte=0)) == NEEDS_MEMORY


def test_that_a_legal_workbook_with_cells_far_apart_cannot_take_the_machine_down(tmp_path):
    lines = "".join(f'<row r="{at}">{text(f"A{at}", "x")}{text(f"XFD{at}", "y")}</row>' for at in range(1, 9000))
    assert len(refusal(workbook(tmp_path / "log.xlsx", lines), limits=Limits(scanned_first=0))) <= 140


@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_that_giving_up_ends_the_child_and_leaves_nothing(slow, temp, wait):
    children = []

    class GiveUpError(Exception):
        pass

    begin = time.monotonic()

    def progress(done, total, note):
        children[:] = [int(line) for line in _children(os.getpid())]
        if time.monotonic() - begin > wait:
            raise GiveUpError

    with pytest.raises(GiveUpError):
        read_grids(slow, progress=progress)
    assert list(temp.iterdir()) == []
    assert not set(children) & {int(line) for line in _children(os.getpid())}


def _children(pid):
    if not Path(f"/proc/{pid}/task").exists():
        return []
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_that_progress_tells_what_is_done(log):
    heard = []
    read_grids(log, progress=lambda done, total, note: heard.append((done, total, note)))
    assert (heard[0][0], heard[-1][0]) == (0, heard[-1][1])
    assert any("“Log”" in note for _, _, note in heard)
    assert all(0 <= done <= total for done, total, _ in heard)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", NEEDS_MEMORY),
        ("import os; os.kill(os.getpid(), 9)", NEEDS_MEMORY),
        ("import sys; sys.exit(77)", NEEDS_MEMORY),
        ("raise SystemExit(1)", NOT_STARTED),
        ("print('hello')", NOT_STARTED),
    ],
)
def test_that_a_child_that_dies_is_a_reason(log, monkeypatch, program, reason):
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", program])
    assert refusal(log) == reason


def test_that_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child._command() == [sys.executable, child.READING_OPTION]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals on Windows")
def test_that_a_killed_program_takes_its_child_along_and_the_next_start_cleans_up(slow, log, temp):
    program = (
        "import sys; from pathlib import Path; from salesdesk.reading.child import read_grids\n"
        "read_grids(Path(sys.argv[1]), progress=lambda *told: print(*told, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(slow)], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        while b"rows" not in killed.stdout.readline():
            pass
        (grandchild,) = _children(killed.pid) or ["0"]
        killed.send_signal(signal.SIGKILL)
    assert [folder.name.startswith("salesdesk-reading-") for folder in temp.iterdir()] == [True]
    deadline = time.monotonic() + 20
    while Path(f"/proc/{grandchild}/cmdline").exists() and Path(f"/proc/{grandchild}/cmdline").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    read_grids(log)


def test_that_the_child_imports_neither_pandas_nor_numpy_nor_the_window(log, tmp_path):
    from salesdesk.reading.request import Request

    folder = tmp_path / "folder"
    folder.mkdir()
    Request(log).save(folder)
    program = (
        "import sys; from pathlib import Path; from salesdesk.reading.child_main import main\n"
        "main(Path(sys.argv[1])); print([m for m in ('pandas', 'numpy', 'PySide6', 'openpyxl') if sys.modules.get(m)])"
    )
    # The child ends with its standard input.
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as it:
        assert it.stdout is not None
        assert it.stdout.read().splitlines()[-1] == b"[]"
    assert (folder / "0.arrow").exists()
