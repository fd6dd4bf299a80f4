"""Background work: whatever takes long runs in lanes beside the window and comes back as a value."""

import contextlib
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

PROTECTED = frozenset({"exporting"})
_PACKAGE = "salesdesk"
_BETWEEN_REPORTS = 0.05


class Cancelled(Exception):  # noqa: N818 - not an error
    """Raised inside the work by `progress` when nobody wants its result any more."""


@dataclass(frozen=True)
class Failure:
    """What to tell: one plain sentence, and details that help whoever looks into it."""

    sentence: str
    details: str


Progress = Callable[..., None]
Work = Callable[[Progress], Any]


@dataclass(eq=False)
class _Task:
    number: int
    lane: str
    title: str
    work: Work
    done: Callable[[Any], None] | None
    failed: Callable[[Failure], None] | None
    stop: threading.Event


@dataclass(frozen=True, eq=False)
class _Report:
    task: _Task
    kind: str
    value: Any = None


class _Run(QRunnable):
    """Runs one task. The signal it reports by belongs to the Tasks object: a runnable's own would get lost."""

    def __init__(self, task: _Task, report: Callable[[_Report], None]) -> None:
        super().__init__()
        self._task, self._emit, self._told = task, report, 0.0
        self.setAutoDelete(False)

    def _report(self, report: _Report) -> None:
        # The window may be gone by now; then there is nobody left to tell.
        with contextlib.suppress(RuntimeError):
            self._emit(report)

    def run(self) -> None:
        task = self._task
        try:
            self._progress(0, 0)
            result = task.work(self._progress)
        except Cancelled:
            self._report(_Report(task, "cancelled"))
        except MemoryError as error:
            self._report(_Report(task, "failed", _failure(error, "This needs more memory than the computer has left.")))
        except Exception as error:  # noqa: BLE001 - whatever work raises is told to the user, never lost in a thread
            self._report(_Report(task, "failed", _failure(error, _sentence(error, task.title))))
        else:
            self._report(_Report(task, "done", result))

    def _progress(self, done: float, total: float, note: str = "") -> None:
        if self._task.stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if total and (done >= total or now - self._told >= _BETWEEN_REPORTS):
            self._told = now
            self._report(_Report(self._task, "progress", (done, total, note)))


class Tasks(QObject):
    """Work by lane, one piece at a time in each.

    In an ordinary lane a newer piece replaces the older one, whose result is dropped however late it comes. A
    protected lane (exporting) refuses new work until it is free. All callbacks and signals come on the window's thread.
    """

    started = Signal(str, str)
    progressed = Signal(str, float, float, str)
    finished = Signal(str)
    cancelled = Signal(str)
    failed = Signal(str, object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, QThreadPool] = {}
        self._current: dict[str, _Task] = {}
        self._runs: dict[int, _Run] = {}
        self._count = 0
        self._arrived.connect(self._receive)

    def start(
        self,
        lane: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        title: str = "",
    ) -> int:
        """Starts `work(progress)`, which must not touch Qt; `progress(done, total, note)` raises Cancelled.

        `done` gets the result; `failed`, if given, takes the place of the signal. `title` says in a few words what is
        going on. The answer is the number of the task, 0 if the lane is protected and busy.
        """
        if self.busy(lane):
            if lane in PROTECTED:
                return 0
            self._current[lane].stop.set()
        self._count += 1
        task = _Task(self._count, lane, title, work, done, failed, threading.Event())
        self._current[lane] = task
        run = self._runs[task.number] = _Run(task, self._arrived.emit)
        self.started.emit(lane, title)
        self._pool(lane).start(run)
        return task.number

    def busy(self, lane: str) -> bool:
        return lane in self._current

    @property
    def idle(self) -> bool:
        """Nothing runs in any lane."""
        return not self._current

    def cancel(self, lane: str) -> None:
        """Stops the work of a lane at its next report; its result will not come."""
        task = self._current.pop(lane, None)
        if task is not None:
            task.stop.set()
            self.cancelled.emit(lane)

    def cancel_all(self) -> None:
        """As `cancel` for every lane that is not protected."""
        for lane in self._current.keys() - PROTECTED:
            self.cancel(lane)

    def shut_down(self, seconds: float = 5.0) -> bool:
        """Stops everything and waits for it; true if nothing runs any more."""
        for task in self._current.values():
            task.stop.set()
        self._current.clear()
        ended = [pool.waitForDone(int(seconds * 1000)) for pool in self._pools.values()]
        return all(ended)

    def _pool(self, lane: str) -> QThreadPool:
        if lane not in self._pools:
            pool = self._pools[lane] = QThreadPool(self)
            pool.setMaxThreadCount(1)
        return self._pools[lane]

    def _receive(self, report: _Report) -> None:
        task = report.task
        wanted = self._current.get(task.lane) is task
        if report.kind == "progress":
            if wanted:
                self.progressed.emit(task.lane, *report.value)
            return
        self._runs.pop(task.number, None)
        if not wanted:
            return
        del self._current[task.lane]
        if report.kind == "done":
            self.finished.emit(task.lane)
            if task.done is not None:
                task.done(report.value)
        elif report.kind == "failed":
            self.finished.emit(task.lane)
            if task.failed is not None:
                task.failed(report.value)
            else:
                self.failed.emit(task.lane, report.value)
        else:
            self.cancelled.emit(task.lane)


def _sentence(error: BaseException, title: str) -> str:
    """The error's own words if it was raised to be read (`for_people`), else that something went wrong."""
    if getattr(error, "for_people", False):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        name = PurePath(str(error.filename)).name if error.filename else ""
        return f"{title or 'This'} did not finish: {name + ': ' if name else ''}{error.strerror}."
    return f"{title or 'This'} did not finish because of an unexpected problem."


def _failure(error: BaseException, sentence: str) -> Failure:
    """Details name the program's own places only, no folders of this computer."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return Failure(sentence, "\n".join([f"{type(error).__name__}: {error}", *places]))


def _short(filename: str) -> str:
    parts = PurePath(filename).parts
    return "/".join(parts[parts.index(_PACKAGE) :]) if _PACKAGE in parts else parts[-1]
