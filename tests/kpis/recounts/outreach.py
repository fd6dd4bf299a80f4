"""Recounts of follow-up, touches of deals, e-mails, content and campaigns."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.kpis.recounts.plain_rows import (
    AS_OF,
    Row,
    Span,
    closed,
    day,
    deals,
    purchases,
    rows,
    within,
)  # fmt: skip

WAIT = timedelta(days=14)


def touches() -> list[Row]:
    """What reps did to somebody: its lead, the deal it names if any, when, and by what."""
    found: list[Row] = []
    for row in rows("activities"):
        done = row["status"] != "planned" and row["direction"] != "in" and not row["is_automated"]
        if done and row["type"] not in (None, "Task"):
            found.append({"lead": row["lead_id"], "deal": row["opportunity_id"], "at": row["happened_at"],
                          "type": row["type"]})  # fmt: skip
    written = [row for row in rows("email_sends") if not row["is_automated"]]
    return found + [{"lead": row["person_id"], "deal": None, "at": row["sent_at"], "type": "email"} for row in written]


def lead_customers() -> dict[str, str]:
    """The customer of each lead: its own, else one that an activity names together with it, else one of its deals."""
    found: dict[str, str] = {}
    for table, name in (("leads", "lead_id"), ("activities", "lead_id"), ("opportunities", "lead_id")):
        for row in rows(table):
            if row[name] and row["customer_id"]:
                found.setdefault(row[name], row["customer_id"])
    return found


def customer_days() -> dict[str, list[date]]:
    """The days on which each customer bought."""
    days: dict[str, list[date]] = defaultdict(list)
    for customer, when in purchases():
        if customer and when:
            days[customer].append(when)
    for row in rows("customers"):
        if row["first_order_date"]:
            days[row["customer_id"]].append(day(row["first_order_date"]))
    for row in deals():
        if row["status"] == "won" and row["closed_at"]:
            days[row["customer_id"]].append(day(row["closed_at"]))
    return days


def converted() -> dict[str, date]:
    """The day on which each lead became an opportunity or a customer."""
    days: dict[str, list[date]] = defaultdict(list)
    of_customer = customer_days()
    for row in deals():
        if row["lead_id"] and row["created_at"]:
            days[row["lead_id"]].append(day(row["created_at"]))
        if row["status"] == "won" and row["closed_at"]:
            days[row["lead_id"]].append(day(row["closed_at"]))
    for row in rows("lead_stage_history"):
        if row["stage"] in ("opportunity", "customer"):
            days[row["lead_id"]].append(day(row["entered_at"]))
    for lead, customer in lead_customers().items():
        days[lead] += of_customer[customer]
    return {lead: min(found) for lead, found in days.items() if found}


def follow_up_rate(span: Span) -> float | None:
    tried: dict[str, list[datetime]] = defaultdict(list)
    last: dict[tuple[str, str], datetime] = {}
    for row in sorted(touches(), key=lambda row: row["at"]):
        before = last.get((row["lead"], row["type"]))
        last[row["lead"], row["type"]] = row["at"]
        if before is None or row["at"] - before > timedelta(minutes=10):
            tried[row["lead"]].append(row["at"])
    became, followed = converted(), []
    for lead, attempts in tried.items():
        first, second = day(attempts[0]), day(attempts[1]) if len(attempts) > 1 else None
        limit = min(first + WAIT, second - timedelta(days=1)) if second else first + WAIT
        if not within(first, span) or first + WAIT > AS_OF or (lead in became and became[lead] <= limit):
            continue
        followed.append(second is not None and second <= first + WAIT)
    return sum(followed) / len(followed) if followed else None


def touch_counts(span: Span) -> list[int]:
    """The numbers of touches of the deals won, without those that have none."""
    counts = []
    for deal in closed(span, "won"):
        until = day(deal["closed_at"])
        counts.append(
            sum(
                day(row["at"]) <= until
                and (row["deal"] == deal["opportunity_id"] if row["deal"] else row["lead"] == deal["lead_id"])
                for row in touches()
            )
        )
    return [count for count in counts if count]


def followup_link_rate(span: Span) -> float | None:
    linked = []
    for row in rows("email_sends"):
        sent = row["sent_at"].replace(second=0)
        earlier = any(touch["lead"] == row["person_id"] and touch["at"] < sent for touch in touches())
        if within(sent, span) and not row["is_automated"] and earlier and row["has_content_link"] is not None:
            linked.append(row["has_content_link"])
    return sum(linked) / len(linked) if linked else None


def collateral_usage_rate(span: Span) -> float | None:
    there = {
        row["asset_id"]
        for row in rows("content_assets")
        if (row["available_from"] is None or day(row["available_from"]) <= span[1])
        and (row["available_to"] is None or day(row["available_to"]) >= span[0])
    }
    sent = {row["asset_id"] for row in rows("content_uses")
            if within(row["sent_at"], span) and row["recipient_kind"] != "internal"}  # fmt: skip
    return len(there & sent) / len(there) if there else None


def _number(text: str | None) -> str:
    return (text or "").replace("-", " ").replace("0049", "+49")


def collateral_callback_rate(span: Span) -> float | None:
    numbers = {row["asset_id"]: row["tracking_number"] for row in rows("content_assets")}
    calls = [row for row in rows("activities")
             if row["type"] == "call" and row["direction"] == "in" and row["status"] != "planned"]  # fmt: skip
    answered = []
    for use in rows("content_uses"):
        number = numbers[use["asset_id"]]
        if not within(use["sent_at"], span) or use["recipient_kind"] == "internal" or number is None:
            continue
        if day(use["sent_at"]) + WAIT > AS_OF:
            continue
        answered.append(
            any(
                call["lead_id"] == use["person_id"]
                and _number(call["number"]) == number
                and call["happened_at"] >= use["sent_at"]
                and day(call["happened_at"]) <= day(use["sent_at"]) + WAIT
                for call in calls
            )
        )
    return sum(answered) / len(answered) if answered else None


def campaign_enrolments(span: Span) -> int:
    first: dict[tuple[str, str], datetime] = {}
    for row in rows("campaign_enrolments"):
        if row["consent"]:
            pair = (row["contact_id"], row["campaign_id"])
            first[pair] = min(first.get(pair, row["added_at"]), row["added_at"])
    return sum(within(moment, span) for moment in first.values())


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K17": follow_up_rate,
    "K18": lambda span: statistics.median(touch_counts(span)) if touch_counts(span) else None,
    "K19": followup_link_rate,
    "K22": collateral_usage_rate,
    "K23": collateral_callback_rate,
    "K24": campaign_enrolments,
    "K32": lambda span: statistics.fmean(touch_counts(span)) if touch_counts(span) else None,
}
