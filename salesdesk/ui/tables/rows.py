"""Which rows a table shows and in which order, worked out beside the window where there are many."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.model import FrameModel
from salesdesk.ui.tables.order import Search, sorted_rows
from salesdesk.ui.tasks import Progress, Tasks

_LANE = "table"
# From so many rows on, what takes longer than a tenth of a second is done beside the window.
_MANY_TEXTS = 50_000
_MANY_NUMBERS = 300_000


@dataclass(frozen=True, eq=False)
class _Arranged:
    order: np.ndarray
    found: np.ndarray


class Rows(QObject):
    """Sorting keeps the former order among equal rows, so that sorting by one column and then another nests."""

    shown_changed = Signal(int, int)
    settled = Signal()

    def __init__(self, model: FrameModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tasks = Tasks(self)
        self._needle = ""
        self._sorting: tuple[TableColumn, bool] | None = None
        self._start(Frame())

    @property
    def needle(self) -> str:
        return self._needle

    @property
    def busy(self) -> bool:
        return self._tasks.busy(_LANE)

    def set_frame(self, frame: Frame) -> None:
        """Shows the rows of a new frame as they come, filtered as before."""
        self._tasks.cancel(_LANE)
        self._start(frame)
        self._model.set_frame(frame)
        if self._needle:
            self._find_again = True
            self._arrange()
        else:
            self._tell()

    def sort(self, column: int, *, descending: bool) -> None:
        self._sorting = (self._frame.columns[column], descending)
        self._arrange()

    def find(self, needle: str) -> None:
        if needle != self._needle:
            self._needle = needle
            self._find_again = True
            self._arrange()

    def shut_down(self) -> None:
        self._tasks.shut_down()

    def _start(self, frame: Frame) -> None:
        self._frame = frame
        self._search = Search(frame)
        self._order = np.arange(frame.rows)
        self._found = np.ones(frame.rows, dtype=bool)
        self._sorting = None
        self._find_again = False

    def _arrange(self) -> None:
        order, sorting, found = self._order, self._sorting, self._found
        search, needle, again, block = self._search, self._needle, self._find_again, self._frame.block

        def work(progress: Progress) -> _Arranged:
            sorted_now = order if sorting is None else sorted_rows(sorting[0], order, descending=sorting[1])
            if block is not None:
                sorted_now = sorted_now[np.argsort(block[sorted_now], kind="stable")]
            progress(1, 2)
            return _Arranged(sorted_now, search.rows(needle) if again else found)

        if self._takes_long():
            self._tasks.start(_LANE, work, self._take)
        else:
            self._tasks.cancel(_LANE)
            self._take(work(lambda *_: None))

    def _takes_long(self) -> bool:
        texts = self._find_again or (self._sorting is not None and self._sorting[0].kind == "text")
        return self._frame.rows > (_MANY_TEXTS if texts else _MANY_NUMBERS)

    def _take(self, arranged: _Arranged) -> None:
        chosen = self._find_again
        self._order, self._found = arranged.order, arranged.found
        self._sorting, self._find_again = None, False
        shown = arranged.order if arranged.found.all() else arranged.order[arranged.found[arranged.order]]
        if chosen or len(shown) != self._model.rowCount():
            self._model.show_chosen(shown)
        else:
            self._model.show_ordered(shown)
        self._tell()

    def _tell(self) -> None:
        self.shown_changed.emit(self._model.rowCount(), self._frame.rows)
        self.settled.emit()
