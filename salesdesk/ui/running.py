"""What is running, for the status bar: the newest piece of work with a title, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from salesdesk.ui.plain import one_line
from salesdesk.ui.tasks import Tasks
from salesdesk.ui.widgets.progress import TaskProgress


class Running(QObject):
    """Several lanes may be busy at once; the one started last is shown, then the one before."""

    def __init__(self, tasks: Tasks, progress: TaskProgress) -> None:
        super().__init__(tasks)
        self._tasks, self._progress = tasks, progress
        self._titles: dict[str, str] = {}
        tasks.started.connect(self._started)
        tasks.progressed.connect(self._progressed)
        tasks.finished.connect(self._ended)
        tasks.cancelled.connect(self._ended)
        progress.cancelled.connect(self._cancel)

    @property
    def lane(self) -> str:
        """The lane that is shown, "" if nothing is."""
        return next(reversed(self._titles), "")

    def _started(self, lane: str, title: str) -> None:
        self._titles.pop(lane, None)
        if title:
            self._titles[lane] = one_line(title)
            self._progress.start(self._titles[lane])

    def _progressed(self, lane: str, done: float, total: float, note: str) -> None:
        if lane == self.lane:
            self._progress.set_progress(done, total, one_line(note))

    def _ended(self, lane: str) -> None:
        if self._titles.pop(lane, None) is None:
            return
        if self.lane:
            self._progress.start(self._titles[self.lane])
        else:
            self._progress.finish()

    def _cancel(self) -> None:
        if self.lane:
            self._tasks.cancel(self.lane)
