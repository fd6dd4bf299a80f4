"""The bar over every page that says when a file that is open has changed on disk, and reads it anew if asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from salesdesk.ui.stamps import Fate, Stamps, fates, fates_text, stamps
from salesdesk.ui.tasks import Tasks
from salesdesk.ui.widgets.notice import NoticeBar, NoticeData

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

EVERY = 15_000  # ms between two looks while the window is in use
AGAIN = 1_500  # ms until a change is looked at once more: a program that saves is seldom done in one go


class ChangedFilesBar(NoticeBar):
    """Looks at the files when the window comes to the front, and from time to time while it is there.

    Looking from time to time also works where the system does not tell of changes (network drives), and where a file
    is saved by putting another in its place. It is done beside the window, since a drive may be slow to answer. What
    was closed stays closed until something else happens to the files.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = Tasks(self)
        self._seen: Stamps = {}
        self._closed: Stamps | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._again = QTimer(self, interval=AGAIN, singleShot=True)
        self._again.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.emptied.connect(self._begin)
        self.action.connect(self._reload)
        self.closed.connect(self._close)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._front)

    @property
    def idle(self) -> bool:
        """Nothing is being looked at."""
        return self._tasks.idle

    def look(self) -> None:
        """Compares the files with what they were when they were opened."""
        before = self._desk.stamps
        if not self._desk.is_sample and before and self._tasks.idle:
            self._tasks.start("looking", lambda _: _look(before), lambda found: self._take(before, *found))

    def _begin(self) -> None:
        """Other files are open, the same anew, or none."""
        self._tasks.cancel("looking")
        self._again.stop()
        self._seen, self._closed = self._desk.stamps, None
        self.hide()
        if self._desk.stamps:
            self._again.start()  # a log that was kept may be older than its files
            self._timer.start()
        else:
            self._timer.stop()

    def _front(self, state: Qt.ApplicationState) -> None:
        in_front = state == Qt.ApplicationState.ApplicationActive
        if in_front and self._desk.log is not None:
            self._timer.start()
            self.look()
        elif not in_front:
            self._timer.stop()

    def _take(self, before: Stamps, now: Stamps, found: Mapping[Path, Fate]) -> None:
        if before is not self._desk.stamps:
            return
        settled, self._seen = now == self._seen, now
        if not found:
            self._closed = None
            self.hide()
        elif not settled:
            self._again.start()
        elif now != self._closed:
            self._tell(found)

    def _tell(self, found: Mapping[Path, Fate]) -> None:
        anew = any(fate is Fate.CHANGED for fate in found.values())
        data = NoticeData(fates_text(found), actions=(("reload", "Reload"),) if anew else ())
        if self.isHidden() or data != self.data:
            self.show_notice(data)
            self._desk.files_differ.emit()

    def _reload(self, _: str) -> None:
        self.hide()
        self._desk.reload()

    def _close(self) -> None:
        self._closed = self._seen

    def shut_down(self) -> None:
        """No more looks."""
        self._timer.stop()
        self._again.stop()
        self._tasks.shut_down(0.5)


def _look(before: Stamps) -> tuple[Stamps, Mapping[Path, Fate]]:
    now: dict[Path, Any] = stamps(before)
    return now, fates(before, now)
