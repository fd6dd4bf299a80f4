"""What can be said to a prospect about a pair of product families, and which customers to offer the second one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesdesk.insights.affinity import Owned, Pair, owned
from salesdesk.insights.board import Board
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT
from salesdesk.kpis.catalogue.bought_more import named_families
from salesdesk.kpis.catalogue.ownership import ownership
from salesdesk.kpis.kpi import Unit
from salesdesk.models.log import Mask
from salesdesk.models.period import day_date
from salesdesk.models.selection import DIMS, nobody
from salesdesk.stats.intervals import wilson

FEWEST = 10  # customers, to say anything about them without giving one away
MOST = 0.5  # the share that "most" is surely above
HALF = (0.4, 0.6)  # shares that are "about half"
_TOLD = ("customer", "segment", "rep")  # of each customer to call
# People or firms, such as "banks" or "regional insurers"; neither "business", "logistics" nor "financial services".
_PLURAL = re.compile(r".*\w(?<![su])(?<!tic)(?<!onic)(?<!ical)(?<!service)s", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """``text`` to say to a prospect; None where it must not be said, and ``why`` not."""

    text: str | None
    why: str = ""


@dataclass(frozen=True)
class Call:
    """A customer to call: what ``segment``, whose (``manager``), and the day of the first purchase."""

    customer: str
    segment: str
    manager: str
    since: date


@dataclass(frozen=True)
class CrossBuy:
    """``calls``: who owns the first family and not the second, by name. ``scope`` says whom filters leave, if any."""

    first: str
    second: str
    pair: Pair
    sentence: Sentence
    calls: tuple[Call, ...]
    scope: str = ""


def sentence(pair: Pair, who: str, first: str, second: str, voice: Voice) -> Sentence:
    """How many of ``who`` use not just the first family but also the second, without a name of any customer."""
    count, both = (voice.style.text(number) for number in (pair.customers, pair.both))
    if pair.customers < FEWEST:
        return Sentence(None, f"Fewer than {FEWEST} {who}: a sentence about so few could tell who they are.")
    if not pair.both:
        return Sentence(None, f"None of the {count} {who} owns both {first} and {second}.")
    share = voice.value(pair.support, Unit.PERCENT, pair.customers)
    if float(wilson(pair.both, pair.customers)[0]) > MOST:
        part = "Most of them"
    else:
        part = "About half of them" if HALF[0] <= pair.support <= HALF[1] else f"{both} of them"
    use = "uses" if pair.both == 1 else "use"
    return Sentence(f"We work with {count} {who}. {part} ({share}) {use} not just {first} but also {second}.")


def cross_buy(board: Board, first: str, second: str, voice: Voice) -> CrossBuy | None:
    """What is to be said and done about two families, named as in the picture of them; None if nobody can own them."""
    found, names = owned(board), named_families(board.log).names
    if found is None or not {first, second} <= {*names}:
        return None
    has = [found.family == names.index(name) for name in (first, second)]
    also = np.isin(found.customer, found.customer[has[1]])
    counts = (int(np.count_nonzero(each)) for each in (*has, has[0] & also))
    pair = Pair(len(np.unique(found.customer)), *counts)
    said = sentence(pair, _who(board), first, second, voice)
    return CrossBuy(first, second, pair, said, _calls(board, found, has[0] & ~also), _scope(board))


def _calls(board: Board, found: Owned, chosen: Mask) -> tuple[Call, ...]:
    facts = board.book.facts(ownership)
    place = found.place[chosen]
    told = [[(*board.book.labels(dim), "")[code] for code in facts.dims[dim][place]] for dim in _TOLD]
    days = (day_date(int(day)) for day in facts.day[place])
    return tuple(sorted(map(Call, *told, days), key=lambda call: call.customer.casefold()))


def _who(board: Board) -> str:
    """The one segment that is selected: "banks", "Retail customers"; else just customers."""
    chosen = board.selection.keep.get("segment", frozenset())
    if len(chosen) != 1 or nobody("segment") in chosen:
        return "customers"
    (name,) = chosen
    if not _PLURAL.fullmatch(name):
        return f"{name} customers"
    return name.lower() if name[1:].islower() and name.isalpha() else name


def _scope(board: Board) -> str:
    """Which filters leave fewer customers than there are, besides one that the sentence names."""
    named = {"segment"} if _who(board) != "customers" else set()
    filters = [DIMS[dim].lower() for dim in board.cut.filtered if dim in BY_ACCOUNT and dim not in named]
    return f"Counts only the customers left by the filter on {' and '.join(filters)}." if filters else ""
