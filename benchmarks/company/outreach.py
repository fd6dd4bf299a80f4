"""Emails and their links, content, social actions, campaign enrolments, and what customers answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.company.leads import Leads
from benchmarks.company.market import Market
from benchmarks.company.people import Reps, choose
from benchmarks.company.scale import CLOSES, DAY, NEVER, OPENS, Clock, Ints, Scale, ids, words

_ASSETS = (
    "Branch security guide", "Clinic case study", "Firewall brochure", "Bandwidth calculator", "Telephony video",
    "Retail Wi-Fi checklist", "Backup line flyer", "Threat report 2025", "Bank reference", "Price overview",
    "Contact centre demo", "Works case study", "Network health check", "Migration plan", "Threat report 2026",
)  # fmt: skip


def emails_table(scale: Scale, activities: pd.DataFrame) -> pd.DataFrame:
    """The outgoing emails among the activities, under the same ids, with what the mail server knows."""
    rng = scale.rng("emails")
    sent = activities[(activities["type"] == "Email") & (activities["direction"] == "Out")]
    sent = sent[sent["person_id"].notna() & (sent["status"] == "Done")]
    automated = sent["is_automated"].to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "email_id": sent["activity_id"].to_numpy(),
            "rep_id": sent["rep_id"].to_numpy(),
            "person_id": sent["person_id"].to_numpy(),
            "sent_at": sent["happened_at"].to_numpy(),
            "delivered": rng.random(len(sent)) < 0.965,
            "is_automated": automated,
            "has_content_link": ~automated & (rng.random(len(sent)) < 0.42),
        }
    )


def clicks_table(scale: Scale, clock: Clock, emails: pd.DataFrame) -> pd.DataFrame:
    """People click hours later; the scanners of mail servers within seconds."""
    rng = scale.rng("clicks")
    linked = emails[emails["delivered"] & emails["has_content_link"]]
    human = linked[rng.random(len(linked)) < 0.27]
    machine = linked[rng.random(len(linked)) < 0.09]
    waited = np.exp(rng.normal(np.log(4 * 60), 1.2, len(human)))
    later = human["sent_at"].to_numpy() + (waited * 60).astype("timedelta64[s]")
    soon = machine["sent_at"].to_numpy() + rng.integers(1, 10, len(machine)).astype("timedelta64[s]")
    table = pd.concat(
        [
            pd.DataFrame({"email_id": human["email_id"], "clicked_at": later, "is_bot": False}),
            pd.DataFrame({"email_id": machine["email_id"], "clicked_at": soon, "is_bot": True}),
        ]
    )
    last = clock.stamps(np.array([clock.last_moment]))[0]
    return table[table["clicked_at"] <= last].sort_values(["clicked_at", "email_id"]).reset_index(drop=True)


def assets_table(scale: Scale, clock: Clock) -> pd.DataFrame:
    rng = scale.rng("assets")
    start = np.sort(rng.integers(0, clock.days - 60, len(_ASSETS)))
    start[:6] = 0
    until = np.where(rng.random(len(_ASSETS)) < 0.2, np.minimum(start + 300, clock.days), NEVER)
    numbers = np.where(np.arange(len(_ASSETS)) % 3 == 0, ids("+49 555 9", len(_ASSETS)), None)
    return pd.DataFrame(
        {
            "asset_id": list(_ASSETS),
            "available_from": clock.day_stamps(start),
            "available_to": clock.day_stamps(until),
            "tracking_number": numbers,
        }
    )


def uses_table(scale: Scale, emails: pd.DataFrame, assets: pd.DataFrame) -> pd.DataFrame:
    """Part of the emails with a link sent a known piece of content."""
    rng = scale.rng("uses")
    linked = emails[emails["has_content_link"]]
    linked = linked[rng.random(len(linked)) < 0.5]
    liking = 1 / (1 + np.arange(len(_ASSETS)))
    asset = rng.choice(len(_ASSETS), len(linked), p=rng.permutation(liking) / liking.sum())
    fresh = assets["available_from"].to_numpy()[asset] <= linked["sent_at"].to_numpy()
    return pd.DataFrame(
        {
            "asset_id": np.where(fresh, np.array(_ASSETS, dtype=object)[asset], _ASSETS[0]),
            "rep_id": linked["rep_id"].to_numpy(),
            "person_id": linked["person_id"].to_numpy(),
            "sent_at": linked["sent_at"].to_numpy(),
            "recipient_kind": words(rng, {"Prospect": 0.75, "Customer": 0.25}, len(linked)),
        }
    )


def with_callbacks(scale: Scale, activities: pd.DataFrame, uses: pd.DataFrame, assets: pd.DataFrame) -> pd.DataFrame:
    """The activities, some calls down a list of which are calls by people on the number of what they were sent.

    Some callers remain unknown.
    """
    rng = scale.rng("callbacks")
    number = dict(zip(assets["asset_id"], assets["tracking_number"], strict=True))
    dialled = uses["asset_id"].map(number)
    sent = uses.assign(dialled=dialled)[dialled.notna() & (rng.random(len(uses)) < 0.17)]
    waited = (rng.gamma(2.0, 2.4, len(sent)) * DAY).astype("timedelta64[m]")
    listed = np.flatnonzero(activities["number"].notna())
    place = np.searchsorted(activities["happened_at"].to_numpy()[listed], sent["sent_at"].to_numpy() + waited)
    place, first = np.unique(place, return_index=True)
    there = place < len(listed)
    row, sent = listed[place[there]], sent.iloc[first[there]]
    known = rng.random(len(row)) < 0.9
    made = {
        "direction": "In",
        "person_id": sent["person_id"].where(known, None).to_numpy(),
        "number": sent["dialled"].to_numpy(),
        "outcome": "Connected",
        "duration_s": np.rint(rng.gamma(2.0, 120.0, len(row))),
        "purpose": None,
    }
    changed = {name: activities[name].copy() for name in made}
    for name, cells in made.items():
        changed[name].iloc[row] = cells
    return activities.assign(**changed)


def social_table(scale: Scale, clock: Clock, reps: Reps) -> pd.DataFrame:
    rng = scale.rng("social")
    count = scale.reps * clock.months * 5
    moment = _working_moments(rng, clock, count)
    eager = rng.gamma(1.2, 1.0, len(reps))
    rep = choose(rng, reps, moment // DAY, np.tile(eager, (count, 1)))
    return pd.DataFrame(
        {
            "rep_id": reps.name[rep],
            "happened_at": clock.stamps(moment),
            "network": words(rng, {"LinkedIn": 0.8, "Xing": 0.2}, count),
            "action": words(rng, {"Comment": 0.35, "Connection request": 0.33, "Message": 0.22, "Post": 0.1}, count),
        }
    )


def _working_moments(rng: np.random.Generator, clock: Clock, count: int) -> Ints:
    days = clock.workdays[clock.workdays < clock.days]
    return np.sort(rng.choice(days, count) * DAY + rng.integers(OPENS, CLOSES, count))


def enrolments_table(scale: Scale, clock: Clock, reps: Reps, leads: Leads) -> pd.DataFrame:
    """Leads that were tried and go on getting letters, most of them with consent."""
    rng = scale.rng("enrolments")
    lead = np.flatnonzero((leads.first_try != NEVER) & (rng.random(len(leads)) < 0.17))
    added = np.minimum(leads.first_try[lead] + rng.integers(5, 5 * DAY, len(lead)), clock.last_moment)
    added = np.minimum(clock.in_hours(added, rng), clock.last_moment)
    letter = rng.random(len(lead)) < 0.55
    left = added + rng.integers(10, 200, len(lead)) * DAY
    leaves = (rng.random(len(lead)) < 0.11) & (left <= clock.last_moment)
    table = pd.DataFrame(
        {
            "contact_id": leads.mail[lead],
            "campaign_id": np.where(letter, "Security letter", "First steps"),
            "kind": np.where(letter, "Newsletter", "Drip"),
            "added_at": clock.stamps(added),
            "added_by_rep_id": reps.name[leads.owner[lead]],
            "consent": rng.random(len(lead)) < 0.93,
            "unsubscribed_at": clock.stamps(np.where(leaves, left, NEVER)),
        }
    )
    return table.sort_values("added_at", kind="stable").reset_index(drop=True)


def nps_table(scale: Scale, clock: Clock, market: Market) -> pd.DataFrame:
    """Asked every quarter; two in five answer. Those whom nobody looks after are less pleased."""
    rng = scale.rng("nps")
    parts = []
    for month in range(1, clock.months, 3):
        asked = np.sort(rng.choice(market.customers, market.customers // 2, replace=False))
        start = int(np.searchsorted(clock.month_of_day, month)) + 9
        sent = int(clock.next_workday(np.array([start]))[0]) * DAY + 10 * 60
        answered = rng.random(len(asked)) < 0.42
        moment = np.where(answered, sent + rng.integers(10, 12 * DAY, len(asked)), NEVER)
        mean = np.where(market.manager[asked] == NEVER, 6.6, 8.1)
        score = np.clip(np.rint(rng.normal(mean, 1.9)), 0, 10)
        parts.append(
            pd.DataFrame(
                {
                    "customer_id": market.company[asked],
                    "person_id": [
                        f"contact@{name.lower().replace(' ', '-')}.example" for name in market.company[asked]
                    ],
                    "sent_at": clock.stamps(np.full(len(asked), sent)),
                    "answered_at": clock.stamps(np.where(moment > clock.last_moment, NEVER, moment)),
                    "score": np.where(answered & (moment <= clock.last_moment), score, np.nan),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    table.insert(0, "response_id", ids("N", len(table)))
    return table
