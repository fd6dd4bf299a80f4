"""Contacts that reps add to drip campaigns and newsletters."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.derived import Rows, cut_off, first_of, instant
from salesdesk.kpis.catalogue.persons import persons_named
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import row_dims
from salesdesk.models.log import NO_MOMENT, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.names import name_key

ENROLMENTS = "campaign_enrolments"
LATEST = int(np.iinfo(np.int64).max)
NO_CONTACT = Reason("no_contact", "no contact", gap=True)
NO_CONSENT = Reason("no_consent", "no consent")
CONSENT_UNKNOWN = Reason("consent_unknown", "not said whether there is consent", gap=True)
ENROLLED_BEFORE = Reason("enrolled_before", "already on that list")


@reads()
def enrolments(log: SalesLog) -> Facts:
    """The first enrolment of each contact in each campaign with consent; ``staying``: not unsubscribed by the end."""
    contact, day = persons_named(log, ENROLMENTS, "contact_id"), log.day(ENROLMENTS, "added_at")
    agreed, unsaid = _consent(log)
    valid = agreed & (contact >= 0) & (day <= log.as_of)
    pair = np.where(valid, contact * (len(_campaigns(log)) + 1) + _campaigns(log), -1)
    lists, place = np.unique(pair[valid], return_inverse=True)
    of_list = np.full(len(pair), -1, dtype=np.int64)
    of_list[valid] = place
    at = instant(log, ENROLMENTS, "added_at")
    first = np.zeros(len(pair), dtype=bool)
    first[first_of(of_list, len(lists), np.where(at == NO_MOMENT, LATEST, at))] = True
    return facts(
        day,
        row_dims(log, ENROLMENTS, _added_by(log)),
        {"staying": ~_left(log, of_list, len(lists))},
        row=log.pointers(ENROLMENTS),
        keep=day <= log.as_of,
        aside={
            NO_CONTACT: contact < 0,
            CONSENT_UNKNOWN: unsaid & ~agreed,
            NO_CONSENT: ~agreed,
            ENROLLED_BEFORE: ~first,
        },
    )


def _consent(log: SalesLog) -> tuple[Mask, Mask]:
    """Who agreed, and for whom it is not said; where nothing is said of anybody, all are taken to agree."""
    yes = log.flag(ENROLMENTS, "consent")
    unsaid = log.flag(ENROLMENTS, "consent", blank=True) & ~yes
    return yes | (unsaid & unsaid.all()), unsaid


def _campaigns(log: SalesLog) -> Rows:
    """A number for each campaign from 1 on, however it is spelled; 0 where blank."""
    named = log.text(ENROLMENTS, "campaign_id")
    known: dict[str, int] = {}
    numbers = [known.setdefault(name_key(value), len(known) + 1) for value in named.values]
    of_row: Rows = np.array([*numbers, 0], dtype=np.int64)[named.codes]
    return of_row


def _left(log: SalesLog, of_list: Rows, lists: int) -> Mask:
    """Which rows belong to a contact that unsubscribed from the list after it was last added to it."""
    added, left = instant(log, ENROLMENTS, "added_at"), instant(log, ENROLMENTS, "unsubscribed_at", end=True)
    last_added, last_left = np.full((2, lists + 1), NO_MOMENT)  # the last place is for rows that do not count
    np.maximum.at(last_added, of_list, added)
    np.maximum.at(last_left, of_list, np.where(left <= cut_off(log), left, NO_MOMENT))
    gone = (last_left != NO_MOMENT) & (last_left >= last_added)
    of_row: Mask = gone[of_list]
    return of_row


def _added_by(log: SalesLog) -> Codes:
    if log.has(ENROLMENTS, "added_by_rep_id"):
        return log.code("rep", ENROLMENTS, "added_by_rep_id")
    return np.full(log.rows(ENROLMENTS), NOBODY_CODE, dtype=np.int32)


def _notes(log: SalesLog) -> tuple[str, ...]:
    agreed, unsaid = _consent(log)
    return ("Nothing says who consented: everybody is taken to have.",) if (agreed & unsaid).any() else ()


ADDED = Side(enrolments, title="Contacts added")
CAMPAIGN_ENROLMENTS = Kpi(
    id="K24",
    key="campaign_enrolments",
    name="Contacts added to drip campaign or newsletter",
    definition="Contacts that a rep newly added to a drip campaign or newsletter in the period, with their consent. "
    "Adding somebody again to the same list does not count.",
    formula="number of different pairs of contact and campaign with consent whose first adding lies in the period",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=(
        "campaign_enrolments.contact_id",
        "campaign_enrolments.campaign_id",
        "campaign_enrolments.added_at",
    ),
    measure=Count(ADDED),
    by=(*BY_REP, "region"),
    figures={
        "net": Figure(
            "Still subscribed",
            Unit.COUNT,
            Count(Side(enrolments, where="staying", title="Contacts still subscribed")),
            needs=("campaign_enrolments.unsubscribed_at",),
        ),
    },
    question="Who did you meet this week who should hear from us monthly?",
    page="activity",
    counted="contacts added",
    notes=_notes,
)
KPIS = (CAMPAIGN_ENROLMENTS,)
