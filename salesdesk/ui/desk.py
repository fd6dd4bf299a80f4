"""The desk: what is open now. The one object that pages talk to; it starts the work and says when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimeZone, Signal

from salesdesk.models.told import Told
from salesdesk.paths import is_sample
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.ui.tasks import Failure, Tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.insights.board import Board
    from salesdesk.kpis.book import Book
    from salesdesk.models.log import SalesLog
    from salesdesk.models.selection import Selection
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
    """Opening, filtering and handing out. The log that is open stays until another one has been read wholly.

    Three lanes of work belong to it (opening, scoring, exporting); a fourth, looking, answers what one look at a page
    asks for (the records behind a number, one figure sliced), so that a click does not stop the scoring.
    """

    opened = Signal()  # another log is on the desk
    selected = Signal()  # another selection is asked for; its figures come with `scored`
    scored = Signal()  # the figures of the selection are there, without marks of change
    marked = Signal()  # the marks of change are there as well
    refused = Signal(object)  # Refusal
    records_wanted = Signal(object)  # Wanted
    records_found = Signal(object, object)  # Wanted, Drill
    page_wanted = Signal(str)
    names_wanted = Signal()  # the table of names to show for owners
    exported = Signal(object)  # tuple of paths
    not_kept = Signal(str)  # why something could not be kept in the workspace

    def __init__(self, workspace: Workspace, parent: QObject | None = None, *, told: Told | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.told = told or Told()
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._failed)
        self.tasks.cancelled.connect(self._stopped)
        self.log: SalesLog | None = None
        self.book: Book | None = None
        self.board: Board | None = None
        self.selection: Selection | None = None
        self.paths: tuple[Path, ...] = ()
        self.is_sample = False
        self.seen: Callable[[], tuple[str, ...]] = tuple  # the KPIs of the page that is looked at

    # Opening

    def open(self, paths: Sequence[Path]) -> None:
        """Reads the files together as one log; what is open stays until that has succeeded."""
        asked = tuple(Path(path) for path in paths)
        kept, told, seen = self._kept_for_opening(), self.told, self.seen()

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            first = (
                seen or _load_first_page().keys
            )  # here, because its charts take longer to import than a frame may take
            return room.open_files(asked, *kept, told, first, progress)

        self.tasks.start("opening", work, lambda opened: self._put(opened, asked), title=_title(asked))

    def _kept_for_opening(self) -> tuple[Any, Any, frozenset[str]]:
        from salesdesk.store.preferences import settings_of

        workspace = self.workspace
        settings = self.told.over(settings_of(workspace, system_zone()))
        return settings, workspace.matches.confirmed(), frozenset(workspace.my_team.get())

    def warm_up(self) -> None:
        """Loads what opening needs, off the interface thread, so that the first file opens quickly."""

        def work(_: Any) -> None:
            from salesdesk.ui import work as room

            room.warm_up()
            _load_first_page()

        self.tasks.start("looking", work)

    def reload(self) -> None:
        if self.paths:
            self.open(self.paths)

    def _put(self, opened: Any, paths: tuple[Path, ...]) -> None:
        self.tasks.cancel("scoring")
        self.log, self.book, self.board, self.selection = opened.log, opened.book, opened.board, opened.board.selection
        self.paths, self.is_sample = paths, is_sample(paths)
        if not self.is_sample:
            self.keep(lambda: self.workspace.recent.add(paths, _named(paths), datetime.now(UTC)))
        self.opened.emit()
        self.scored.emit()
        self._mark()

    def _failed(self, lane: str, failure: Failure) -> None:
        titles = {"opening": "This could not be opened", "exporting": "Nothing was exported"}
        title = titles.get(lane, "Something went wrong")
        self.refused.emit(Refusal(title, tuple(failure.sentence.split("\n")), failure.details))
        self._stopped(lane)

    def _stopped(self, lane: str) -> None:
        """What was asked for does not come: the selection goes back to the figures that are shown."""
        if lane == "scoring" and self.board is not None and self.selection is not self.board.selection:
            self.selection = self.board.selection
            self.selected.emit()

    # Filtering

    def select(self, selection: Selection) -> None:
        """Scores another selection; the newest one wins."""
        if self.book is None:
            return
        self.selection = selection
        book, seen = self.book, self.seen()
        self.selected.emit()

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.score_selection(book, selection, seen, progress)

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
        self.board = board
        self.marked.emit()

    # My team, names: kept in the workspace

    def take_workspace(self, workspace: Workspace) -> None:
        """Keeps everything in another workspace from now on."""
        self.workspace.close()
        self.workspace = workspace

    def keep(self, write: Callable[[], object]) -> bool:
        """Writes to the workspace, and says so if that does not work; a read-only one is left as it is."""
        if self.workspace.read_only:
            return False
        try:
            write()
        except WorkspaceRefused as refused:
            self.not_kept.emit(refused.reason)
            return False
        return True

    def set_my_team(self, reps: frozenset[str]) -> None:
        """Keeps whose figures are mine, and filters to them; an empty set means everybody."""
        self.keep(lambda: self.workspace.my_team.set(sorted(reps)))
        if self.selection is not None:
            self.select(self.selection.only("rep", reps or None))

    def set_display_names(self, names: dict[str, str]) -> None:
        """Names to show for owners that come as e-mail addresses or ids ("" for none); the log is read anew."""
        shown = {owner: name for owner, name in names.items() if name}
        keeper = self.workspace.names
        if self.keep(lambda: (keeper.remove(*(names.keys() - shown.keys())), keeper.set(shown))):
            self.reload()

    # Records and exports

    def show_records(self, wanted: Wanted) -> None:
        """Looks the records behind a number up; the window shows them as soon as they are found."""
        from salesdesk.ui import work as room
        from salesdesk.ui.look.numbers import number_style

        board, style = self.board, number_style()
        if board is None:
            return
        self.records_wanted.emit(wanted)
        self.look_up(
            lambda: room.find_records(board, wanted.kpi, wanted.members, wanted.period, wanted.step, style),
            lambda found: self.records_found.emit(wanted, found),
        )

    def look_up(self, question: Callable[[], Any], answer: Callable[[Any], None], lane: str = "looking") -> None:
        """Works something out beside the window, for one look at a page; the newest question of a lane wins."""
        self.tasks.start(lane, lambda _: question(), answer, title="Looking up")

    def export(self, key: str, reps: tuple[str, ...], target: Path, *, overwrite: bool, named: bool = False) -> bool:
        """Hands out the figures on screen, with the names of other reps if ``named``.

        False if another export is still running.
        """
        board = self.board

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.export(board, key, reps, target, overwrite, progress, named)

        return bool(self.tasks.start("exporting", work, self.exported.emit, title="Exporting"))

    def close(self) -> None:
        """Stops the work and closes the workspace; a second call does nothing."""
        self.tasks.shut_down()
        self.workspace.close()


def _named(paths: Sequence[Path]) -> str:
    first = paths[0].name
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


def _title(paths: Sequence[Path]) -> str:
    return f"Opening {_named(paths)}" if paths else "Opening"


def system_zone() -> str:
    """The IANA name of this computer's zone; UTC where it does not tell."""
    return QTimeZone.systemTimeZoneId().toStdString() or "UTC"


def _load_first_page() -> Any:
    import_module("salesdesk.ui.filters")
    return import_module("salesdesk.ui.pages.overview").OverviewPage
