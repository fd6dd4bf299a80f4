"""The chain from dials to won deals: its steps as counts, and the rate of each step to the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.kpis.catalogue.activity import activities
from salesdesk.kpis.catalogue.credit import creation_notes, owner_notes
from salesdesk.kpis.catalogue.deals import OPENED, OUTCOME, WON
from salesdesk.kpis.catalogue.dials import CALLS, CONTACTS, DIAL_TO_CONTACT_RATE, OUTBOUND, OUTCOMES
from salesdesk.kpis.catalogue.proposals import PROPOSALS_SENT, documents
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.touches import touch_notes
from salesdesk.kpis.kpi import Direction, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Measure, Ratio
from salesdesk.kpis.sources import Side, Sum

if TYPE_CHECKING:
    from salesdesk.kpis.kpi import Notes

CREATED = ("opportunities.created_at",)
BY = (*BY_REP, "region", "segment", "customer")

DIALS = Side(activities, where="call", title="Calls")
PROPOSED = Side(documents, where="first", title="First proposals")


def _count(key: str, name: str, definition: str, needs: tuple[str, ...], side: Side, notes: Notes) -> Kpi:
    return Kpi(
        id="", key=key, name=name, definition=definition, formula=f"number of {name.casefold()} in the period",
        unit=Unit.COUNT, direction=Direction.NEUTRAL, needs=needs, measure=Count(side), by=BY,
        counted=name.casefold(), notes=notes,
    )  # fmt: skip


def _rate(key: str, name: str, formula: str, needs: tuple[str, ...], measure: Measure, counted: str) -> Kpi:
    return Kpi(
        id=key.upper(), key=key, name=name, definition=f"{name}, both counted in the period.", formula=formula,
        unit=Unit.PERCENT, direction=Direction.HIGHER, needs=needs, measure=measure, by=BY, counted=counted,
    )  # fmt: skip


def _per(top: Side, bottom: Side) -> Ratio:
    """Of two volumes of one period the first can be the larger: the rate then exceeds 100 % and has no interval."""
    return Ratio(Sum(top), Sum(bottom), kind=MeasureKind.RATE)


# A step whose tables are missing is not available and is skipped.
CHAIN: tuple[Kpi, ...] = (
    _count("dials", "Dials", "Outbound calls made, whatever came of them.", CALLS, DIALS, touch_notes),
    _count("contacts", "Contacts", "Outbound calls that reached a person.", (*CALLS, *OUTCOMES), CONTACTS, touch_notes),
    _count("opportunities", "Opportunities", "Opportunities opened.", CREATED, OPENED, creation_notes),
    _count("proposals", "Proposals", "Opportunities that received their first proposal.", PROPOSALS_SENT.needs,
           PROPOSED, owner_notes),
    _count("won", "Won", "Deals finally won.", OUTCOME, WON, owner_notes),
)  # fmt: skip

# By the key of the step: how the step before leads to it.
RATES: dict[str, Kpi] = {
    "contacts": _rate(
        "f1", "Contacts per dial", DIAL_TO_CONTACT_RATE.formula, DIAL_TO_CONTACT_RATE.needs,
        DIAL_TO_CONTACT_RATE.measure, DIAL_TO_CONTACT_RATE.counted,
    ),
    "opportunities": _rate(
        "f2", "Outbound opportunities per contact", "opportunities opened with an outbound source / contacts",
        (*CALLS, *OUTCOMES, *CREATED, "opportunities.source"),
        _per(OUTBOUND, CONTACTS), "contacts",
    ),
    "proposals": _rate(
        "f3", "Proposals per opportunity", "opportunities with a first proposal / opportunities opened",
        (*CREATED, *PROPOSALS_SENT.needs), _per(PROPOSED, OPENED), "opportunities",
    ),
    "won": _rate(
        "f4", "Won deals per proposal", "deals won / opportunities with a first proposal",
        (*PROPOSALS_SENT.needs, *OUTCOME), _per(WON, PROPOSED), "first proposals",
    ),
}  # fmt: skip

# By a step and the one that leads to it where those between them are missing.
PAST: dict[tuple[str, str], Kpi] = {
    ("opportunities", "dials"): _rate(
        "past_contacts", "Outbound opportunities per dial", "opportunities opened with an outbound source / dials",
        (*CALLS, *CREATED, "opportunities.source"), _per(OUTBOUND, DIALS), "dials",
    ),
    ("won", "opportunities"): _rate(
        "past_proposals", "Won deals per opportunity", "deals won / opportunities opened", (*CREATED, *OUTCOME),
        _per(WON, OPENED), "opportunities",
    ),
}  # fmt: skip
