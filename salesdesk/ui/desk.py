"""The desk: what is open now. The one object that pages talk to; it starts the work and says when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimeZone, Signal

from salesdesk.ui.tasks import Failure, Tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.insights.board import Board
    from salesdesk.kpis.book import Book
    from salesdesk.models.log import SalesLog
    from salesdesk.models.selection import Selection
    from salesdesk.models.settings import Settings
    from salesdesk.store.workspace import Workspace


@dataclass(frozen=True)
class Wanted:
    """The records behind one number: of which KPI, for which member of a dimension, in which period.

    ``members`` leads from a dimension to a label; empty for the whole team. ``period`` None: the selected one.
    ``step`` names a step of the chain instead of a KPI.
    """

    kpi: str
    members: dict[str, str] = field(default_factory=dict)
    period: Any = None
    step: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Files that could not be opened; one plain sentence per reason."""

    title: str
    reasons: tuple[str, ...]
    details: str = ""


class Desk(QObject):
    """Opening, filtering and handing out. The log that is open stays until another one has been read wholly."""

    opened = Signal()  # another log is on the desk
    scored = Signal()  # the figures of the selection are there, without marks of change
    marked = Signal()  # the marks of change are there as well
    refused = Signal(object)  # Refusal
    records_wanted = Signal(object)  # Wanted
    page_wanted = Signal(str)
    exported = Signal(object)  # tuple of paths
    settings_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._failed)
        self.log: SalesLog | None = None
        self.book: Book | None = None
        self.board: Board | None = None
        self.selection: Selection | None = None
        self.paths: tuple[Path, ...] = ()
        self.is_sample = False

    # Opening

    def open(self, paths: Sequence[Path], *, sample: bool = False) -> None:
        """Reads the files together as one log; what is open stays until that has succeeded."""
        from salesdesk.store.preferences import settings_of

        asked = tuple(Path(path) for path in paths)
        settings = settings_of(self.workspace, system_zone())
        matches = self.workspace.matches.all()
        title = f"Opening {_named(asked)}"

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.open_files(asked, settings, matches, progress)

        self.tasks.start("opening", work, lambda opened: self._put(opened, asked, sample), title=title)

    def warm_up(self) -> None:
        """Loads what opening needs, off the interface thread, so that the first file opens quickly."""

        def work(progress: Any) -> None:
            from salesdesk.ui import work as room

            room.warm_up()

        self.tasks.start("scoring", work)

    def reload(self) -> None:
        if self.paths:
            self.open(self.paths, sample=self.is_sample)

    def _put(self, opened: Any, paths: tuple[Path, ...], sample: bool) -> None:
        self.log, self.book, self.board, self.selection = opened.log, opened.book, opened.board, opened.board.selection
        self.paths, self.is_sample = paths, sample
        if not sample:
            self.workspace.recent.add(paths, _named(paths))
        self.opened.emit()
        mine = self._my_team()
        if mine:
            self.select(self.selection.only("rep", mine))
        else:
            self.scored.emit()
            self._mark()

    def _failed(self, lane: str, failure: Failure) -> None:
        title = {"opening": "This could not be opened", "exporting": "Nothing was exported"}.get(
            lane, "Something failed"
        )
        self.refused.emit(Refusal(title, tuple(failure.sentence.split("\n")), failure.details))

    # Filtering

    def select(self, selection: Selection) -> None:
        """Scores another selection; the newest one wins."""
        if self.book is None:
            return
        self.selection = selection
        book = self.book

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.score_selection(book, selection, progress)

        self.tasks.start("scoring", work, self._take, title="Adding up")

    def _take(self, board: Board) -> None:
        self.board = board
        self.scored.emit()
        self._mark()

    def _mark(self) -> None:
        board = self.board

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.mark_changes(board, progress)

        self.tasks.start("scoring", work, self._take_marks, title="Comparing")

    def _take_marks(self, board: Board) -> None:
        if self.board is not None and board.selection == self.board.selection:
            self.board = board
            self.marked.emit()

    # My team, names, settings: kept in the workspace

    def _my_team(self) -> frozenset[str]:
        from salesdesk.models.dims import labels

        assert self.log is not None
        return frozenset(self.workspace.my_team.get()) & frozenset(labels(self.log, "rep"))

    def set_my_team(self, reps: frozenset[str]) -> None:
        """Keeps whose figures are mine, and filters to them; an empty set means everybody."""
        self.workspace.my_team.set(sorted(reps))
        if self.selection is not None:
            self.select(self.selection.only("rep", reps or None))

    def set_display_names(self, names: dict[str, str]) -> None:
        """Names to show for owners that come as e-mail addresses or ids; the log is put together anew."""
        for raw, shown in names.items():
            self.workspace.names.set(raw, shown)
        self.change_settings()

    def change_settings(self, settings: Settings | None = None) -> None:
        """Keeps changed settings and reads again what is open."""
        if settings is not None:
            from salesdesk.store.preferences import keep_settings

            keep_settings(self.workspace, settings)
        self.settings_changed.emit()
        self.reload()

    # Records and exports

    def show_records(self, wanted: Wanted) -> None:
        self.records_wanted.emit(wanted)

    def export(self, key: str, reps: tuple[str, ...], target: Path, *, overwrite: bool) -> bool:
        """Hands out the figures on screen; False if another export is still running."""
        board = self.board

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.export(board, key, reps, target, overwrite, progress)

        return bool(self.tasks.start("exporting", work, self.exported.emit, title="Exporting"))

    def cancel(self) -> None:
        for lane in ("opening", "scoring", "exporting"):
            self.tasks.cancel(lane)

    def close(self) -> None:
        self.tasks.shut_down()
        self.workspace.close()


def _named(paths: Sequence[Path]) -> str:
    first = paths[0].name
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


def system_zone() -> str:
    """The IANA name of this computer's zone; UTC where it does not tell."""
    return bytes(QTimeZone.systemTimeZoneId()).decode("ascii") or "UTC"
