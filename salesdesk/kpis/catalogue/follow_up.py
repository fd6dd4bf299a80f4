"""How persistent reps are: whether a lead that the first attempt did not settle gets a second one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, attempts
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import MINUTE_US, NEVER, Rows, derived, row_of
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.persons import bought_of_persons, persons, persons_named
from salesdesk.kpis.catalogue.reasons import BY_LEAD, BY_REP
from salesdesk.kpis.catalogue.touches import touch_notes
from salesdesk.kpis.facts import Array, Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, Standing, Unit
from salesdesk.kpis.measures import Mix, Share
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

AT_ONCE_US = 10 * MINUTE_US  # attempts of one type that follow each other so closely are one
SETTLED = Reason("settled", "settled before a second attempt")
PENDING = Reason("pending", "first attempt too recent to judge")
BAR_NAMES = ("attempts_1", "attempts_2", "attempts_3", "attempts_4", "attempts_5_up")
HISTORY = "lead_stage_history"
ACTS = "activities.type activities.happened_at"


class FirstTries(NamedTuple):
    """Every lead that was tried: by whom first, the days of the first and second attempt (NEVER: none).

    ``times``: how many attempts lie within the days for following up.
    """

    lead: Rows
    rep: Codes
    first: Rows
    second: Rows
    times: Rows


class Tries(NamedTuple):
    """Every attempt at a lead, attempts in quick succession being one, by lead and in the order of time."""

    lead: Rows
    rep: Codes
    day: Rows


@derived
def all_tries(log: SalesLog) -> Tries:
    tried = attempts(log)
    order = np.lexsort((tried.at, tried.channel, tried.lead))
    again = np.zeros(len(order), dtype=bool)
    same = np.diff(tried.lead[order]) == 0
    same &= np.diff(tried.channel[order]) == 0
    timed = ~tried.date_only[order]
    again[1:] = same & timed[1:] & timed[:-1] & (np.diff(tried.at[order]) <= AT_ONCE_US)
    each = order[~again]
    each = each[np.lexsort((tried.at[each], tried.lead[each]))]
    return Tries(tried.lead[each], tried.rep[each], tried.day[each].astype(np.int64))


def _first_tries(log: SalesLog) -> FirstTries:
    lead, rep, day = all_tries(log)
    begins = np.flatnonzero(np.append(True, lead[1:] != lead[:-1])) if len(lead) else np.empty(0, dtype=np.int64)
    count = np.diff(np.append(begins, len(lead)))
    following = np.append(day, NEVER)[begins + 1] if len(lead) else begins
    in_time = day <= np.repeat(day[begins], count) + log.settings.follow_up_days
    return FirstTries(
        lead[begins],
        rep[begins],
        day[begins],
        np.where(count > 1, following, NEVER),
        np.add.reduceat(in_time.astype(np.int64), begins) if len(lead) else begins,
    )


@derived
def converted(log: SalesLog) -> Days:
    """The day on which each lead became an opportunity or customer, NEVER where it did not."""
    count = log.rows(LEADS)
    day = np.append(bought_of_persons(log)[:count], NEVER).astype(np.int32)  # the last place is for no lead
    if log.has(HISTORY, "lead_id", "stage", "entered_at"):
        lead = row_of(log, HISTORY, "lead_id", LEADS, "lead_id")
        reached = log.says(HISTORY, "stage", "opportunity", "customer")
        _earliest(day, np.where(reached, lead, -1), log.day(HISTORY, "entered_at"))
    if log.has(TABLE):
        opened = np.where(deals(log).real, deals(log).created, NO_DAY)
        person = persons_named(log, TABLE, "lead_id")
        _earliest(day, np.where(person < persons(log).leads, person, -1), opened)
        deal = row_of(log, LEADS, "opportunity_id", TABLE, "opportunity_id")
        _earliest(day, np.where(deal >= 0, np.arange(count), -1), np.append(opened, NO_DAY)[deal])
    return day[:count]


def _earliest(day: Days, lead: Rows, then: Days) -> None:
    dated = then != NO_DAY
    np.minimum.at(day, lead[dated], then[dated])
    day[-1] = NEVER


def _settled(log: SalesLog, tries: FirstTries) -> Mask:
    """Converted before a second attempt within the days for it, or disqualified on the day of the first one.

    What has no date counts where there never was a second attempt.
    """
    lead, alone = tries.lead, tries.second == NEVER
    became, dropped = converted(log)[lead], log.day(LEADS, "disqualified_at")[lead]
    until = np.minimum(tries.first + log.settings.follow_up_days, tries.second - 1)
    settled = became <= until
    settled |= (dropped != NO_DAY) & (dropped <= np.minimum(tries.first, tries.second - 1))
    undated = log.says(LEADS, "stage", "opportunity", "customer")[lead] & (became == NEVER)
    undated |= log.says(LEADS, "stage", "disqualified")[lead] & (dropped == NO_DAY)
    mask: Mask = settled | (alone & (undated | log.flag(LEADS, "do_not_call")[lead]))
    return mask


@reads("follow_up_days")
def tried_leads(log: SalesLog) -> Facts:
    """Leads by the day of their first attempt, of whoever made it; ``followed``: a second one came in time."""
    tries, days = _first_tries(log), log.settings.follow_up_days
    followed = tries.times > 1
    return facts(
        tries.first.astype(np.int32),
        dims_of(log, LEADS, tries.lead, tries.rep),
        {"followed": followed, "bar": np.minimum(tries.times, len(BAR_NAMES)) - 1.0},
        row=log.pointers(LEADS)[tries.lead],
        aside={SETTLED: _settled(log, tries), PENDING: tries.first + days > log.as_of},
    )


def _reps(leads: Array, followed: Array) -> tuple[Mask, dict[str, Array]]:
    return leads > 0, {"never": followed == 0}


def _notes(log: SalesLog) -> tuple[str, ...]:
    days = log.settings.follow_up_days
    told = f"A second attempt counts within {days} days of the first; leads that had fewer are not judged yet."
    return (told, *touch_notes(log))


TRIED = Side(tried_leads, title="Leads tried")
REPS = Per("rep", {"leads": Sum(TRIED), "followed": Sum(TRIED, where="followed")}, _reps, owns=BY_REP[1:],
           title="Reps")  # fmt: skip
FOLKLORE_SOURCE = 'attributed to a "National Sales Executive Association"'
FOLKLORE = (
    "Folklore: quoted everywhere, but several writers could find neither the association it is attributed to nor its "
    "survey. What the team's own leads and deals show is the better measure."
)
FOLLOW_UP_RATE = Kpi(
    id="K17",
    key="follow_up_rate",
    name="Second-contact rate",
    definition="Share of leads that got a second attempt after the first one did not settle them. Repeated attempts "
    "of one type within ten minutes count as one.",
    formula="leads first tried in the period that got a second attempt in time / leads first tried in the period, "
    "without those that the first attempt settled",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        "leads.lead_id",
        f"{ACTS} activities.lead_id | {ACTS} activities.person_id | email_sends.sent_at email_sends.person_id",
    ),
    measure=Share(TRIED, "followed"),
    by=BY_LEAD,
    figures={
        "reps_without": Figure("Reps who never made a second attempt", Unit.PERCENT, Share(REPS, "never")),
        "bars": Figure("Leads by number of attempts", Unit.COUNT, Mix(TRIED, "bar", BAR_NAMES, shares=False)),
    },
    benchmark=Benchmark(
        0.52,
        "48 % of salespeople never follow up a second time, so 52 % do",
        Standing.QUOTED,
        FOLKLORE_SOURCE,
        FOLKLORE,
    ),
    question="What is the reason the single-attempt leads stopped there?",
    page="activity",
    counted="leads",
    notes=_notes,
)
KPIS = (FOLLOW_UP_RATE,)
