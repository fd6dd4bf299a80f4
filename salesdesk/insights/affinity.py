"""Which product families are owned by the same customers, and whether more often than chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT
from salesdesk.kpis.catalogue.bought_more import named_families
from salesdesk.kpis.catalogue.ownership import ownership
from salesdesk.kpis.clocks import EVER
from salesdesk.kpis.placing import Index
from salesdesk.kpis.sources import Side
from salesdesk.models.members import Codes
from salesdesk.stats.intervals import newcombe

FEWEST, FEWEST_BOTH = 20, 5  # customers, and those who own both, to speak of a pair
MOST = 10  # families side by side


@dataclass(frozen=True)
class Pair:
    """Of ``customers``, so many own the first family, the second, and both."""

    customers: int
    first: int
    second: int
    both: int

    @property
    def support(self) -> float:
        """Share of all customers who own both."""
        return _share(self.both, self.customers)

    @property
    def confidence(self) -> float:
        """Share of the owners of the first who own the second as well."""
        return _share(self.both, self.first)

    @property
    def lift(self) -> float:
        """How many times as often the owners of the first own the second as all customers do."""
        return _share(self.both * self.customers, self.first * self.second)

    @property
    def difference(self) -> float:
        """The share of owners of the second among owners of the first, less that among all others."""
        return self.confidence - _share(self.second - self.both, self.customers - self.first)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the difference."""
        others = (self.second - self.both, self.customers - self.first)
        low, high = newcombe(self.both, self.first, *others)
        return float(low), float(high)

    @property
    def is_enough(self) -> bool:
        return self.customers >= FEWEST and self.both >= FEWEST_BOTH

    @property
    def is_affinity(self) -> bool:
        """Beyond what chance explains."""
        return self.is_enough and self.interval[0] > 0


@dataclass(frozen=True, eq=False)
class Affinities:
    """``owned[i, j]``: customers who own the families i and j; in the diagonal those who own i. Most owned first."""

    names: tuple[str, ...]
    customers: int
    owned: npt.NDArray[np.int64]

    def pair(self, first: int, second: int) -> Pair:
        whole = self.owned
        return Pair(self.customers, int(whole[first, first]), int(whole[second, second]), int(whole[first, second]))


class Owned(NamedTuple):
    """Which customer owns which family, a row each; ``place`` is that among the facts of ownership."""

    customer: Codes
    family: Index
    place: Index


def owned(board: Board) -> Owned | None:
    """What the customers selected own by the end of the period; None if they own nothing."""
    rows = Side(ownership, EVER).rows(board.book, board.cut.sliced().at(board.period).kept_by(BY_ACCOUNT))
    if rows.index is None or not len(rows):
        return None
    customer = board.book.facts(ownership).dims["customer"][rows.index]
    return Owned(customer, rows.number("family").astype(np.int64), rows.index)


def affinities(board: Board) -> Affinities | None:
    """The families owned by the end of the period by the customers selected; None with fewer than two of them."""
    found = owned(board)
    if found is None:
        return None
    members, customer = np.unique(found.customer, return_inverse=True)
    family, names = found.family, named_families(board.log).names
    size = np.bincount(family, minlength=len(names))
    chosen = [int(place) for place in np.argsort(-size, kind="stable")[:MOST] if size[place]]
    if len(chosen) < 2:
        return None
    column = np.full(len(names), len(chosen))
    column[chosen] = np.arange(len(chosen))
    has = np.zeros((len(members), len(chosen) + 1))
    has[customer, column[family]] = 1.0
    table = has[:, : len(chosen)]
    return Affinities(tuple(names[place] for place in chosen), len(members), (table.T @ table).astype(np.int64))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else np.nan
