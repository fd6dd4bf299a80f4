"""The files of the log on the desk: opened, added, removed, read again; every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QUndoCommand

from salesdesk.models.imported import Import
from salesdesk.paths import is_sample
from salesdesk.ui.asked_files import AskedFiles, Files, Unchanged, same_content
from salesdesk.ui.stamps import stamp_of
from salesdesk.ui.taken import LookFirst

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.stamps import Stamps
    from salesdesk.ui.tasks import Failure

NOT_OPENED, NOT_ADDED, NOT_READ = "This could not be opened", "Nothing was added", "This could not be read again"
_GONE = "is no longer in its place, so what was read from it stays."
_ALL_GONE = "are no longer in their places, so what was read from them stays."


class ChangeFiles(QUndoCommand):
    """One change of the files of the log; it has happened already when it is pushed.

    ``keeps_selection``: as in `_Step`, also when it is taken back.
    """

    def __init__(
        self, importing: Importing, text: str, before: Files, after: Files, *, keeps_selection: bool = True
    ) -> None:
        super().__init__(text)
        self._importing, self._before, self._after, self._happened = importing, before, after, True
        self._keeps_selection = keeps_selection

    def redo(self) -> None:
        if self._happened:
            self._happened = False
        else:
            self._importing.go_to(self._after, keeps_selection=self._keeps_selection)

    def undo(self) -> None:
        self._importing.go_to(self._before, keeps_selection=self._keeps_selection)


@dataclass(frozen=True)
class _Step:
    """``name``: in the Edit menu, "" for none. ``again`` and ``if_changed`` as in `AskedFiles`. ``anew``: the log is
    made even if it is the same; ``replaces``: in place of another one. ``unchanged`` is said if it is the same.
    """

    files: Files
    trouble: str
    name: str = ""
    paths: tuple[Path, ...] = ()
    keeps_selection: bool = False
    again: frozenset[str] = frozenset()
    if_changed: bool = False
    anew: bool = False
    replaces: bool = False
    unchanged: str = ""


class Importing:
    """``shown``: the files of the log that is open, none for the sample. ``kept``: whether the workspace keeps them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.shown: Files = ()
        self.kept = True
        self._target: Files | None = None  # what undo or redo is on its way to
        self._home: int | None = None  # where the undo stack stood before that
        self._quiet = False
        self._replaced: tuple[Files, Files] | None = None  # the files that were open, and those in their place
        self._emptied = False  # the last file was removed, nothing opened since
        self._waiting: tuple[LookFirst, _Step] | None = None  # what goes on when somebody has looked
        self._unkept: tuple[Any, str] | None = None  # a finished log and the key to keep it under
        desk.marked.connect(self._keep_log)
        desk.tasks.cancelled.connect(self._cancelled)

    # What the desk is asked for

    def open(self, paths: Sequence[Path]) -> None:
        """These files in place of those of the log."""
        found = _whole(paths)
        files = tuple(Import(path, "") for path in found)
        self._start(
            _Step(files, NOT_OPENED, f"Open {named(found)}" if found else "", paths=found, anew=True, replaces=True)
        )

    def add(self, paths: Sequence[Path]) -> None:
        """These files to those of the workspace, whose log is shown then."""
        found, base = _whole(paths), self._base()
        files = (*base, *(Import(path, "") for path in found))
        self._start(_Step(files, NOT_ADDED, f"Add {named(found)}", keeps_selection=True))

    def add_instead(self) -> None:
        """The files opened last, added to those that were open before instead of in their place."""
        before, after = self._replaced or ((), ())
        if before and after == self.shown:
            files = (*before, *(replace(one, title="") for one in after))
            names = named([one.path for one in after])
            self._start(_Step(files, NOT_ADDED, f"Add {names}", keeps_selection=True))

    def remove(self, title: str) -> None:
        """Without its last file nothing is open."""
        left = tuple(one for one in self.shown if one.title != title)
        if left == self.shown:
            return
        if left:
            self._start(_Step(left, NOT_OPENED, f"Remove {title}", keeps_selection=True))
        else:
            self._desk.tasks.cancel("opening")
            before = self.shown
            self._empty()
            self._desk.undo.push(ChangeFiles(self, f"Remove {title}", before, ()))

    def reread(self, title: str) -> None:
        """What stands in a file now takes the place of what was read from it."""
        if any(one.title == title for one in self.shown):
            self._read_again(f"Read {title} again", frozenset({title}), f"{title} has not changed.")

    def reload(self) -> None:
        """As `reread` for every file that has changed since."""
        if self.shown:
            titles = frozenset(one.title for one in self.shown)
            self._read_again("Reload", titles, "No file has changed since it was read.", if_changed=True)
        elif self._desk.paths:
            self.open(self._desk.paths)

    def _read_again(self, name: str, titles: frozenset[str], unchanged: str, *, if_changed: bool = False) -> None:
        step = _Step(self.shown, NOT_READ, name, keeps_selection=True, again=titles, if_changed=if_changed)
        self._start(replace(step, unchanged=unchanged))

    def rebuild(self) -> None:
        """The same files under other terms."""
        files = self._target or self.shown
        if files:
            self._start(_Step(files, NOT_OPENED, "", anew=True))
        elif self._desk.paths:
            self.open(self._desk.paths)

    def reopen(self) -> bool:
        """Shows the log of the workspace; false if there is none."""
        files = self._desk.workspace.imports.all()
        if files:
            self._start(_Step(files, "Your log could not be opened again", ""))
        return bool(files)

    def looked_at(self) -> LookFirst:
        """The files that are open, to look at how they were read."""
        from salesdesk.reading.shelf import Shelf

        files = self.shown or tuple(Import(path, "") for path in self._desk.paths)
        return LookFirst(
            files, Shelf(self._desk.workspace.imports.folder if self.shown else None, writable=self._keeps)
        )

    def go_on(self, look: LookFirst) -> None:
        """What stopped for these files to be looked at goes on, from what was read of them."""
        waiting, step = self._waiting or (None, None)
        if waiting is look and step is not None:
            self._start(step)
        elif same_content(self.shown, look.imports):
            self.rebuild()
        else:
            self.open(look.paths)

    # On the way

    def go_to(self, files: Files, *, keeps_selection: bool = True) -> None:
        """Shows the log of other files because a step is taken back or done again."""
        if self._quiet:
            return
        if not files:
            self._empty()
            return
        if self._home is None:
            self._home = self._desk.undo.index()
        self._target = files
        self._start(_Step(files, "This could not be taken back", "", keeps_selection=keeps_selection))

    def _base(self) -> Files:
        return self._target or self.shown or (() if self._emptied else self._desk.workspace.imports.all())

    def _empty(self) -> None:
        """Nothing is open any more; what was read stays where it is kept until the next start, for undo."""
        self._home = self._target = self._replaced = self._waiting = self._unkept = None
        self._emptied = True
        self._keep_files(())
        self._desk.clear()

    @property
    def _keeps(self) -> bool:
        return self.kept and not self._desk.workspace.read_only

    def _start(self, step: _Step) -> None:
        desk, keeper = self._desk, self._desk.workspace.imports
        sample = is_sample(step.paths)
        asked = AskedFiles(
            step.files,
            folder=None if sample else keeper.folder,
            writable=self._keeps,
            shown=() if step.anew else self.shown,
            known=self._base(),
            again=step.again,
            if_changed=step.if_changed,
            selection=desk.selection if step.keeps_selection and self.shown else None,
            before=desk.log if step.again else None,
            views=desk.left_as.all() if self.kept else {},
        )
        places = step.paths or tuple(one.path for one in step.files)

        def then(found: Any, now: Stamps) -> None:
            if isinstance(found, LookFirst):
                self._stop_for(found, step)
                return
            same, before = not sample and same_content(self.shown, found.imports), self.shown
            if step.replaces and not sample:
                desk.keep(lambda: desk.workspace.recent.add(places, named(places), datetime.now(UTC)))
            self._done(found, places, step, now, sample=sample)
            self._replaced = (before, self.shown) if step.replaces and before and self.shown and not same else None
            if self._replaced:
                what = "is" if len(self.shown) == 1 else "are"
                desk.replaced.emit(f"{named(places)} {what} open in place of the log before.")
            stays = f"{_listed(found.gone)} {_GONE if len(found.gone) == 1 else _ALL_GONE}" if found.gone else ""
            unchanged = step.unchanged if same and step.again - {*found.gone} else ""
            if sentence := f"{unchanged} {stays}".strip():
                desk.said.emit(sentence)

        desk.read(asked, then, lambda failure: self._failed(failure, step.trouble), f"Opening {named(places)}")

    def _done(self, found: Any, places: tuple[Path, ...], step: _Step, now: Stamps, *, sample: bool) -> None:
        self._target = self._home = None
        before, after = self.shown, () if sample else found.imports
        if found.imports and not sample:
            # what is gone already is no news, and what was read from it is there
            now = {one.path: stamp_of(one) for one in found.imports if now.get(one.path)}
        if isinstance(found, Unchanged):
            self._keep_files(found.imports)
            self._desk.stamps = now
            self._say_again(found.again, nothing_new=True)
            return
        self.shown = after
        self._unkept = found.unkept
        if after:
            self._keep_files(after)
            places = tuple(one.path for one in after)
        self._desk.put(found, places, now)
        if step.name and after and (before or self._emptied) and not same_content(before, after):
            self._desk.undo.push(ChangeFiles(self, step.name, before, after, keeps_selection=step.keeps_selection))
        self._emptied = self._emptied and not after
        self._say_again(found.again, nothing_new=False)

    def _say_again(self, again: tuple[str, ...], *, nothing_new: bool) -> None:
        if again:
            verb = "is" if len(again) == 1 else "are"
            what = "nothing has changed" if nothing_new else "it was not added twice"
            what = what if len(again) == 1 or nothing_new else "they were not added twice"
            self._desk.said.emit(f"{_listed(again)} {verb} in this log already: {what}.")

    def _keep_files(self, files: Files) -> None:
        self.shown = files
        workspace = self._desk.workspace
        if self.kept and files != workspace.imports.all():
            self._desk.keep(lambda: workspace.imports.set(files))

    def _stop_for(self, look: LookFirst, step: _Step) -> None:
        """A person should look at the files before they are opened."""
        self._go_back()
        name = step.name or f"Open {named(look.paths)}"
        self._waiting = look, replace(step, files=look.imports, name=name, again=frozenset())
        if look.reasons:
            from salesdesk.ui.desk import Refusal

            self._desk.refused.emit(Refusal(step.trouble, look.reasons, look=look))
        else:
            self._desk.look_wanted.emit(look)

    def _failed(self, failure: Failure, trouble: str) -> None:
        self._go_back()
        self._desk.refuse(failure, trouble)

    def _cancelled(self, lane: str) -> None:
        if lane == "opening":
            self._go_back()

    def _go_back(self) -> None:
        """The undo stack returns to the step whose log is shown."""
        home, self._home, self._target = self._home, None, None
        if home is not None:
            self._quiet = True
            try:
                self._desk.undo.setIndex(home)
            finally:
                self._quiet = False

    def _keep_log(self) -> None:
        """Once the figures are there, so that nobody waits for it."""
        folder, found, self._unkept = self._desk.workspace.imports.folder, self._unkept, None
        if found is None or folder is None:
            return
        log, key = found

        def work(progress: Callable[..., None]) -> None:
            from salesdesk.reading.open_imports import keep_log

            keep_log(log, key, folder, progress)

        # what cannot be kept is made anew the next time
        self._desk.tasks.start("keeping", work, failed=lambda _: None)


def named(paths: Sequence[Path]) -> str:
    """ "deals.csv and 2 more"."""
    if not paths:
        return "files"
    first = paths[0].name
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


def _whole(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Where files are, whatever folder the program is started in next time."""
    return tuple(Path(path).absolute() for path in paths)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
