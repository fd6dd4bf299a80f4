"""Reads a file in a process of its own, so that no file can take the program down with it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.grid_files import read_answer
from salesdesk.reading.limits import DEFAULT, Limits
from salesdesk.reading.memory_limit import TOO_MUCH_MEMORY
from salesdesk.reading.reasons import CHANGED, FOLDER, GONE, LOCKED, NEEDS_MEMORY, NOT_STARTED, TOO_LONG
from salesdesk.reading.request import READING_OPTION, Progress, Request
from salesdesk.reading.scratch import scratch_folder
from salesdesk.reading.time_limit import OUT_OF_TIME, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_POLL = 0.05
_ABORTED = {-6, -9, -11, TOO_MUCH_MEMORY, 3, 0xC0000005, 0xC0000017, 0xC0000409}


def read_grids(
    path: Path,
    *,
    header_rows: Mapping[str, int] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    progress: Progress | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Grid, ...]:
    """The tables of a file, one grid each; raises Refused.

    ``header_rows``: see `Request`. ``progress`` is called some times a second and may raise to give up.
    """
    stamp_of(path)  # a file that cannot be opened needs no folder
    with scratch_folder() as folder:
        return read_into(folder, Request(path, header_rows or {}, encoding, delimiter, limits), progress)


def read_into(folder: Path, request: Request, progress: Progress | None) -> tuple[Grid, ...]:
    """The same, with the child's files left in a folder of the caller's."""
    before = stamp_of(request.path)
    request.save(folder)
    code = _run(folder, progress, time.monotonic() + PATIENCE * request.limits.seconds_for(before[0]))
    if stamp_of(request.path) != before:  # told first: a child that met half a file has another, wrong reason
        raise Refused(CHANGED)
    grids = read_answer(folder)
    if code == OUT_OF_TIME:
        raise Refused(TOO_LONG)
    if grids is None:
        raise Refused(NEEDS_MEMORY if code in _ABORTED else NOT_STARTED)
    return grids


def stamp_of(path: Path) -> tuple[int, int]:
    """Size and time of a file that can be read; raises Refused."""
    try:
        if path.is_dir():
            raise Refused(FOLDER)
        facts = path.stat()
        with path.open("rb"):
            return facts.st_size, facts.st_mtime_ns
    except FileNotFoundError:
        raise Refused(GONE) from None
    except OSError:
        raise Refused(LOCKED) from None


def _run(folder: Path, progress: Progress | None, deadline: float) -> int:
    """The child's exit code. It is dead when this returns or raises."""
    with _child(folder) as child:
        lines: queue.SimpleQueue[tuple[int, int, str] | None] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(child.stdout, lines), daemon=True).start()
        state: tuple[int, int, str] | None = (0, 1, "")
        while state is not None:
            if progress is not None:
                progress(*state)
            if time.monotonic() > deadline:
                raise Refused(TOO_LONG)
            with contextlib.suppress(queue.Empty):
                state = lines.get(timeout=_POLL)
        try:
            return child.wait(max(deadline - time.monotonic(), 1.0))
        except subprocess.TimeoutExpired:
            raise Refused(TOO_LONG) from None


def _listen(stdout: IO[bytes], lines: queue.SimpleQueue[tuple[int, int, str] | None]) -> None:
    with contextlib.suppress(ValueError, OSError):  # the pipe was closed under us: the child is being killed
        for line in stdout:
            with contextlib.suppress(ValueError, TypeError):
                done, total, note = json.loads(line)
                lines.put((int(done), int(total), str(note)))
    lines.put(None)


@contextlib.contextmanager
def _child(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(  # noqa: S603 - our own program
        [*_command(), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows only,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READING_OPTION]
    return [sys.executable, "-m", "salesdesk.reading.child_main"]


def _environment() -> dict[str, str]:
    """Allocators that reserve address space in large pieces would use up the child's limit without using memory."""
    home = str(Path(__file__).resolve().parents[2])
    search = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        "PYTHONPATH": search,
        "PYTHONIOENCODING": "utf-8",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
    }
