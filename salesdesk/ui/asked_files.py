"""Which files are to become the log on the desk, and the answer when they are it already. Free of Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesdesk.models.imported import Import
from salesdesk.ui.stamps import Fate, fate_now

if TYPE_CHECKING:
    from salesdesk.models.log import SalesLog
    from salesdesk.models.selection import Selection

Files = tuple[Import, ...]


@dataclass(frozen=True, eq=False)
class AskedFiles:
    """``folder``: where their content is kept, None: nowhere. ``shown``: the files of the log that is on the desk.

    ``known``: files that were read before; one of them that was not touched since is not read again. ``again``: titles
    of those to be read once more if they are in their place, ``if_changed``: and have been touched since.
    ``selection``: what the log is to be filtered to; None: as logs of its layout were left, told by ``views``.
    ``before``: the log to compare files with that have other content now; None: they are not compared.
    """

    imports: Files
    folder: Path | None = None
    writable: bool = False
    shown: Files = ()
    known: Files = ()
    again: Collection[str] = ()
    if_changed: bool = False
    selection: Selection | None = None
    before: SalesLog | None = None
    views: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Unchanged:
    """There is nothing to put in place of the log that is shown.

    ``again``: names of files that it has already; ``gone``: of files that were to be read again and are not there.
    """

    imports: Files
    again: tuple[str, ...]
    gone: tuple[str, ...] = ()


def as_on_disk(files: AskedFiles) -> tuple[Files, tuple[str, ...]]:
    """The files with a digest where what was read from them counts, and the titles of those that are not there.

    May take long where a network drive does not answer: never to be called by the window itself.
    """
    known = {one.path: one for one in files.known if one.digest}
    found: list[Import] = []
    gone: list[str] = []
    for one in files.imports:
        before = known.get(one.path)
        if one.title in files.again:
            fate = fate_now(one)
            gone += [one.title] if fate in (Fate.GONE, Fate.OUT_OF_REACH) else []
            stays = fate in (Fate.GONE, Fate.OUT_OF_REACH) or (fate is None and files.if_changed)
            found.append(one if stays else replace(one, digest=""))
        elif not one.digest and before is not None and fate_now(before) is None:
            found.append(replace(before, title=one.title))
        else:
            found.append(one)
    return tuple(found), tuple(gone)


def read_anew(before: Files, after: Files) -> frozenset[str]:
    """The titles of files that have other content than before."""
    digests = {one.title: one.digest for one in before}
    return frozenset(one.title for one in after if digests.get(one.title, one.digest) != one.digest)


def same_content(one: Files, other: Files) -> bool:
    """Whether two lists of files make the same log."""
    return [(each.digest, each.title) for each in one] == [(each.digest, each.title) for each in other]
