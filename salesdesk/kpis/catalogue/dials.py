"""Outbound calls: how many reach a person, and how many opportunities come of a thousand of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue.call_times import call_times
from salesdesk.kpis.catalogue.contacts import contacts, outcome_known
from salesdesk.kpis.catalogue.credit import creation_notes
from salesdesk.kpis.catalogue.deals import OPENED
from salesdesk.kpis.catalogue.derived import NEVER, taken
from salesdesk.kpis.catalogue.persons import EXISTING, act_dims, bought_of_persons, persons_of_acts
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.touches import acts, touch_notes
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Kpi, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Ratio, Share
from salesdesk.kpis.sources import Side, Sum
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.log import SalesLog

TABLE = "activities"
NO_OUTCOME = Reason("no_outcome", "nobody noted what came of the call", gap=True)
OTHER_PURPOSE = Reason("other_purpose", "made for another purpose than to find customers")


@reads("gatekeeper_counts")
def dials(log: SalesLog) -> Facts:
    """Outbound calls by their day; ``contact``: a person was reached. Those without an outcome are set aside."""
    every = acts(log)
    return facts(
        every.day,
        act_dims(log) | call_times(log),
        {"contact": contacts(log)},
        row=every.row,
        keep=every.touch & every.is_a("call") & (every.day <= log.as_of),
        aside={NO_OUTCOME: ~outcome_known(log)},
    )


@reads()
def prospecting_calls(log: SalesLog) -> Facts:
    """Outbound calls, by their day, to people who were no customers yet; a blank purpose is prospecting."""
    every, purpose = acts(log), log.words(TABLE, "purpose")
    other = np.zeros(len(every.day), dtype=bool)
    other[every.table == 0] = (purpose.codes >= 0) & ~log.says(TABLE, "purpose", "prospecting")
    return facts(
        every.day,
        act_dims(log),
        row=every.row,
        keep=every.touch & every.is_a("call") & (every.day <= log.as_of),
        aside={
            EXISTING: taken(bought_of_persons(log), persons_of_acts(log), NEVER) < every.day,
            OTHER_PURPOSE: other,
        },
    )


DIALS = Side(dials, title="Calls with a known outcome")
CONTACTS = replace(DIALS, where="contact", title="Calls that reached a person")
OUTBOUND = replace(OPENED, where="outbound", title="Outbound opportunities")
CALLS = ("activities.type activities.happened_at",)
OUTCOMES = ("activities.outcome",)
FUNNEL = "an article's example of 1,000 dials, 30 contacts and 3 sales"


def _without_calls(table: ScoreTable, book: Book) -> ScoreTable:  # noqa: ARG001  the signature of all rules
    """Opportunities that come without any call are told, as there is no figure to show them."""
    if not ((table.numerator > 0) & (table.denominator == 0)).any():
        return table
    return replace(table, notes=(*table.notes, "There are outbound opportunities, but no prospecting calls to them."))


def _prospecting_notes(log: SalesLog) -> tuple[str, ...]:
    notes = [*touch_notes(log), *creation_notes(log)]
    if log.has(TABLE) and not log.has(TABLE, "purpose"):
        notes.append("The activities have no purpose: all calls to people who are no customers count as prospecting.")
    return tuple(notes)


def _contact_notes(log: SalesLog) -> tuple[str, ...]:
    counts = log.settings.gatekeeper_counts
    gatekeeper = ("A gatekeeper on the phone counts as a contact.",) if counts else ()
    return (*touch_notes(log), *gatekeeper)


OPPS_PER_1000_CALLS = Kpi(
    id="K10",
    key="opps_per_1000_calls",
    name="Opportunities per 1,000 outbound calls",
    definition="New outbound opportunities of the period for every thousand prospecting calls made in it. Calls to "
    "customers do not count.",
    formula="1,000 × opportunities opened with an outbound source / outbound calls for prospecting, both in the period",
    unit=Unit.PER_1000,
    direction=Direction.HIGHER,
    needs=(*CALLS, "opportunities.created_at", "opportunities.source"),
    measure=Ratio(
        Sum(OUTBOUND),
        Sum(Side(prospecting_calls, title="Prospecting calls")),
        scale=1000,
        kind=MeasureKind.PER_THOUSAND,
        names=("opportunities", "calls"),
    ),
    by=(*BY_REP, "region", "segment", "customer"),
    rule=_without_calls,
    benchmark=Benchmark(
        32,
        "32 per 1,000 calls",
        Standing.QUOTED,
        "an index of outbound sales, as articles for sales managers quote it",
        "Quoted as opportunities per 1,000 outbound calls. The author of the index describes it as opportunities per "
        "1,000 accounts that one rep was given for a quarter. It is shown as it is quoted and is no mark to pass.",
    ),
    question="Volume without result: shall we listen to two of your calls together?",
    page="activity",
    counted="calls",
    notes=_prospecting_notes,
)
DIAL_TO_CONTACT_RATE = Kpi(
    id="K11",
    key="dial_to_contact_rate",
    name="Dial-to-contact rate",
    definition="Share of the outbound calls with a known outcome that reached a person. Voicemail, busy lines and "
    "wrong numbers reach nobody. Also called contact or conversation rate.",
    formula="calls that reached a person / outbound calls with a known outcome",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(*CALLS, *OUTCOMES),
    measure=Share(DIALS, "contact"),
    by=(*BY_REP, "region", "segment", "customer", "source", "channel", "weekday", "hour"),
    benchmark=Benchmark(
        0.03,
        "30 contacts per 1,000 dials",
        Standing.EXAMPLE,
        FUNNEL,
        "A number to reckon with, not research. What counts as a contact differs: some count voicemail as well.",
    ),
    question="When do you call, and how old is the list?",
    page="activity",
    counted="calls with a known outcome",
    notes=_contact_notes,
)
KPIS = (OPPS_PER_1000_CALLS, DIAL_TO_CONTACT_RATE)
