"""The work that the desk starts in the background: free of Qt, and of everything that the window shows first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.insights.board import Board, board
from salesdesk.insights.drill import Drill, drill
from salesdesk.insights.marks import marked
from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.selections import carried_over, first_selection
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.kpis.typed_rows import with_typed
from salesdesk.models.dims import labels
from salesdesk.models.imported import Import
from salesdesk.models.issue import Effect
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period
from salesdesk.models.told import Told
from salesdesk.reading.answers import Asked, Matches, NotRecognised
from salesdesk.reading.open_imports import open_imports, told_apart
from salesdesk.reading.rewritten_in_place import with_rewritten
from salesdesk.reading.shelf import Shelf
from salesdesk.ui.asked_files import AskedFiles, Unchanged, as_on_disk, read_anew, same_content
from salesdesk.ui.taken import LookFirst
from salesdesk.ui.terms import Terms, without_goals
from salesdesk.ui.view_kept import ViewKept, layout_of, selection_in, still

if TYPE_CHECKING:
    from salesdesk.models.selection import Selection

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, eq=False)
class Opened:
    """A log with its figures. ``read``: as the files gave it, without typed rows, if those are in it.

    ``terms``: on which the figures are made; None: on those of the log itself, nothing typed. ``imports``: the files
    of the log; ``again``: the names of those that were in it already, ``gone``: of those that were to be read again and
    are not there; ``unkept``: what is still to be kept, and under which key. ``layout``: that of the log; ``view``: how
    logs of it were looked at before, if the log is shown like that.
    """

    log: SalesLog
    book: Book
    board: Board
    read: SalesLog | None = None
    terms: Terms | None = None
    imports: tuple[Import, ...] = ()
    again: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unkept: tuple[SalesLog, str] | None = None
    layout: str = ""
    view: ViewKept | None = None


def open_files(
    files: AskedFiles,
    terms: Terms,
    matches: Matches,
    told: Told,
    first: tuple[str, ...],
    progress: Progress,
    *,
    answers: Mapping[str, Mapping[str, str]] | None = None,
    ask: bool = False,
) -> Opened | Unchanged | LookFirst:
    """Reads, cleans and scores the KPIs to be seen ``first``, filtered to the team if the log has any of its reps.

    ``ask``: stops where a person should look first. Raises Refused, or whatever ``progress`` raises to cancel.
    """
    wanted, gone = as_on_disk(files)
    imports, again = told_apart(wanted, progress)
    if files.shown and same_content(imports, files.shown):
        return Unchanged(imports, again, gone)
    settings, shelf = terms.settings, Shelf(files.folder, writable=files.writable)
    asked = Asked.of(settings, told, matches, answers or {})
    try:
        found = open_imports(imports, shelf, asked, settings, progress)
    except NotRecognised as refused:
        if ask:
            return LookFirst(imports, shelf, () if refused.torn else refused.reasons)
        raise
    if ask and _leaves_open(found.log):
        return LookFirst(imports, shelf)
    try:
        read, layout = found.log, layout_of(found.log)
        if files.before is not None:
            read = with_rewritten(files.before, read, read_anew(files.shown, imports))
        log = with_typed(read, terms.typed)
        progress(0, 0, "adding up")
        book = Book(log)
        here = terms.mine & frozenset(labels(log, "rep"))
        selection, view = _selected(files, layout, log, first_selection(log).only("rep", here or None))
        scored = board(book, selection, progress=progress, first=(*first, *terms.figures))
    except BaseException:
        shelf.discard()
        raise
    unkept = (found.log, found.key) if shelf.keeps and not found.kept else None
    return Opened(log, book, scored, read, terms, imports, again, gone, unkept, layout, view)


def _selected(files: AskedFiles, layout: str, log: SalesLog, first: Selection) -> tuple[Selection, ViewKept | None]:
    """What a log opens with, and how logs like it were looked at if it opens like that."""
    if files.selection is not None:
        return still(files.selection, log), None
    if layout not in files.views:
        return first, None
    view = ViewKept.of(files.views[layout])
    return selection_in(view, log, first), view


def _leaves_open(log: SalesLog) -> bool:
    return any(issue.effect is Effect.NEEDS_ANSWER for issue in log.issues) or any(one.doubt for one in log.sources)


def score_selection(
    opened: Opened, terms: Terms, selection: Selection, first: tuple[str, ...], progress: Progress
) -> Opened:
    """The figures of another selection, or on other terms; what does not depend on what changed is not made anew.

    Scores the KPIs to be seen ``first``; all others when somebody looks, or when changes are marked.
    """
    before = opened.terms or Terms(opened.log.settings)
    if without_goals(before) == without_goals(terms):
        return replace(opened, board=board(opened.book, selection, progress=progress, first=first))
    read = opened.read or opened.log
    if before.typed == terms.typed:
        log = replace(opened.log, settings=terms.settings)
    else:
        log = with_typed(replace(read, settings=terms.settings), terms.typed)
    book = Book(log, before=opened.book)
    scored = board(book, carried_over(selection, opened.log, log), progress=progress, first=first)
    return Opened(log, book, scored, read, terms)


def write_template(target: Path) -> tuple[Path, ...]:
    """The import template; who chose the place has agreed to replace what is there."""
    from salesdesk.exports.template import write_template as write

    return (write(target, overwrite=True),)


def write_report(facts: Book, target: Path) -> tuple[Path, ...]:
    """What was read and found; who chose the place has agreed to replace what is there."""
    from salesdesk.exports.import_report import write_report as write

    return (write(facts, target, overwrite=True),)


def mark_changes(scored: Board, progress: Progress) -> Board:
    """The same board with the marks of change, which take longer than the figures."""
    return scored if scored.is_marked else marked(scored, progress)


def find_records(
    scored: Board,
    key: str,
    members: Mapping[str, str],
    period: Period | None,
    step: str | None,
    style: NumberStyle,
    *,
    unfiltered: bool = False,
) -> Drill:
    """The records behind one number of the board, with their texts ready; ``unfiltered``: of the whole log."""
    asked = scored.unfiltered() if unfiltered else scored
    found = drill(asked, key, members, period, step, Voice(scored.log.currency, style))
    return replace(found, title=f"{found.title}, whatever is filtered") if asked.cut.keep != scored.cut.keep else found


def export(
    scored: Board,
    key: str,
    reps: tuple[str, ...],
    target: Path,
    overwrite: bool,
    progress: Progress,
    named: bool = False,
) -> tuple[Path, ...]:
    """Writes workbooks made of the figures on screen; a folder for scorecards, a file for the team."""
    from salesdesk.exports.catalogue import BY_KEY

    return BY_KEY[key].write(scored, reps, target, overwrite=overwrite, progress=progress, named=named)


def warm_up() -> None:
    """Importing this module has loaded what opening needs."""
