"""Whether those who have been customers for long are spoken to: time as a customer against touches per quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.selections import last_day
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.account_managers import managers_on
from salesdesk.kpis.catalogue.customer_spells import active_on, first_days
from salesdesk.kpis.catalogue.derived import NEVER
from salesdesk.kpis.catalogue.engagement import ENGAGED, customer_touches
from salesdesk.kpis.clocks import EVER, IN
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Array, Floats
from salesdesk.kpis.sources import Side
from salesdesk.models.period import Period, add_months, day_date, day_number
from salesdesk.stats.ranks import FEWEST, spearman

YEAR = 365.25  # days
ONE_QUARTER = 0.99  # a shorter time as a customer gives no rate per quarter
LONGEST = 10


@dataclass(frozen=True, eq=False)
class Engagement:
    """One entry per customer of at least a quarter; ``touches`` per quarter over the 12 months up to ``until``.

    ``rho``: Spearman's correlation of years and touches, None with fewer than ten customers.
    """

    names: tuple[str, ...]
    years: Floats
    touches: Floats
    rho: float | None
    until: date
    named: tuple[int, ...]  # places of the longest-standing ones

    @property
    def middle(self) -> tuple[float, float]:
        """The medians of years and touches."""
        return float(np.median(self.years)), float(np.median(self.touches))


@dataclass(frozen=True)
class Standing:
    """A customer of long standing; ``issues`` is the share of its touches in which a problem came up."""

    name: str
    years: float
    touches: float
    issues: float | None
    last: date | None
    manager: str


@dataclass(frozen=True, eq=False)
class _Now:
    """Customers at the end of the period: codes, years since the first purchase, touches per quarter."""

    code: Array
    years: Floats
    touches: Floats


def last_year(board: Board) -> Period:
    """The 12 months up to the end of the period, or of the log."""
    end = last_day(board.log, board.period) + 1
    return Period(day_number(add_months(day_date(end), -12)), end)


def engagement(board: Board) -> Engagement | None:
    """None where nobody has been a customer for a quarter."""
    found = _now(board)
    if not len(found.code):
        return None
    rho = spearman(found.years, found.touches) if len(found.code) >= FEWEST else np.nan
    names = board.book.labels("customer")
    return Engagement(
        tuple(names[code] for code in found.code),
        found.years,
        found.touches,
        None if np.isnan(rho) else rho,
        day_date(last_year(board).end - 1),
        tuple(range(min(LONGEST, len(found.code)))),
    )


def longest_standing(board: Board) -> tuple[Standing, ...] | None:
    """The ten who have been customers for the longest time and still are."""
    found, book, log = _now(board), board.book, board.log
    if not len(found.code):
        return None
    ten = found.code[:LONGEST]
    days = last_year(board)
    cut = _cut(board).at(days)
    lately, ever = (Side(customer_touches, clock).rows(book, cut) for clock in (IN, EVER))
    facts = book.facts(customer_touches)
    customer, day = facts.dims["customer"], facts.day
    size = book.size("customer")
    touched = np.bincount(customer[lately.index], minlength=size)
    issues = np.bincount(customer[lately.index], facts.values["issue"][lately.index], minlength=size)
    last = np.full(size, -1, dtype=np.int64)
    np.maximum.at(last, customer[ever.index], day[ever.index])
    manager = managers_on(log, ten.astype(np.int32), np.full(len(ten), days.end - 1, dtype=np.int32))
    told = log.has("activities", "issue_found")
    names, reps = book.labels("customer"), (*book.labels("rep"), "")
    return tuple(
        Standing(
            names[code],
            float(found.years[place]),
            float(found.touches[place]),
            float(issues[code] / touched[code]) if told and touched[code] else None,
            day_date(int(last[code])) if last[code] >= 0 else None,
            reps[manager[place]],
        )
        for place, code in enumerate(ten)
    )


def _cut(board: Board) -> Cut:
    return board.cut.sliced().kept_by(BY_KEY["customer_touch_frequency"].by)


def _now(board: Board) -> _Now:
    """The longest-standing ones first."""
    days = last_year(board)
    rows = ENGAGED.rows(board.book, _cut(board).at(days))
    code = np.empty(0, dtype=np.int32) if rows.members is None else rows.members
    first = first_days(board.log)[code]
    still = active_on(board.log, code.astype(np.int32), np.full(len(code), days.end - 1, dtype=np.int32))
    kept = np.flatnonzero(still & (first != NEVER) & (rows.number("quarters") >= ONE_QUARTER))
    kept = kept[np.argsort(first[kept], kind="stable")]
    years = (days.end - first[kept].astype(np.float64)) / YEAR
    return _Now(code[kept], years, rows.number("rate")[kept])
