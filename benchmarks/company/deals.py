"""Deals of the made-up company: who opens and owns them, how they move through the stages, how they end."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.company.leads import Leads
from benchmarks.company.market import COSTS, PRICES, Market, draw_products
from benchmarks.company.people import COLLEAGUE, JOINER, Reps, choose
from benchmarks.company.scale import DAY, NEVER, Clock, Floats, Ints, Scale, ids, words
from benchmarks.company.words import Texts

STAGES = ("Qualified", "Discovery", "Proposal", "Negotiation")
OPEN, WON, LOST = 0, 1, 2
_REACHED = (0.22, 0.3, 0.3, 0.18)  # how far the lost deals came
_CHANCE = {"Referral": 1.5, "Inbound call": 1.25, "List": 0.6, "Prospecting": 0.8, "LinkedIn": 0.9}
_EXISTING = {"upsell": 0.4, "cross": 0.32, "renewal": 0.28}
_TYPE_CHANCE = {"new": 0.25, "upsell": 0.42, "cross": 0.36, "renewal": 0.74}


@dataclass(frozen=True)
class Deals:
    """``entered``: deals × four stages, NEVER where not reached. ``closed`` NEVER while open. ``lead`` is a row of the
    leads or NEVER. ``closer`` has it
    in the end. ``shut_before``: when a reopened deal had been closed the first time, and how."""

    id: Texts
    created: Ints
    lead: Ints
    company: Ints
    opener: Ints
    owner: Ints
    closer: Ints
    kind: Texts
    source: Texts
    product: Ints
    amount: Floats
    list_amount: Floats
    status: Ints
    closed: Ints
    due: Ints
    entered: Ints
    shut_before: Ints
    shut_how: Ints

    def __len__(self) -> int:
        return len(self.id)

    @property
    def won(self) -> npt.NDArray[np.bool_]:
        return self.status == WON


def build_deals(scale: Scale, clock: Clock, market: Market, reps: Reps, leads: Leads) -> Deals:
    rng = scale.rng("deals")
    opened = _opened(rng, scale, clock, market, leads)
    opener, owner = _who(rng, market, reps, leads, opened)
    kind, source, company = opened["kind"], opened["source"], opened["company"]
    product = draw_products(rng, market.segment[company])
    list_amount, amount = _amounts(rng, reps, owner, kind, product)
    odds = np.array([_TYPE_CHANCE[name] for name in kind]) * np.array([_CHANCE.get(name, 1.0) for name in source])
    odds = np.clip(odds * reps.chance[owner] * np.where(amount > 15_000, 0.85, 1.05), 0.02, 0.93)
    won = _evenly(rng, odds, owner)
    ends = _ends(rng, clock, reps, owner, kind, opened["created"], won)
    status = np.where(ends > clock.last_moment, OPEN, np.where(won, WON, LOST))
    entered = _stages(rng, clock, opened["created"], ends, status)
    # A deal that opened yesterday can be shut only now: a closing lies behind the last stage.
    closed = np.where(status == OPEN, NEVER, ends)
    size = _steadied(scale, clock, reps, owner, np.where(status == WON, closed, NEVER), amount)
    pieces = np.maximum(1, np.rint(size * list_amount / PRICES[product]))
    amount = np.round(amount / list_amount * pieces * PRICES[product], 2)
    list_amount = pieces * PRICES[product]
    deals = Deals(
        id=ids("D", len(owner)),
        opener=opener,
        owner=owner,
        closer=_closers(scale, clock, reps, owner, closed),
        product=product,
        amount=amount,
        list_amount=list_amount,
        status=status,
        closed=closed,
        due=np.where(status == OPEN, _expected(rng, clock, ends), closed),
        entered=entered,
        shut_before=np.full(len(owner), NEVER),
        shut_how=np.full(len(owner), OPEN),
        **opened,
    )
    return _some_reopened(rng, clock, deals)


def _opened(
    rng: np.random.Generator, scale: Scale, clock: Clock, market: Market, leads: Leads
) -> dict[str, npt.NDArray[np.generic]]:
    """Deals from leads, and deals with customers whom somebody looks after, in the order of their creation."""
    from_leads = np.flatnonzero(leads.opens_deal)
    later = np.exp(rng.normal(np.log(2.5), 0.9, len(from_leads))) * DAY
    created = clock.in_hours(leads.first_try[from_leads] + 15 + later.astype(np.int64), rng)
    created = np.minimum(created, clock.last_moment - rng.integers(0, 400, len(created)))
    created = np.maximum(created, leads.first_try[from_leads] + 5)
    count = scale.opportunities - len(from_leads)
    day = rng.choice(clock.workdays[clock.workdays < clock.days], count)
    more = clock.in_hours(day * DAY, rng)
    order = np.argsort(np.concatenate([created, more]), kind="stable")
    bought = leads.company[from_leads] < market.customers
    parts = {
        "created": (created, more),
        "lead": (from_leads, np.full(count, NEVER)),
        "company": (leads.company[from_leads], rng.integers(0, market.customers, count)),
        "kind": (np.where(bought, "upsell", "new").astype(object), words(rng, _EXISTING, count)),
        "source": (
            leads.source[from_leads],
            words(rng, {"Customer": 0.8, "Newsletter": 0.08, "Trade show": 0.12}, count),
        ),
    }
    return {name: np.concatenate(part)[order] for name, part in parts.items()}


def _who(
    rng: np.random.Generator, market: Market, reps: Reps, leads: Leads, opened: dict[str, Ints]
) -> tuple[Ints, Ints]:
    """Opener and owner: what an SDR opens goes to an AE of the territory; customers belong to their manager."""
    day, company, lead = opened["created"] // DAY, opened["company"], opened["lead"]
    near = np.where(market.territory[company][:, None] == reps.territory, 1.0, 0.03)
    closers = choose(rng, reps, day, near * (reps.role == "ae") * reps.opens)
    carers = choose(rng, reps, day, np.where(reps.role == "am", reps.opens, 0.0) * np.ones((len(day), 1)))
    carer = np.where(market.manager[company] == NEVER, carers, market.manager[company])
    star = np.isin(carer, np.flatnonzero(reps.opens < 0.5)) & (rng.random(len(day)) > 0.22)
    carer = np.where(star, carers, carer)
    finder = np.where(lead == NEVER, NEVER, leads.owner[lead])
    here = reps.works(day)[np.arange(len(day)), finder]
    passes_on = (finder == NEVER) | (reps.role[finder] == "sdr") | ~here
    owner = np.where(
        lead == NEVER, np.where(rng.random(len(day)) < 0.86, carer, closers), np.where(passes_on, closers, finder)
    )
    return np.where((finder != NEVER) & here, finder, owner), owner


def _amounts(rng: np.random.Generator, reps: Reps, owner: Ints, kind: Texts, product: Ints) -> tuple[Floats, Floats]:
    """What the list says and what was agreed: several pieces of one product, at most 22 % off."""
    wanted = np.array([{"new": 8_600, "upsell": 6_900, "cross": 6_100, "renewal": 8_900}[name] for name in kind])
    wanted = wanted * reps.deal[owner] * np.exp(rng.normal(0, 0.42, len(kind))) * (PRICES[product] / 2_000) ** 0.25
    pieces = np.maximum(1, np.rint(wanted / PRICES[product]))
    list_amount = pieces * PRICES[product]
    off = np.where(rng.random(len(kind)) < 0.45, 0.0, rng.beta(1.6, 3.5, len(kind)) * 0.22)
    floor = pieces * COSTS[product] * 1.08
    return list_amount, np.maximum(np.round(list_amount * (1 - off), 2), np.round(floor, 2))


def _evenly(rng: np.random.Generator, odds: Floats, owner: Ints) -> npt.NDArray[np.bool_]:
    """Wins spread over each rep's deals in proportion to the odds, with less luck than tossing a coin."""
    luck = np.clip(odds + rng.normal(0, 0.12, len(odds)), 0.01, 0.97)
    won = np.zeros(len(odds), dtype=bool)
    for rep in np.unique(owner):
        mine = np.flatnonzero(owner == rep)
        running = np.cumsum(luck[mine]) + rng.random()
        won[mine] = np.diff(np.floor(running), prepend=0) > 0
    return won


def _ends(
    rng: np.random.Generator, clock: Clock, reps: Reps, owner: Ints, kind: Texts, created: Ints, won: Ints
) -> Ints:
    """When the deal closes, maybe after the log's end; many wins slip to the last days of a month."""
    typical = np.where(won, 30, 40) * reps.cycle[owner] * np.where(kind == "renewal", 0.6, 1.0)
    days = np.exp(rng.normal(np.log(typical), np.where(won, 0.6, 0.75)))
    days = np.where(rng.random(len(days)) < 0.02, 0, np.minimum(days, 190))
    day = np.minimum(created // DAY + days.astype(np.int64), len(clock.is_workday) - 40)
    month = clock.month_of_day[day]
    last = np.searchsorted(clock.month_of_day, month + 1) - 1
    squeezed = won & (rng.random(len(day)) < 0.25) & (last < clock.days)
    day = np.where(squeezed, last - rng.integers(0, 5, len(day)), day)
    day = clock.next_workday(np.maximum(day, created // DAY))
    ends = day * DAY + 10 * 60 + (rng.beta(1.4, 1.3, len(day)) * 7 * 60).astype(np.int64)
    return np.maximum(ends, created + 20)


def _closers(scale: Scale, clock: Clock, reps: Reps, owner: Ints, closed: Ints) -> Ints:
    """Who has the deal in the end: what a rep who left had open goes to a colleague, then to the one who joined."""
    if not scale.stories:
        return owner
    until = np.where(closed == NEVER, clock.end, closed)
    left = reps.end[owner] * DAY < until
    heir = np.where(until < reps.start[JOINER] * DAY, COLLEAGUE, JOINER)
    return np.where(left, heir, owner)


def _steadied(scale: Scale, clock: Clock, reps: Reps, owner: Ints, won: Ints, amount: Floats) -> Floats:
    """By how much to scale each deal won (``won``: its moment), so that a rep's quarters differ less than by luck."""
    rng = scale.rng("quarters")
    size = np.ones(len(owner))
    quarter = np.where(won == NEVER, NEVER, clock.month_of_day[won // DAY] // 3)
    for rep in range(len(reps)):
        totals = [float(amount[(owner == rep) & (quarter == number)].sum()) for number in range(clock.months // 3)]
        typical = float(np.mean(totals[1:] or [0.0]))
        for number, total in enumerate(totals[1:], start=1):
            wanted = typical * rng.normal(1 + 0.02 * number, 0.1)
            if total and reps.opens[rep] > 0.5 and reps.start[rep] < 0:
                size[(owner == rep) & (quarter == number)] = np.clip(wanted / total, 0.6, 1.6)
    return size


def _expected(rng: np.random.Generator, clock: Clock, ends: Ints) -> Ints:
    """What the rep believes: one open deal in six is already overdue."""
    day = ends // DAY + rng.integers(-25, 30, len(ends))
    overdue = rng.random(len(ends)) < 0.15
    day = np.where(overdue, clock.days - rng.integers(3, 60, len(ends)), np.maximum(day, clock.days + 1))
    return clock.next_workday(day) * DAY


def _stages(rng: np.random.Generator, clock: Clock, created: Ints, ends: Ints, status: Ints) -> Ints:
    share = np.sort(rng.uniform(0.08, 0.9, (len(created), 3)), axis=1)
    share = 0.55 * share + 0.45 * np.array([0.2, 0.45, 0.72])
    moments = created[:, None] + (share * (ends - created)[:, None]).astype(np.int64)
    snapped = clock.in_hours(moments.ravel(), rng).reshape(moments.shape)
    steps = np.arange(1, 4)
    moments = np.clip(np.sort(snapped, axis=1), created[:, None] + steps, ends[:, None] - 4 + steps)
    entered = np.column_stack([created, moments])
    came_to = rng.choice(4, len(created), p=_REACHED)
    unreached = (status == LOST)[:, None] & (np.arange(4) > came_to[:, None])
    return np.where(unreached | (entered > clock.last_moment), NEVER, entered)


def _some_reopened(rng: np.random.Generator, clock: Clock, deals: Deals) -> Deals:
    """Two in a hundred had been closed before and were taken up again."""
    gap = deals.closed - deals.entered.max(axis=1)
    able = (deals.status != OPEN) & (gap > 6 * DAY)
    chosen = able & (rng.random(len(deals)) < 0.05)
    shut = clock.in_hours(deals.closed - (gap * rng.uniform(0.4, 0.8, len(deals))).astype(np.int64), rng)
    before = np.where(rng.random(len(deals)) < 0.75, LOST, WON)
    return replace(deals, shut_before=np.where(chosen, shut, NEVER), shut_how=np.where(chosen, before, OPEN))


def handed_over(deals: Deals) -> Ints:
    """Deals whose lead belonged to somebody else."""
    return np.flatnonzero((deals.lead != NEVER) & (deals.opener != deals.owner))
