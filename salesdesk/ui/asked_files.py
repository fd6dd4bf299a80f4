"""Which files are to become the log on the desk, and the answer when they are it already. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.models.imported import Import

if TYPE_CHECKING:
    from salesdesk.models.log import SalesLog
    from salesdesk.models.selection import Selection


@dataclass(frozen=True, eq=False)
class AskedFiles:
    """``folder``: where their content is kept, None: nowhere. ``shown``: the files of the log that is on the desk.

    ``selection``: what the log is to be filtered to; None: what a log opens with. ``before``: the log to compare files
    with that have other content now; None: they are not compared.
    """

    imports: tuple[Import, ...]
    folder: Path | None = None
    writable: bool = False
    shown: tuple[Import, ...] = ()
    selection: Selection | None = None
    before: SalesLog | None = None


@dataclass(frozen=True)
class Unchanged:
    """There is nothing to put in place of the log that is shown. ``again``: names of files that it has already."""

    imports: tuple[Import, ...]
    again: tuple[str, ...]


def read_anew(before: tuple[Import, ...], after: tuple[Import, ...]) -> frozenset[str]:
    """The titles of files that have other content than before."""
    digests = {one.title: one.digest for one in before}
    return frozenset(one.title for one in after if digests.get(one.title, one.digest) != one.digest)


def same_content(one: tuple[Import, ...], other: tuple[Import, ...]) -> bool:
    """Whether two lists of files make the same log."""
    return [(each.digest, each.title) for each in one] == [(each.digest, each.title) for each in other]
