"""What was decided about files, on its way to the reader and into the workspace once they are open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from salesdesk.ui.taken import Told, told_by

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.taken import LookFirst, Taken
    from salesdesk.ui.terms import Terms


class Deciding:
    """``asks``: whether somebody answers what cannot be settled from the files alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._next: Taken | None = None  # what was decided about the files that are read next
        self.asks = False

    def take(self, look: LookFirst, taken: Taken) -> None:
        """Opens files with what was just decided about them; that is kept when they are open."""
        self._next = taken
        self._desk.imports.go_on(look)

    def take_anew(self, taken: Taken) -> None:
        """The same for the files that are open."""
        self._next = taken
        self._desk.imports.rebuild()

    def begin(self, terms: Terms) -> tuple[Taken | None, Told, Terms]:
        """What was decided about the files to be read now, what the reader is told, and the terms to read them on."""
        taken, self._next = self._next, None
        if taken is not None:
            self._desk.told = replace(self._desk.told, columns={}, fill_down=())  # a person has decided since
            terms = replace(terms, settings=replace(terms.settings, joined_names=taken.joined))
        return taken, told_by(self._desk.workspace, taken), terms

    def keep(self, taken: Taken | None, terms: Terms) -> Terms:
        """The files are open as it was decided; gives the terms with the names that were joined."""
        if taken is None:
            return terms
        from salesdesk.ui.changes import keep_decisions

        keep_decisions(self._desk, taken)
        return replace(terms, settings=replace(terms.settings, joined_names=taken.joined))
