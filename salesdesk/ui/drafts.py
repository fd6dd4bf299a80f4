"""The assistant's work beside the window: reads files once and makes drafts of what was chosen. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesdesk.ui.taken import Taken, taken_from

if TYPE_CHECKING:
    from salesdesk.models.settings import Settings
    from salesdesk.models.told import Told as Said
    from salesdesk.reading.choosing import Chosen
    from salesdesk.reading.draft import Draft
    from salesdesk.reading.drafting import Drafting
    from salesdesk.store.joined_names import Joined
    from salesdesk.ui.taken import LookFirst, Told

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, eq=False)
class Drafted:
    """The files, what was chosen about them, and what they give then."""

    drafting: Drafting
    chosen: Chosen
    draft: Draft

    def taken(self, joined: tuple[Joined, ...]) -> Taken:
        """What is remembered when these files are opened."""
        from salesdesk.reading.choosing import to_remember

        return taken_from(to_remember(self.draft, self.chosen), joined)


Step = Callable[[Drafted], "Chosen"]


def first_draft(look: LookFirst, settings: Settings, said: Said, known: Told, progress: Progress) -> Drafted:
    """From what is kept of the files, so that those are drafted as well whose sources are gone.

    Raises Refused, or whatever ``progress`` raises to cancel.
    """
    from salesdesk.reading.answers import Asked
    from salesdesk.reading.drafting import Drafting
    from salesdesk.reading.open_imports import to_read, told_apart

    asked = Asked.of(settings, said, known.matches, known.answers)
    imports, _ = told_apart(look.imports, progress)
    drafting = Drafting([to_read(one, look.shelf) for one in imports], asked)
    chosen = drafting.start(progress)
    return Drafted(drafting, chosen, drafting.draft(chosen, progress))


def next_draft(drafted: Drafted, steps: Sequence[Step], progress: Progress) -> Drafted:
    """The draft after some choices, one after the other."""
    for step in steps:
        chosen = step(drafted)
        drafted = Drafted(drafted.drafting, chosen, drafted.drafting.draft(chosen, progress))
    return drafted
