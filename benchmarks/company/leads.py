"""Leads of the made-up company: where they come from, who gets them, how fast and how often they are tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.company.market import Market
from benchmarks.company.people import TERRITORIES, Reps, answer_minutes, choose
from benchmarks.company.scale import CLOSES, DAY, NEVER, OPENS, Clock, Floats, Ints, Scale, ids, words, yes_or_blank
from benchmarks.company.words import Texts, mail_addresses, person_names

SOURCES = {
    "Website": 0.22, "Paid search": 0.13, "Referral": 0.1, "Chat": 0.06, "Prospecting": 0.16, "List": 0.11,
    "LinkedIn": 0.08, "Trade show": 0.06, "Newsletter": 0.05, "Inbound call": 0.03,
}  # fmt: skip
CHANNEL = {
    "Website": "Web", "Paid search": "Web", "Referral": "Word of mouth", "Chat": "Web", "Prospecting": "Phone",
    "List": "Phone", "LinkedIn": "Social", "Trade show": "Events", "Newsletter": "Email", "Inbound call": "Phone",
}  # fmt: skip
OUTBOUND = ("Prospecting", "List")
_BUYS = {"Referral": 2.6, "Website": 1.2, "Inbound call": 2.0, "List": 0.45, "Prospecting": 0.7, "Newsletter": 0.8}
# More than three in four arrive while somebody works.
_HOURS = np.array(
    [3, 2, 1, 1, 1, 3, 8, 20, 60, 120, 130, 120, 90, 100, 120, 120, 90, 40, 30, 25, 25, 20, 12, 7], dtype=float
)


@dataclass(frozen=True)
class Leads:
    id: Texts
    person: Texts
    mail: Texts
    company: Ints
    created: Ints
    source: Texts
    inbound: npt.NDArray[np.bool_]
    owner: Ints
    first_try: Ints
    tries: Ints
    opens_deal: npt.NDArray[np.bool_]
    rejected: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.id)


def build_leads(scale: Scale, clock: Clock, market: Market, reps: Reps) -> Leads:
    rng, count = scale.rng("leads"), scale.leads
    source = words(rng, SOURCES, count)
    outbound = np.isin(source, OUTBOUND)
    created = np.sort(_arrivals(rng, clock, count))
    created = np.where(outbound, clock.in_hours(created, rng), created)
    created = np.minimum(created, clock.last_moment)
    order = np.argsort(created, kind="stable")
    created, source, outbound = created[order], source[order], outbound[order]
    company = _companies(rng, market, count)
    owner = _owners(rng, market, reps, created, company)
    first = _first_try(rng, scale, clock, reps, created, owner, outbound)
    tries = np.where(first == NEVER, 0, rng.geometric(1 - reps.lasts[owner]).clip(1, 9))
    person = person_names(rng, count)
    return Leads(
        id=ids("LD", count),
        person=person,
        mail=mail_addresses(person, market.company[company]),
        company=company,
        created=created,
        source=source,
        inbound=~outbound,
        owner=owner,
        first_try=first,
        tries=tries,
        **_outcomes(rng, scale, clock, created, source, first),
    )


def _arrivals(rng: np.random.Generator, clock: Clock, count: int) -> Ints:
    day = np.arange(clock.days)
    month = np.array([clock.date_of(each).month for each in day])
    season = np.select([month == 8, month == 12, month == 3, month == 9], [0.75, 0.7, 1.15, 1.1], 1.0)
    weight = np.where(clock.is_workday[: clock.days], 1.0, 0.15) * season * (1 + 0.2 * day / clock.days)
    days = rng.choice(day, count, p=weight / weight.sum())
    hours = rng.choice(24, count, p=_HOURS / _HOURS.sum())
    return days * DAY + hours * 60 + rng.integers(0, 60, count)


def _companies(rng: np.random.Generator, market: Market, count: int) -> Ints:
    known = rng.integers(0, market.customers, count)
    return np.where(rng.random(count) < 0.12, known, rng.integers(market.customers, len(market.company), count))


def _owners(rng: np.random.Generator, market: Market, reps: Reps, created: Ints, company: Ints) -> Ints:
    """Mostly somebody of the company's territory; one lead in a hundred stays with nobody."""
    role = np.select([reps.role == "sdr", reps.role == "ae"], [2.2, 1.0], 0.12)
    near = np.where(market.territory[company][:, None] == reps.territory, 1.0, 0.05)
    near = np.where(reps.role == "sdr", 0.35, near)
    owner = choose(rng, reps, created // DAY, near * role * reps.opens)
    return np.where(rng.random(len(owner)) < 0.01, NEVER, owner)


def _first_try(
    rng: np.random.Generator, scale: Scale, clock: Clock, reps: Reps, created: Ints, owner: Ints, outbound: Ints
) -> Ints:
    """Slower for what arrives after four in the afternoon; some never get an answer."""
    late = created % DAY >= CLOSES - 60
    median = answer_minutes(reps, owner, created // DAY, scale, clock) * np.where(late, 2.2, 1.0)
    median = np.where(outbound, 1.6 * (CLOSES - OPENS), median)
    waited = np.exp(rng.normal(np.log(median), 0.95))
    first = clock.after_work_minutes(created, waited)
    forgotten = (rng.random(len(created)) < np.where(outbound, 0.13, 0.055)) | (owner == NEVER)
    return np.where(forgotten | (first > clock.last_moment), NEVER, first)


def _outcomes(
    rng: np.random.Generator, scale: Scale, clock: Clock, created: Ints, source: Texts, first: Ints
) -> dict[str, npt.NDArray[np.bool_]]:
    """Which leads open a deal: as many as asked for, sooner those of good sources and quick answers."""
    waited = np.where(first == NEVER, 10 * DAY, first - created)
    weight = np.array([_BUYS.get(name, 1.0) for name in source]) * np.where(waited <= 60, 1.7, 1.0)
    weight = weight * (first != NEVER) * (created < clock.end - 4 * DAY)
    wanted = min(round(scale.opportunities * 0.62), int((weight > 0).sum()))
    chance: Floats = np.log(np.maximum(weight, 1e-12)) + rng.gumbel(size=len(weight))
    opens = np.zeros(len(weight), dtype=bool)
    opens[np.argsort(-chance)[:wanted]] = True
    rejected = ~opens & (first != NEVER) & (rng.random(len(weight)) < 0.42) & (first < clock.end - 12 * DAY)
    return {"opens_deal": opens, "rejected": rejected}


def leads_table(
    scale: Scale, clock: Clock, market: Market, reps: Reps, leads: Leads, deal: Texts, stage: Texts, gone: Ints
) -> pd.DataFrame:
    """``deal`` and ``stage`` per lead come from the deals; ``gone``: when it was found to be of no use."""
    rng, count = scale.rng("leads table"), len(leads)
    assigned = leads.created + np.where(leads.inbound, rng.integers(1, 14, count), 0)
    owner = np.where(leads.owner == NEVER, None, reps.name[leads.owner])
    seen = np.where(
        np.isin(leads.source, ("Website", "Paid search", "Chat")), leads.created - rng.integers(1, 900, count), NEVER
    )
    campaign = np.select(
        [leads.source == "Newsletter", leads.source == "Trade show", leads.source == "Paid search"],
        ["Security letter", "Network Days", "Safe branch"],
        None,
    )
    return pd.DataFrame(
        {
            "lead_id": leads.id,
            "name": leads.person,
            "company": market.company[leads.company],
            "email": leads.mail,
            "region": np.array(TERRITORIES, dtype=object)[market.territory[leads.company]],
            "created_at": clock.stamps(leads.created),
            "source": leads.source,
            "channel": [CHANNEL[name] for name in leads.source],
            "campaign": campaign,
            "score": np.clip(np.rint(rng.normal(45 + 25 * leads.opens_deal, 15)), 0, 100),
            "owner_rep_id": owner,
            "assigned_at": clock.stamps(np.where(leads.owner == NEVER, NEVER, np.minimum(assigned, clock.last_moment))),
            "stage": stage,
            "is_qualified": leads.opens_deal | (~leads.rejected & (rng.random(count) < 0.6)),
            "disqualified_at": clock.stamps(gone),
            "first_seen_at": clock.stamps(np.where(seen < 0, NEVER, seen)),
            "first_response_at": clock.stamps(leads.first_try),
            "customer_id": np.where(leads.opens_deal, market.company[leads.company], None),
            "opportunity_id": deal,
            "do_not_call": yes_or_blank(rng.random(count) < 0.015),
        }
    )
