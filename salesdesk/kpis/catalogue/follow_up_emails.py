"""What e-mails to people already spoken to carry: links to content, and whether somebody clicks them."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.derived import MINUTE_US, derived, row_of
from salesdesk.kpis.catalogue.persons import act_dims, persons, persons_of_acts
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.catalogue.touches import acts, logged_emails
from salesdesk.kpis.facts import NO_DATE, Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.log import NO_MOMENT, Days, Mask, Moments, SalesLog
from salesdesk.models.period import NO_DAY

EMAILS, CLICKS = "email_sends", "link_clicks"
MACHINE_US = 10_000_000  # mail gateways follow the links of a message within seconds of its arrival
LATEST = int(np.iinfo(np.int64).max)
NO_PERSON = Reason("no_person", "no person", gap=True)
LINK_UNKNOWN = Reason("link_unknown", "not said whether there is a link to content", gap=True)


@reads()
def follow_up_emails(log: SalesLog) -> Facts:
    """E-mails that reps wrote to somebody touched before, by the day they were sent."""
    every = acts(log)
    sent = np.flatnonzero((every.table == 1) & ~every.automated)
    day, row = every.day[sent], every.source[sent]
    known = persons_of_acts(log)[sent] >= 0
    link, undated = log.flag(EMAILS, "has_content_link")[row], day == NO_DAY
    delivered = link & log.flag(EMAILS, "delivered", blank=True)[row]
    return facts(
        day,
        {name: codes[sent] for name, codes in act_dims(log).items()},
        {"link": link, "delivered": delivered, "clicked": delivered & _clicked(log)[row]},
        row=every.row[sent],
        keep=(day <= log.as_of) & (undated | ~known | _touched_before(log)[sent]),
        aside={
            NO_DATE: undated,
            NO_PERSON: ~known,
            LINK_UNKNOWN: ~link & log.flag(EMAILS, "has_content_link", blank=True)[row],
        },
    )


@derived
def _touched_before(log: SalesLog) -> Mask:
    """Which acts are addressed to somebody touched in an earlier minute, or without times on an earlier day."""
    every, person = acts(log), persons_of_acts(log)
    at, day = every.at.copy(), every.day.copy()
    _one_moment(log, at, day)
    minute, timed = at // MINUTE_US, ~every.date_only & (at != NO_MOMENT)
    touch = every.touch & (day != NO_DAY) & (person >= 0)
    first_day = np.full(persons(log).size + 1, LATEST)
    first_minute = first_day.copy()
    np.minimum.at(first_day, person[touch], day[touch].astype(np.int64))
    np.minimum.at(first_minute, person[touch & timed], minute[touch & timed])
    before: Mask = (day > first_day[person]) | (timed & (minute > first_minute[person]))
    return before & (person >= 0)


def _one_moment(log: SalesLog, at: Moments, day: Days) -> None:
    """An e-mail that is logged as an activity too is no touch before itself, though its clocks may differ."""
    if not log.has("activities"):
        return
    logged, mails = logged_emails(log), np.flatnonzero(acts(log).table == 1)
    twins = logged >= 0
    at[logged[twins]], day[logged[twins]] = at[mails[twins]], day[mails[twins]]


def _clicked(log: SalesLog) -> Mask:
    """Which e-mails were clicked by a person: not by a known machine, and not within seconds of being sent."""
    clicked = np.zeros(log.rows(EMAILS), dtype=bool)
    if not clicked.size or not log.has(CLICKS, "email_id", "clicked_at"):
        return clicked
    email = row_of(log, CLICKS, "email_id", EMAILS, "email_id")
    at, sent_at = log.moment(CLICKS, "clicked_at"), log.moment(EMAILS, "sent_at")[email]
    day, sent_on = log.day(CLICKS, "clicked_at"), log.day(EMAILS, "sent_at")[email]
    whole = log.is_date_only(CLICKS, "clicked_at") | log.is_date_only(EMAILS, "sent_at")[email]
    later = np.where(whole, day >= sent_on, at > sent_at + MACHINE_US) & (day != NO_DAY) & (day <= log.as_of)
    clicked[email[(email >= 0) & later & ~log.flag(CLICKS, "is_bot")]] = True
    return clicked


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = []
    if not log.has(EMAILS, "is_automated"):
        notes.append("The e-mails have no mark for automatic ones: all count as written by the rep.")
    if not log.has(EMAILS, "delivered"):
        notes.append("Nothing says which e-mails arrived: all are taken to have.")
    return tuple(notes)


FOLLOWING = Side(follow_up_emails, title="Follow-up e-mails")
FOLLOWUP_LINK_RATE = Kpi(
    id="K19",
    key="followup_link_rate",
    name="Follow-up emails with content links",
    definition="Share of the e-mails written to people already touched that carry a link to content. Links in "
    "signatures, to unsubscribe or to a calendar are none. Clicks that a machine made are not counted.",
    formula="follow-up e-mails with a link to content / follow-up e-mails",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("email_sends.sent_at", "email_sends.person_id", "email_sends.has_content_link"),
    measure=Share(FOLLOWING, "link"),
    by=BY_LEAD,
    figures={
        "click_rate": Figure(
            "Clicked",
            Unit.PERCENT,
            Share(Side(follow_up_emails, where="delivered", title="Follow-up e-mails with a link, arrived"), "clicked"),
            needs=("email_sends.email_id", "link_clicks.email_id", "link_clicks.clicked_at"),
        ),
    },
    question="Which piece would have helped this lead?",
    page="activity",
    counted="follow-up e-mails",
    notes=_notes,
)
KPIS = (FOLLOWUP_LINK_RATE,)
