"""Whether qualified inbound leads are followed up, and reached."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, answers, owners
from salesdesk.kpis.catalogue.contacts import contacts
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.derived import cut_off, derived, first_of, last_of
from salesdesk.kpis.catalogue.persons import persons_of_acts
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.catalogue.touches import acts, dated, reply_moments, touch_moments, touch_notes
from salesdesk.kpis.catalogue.waits import ATTEMPTS_TOLD, OUTBOUND, arrival_hours
from salesdesk.kpis.catalogue.within_limit import PENDING
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Mean, Share
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import first_known
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY

NOT_QUALIFIED = Reason("not_qualified", "not qualified")
UNKNOWN = Reason("qualified_unknown", "nothing says whether it is qualified", gap=True)
DISQUALIFIED = Reason("disqualified", "disqualified before any attempt")
MICROSECONDS = 1_000_000


@reads("response_limit", "gatekeeper_counts")
def follow_ups(log: SalesLog) -> Facts:
    """Qualified inbound leads by the day they came in, with marks for those tried and those reached."""
    found, qualified = answers(log), _qualified(log)
    followed = found.answered | found.before
    limit = int(log.settings.response_limit.total_seconds() * MICROSECONDS)
    rows = np.arange(log.rows(LEADS))
    rep = first_known(found.by, owners(log))
    created = log.day(LEADS, "created_at")
    return facts(
        created,
        dims_of(log, LEADS, rows, rep) | {"hour": arrival_hours(log)},
        {
            "followed": followed,
            "untouched": ~followed,
            "reached": followed & _reached(log),
            "score": log.number(LEADS, "score"),
        },
        row=log.pointers(LEADS),
        keep=created <= log.as_of,
        aside={
            OUTBOUND: log.says(LEADS, "source", "outbound"),
            NOT_QUALIFIED: qualified.no,
            UNKNOWN: ~qualified.yes & ~qualified.no,
            DISQUALIFIED: _disqualified(log) & ~followed,
            PENDING: found.created + limit > cut_off(log) + 1,
        },
    )


class _Qualified(NamedTuple):
    yes: Mask
    no: Mask


def _qualified(log: SalesLog) -> _Qualified:
    """As stated; a log that says it of no lead is taken to hold qualified ones."""
    no = ~log.flag(LEADS, "is_qualified", blank=True)
    yes = log.flag(LEADS, "is_qualified")
    return _Qualified(yes, no) if (yes | no).any() else _Qualified(~no, no)


def _disqualified(log: SalesLog) -> Mask:
    day = log.day(LEADS, "disqualified_at")
    mask: Mask = ((day != NO_DAY) & (day <= log.as_of)) | log.says(LEADS, "stage", "disqualified")
    return mask


@derived
def _reached(log: SalesLog) -> Mask:
    """Leads with a contact that is an attempt itself or came after the first one."""
    every, count = acts(log), log.rows(LEADS)
    person = persons_of_acts(log)
    lead = np.where(person < count, person, -1)
    tried = np.flatnonzero(every.touch & (lead >= 0) & (every.day != NO_DAY))
    met = np.flatnonzero(contacts(log) & dated(log) & (lead >= 0))
    last = last_of(lead[met], count, reply_moments(log)[met])
    first = first_of(lead[tried], count, touch_moments(log)[tried])
    both = np.flatnonzero((last >= 0) & (first >= 0))
    reached = np.zeros(count, dtype=bool)
    reached[both] = reply_moments(log)[met[last[both]]] >= touch_moments(log)[tried[first[both]]]
    return reached


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(touch_notes(log))
    if not log.has(LEADS, "source"):
        notes.append("The leads have no source: all count as inbound.")
    if not (_qualified(log).no.any() or log.flag(LEADS, "is_qualified").any()):
        notes.append("Nothing says which leads are qualified: all count that were not disqualified.")
    return tuple(notes)


def _scores(mark: str) -> Mean:
    return Mean(Side(follow_ups, where=mark, title="Qualified inbound leads"), "score", kind=MeasureKind.SCORE)


SCORE = ("leads.score",)
LEADS_SIDE = Side(follow_ups, title="Qualified inbound leads")
LEADS_FOLLOWED_UP = Kpi(
    id="K27",
    key="leads_followed_up",
    name="Leads followed up",
    definition="Share of the qualified inbound leads that somebody tried to reach at least once. Leads disqualified "
    "before any attempt are left out.",
    formula="qualified inbound leads with at least one attempt, even before they came in / qualified inbound leads "
    "that came in during the period and are older than the time to answer",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("leads.created_at", ATTEMPTS_TOLD),
    measure=Share(LEADS_SIDE, "followed"),
    by=(*BY_LEAD, "campaign", "hour"),
    figures={
        "reached": Figure("Reached", Unit.PERCENT, Share(LEADS_SIDE, "reached")),
        "score_followed": Figure("Mean score of those followed up", Unit.SCORE, _scores("followed"), needs=SCORE),
        "score_untouched": Figure("Mean score of those nobody tried", Unit.SCORE, _scores("untouched"), needs=SCORE),
    },
    question="What do the untouched ones have in common?",
    page="leads",
    counted="qualified inbound leads",
    notes=_notes,
)
KPIS = (LEADS_FOLLOWED_UP,)
