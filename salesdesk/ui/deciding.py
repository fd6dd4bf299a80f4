"""What was decided about files, on its way to the reader and into the workspace once they are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesdesk.ui.taken import LookFirst, Told, told_by

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.taken import Taken
    from salesdesk.ui.terms import Terms


class Deciding:
    """``asks``: whether somebody answers what cannot be settled from the files alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._next: Taken | None = None  # what was decided about the files that are read next
        self.asks = False

    def take(self, paths: Sequence[Path], taken: Taken) -> None:
        """Opens files with what was just decided about them; that is kept when they are open."""
        self._next = taken
        if self._desk.imports.shown and tuple(paths) == self._desk.paths:
            self._desk.imports.rebuild()
        else:
            self._desk.open(paths)

    def begin(self, terms: Terms) -> tuple[Taken | None, Told, Terms]:
        """What was decided about the files to be read now, what the reader is told, and the terms to read them on."""
        taken, self._next = self._next, None
        if taken is not None:
            self._desk.told = replace(self._desk.told, columns={})  # a person has decided since
            terms = replace(terms, settings=replace(terms.settings, joined_names=taken.joined))
        return taken, told_by(self._desk.workspace, taken), terms

    def stops(self, made: Any) -> bool:
        """Whether a person should look at the files before they are opened; then this is asked for."""
        if not isinstance(made, LookFirst):
            return False
        self._desk.imports.stand_back()
        if made.reasons:
            from salesdesk.ui.desk import Refusal

            self._desk.refused.emit(Refusal("This could not be opened", made.reasons, look=made.paths))
        else:
            self._desk.look_wanted.emit(made.paths)
        return True

    def keep(self, taken: Taken | None, terms: Terms) -> Terms:
        """The files are open as it was decided; gives the terms with the names that were joined."""
        if taken is None:
            return terms
        from salesdesk.ui.changes import keep_decisions

        keep_decisions(self._desk, taken)
        return replace(terms, settings=replace(terms.settings, joined_names=taken.joined))
