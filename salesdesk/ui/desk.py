"""The desk: what is open now. The one object that pages talk to; it starts the work and says when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimeZone, Signal
from PySide6.QtGui import QUndoStack

from salesdesk.models.told import Told
from salesdesk.paths import is_sample
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.ui.deciding import Deciding
from salesdesk.ui.importing import Importing
from salesdesk.ui.left_as import LeftAs
from salesdesk.ui.stamps import Stamps, stamps
from salesdesk.ui.tasks import Failure, Tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.insights.board import Board
    from salesdesk.kpis.book import Book
    from salesdesk.models.log import SalesLog
    from salesdesk.models.selection import Selection
    from salesdesk.store.workspace import Workspace
    from salesdesk.ui.asked_files import AskedFiles
    from salesdesk.ui.taken import LookFirst
    from salesdesk.ui.terms import Terms


@dataclass(frozen=True)
class Wanted:
    """The records behind one number: of which KPI, for which member of a dimension, in which period.

    ``members`` leads from a dimension to a label; empty for the whole team. ``period`` None: the selected one.
    ``step`` names a step of the chain instead of a KPI. ``unfiltered``: whatever is filtered, of the whole log.
    """

    kpi: str
    members: dict[str, str] = field(default_factory=dict)
    period: Any = None
    step: str | None = None
    unfiltered: bool = False


@dataclass(frozen=True)
class Refusal:
    """Files that could not be opened; one plain sentence per reason. ``look``: those that somebody can explain."""

    title: str
    reasons: tuple[str, ...]
    details: str = ""
    look: LookFirst | None = None


class Desk(QObject):
    """Opening, filtering and handing out. The log that is open stays until another one has been read wholly.

    Three lanes of work belong to it (opening, scoring, exporting); a fourth, looking, answers what one look at a page
    asks for (the records behind a number, one figure sliced), so that a click does not stop the scoring.
    """

    opened = Signal()  # another log is on the desk
    emptied = Signal()  # nothing is open any more
    arrange_wanted = Signal(str, object)  # the page to show and how the tables of each page were arranged
    selected = Signal()  # another selection is asked for; its figures come with `scored`
    scored = Signal()  # the figures of the selection are there, without marks of change
    marked = Signal()  # the marks of change are there as well
    refused = Signal(object)  # Refusal
    records_wanted = Signal(object)  # Wanted
    records_found = Signal(object, object)  # Wanted, Drill
    page_wanted = Signal(str)
    look_wanted = Signal(object)  # LookFirst: files that a person should look at before they are opened
    names_wanted = Signal()  # the table of names to show for owners
    command_wanted = Signal(str)  # what the menus do under this key
    exported = Signal(object)  # tuple of paths
    terms_changed = Signal()  # settings, typed rows, goals or what is taken out are others now
    not_kept = Signal(str)  # why something could not be kept in the workspace
    said = Signal(str)  # one sentence that is no refusal
    files_differ = Signal()  # files of the log are others on the disk than when they were read
    replaced = Signal(str)  # other files are open in place of those of the log: one sentence

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
        self.undo = QUndoStack(self)
        self._opened: Any = None
        self._terms: Terms | None = None
        self.paths: tuple[Path, ...] = ()
        self.is_sample = False
        self.deciding = Deciding(self)
        self.imports = Importing(self)
        self.left_as = LeftAs(self)
        self.stamps: Stamps = {}  # of the files as they were when they were read
        self.seen: Callable[[], tuple[str, ...]] = tuple  # the KPIs of the page that is looked at

    # Opening

    def open(self, paths: Sequence[Path]) -> None:
        """Reads the files together as one log; what is open stays until that has succeeded."""
        self.imports.open(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Adds files to the log of the workspace; of a record in several of them the newest export counts."""
        self.imports.add(paths)

    def remove_import(self, title: str) -> None:
        """Takes a file out of the log."""
        self.imports.remove(title)

    def reread_import(self, title: str) -> None:
        """Reads a file of the log once more from the disk."""
        self.imports.reread(title)

    def read(
        self, files: AskedFiles, then: Callable[[Any, Stamps], None], failed: Callable[[Failure], None], title: str
    ) -> None:
        """Makes a log of files in the opening lane; ``then`` gets it, or that it is the one that is open already, or
        that a person should look first. Its second argument tells how the files are on the disk now.
        """
        taken, known, terms = self.deciding.begin(self._terms_for_opening())
        seen, ask, told = self._first(), self.deciding.asks and taken is None, self.told

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            # here, because its charts take longer to import than a frame may take
            first = seen or _load_first_page().keys
            made = room.open_files(files, terms, known.matches, told, first, progress, answers=known.answers, ask=ask)
            return made, stamps(one.path for one in files.imports)

        def finish(done: tuple[Any, Stamps]) -> None:
            self._terms = self.deciding.keep(taken, self.terms)
            then(*done)

        self.tasks.start("opening", work, finish, failed, title=title)

    @property
    def terms(self) -> Terms:
        """On which terms the figures are made; read from the workspace when first asked for."""
        if self._terms is None:
            from salesdesk.ui.terms import kept_terms

            kept = kept_terms(self.workspace, system_zone())
            self._terms = replace(kept, settings=self.told.over(kept.settings))
        return self._terms

    def _terms_for_opening(self) -> Terms:
        """Names and team may have been chosen since."""
        workspace, terms = self.workspace, self.terms
        names = tuple(sorted(workspace.names.all().items()))
        mine, joined = frozenset(workspace.my_team.get()), workspace.joined.all()
        settings = replace(terms.settings, display_names=names, joined_names=joined)
        self._terms = replace(terms, settings=settings, mine=mine)
        return self._terms

    def use(self, terms: Terms) -> None:
        """Makes the figures on other terms from now on, and keeps these. Times are read anew in another zone."""
        from salesdesk.ui.terms import keep_terms, without_goals

        before, self._terms = self.terms, terms
        self.keep(lambda: keep_terms(self.workspace, before, terms, system_zone()))
        self.terms_changed.emit()
        if self.board is None:
            return
        if terms.settings.zone != before.settings.zone:
            self.imports.rebuild()
        elif without_goals(terms) != without_goals(before):
            self._score(self.selection)
        else:
            self.board = self._with_goals(self.board)
            (self.marked if self.board.is_marked else self.scored).emit()

    def warm_up(self) -> None:
        """Loads what opening needs, off the interface thread, so that the first file opens quickly."""

        def work(_: Any) -> None:
            from salesdesk.ui import work as room

            room.warm_up()
            _load_first_page()

        self.tasks.start("looking", work)

    def reload(self) -> None:
        """Reads again what has changed on the disk."""
        self.imports.reload()

    def put(self, opened: Any, paths: tuple[Path, ...], before: Stamps) -> None:
        """Another log takes the place of the one that is open."""
        self.tasks.cancel("scoring")
        arranged = self.left_as.follow(opened)
        if opened.terms is None:
            self._terms = replace(self.terms, settings=opened.log.settings)
        self._show(opened)
        self.paths, self.is_sample, self.stamps = paths, is_sample(paths), before
        self.opened.emit()
        if arranged is not None:
            self.arrange_wanted.emit(*arranged)
        self.scored.emit()
        self._mark()

    def clear(self) -> None:
        """Nothing is open any more, and nothing on its way."""
        self.left_as.forget()
        self._opened = self.log = self.book = self.board = self.selection = None
        self.paths, self.is_sample, self.stamps = (), False, {}
        self.tasks.cancel_all()
        self.emptied.emit()

    def refuse(self, failure: Failure, title: str) -> None:
        """Says why something did not come about."""
        self.refused.emit(Refusal(title, tuple(failure.sentence.split("\n")), failure.details))

    def _failed(self, lane: str, failure: Failure) -> None:
        self.refuse(failure, "Nothing was exported" if lane == "exporting" else "Something went wrong")
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
        self.selected.emit()
        self._score(selection)

    def _first(self) -> tuple[str, ...]:
        """The KPIs to score before all others: those in sight, and those that the overview opens on."""
        seen = self.seen()
        return (*seen, *self.terms.figures) if seen else ()

    def _score(self, selection: Selection) -> None:
        opened, terms, first = self._opened, self.terms, self._first()

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.score_selection(opened, terms, selection, first, progress)

        self.tasks.start("scoring", work, self._take, title="Adding up")

    def _take(self, opened: Any) -> None:
        named_anew = opened.board.selection is not self.selection
        self._show(opened)
        if named_anew:
            self.selected.emit()
        self.scored.emit()
        self._mark()

    def _show(self, opened: Any) -> None:
        self._opened = opened
        self.log, self.book, self.board = opened.log, opened.book, self._with_goals(opened.board)
        self.selection = opened.board.selection

    def _with_goals(self, board: Board) -> Board:
        return board.with_goals(self.terms.targets, self.terms.mine)

    def _mark(self) -> None:
        board = self.board

        def work(progress: Any) -> Any:
            from salesdesk.ui import work as room

            return room.mark_changes(board, progress)

        self.tasks.start("scoring", work, self._take_marks, title="Comparing")

    def _take_marks(self, board: Board) -> None:
        self.board = self._with_goals(board)
        self.marked.emit()

    # My team, names: kept in the workspace

    def take_workspace(self, workspace: Workspace) -> None:
        """Keeps everything in another workspace from now on."""
        self.workspace.close()
        self.workspace = workspace
        self._terms = None
        self.undo.clear()

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
        self._terms = replace(self.terms, mine=reps)
        if self.selection is not None:
            self.select(self.selection.only("rep", reps or None))

    def set_display_names(self, names: dict[str, str]) -> None:
        """Names to show for owners that come as e-mail addresses or ids ("" for none); the log is read anew."""
        shown = {owner: name for owner, name in names.items() if name}
        keeper = self.workspace.names
        if self.keep(lambda: (keeper.remove(*(names.keys() - shown.keys())), keeper.set(shown))):
            self.imports.rebuild()

    # Records

    def show_records(self, wanted: Wanted) -> None:
        """Looks the records behind a number up; the window shows them as soon as they are found."""
        from salesdesk.ui import work as room
        from salesdesk.ui.look.numbers import number_style

        board, style = self.board, number_style()
        if board is None:
            return
        self.records_wanted.emit(wanted)
        self.look_up(
            lambda: room.find_records(
                board, wanted.kpi, wanted.members, wanted.period, wanted.step, style, unfiltered=wanted.unfiltered
            ),
            lambda found: self.records_found.emit(wanted, found),
        )

    def look_up(self, question: Callable[[], Any], answer: Callable[[Any], None], lane: str = "looking") -> None:
        """Works something out beside the window, for one look at a page; the newest question of a lane wins."""
        self.tasks.start(lane, lambda _: question(), answer, title="Looking up")

    def when_scored(
        self, keys: Sequence[str], then: Callable[[], None], lane: str, *, with_chain: bool = False
    ) -> None:
        """Goes on at once if these figures of the board are there, else as soon as they were scored beside the window.

        The newest of those who wait in a lane wins.
        """
        board = self.board
        if board is None or board.is_scored(keys, with_chain=with_chain):
            then()
        else:
            self.look_up(lambda: board.score_now(keys, with_chain=with_chain), lambda _: then(), lane)

    def close(self) -> None:
        """Stops the work and closes the workspace; a second call does nothing."""
        self.tasks.shut_down()
        self.undo.blockSignals(True)  # noqa: FBT003  while it goes it would speak to menus that are gone
        self.workspace.close()


def system_zone() -> str:
    """The IANA name of this computer's zone; UTC where it does not tell."""
    return QTimeZone.systemTimeZoneId().toStdString() or "UTC"


def _load_first_page() -> Any:
    import_module("salesdesk.ui.filters")
    return import_module("salesdesk.ui.pages.overview").OverviewPage
