"""Calls, emails, meetings and visits of the made-up company, with what came of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.company.deals import OPEN, Deals
from benchmarks.company.leads import Leads
from benchmarks.company.market import Market
from benchmarks.company.people import Reps, choose
from benchmarks.company.scale import (
    CLOSES,
    DAY,
    NEVER,
    OPENS,
    Clock,
    Floats,
    Ints,
    Scale,
    ids,
    ragged,
    words,
    yes_or_blank,
)
from benchmarks.company.words import Texts

_LEAD_TYPES = {"Call": 0.64, "Email": 0.28, "Social": 0.05, "SMS": 0.03}
_DEAL_TYPES = {"Call": 0.4, "Email": 0.3, "Meeting": 0.16, "Video": 0.08, "Visit": 0.05, "Social": 0.01}
_CARE_TYPES = {"Call": 0.45, "Email": 0.2, "Visit": 0.22, "Video": 0.13}
_UNREACHED = {"No answer": 0.47, "Voicemail": 0.27, "Busy": 0.08, "Gatekeeper": 0.1, "Wrong number": 0.05, "": 0.03}
_SENTIMENTS = {"Positive": 0.46, "Negative": 0.3, "Neutral": 0.24}
_LABELS = {"Positive": "Send info", "Negative": "Not interested", "Neutral": "Later"}
MEETINGS = ("Meeting", "Video", "Visit")
# What a row says unless it says something else.
_PLAIN = {
    "lead": NEVER, "deal": NEVER, "company": NEVER, "type": "Call", "direction": "Out", "outcome": "", "status": "Done",
    "auto": False, "booked": NEVER, "meeting": NEVER, "duration": np.nan, "sentiment": "", "purpose": "",
    "found": False, "resolved": False,
}  # fmt: skip


def _rows(moment: Ints, rep: Ints, **columns: npt.ArrayLike) -> pd.DataFrame:
    return pd.DataFrame({"moment": moment, "rep": rep, **_PLAIN, **columns})


def build_touches(scale: Scale, clock: Clock, market: Market, reps: Reps, leads: Leads, deals: Deals) -> pd.DataFrame:
    """As many as asked for, oldest first, in the program's own numbers."""
    parts = [
        _with_leads(scale, clock, reps, leads),
        _automated(scale, leads),
        _answers(scale, clock, leads),
        _with_deals(scale, clock, reps, deals),
        _planned(scale, clock, deals),
    ]
    left = scale.activities - sum(map(len, parts))
    if left < 0:
        raise ValueError(f"{scale.activities:,} activities are too few: leads and deals alone need {-left:,} more")
    care = round(left * 0.25) if scale.stories else round(left * 0.1)
    parts += [_care(scale, clock, market, reps, care), _prospecting(scale, clock, reps, left - care)]
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("moment", kind="stable").reset_index(drop=True)


def _hour_factor(moment: Ints) -> Floats:
    """People answer the phone around ten and after four."""
    hour = moment % DAY // 60
    return np.select([np.isin(hour, (10, 16)), np.isin(hour, (12, 13))], [1.35, 0.65], 1.0)


def _called(rng: np.random.Generator, kind: Texts, moment: Ints, chance: Floats) -> dict[str, npt.NDArray[np.generic]]:
    """Outcome and length of whatever is a call."""
    call = kind == "Call"
    spoke = call & (rng.random(len(kind)) < np.clip(chance * _hour_factor(moment), 0, 0.95))
    outcome = np.where(call, words(rng, _UNREACHED, len(kind)), "")
    length = np.where(spoke, np.exp(rng.normal(np.log(240), 0.7, len(kind))), rng.integers(5, 45, len(kind)))
    return {"outcome": np.where(spoke, "Connected", outcome), "duration": np.where(call, np.rint(length), np.nan)}


def _with_leads(scale: Scale, clock: Clock, reps: Reps, leads: Leads) -> pd.DataFrame:
    """The first attempt at its moment, the others some working days apart."""
    rng = scale.rng("touches of leads")
    lead, place = ragged(leads.tries)
    gap = np.where(place == 0, 0, np.exp(rng.normal(np.log(2.2), 0.6, len(lead))) * DAY).astype(np.int64)
    waited = np.cumsum(gap)
    waited -= waited[np.flatnonzero(place == 0)][np.cumsum(place == 0) - 1]
    moment = leads.first_try[lead] + waited
    moment = np.where(place == 0, moment, clock.in_hours(moment, rng))
    kind = words(rng, _LEAD_TYPES, len(lead))
    rep = leads.owner[lead]
    called = _called(rng, kind, moment, reps.reach[rep] * np.where(leads.inbound[lead], 2.1, 1.0))
    purpose = np.where((kind == "Call") & ~leads.inbound[lead], "Prospecting", "")
    table = _rows(moment, rep, lead=lead, type=kind, purpose=purpose, **called)
    return table[(moment <= clock.last_moment) & reps.works(moment // DAY)[np.arange(len(lead)), rep]]


def _automated(scale: Scale, leads: Leads) -> pd.DataFrame:
    """A machine's thank-you to every fourth web lead."""
    rng = scale.rng("automated")
    lead = np.flatnonzero((leads.source == "Website") & (leads.owner != NEVER) & (rng.random(len(leads)) < 0.25))
    return _rows(leads.created[lead] + 1, leads.owner[lead], lead=lead, type="Email", auto=True)


def _answers(scale: Scale, clock: Clock, leads: Leads) -> pd.DataFrame:
    """Emails that come back, with their mood."""
    rng = scale.rng("answers")
    lead = np.flatnonzero((leads.first_try != NEVER) & (rng.random(len(leads)) < 0.12 + 0.2 * leads.opens_deal))
    moment = leads.first_try[lead] + np.exp(rng.normal(np.log(DAY), 1, len(lead))).astype(np.int64)
    mood = words(rng, _SENTIMENTS, len(lead))
    mood = np.where(leads.opens_deal[lead] & (rng.random(len(lead)) < 0.7), "Positive", mood)
    table = _rows(moment, leads.owner[lead], lead=lead, type="Email", direction="In", outcome="Replied", sentiment=mood)
    return table[moment <= clock.last_moment]


def _with_deals(scale: Scale, clock: Clock, reps: Reps, deals: Deals) -> pd.DataFrame:
    rng = scale.rng("touches of deals")
    ends = np.where(deals.status == OPEN, clock.last_moment, deals.closed)
    counts = 1 + rng.poisson(np.clip((ends - deals.created) / DAY / 18, 0.5, 4) + 0.8 * deals.won)
    deal, _ = ragged(counts)
    moment = deals.created[deal] + (rng.beta(1.0, 1.3, len(deal)) * (ends - deals.created)[deal]).astype(np.int64)
    moment = np.clip(clock.in_hours(moment, rng), deals.created[deal], ends[deal])
    kind = words(rng, _DEAL_TYPES, len(deal))
    rep = deals.owner[deal]
    meets = np.isin(kind, MEETINGS)
    missed = meets & (rng.random(len(deal)) < 0.09)
    called = _called(rng, kind, moment, np.clip(reps.reach[rep] * 2.6, 0, 0.8))
    called["outcome"] = np.where(meets, np.where(missed, "No show", "Held"), called["outcome"])
    booked = moment - (rng.uniform(1, 12, len(deal)) * DAY).astype(np.int64)
    booked = np.maximum(clock.in_hours(np.maximum(booked, 0), rng), deals.created[deal])
    table = _rows(
        moment,
        rep,
        lead=deals.lead[deal],
        deal=deal,
        company=deals.company[deal],
        type=kind,
        status=np.where(missed, "Cancelled", "Done"),
        booked=np.where(meets, np.minimum(booked, moment), NEVER),
        meeting=np.where(meets, np.arange(len(deal)), NEVER),
        **called,
    )
    return table[reps.works(moment // DAY)[np.arange(len(deal)), rep]]


def _planned(scale: Scale, clock: Clock, deals: Deals) -> pd.DataFrame:
    """Meetings that lie ahead when the log ends."""
    rng = scale.rng("planned")
    deal = np.flatnonzero((deals.status == OPEN) & (rng.random(len(deals)) < 0.3))
    moment = clock.in_hours(clock.end + rng.integers(0, 21 * DAY, len(deal)), rng)
    booked = clock.last_moment - rng.integers(0, 9 * DAY, len(deal))
    booked = np.maximum(np.minimum(clock.in_hours(booked, rng), clock.last_moment), deals.created[deal])
    return _rows(
        moment,
        deals.owner[deal],
        deal=deal,
        company=deals.company[deal],
        type=words(rng, {"Meeting": 0.6, "Video": 0.4}, len(deal)),
        status="Planned",
        booked=booked,
        meeting=1_000_000 + np.arange(len(deal)),
    )


def _moments(rng: np.random.Generator, clock: Clock, count: int) -> Ints:
    days = clock.workdays[clock.workdays < clock.days]
    minute = OPENS + (rng.beta(1.2, 1.3, count) * (CLOSES - OPENS)).astype(np.int64)
    return rng.choice(days, count) * DAY + minute


def _care(scale: Scale, clock: Clock, market: Market, reps: Reps, count: int) -> pd.DataFrame:
    """Account managers look after their customers; now and then there is something to put right."""
    rng = scale.rng("care")
    moment = _moments(rng, clock, count)
    company = (market.customers * rng.beta(1.0, 1.5, count)).astype(np.int64)
    spare = choose(rng, reps, moment // DAY, np.tile((reps.role == "am") * 1.0, (count, 1)))
    rep = np.where(market.manager[company] == NEVER, spare, market.manager[company])
    kind = words(rng, _CARE_TYPES, count)
    called = _called(rng, kind, moment, np.full(count, 0.55))
    called["outcome"] = np.where(np.isin(kind, MEETINGS), "Held", called["outcome"])
    found = np.isin(called["outcome"], ("Connected", "Held")) & (rng.random(count) < 0.14)
    resolved = found & (rng.random(count) < 0.72)
    meets = np.isin(kind, MEETINGS)
    meeting = np.where(meets, 2_000_000 + np.arange(count), NEVER)
    booked = np.where(meets, np.maximum(moment - rng.integers(1, 9, count) * DAY, 0), NEVER)
    return _rows(
        moment, rep, company=company, type=kind, purpose="Customer care", found=found, resolved=resolved,
        meeting=meeting, booked=booked, **called,
    )  # fmt: skip


def _prospecting(scale: Scale, clock: Clock, reps: Reps, count: int) -> pd.DataFrame:
    """Calls down a list of numbers, most of them by SDRs."""
    rng = scale.rng("prospecting")
    moment = _moments(rng, clock, count)
    weight = np.select([reps.role == "sdr", reps.role == "ae"], [5.0, 1.0], 0.1) * reps.opens
    rep = choose(rng, reps, moment // DAY, np.tile(weight, (count, 1)))
    called = _called(rng, np.full(count, "Call", dtype=object), moment, reps.reach[rep] * 0.6)
    return _rows(moment, rep, purpose="Prospecting", **called)


def activities_table(
    scale: Scale, clock: Clock, market: Market, reps: Reps, leads: Leads, deals: Deals, touches: pd.DataFrame
) -> pd.DataFrame:
    rng, count = scale.rng("activities table"), len(touches)
    lead, deal, company, rep = (touches[name].to_numpy() for name in ("lead", "deal", "company", "rep"))
    kind, status = touches["type"].to_numpy(), touches["status"].to_numpy()
    person = np.where(lead == NEVER, None, leads.mail[lead])
    meeting = touches["meeting"].to_numpy()
    mood = touches["sentiment"].to_numpy()
    number = np.where(
        (kind == "Call") & (lead == NEVER) & (deal == NEVER) & (company == NEVER),
        np.array([f"+49 555 {digits:06d}" for digits in rng.integers(0, 10**6, count)], dtype=object),
        None,
    )
    care = touches["purpose"].to_numpy() == "Customer care"
    return pd.DataFrame(
        {
            "activity_id": ids("A", count),
            "happened_at": clock.stamps(touches["moment"].to_numpy()),
            "type": kind,
            "direction": touches["direction"],
            "rep_id": np.where(rep == NEVER, None, reps.name[rep]),
            "person_id": person,
            "lead_id": np.where(lead == NEVER, None, leads.id[lead]),
            "opportunity_id": np.where(deal == NEVER, None, deals.id[deal]),
            "customer_id": np.where(company == NEVER, None, market.company[company]),
            "number": number,
            "outcome": _blank(touches["outcome"]),
            "status": status,
            "is_automated": yes_or_blank(touches["auto"].to_numpy(dtype=bool)),
            "booked_at": clock.stamps(touches["booked"].to_numpy()),
            "meeting_id": np.where(meeting == NEVER, None, ids("M", count)),
            "duration_s": touches["duration"],
            "sentiment": _blank(touches["sentiment"]),
            "label": np.array([_LABELS.get(word) for word in mood], dtype=object),
            "purpose": _blank(touches["purpose"]),
            "issue_found": np.where(care, touches["found"], None),
            "issue_resolved": np.where(touches["found"], touches["resolved"], None),
        }
    )


def _blank(texts: pd.Series) -> npt.NDArray[np.object_]:
    values = texts.to_numpy(dtype=object)
    return np.where(values == "", None, values)
