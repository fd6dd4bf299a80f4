"""Recounts of contacts, calls, acquisition and social selling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from tests.kpis.recounts.plain_rows import AS_OF, Row, Span, closed, day, deals, purchases, rows, within, worth

WINDOW = timedelta(days=90)


def acts() -> list[Row]:
    """What was done, either way, and not by a machine."""
    return [
        row
        for row in rows("activities")
        if row["status"] != "planned" and not row["is_automated"] and row["type"] not in (None, "Task")
    ]


def touches() -> list[Row]:
    return [row for row in acts() if row["direction"] != "in"]


def calls() -> list[Row]:
    return [row for row in touches() if row["type"] == "call"]


def mails() -> list[Row]:
    return [row for row in rows("email_sends") if not row["is_automated"]]


def days_worked(span: Span) -> int:
    """Weekdays of all reps together, holidays and days before they joined left out."""
    free = {day(row["date"]) for row in rows("holidays")}
    moments = [row["happened_at"] for row in rows("activities") if row["status"] != "planned"]
    for table, *columns in (
        ("activities", "booked_at"),
        ("opportunities", "created_at", "closed_at"),
        ("leads", "created_at", "first_seen_at", "first_response_at"),
        ("order_lines", "order_date"),
        ("proposals", "sent_at"),
    ):
        moments += [row[column] for row in rows(table) for column in columns]
    begin = max(span[0], min(day(moment) for moment in moments if moment))
    every = [begin + timedelta(days=number) for number in range((span[1] - begin).days + 1)]
    worked = [when for when in every if when.weekday() < 5 and when not in free]
    return sum((day(row["start_date"]) or when) <= when for row in rows("reps") for when in worked)


def touches_per_day(span: Span) -> float:
    done = sum(within(row["happened_at"], span) and row["rep_id"] is not None for row in touches())
    written = sum(within(row["sent_at"], span) and row["rep_id"] is not None for row in mails())
    messages = [row for row in rows("social_activities") if row["action"] in ("Message", "Connection request")]
    return (done + written + sum(within(row["happened_at"], span) for row in messages)) / days_worked(span)


def first_purchases() -> dict[str, date]:
    """The first purchase of every lead: its own won deals, and whatever its customer bought."""
    first: dict[str, date] = {}
    for row in rows("customers"):
        if row["first_order_date"]:
            first[row["customer_id"]] = day(row["first_order_date"])
    won = [row for row in deals() if row["status"] == "won" and row["closed_at"]]
    sold = [(customer, when) for customer, when in purchases() if customer and when]
    sold += [(row["customer_id"], day(row["closed_at"])) for row in won]
    for customer, when in sold:
        first[customer] = min(first.get(customer, date.max), when)
    customer_of: dict[str, str] = {row["lead_id"]: row["customer_id"] for row in rows("leads") if row["customer_id"]}
    for row in [*rows("activities"), *rows("opportunities")]:
        if row["customer_id"] and row["lead_id"]:
            customer_of.setdefault(row["lead_id"], row["customer_id"])
    of_lead = {lead: first.get(customer, date.max) for lead, customer in customer_of.items()}
    for row in won:
        if row["lead_id"]:
            of_lead[row["lead_id"]] = min(of_lead.get(row["lead_id"], date.max), day(row["closed_at"]))
    return of_lead


def opps_per_1000_calls(span: Span) -> float | None:
    opened = sum(
        row["source"] == "Cold call" and row["type"] != "renewal" and within(row["created_at"], span) for row in deals()
    )
    first = first_purchases()
    made = sum(
        within(row["happened_at"], span)
        and row["purpose"] in (None, "prospecting")
        and first.get(row["lead_id"], date.max) >= day(row["happened_at"])
        for row in calls()
    )
    return 1000 * opened / made if made else None


def dial_to_contact_rate(span: Span) -> float | None:
    outcomes = [row["outcome"] for row in calls() if within(row["happened_at"], span) and row["outcome"] is not None]
    return outcomes.count("Connected") / len(outcomes) if outcomes else None


def sold_to(met: Iterable[tuple[str, datetime]], span: Span) -> float | None:
    """Of the leads met for the first time in the span, the share that bought in time; none if most are too young."""
    first: dict[str, date] = {}
    for lead, moment in met:
        first[lead] = min(first.get(lead, date.max), day(moment))
    sales = first_purchases()
    cohort = {lead: when for lead, when in first.items() if within(when, span) and sales.get(lead, date.max) >= when}
    mature = {lead: when for lead, when in cohort.items() if when + WINDOW <= AS_OF}
    if not mature or 2 * len(mature) < len(cohort):
        return None
    return sum(sales.get(lead, date.max) <= when + WINDOW for lead, when in mature.items()) / len(mature)


def contact_to_sale_rate(span: Span) -> float | None:
    met = [
        (row["lead_id"], row["happened_at"])
        for row in acts()
        if row["type"] == "meeting"
        or row["outcome"] == "Connected"
        or (row["direction"] == "in" and row["outcome"] != "No answer" and row["label"] != "Out of office")
    ]
    return sold_to(met, span)


def customer_acquisition_rate(span: Span) -> float | None:
    sent = [(row["person_id"], row["sent_at"]) for row in mails() if row["delivered"] is not False]
    return sold_to([*((row["lead_id"], row["happened_at"]) for row in touches()), *sent], span)


def social_activity(span: Span) -> float:
    return 5 * sum(within(row["happened_at"], span) for row in rows("social_activities")) / days_worked(span)


def social_sourced_share(span: Span) -> float | None:
    known = [row for row in closed(span, "won") if row["source"] is not None]
    value = [(row["source"] == "LinkedIn", worth(row, day(row["closed_at"])) or 0.0) for row in known]
    total = sum(amount for _, amount in value)
    return sum(amount for social, amount in value if social) / total if total else None


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K09": touches_per_day,
    "K10": opps_per_1000_calls,
    "K11": dial_to_contact_rate,
    "K12": contact_to_sale_rate,
    "K16": customer_acquisition_rate,
    "K20": social_activity,
    "K21": social_sourced_share,
}
