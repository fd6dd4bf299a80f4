"""What was decided about the files of an opening, on its way to the reader and to the workspace. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.models.imported import Import
    from salesdesk.reading.answers import Matches
    from salesdesk.reading.choosing import Decision
    from salesdesk.reading.shelf import Shelf
    from salesdesk.store.joined_names import Joined
    from salesdesk.store.matches import Match
    from salesdesk.store.workspace import Workspace


@dataclass(frozen=True)
class Taken:
    """By header signature what is remembered, None to forget it; and all names that are joined."""

    matches: Mapping[str, Match | None] = field(default_factory=dict)
    joined: tuple[Joined, ...] = ()

    def keep_in(self, workspace: Workspace) -> None:
        """Raises WorkspaceRefused."""
        workspace.matches.replace(self.matches)
        workspace.joined.set(self.joined)

    def present_in(self, workspace: Workspace) -> Taken:
        """What the workspace has in place of this."""
        kept = workspace.matches.all()
        return Taken({signature: kept.get(signature) for signature in self.matches}, workspace.joined.all())


@dataclass(frozen=True)
class Told:
    """What the reader is told of files by their header signature."""

    matches: Matches
    answers: Mapping[str, Mapping[str, str]]


def told_by(workspace: Workspace, taken: Taken | None = None) -> Told:
    """What the workspace has, and before it what was decided just now."""
    matches = {**workspace.matches.confirmed()}
    answers = {**workspace.matches.answers()}
    for signature, match in (taken.matches if taken else {}).items():
        matches.pop(signature, None)
        answers.pop(signature, None)
        if match is not None and match.columns:
            matches[signature] = {header: (match.table, name) for header, name in match.columns.items()}
        if match is not None and match.answers:
            answers[signature] = dict(match.answers)
    return Told(matches, answers)


def taken_from(decisions: Mapping[str, Decision], joined: tuple[Joined, ...]) -> Taken:
    """What the window takes over from the reader's side."""
    from salesdesk.store.matches import Match

    matches = {signature: Match(each.table, each.columns, each.answers) for signature, each in decisions.items()}
    return Taken(matches, joined)


@dataclass(frozen=True, eq=False)
class LookFirst:
    """Files that a person should look at before they are opened. ``reasons``: why they cannot be opened as they are.

    ``shelf``: from which they are read, and where what is read of them stays until it is settled what becomes of them.
    """

    imports: tuple[Import, ...]
    shelf: Shelf
    reasons: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(one.path for one in self.imports)
