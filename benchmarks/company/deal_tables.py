"""The tables that tell of deals: opportunities, stages, owners, splits, proposals, and how far leads came."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.company.deals import LOST, OPEN, STAGES, WON, Deals, handed_over
from benchmarks.company.leads import Leads
from benchmarks.company.market import FIELD, NAMES, STORE_NAMES, Market
from benchmarks.company.people import JOINER, LEAVER, TERRITORIES, Reps
from benchmarks.company.scale import DAY, NEVER, Clock, Ints, Scale, ids, ragged, words
from benchmarks.company.words import RIVALS, Texts

STATUS = np.array(["Open", "Won", "Lost"], dtype=object)
_ENDED = np.array([None, "Closed won", "Closed lost"], dtype=object)
_REASONS = {"Price": 0.34, "No decision": 0.27, "Chose a rival": 0.2, "Timing": 0.12, "Missing feature": 0.07}


def stage_names(deals: Deals) -> Texts:
    reached = (deals.entered != NEVER).sum(axis=1) - 1
    now = np.array(STAGES, dtype=object)[reached]
    return np.where(deals.status == OPEN, now, _ENDED[deals.status])


def opportunities_table(
    scale: Scale, clock: Clock, market: Market, reps: Reps, leads: Leads, deals: Deals
) -> pd.DataFrame:
    rng, count = scale.rng("opportunities table"), len(deals)
    company = market.company[deals.company]
    is_open = deals.status == OPEN
    last = deals.entered.max(axis=1)
    lost = deals.status == LOST
    reason = np.where(lost, words(rng, _REASONS, count), None)
    rival = np.array(RIVALS, dtype=object)[rng.integers(0, len(RIVALS), count)]
    unvalued = (deals.entered[:, 2] == NEVER) & (rng.random(count) < 0.12) & ~deals.won
    zero = deals.won & (rng.random(count) < 0.003)
    step = clock.next_workday(clock.days + rng.integers(0, 20, count)) * DAY + 10 * 60
    return pd.DataFrame(
        {
            "opportunity_id": deals.id,
            "name": [f"{firm} – {NAMES[product]}" for firm, product in zip(company, deals.product, strict=True)],
            "created_at": clock.stamps(deals.created),
            "created_by_rep_id": reps.name[deals.opener],
            "owner_rep_id": reps.name[deals.closer],
            "customer_id": company,
            "lead_id": np.where(deals.lead == NEVER, None, leads.id[deals.lead]),
            "product_id": NAMES[deals.product],
            "location_id": STORE_NAMES[FIELD],
            "territory": np.array(TERRITORIES, dtype=object)[market.territory[deals.company]],
            "amount": np.where(unvalued, np.nan, np.where(zero, 0, deals.amount)),
            "list_amount": deals.list_amount,
            "currency": np.where(market.dollars[deals.company], "USD", "EUR"),
            "stage": stage_names(deals),
            "status": STATUS[deals.status],
            "closed_at": clock.stamps(deals.closed),
            "expected_close": clock.stamps(deals.due // DAY * DAY),
            "next_step_at": clock.stamps(np.where(is_open & (rng.random(count) < 0.7), step, NEVER)),
            "last_activity_at": clock.stamps(np.maximum(last, deals.closed)),
            "source": deals.source,
            "type": [kind.capitalize() for kind in deals.kind],
            "lost_reason": reason,
            "competitor": np.where((reason == "Chose a rival") | (rng.random(count) < 0.08), rival, None),
            "is_test": (deals.status == OPEN) & (rng.random(count) < 0.02),
        }
    )


def stage_history_table(clock: Clock, deals: Deals) -> pd.DataFrame:
    """Every stage that was entered, the closings, and the closings that a reopening made void."""
    parts = []
    for place, stage in enumerate(STAGES):
        there = np.flatnonzero(deals.entered[:, place] != NEVER)
        parts.append((there, np.full(len(there), stage, dtype=object), deals.entered[there, place], there * 0))
    shut = np.flatnonzero(deals.shut_before != NEVER)
    again = (deals.shut_before[shut] + deals.closed[shut]) // 2
    parts.append((shut, _ENDED[deals.shut_how[shut]], deals.shut_before[shut], deals.shut_how[shut]))
    parts.append((shut, np.full(len(shut), STAGES[-1], dtype=object), again, shut * 0))
    ended = np.flatnonzero(deals.status != OPEN)
    parts.append((ended, _ENDED[deals.status[ended]], deals.closed[ended], deals.status[ended]))
    deal, stage, moment, status = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((deal, moment))
    return pd.DataFrame(
        {
            "opportunity_id": deals.id[deal],
            "stage": stage,
            "entered_at": clock.stamps(moment),
            "status": STATUS[status],
        }
    ).iloc[order].reset_index(drop=True)  # fmt: skip


def splits(scale: Scale, reps: Reps, deals: Deals) -> tuple[Ints, Ints, Ints]:
    """Deals whose credit is shared, the second rep, and the percent that this one gets."""
    rng = scale.rng("splits")
    shared = np.flatnonzero((rng.random(len(deals)) < 0.04) & (deals.entered[:, 2] != NEVER))
    carers = np.flatnonzero((reps.role == "am") & (reps.opens > 0.5))
    second = rng.choice(carers, len(shared))
    differs = second != deals.closer[shared]
    percent = rng.choice((20, 30, 40, 50), len(shared))
    return shared[differs], second[differs], percent[differs]


def splits_table(scale: Scale, reps: Reps, deals: Deals) -> pd.DataFrame:
    shared, second, percent = splits(scale, reps, deals)
    first = pd.DataFrame(
        {"opportunity_id": deals.id[shared], "rep_id": reps.name[deals.closer[shared]], "percent": 100 - percent}
    )
    other = pd.DataFrame({"opportunity_id": deals.id[shared], "rep_id": reps.name[second], "percent": percent})
    return pd.concat([first, other]).sort_values("opportunity_id", kind="stable").reset_index(drop=True)


def proposals_table(scale: Scale, clock: Clock, deals: Deals) -> pd.DataFrame:
    """One to three versions for every deal that came to this stage, and a few drafts that nobody has seen."""
    rng = scale.rng("proposals")
    there = np.flatnonzero(deals.entered[:, 2] != NEVER)
    which, version = ragged(rng.choice((1, 2, 3), len(there), p=(0.62, 0.28, 0.1)))
    deal = there[which]
    ends = np.where(deals.closed[deal] == NEVER, clock.last_moment, deals.closed[deal])
    sent = deals.entered[deal, 2] + ((ends - deals.entered[deal, 2]) * version * 0.28).astype(np.int64)
    sent = np.clip(clock.in_hours(sent, rng), deals.entered[deal, 2], ends)
    last = np.append(deal[1:] != deal[:-1], True)
    draft = last & (version > 0) & (deals.status[deal] == OPEN) & (rng.random(len(deal)) < 0.4)
    decided = np.where(last & (deals.status[deal] == WON), "Accepted", "Sent")
    decided = np.where(last & (deals.status[deal] == LOST), "Declined", decided)
    order = np.argsort(sent, kind="stable")
    table = pd.DataFrame(
        {
            "proposal_id": "",
            "opportunity_id": deals.id[deal],
            "sent_at": clock.stamps(np.where(draft, NEVER, sent)),
            "version": [f"v{number + 1}" for number in version],
            "status": np.where(draft, "Draft", decided),
        }
    ).iloc[order].reset_index(drop=True)  # fmt: skip
    table["proposal_id"] = ids("Q", len(table))
    return table


def owner_history_table(scale: Scale, clock: Clock, reps: Reps, leads: Leads, deals: Deals) -> pd.DataFrame:
    """Hand-overs from SDR to AE, and what the one who left gave up."""
    parts: list[tuple[str, Texts, Texts, Ints, Ints]] = []
    passed = handed_over(deals)
    hour = np.minimum(deals.created[passed] + 10, clock.last_moment)
    parts.append(("Opportunity", deals.id[passed], reps.name[deals.opener[passed]], deals.created[passed], hour))
    parts.append(("Opportunity", deals.id[passed], reps.name[deals.owner[passed]], hour, np.full(len(passed), NEVER)))
    left = np.flatnonzero(deals.closer != deals.owner)
    leaving = reps.end[deals.owner[left]] * DAY
    joining = reps.start[JOINER % len(reps)] * DAY
    start = np.maximum(deals.created[left], np.where(deals.closer[left] == JOINER, joining, leaving) + 9 * 60)
    parts.append(("Opportunity", deals.id[left], reps.name[deals.owner[left]], deals.created[left], start))
    parts.append(("Opportunity", deals.id[left], reps.name[deals.closer[left]], start, np.full(len(left), NEVER)))
    owned = np.flatnonzero((leads.owner == LEAVER) & ~leads.opens_deal & ~leads.rejected) if scale.stories else []
    owned = np.asarray(owned, dtype=np.int64)[-60:]
    end = np.full(len(owned), int(reps.start[JOINER % len(reps)]) * DAY + 9 * 60)
    parts.append(("Lead", leads.id[owned], reps.name[leads.owner[owned]], leads.created[owned], end))
    parts.append(("Lead", leads.id[owned], reps.name[np.full(len(owned), JOINER)], end, np.full(len(owned), NEVER)))
    rows = [
        pd.DataFrame({"object_type": kind, "object_id": key, "rep_id": rep, "from": begin, "to": until})
        for kind, key, rep, begin, until in parts
    ]
    table = pd.concat(rows).sort_values(["from", "object_id", "to"], kind="stable").reset_index(drop=True)
    table["from_at"] = clock.stamps(table.pop("from").to_numpy())
    table["to_at"] = clock.stamps(table.pop("to").to_numpy())
    return table


def lead_ends(scale: Scale, clock: Clock, leads: Leads, deals: Deals) -> tuple[Texts, Texts, Ints]:
    """Per lead: the deal it became, the stage it stands in, and when it was found to be of no use."""
    rng = scale.rng("lead ends")
    deal = np.full(len(leads), NEVER)
    made = np.flatnonzero(deals.lead != NEVER)
    deal[deals.lead[made]] = made
    has = deal != NEVER
    bought = has & deals.won[deal]
    plain = np.select([leads.first_try == NEVER, leads.tries > 1], ["Lead", "SQL"], "MQL").astype(object)
    stage = np.select([bought, has, leads.rejected], ["Customer", "Opportunity", "Disqualified"], plain)
    gone = np.where(leads.rejected, leads.first_try + rng.integers(10, 9 * DAY, len(leads)), NEVER)
    return np.where(has, deals.id[deal], None), stage, np.where(gone > clock.last_moment, clock.last_moment, gone)


def lead_history_table(
    scale: Scale, clock: Clock, leads: Leads, deals: Deals, stage: Texts, gone: Ints
) -> pd.DataFrame:
    """Lead → MQL → SQL → opportunity → customer, as far as each came, or out."""
    rng = scale.rng("lead history")
    rank = np.select([np.isin(stage, ("Opportunity", "Customer")), stage == "SQL", stage == "MQL"], [3, 2, 1], 0)
    tried = np.where(leads.first_try == NEVER, leads.created + 60, leads.first_try)
    opened = np.full(len(leads), NEVER)
    ended = np.full(len(leads), NEVER)
    made = np.flatnonzero(deals.lead != NEVER)
    opened[deals.lead[made]] = deals.created[made]
    ended[deals.lead[made]] = deals.closed[made]
    qualified = np.minimum(
        tried + rng.integers(5, 30, len(leads)), np.where(opened == NEVER, clock.last_moment, opened)
    )
    steps = (
        ("Lead", np.ones(len(leads), dtype=bool), leads.created),
        ("MQL", rank >= 1, np.minimum(leads.created + 3, tried)),
        ("SQL", rank >= 2, qualified),
        ("Opportunity", rank >= 3, opened),
        ("Customer", stage == "Customer", ended),
        ("Disqualified", stage == "Disqualified", gone),
    )
    parts = [
        pd.DataFrame({"lead": np.flatnonzero(there), "stage": name, "at": moment[there]})
        for name, there, moment in steps
    ]
    table = pd.concat(parts).sort_values(["at", "lead"], kind="stable").reset_index(drop=True)
    table.insert(0, "lead_id", leads.id[table.pop("lead").to_numpy()])
    table["entered_at"] = clock.stamps(table.pop("at").to_numpy())
    return table
