"""Which content each rep sends, and which nobody does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score

USAGE = "collateral_usage_rate"


@dataclass(frozen=True, eq=False)
class ContentUse:
    """How often each piece of content available in the period was sent, the most sent first: by each rep, and in all.

    ``by_rep`` has a row per piece and a column per rep, in alphabetical order.
    """

    assets: tuple[str, ...]
    sent: npt.NDArray[np.float64]
    reps: tuple[str, ...]
    by_rep: npt.NDArray[np.float64]

    @property
    def never(self) -> tuple[str, ...]:
        return tuple(name for name, times in zip(self.assets, self.sent, strict=True) if not times)


def content_use(board: Board) -> ContentUse | None:
    """None where no content was available."""
    kpi, cut = BY_KEY[USAGE], board.cut.at(board.period)
    there = board.by(USAGE, "asset")
    if not there.labels:
        return None
    known = [name for name, n in zip(there.labels[0], np.nan_to_num(there.n[0]), strict=True) if n > 0]
    if not known:
        return None
    totals = score(kpi, board.book, cut.sliced("asset"), "sent")
    apart = score(kpi, board.book, cut.sliced("asset", "rep"), "sent")
    reps = board.rep_names()
    sent = _at(totals.value[0], _places(totals.labels[0], known))
    by_rep = _at(apart.value[0], _places(apart.labels[0], known))
    by_rep = _at(by_rep.T, _places(apart.labels[1], reps)).T
    order = sorted(range(len(known)), key=lambda place: (-sent[place], known[place].casefold()))
    return ContentUse(tuple(known[place] for place in order), sent[order], reps, by_rep[order])


def _places(labels: tuple[str, ...], names: tuple[str, ...] | list[str]) -> list[int]:
    place = {label: at for at, label in enumerate(labels)}
    return [place.get(name, -1) for name in names]


def _at(values: npt.NDArray[np.float64], places: list[int]) -> npt.NDArray[np.float64]:
    """The rows at these places, zeros for a place below 0."""
    blank = np.zeros((1, *values.shape[1:]))
    found: npt.NDArray[np.float64] = np.concatenate([np.nan_to_num(values), blank])[places]
    return found
