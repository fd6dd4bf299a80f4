"""Recounts of sales, quota, activity, response and deals."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np

from tests.kpis.recounts.plain_rows import (
    AS_OF,
    BERLIN,
    Row,
    Span,
    closed,
    cycle,
    day,
    deals,
    lines,
    purchases,
    rows,
    within,
    worth,
)  # fmt: skip


def net_sales(span: Span) -> float:
    total = 0.0
    for row in lines():
        if within(row["order_date"], span) and row["line_type"] != "sample":
            total += worth(row, day(row["order_date"])) or 0.0
    return total


def seller(row: Row) -> str | None:
    """Of a refund that names no rep the one who sold it: the same product of that order, else its first line."""
    sold = [line for line in rows("order_lines") if line["order_id"] == row["original_order_id"]]
    same = [line for line in sold if line["product_id"] and line["product_id"] == row["product_id"]]
    return row["rep_id"] or next((line["rep_id"] for line in same or sold), None)


def quota_attainment(span: Span) -> float | None:
    month_quotas, credit = defaultdict(float), 0.0
    start = {row["name"]: day(row["start_date"]) for row in rows("reps")}
    free = {day(row["date"]) for row in rows("holidays")}
    for row in rows("quotas"):
        if row["rep_id"] is None:
            continue
        first = day(row["period_start"])
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        days = [first + timedelta(days=number) for number in range((following - first).days)]
        worked = [when for when in days if when.weekday() < 5 and when not in free]
        for when in worked:
            if within(when, span) and (start[row["rep_id"]] or when) <= when:
                month_quotas[row["rep_id"]] += row["amount"] / len(worked)
    for row in closed(span, "won"):
        if row["owner_rep_id"] in month_quotas:
            credit += worth(row, day(row["closed_at"])) or 0.0
    for row in lines():
        if within(row["order_date"], span) and row["amount"] < 0 and seller(row) in month_quotas:
            credit += worth(row, day(row["order_date"])) or 0.0
    return credit / sum(month_quotas.values()) if month_quotas else None


def activity_volume(span: Span) -> int:
    count = 0
    booked: dict[str, datetime] = {}
    for row in rows("activities"):
        if row["direction"] == "in" or row["is_automated"] or row["type"] in (None, "Task"):
            continue
        if row["type"] == "meeting":
            name = row["meeting_id"]
            booked[name] = min(booked.get(name, row["booked_at"]), row["booked_at"])
        elif row["status"] != "planned":
            count += within(row["happened_at"], span)
    count += sum(within(moment, span) for moment in booked.values())
    written = sum(within(row["sent_at"], span) and not row["is_automated"] for row in rows("email_sends"))
    messages = ("Message", "Connection request")
    return (
        count
        + written
        + sum(within(row["happened_at"], span) and row["action"] in messages for row in rows("social_activities"))
    )


def proposals_sent(span: Span) -> int:
    first: dict[str, datetime] = {}
    tests = {row["opportunity_id"] for row in rows("opportunities") if row["is_test"]}
    for row in rows("proposals"):
        if row["status"] != "draft" and row["opportunity_id"] not in tests:
            name = row["opportunity_id"]
            first[name] = min(first.get(name, row["sent_at"]), row["sent_at"])
    return sum(within(moment, span) for moment in first.values())


def lead_response_time(span: Span) -> float | None:
    """The smallest time at which the product of the shares still waiting reaches a half."""
    touches: dict[str, list[datetime]] = defaultdict(list)
    for row in rows("activities"):
        done = row["status"] != "planned" and row["direction"] != "in" and not row["is_automated"]
        if done and row["type"] not in (None, "Task"):
            touches[row["lead_id"]].append(row["happened_at"])
    for row in rows("email_sends"):
        if not row["is_automated"]:
            touches[row["person_id"]].append(row["sent_at"])
    end = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=BERLIN) + timedelta(days=1)
    times: list[tuple[float, int]] = []
    for row in rows("leads"):
        if row["source"] == "Cold call" or not within(row["created_at"], span):
            continue
        attempts = sorted(touches[row["lead_id"]])
        told = row["first_response_at"]
        if (attempts and attempts[0] < row["created_at"]) or (not attempts and told and told < row["created_at"]):
            continue
        first = attempts[0] if attempts else told
        waited = (first or end).timestamp() - row["created_at"].timestamp()
        times.append((waited / 60, 0 if first else 1))
    share, waiting = 1.0, len(times)
    for minutes, open_ in sorted(times):
        share *= 1 if open_ else 1 - 1 / waiting
        waiting -= 1
        if share <= 0.5 + 1e-12:
            return minutes
    return None


def win_rate(span: Span) -> float:
    return len(closed(span, "won")) / len(closed(span, "won", "lost"))


def opp_to_win_rate(span: Span) -> float | None:
    won = [length for row in deals() if row["status"] == "won" and (length := cycle(row)) is not None and length >= 0]
    window = float(np.percentile(won, 90))
    cohort = [row for row in deals() if within(row["created_at"], span)]
    known = [row for row in cohort if row["status"] == "open" or (cycle(row) is not None and cycle(row) >= 0)]
    mature = [row for row in known if day(row["created_at"]).toordinal() + window <= AS_OF.toordinal()]
    if not mature or 2 * len(mature) < len(known):
        return None
    return sum(row["status"] == "won" and cycle(row) <= window for row in mature) / len(mature)


def win_loss_ratio(span: Span) -> float | None:
    return len(closed(span, "won")) / len(closed(span, "lost")) if closed(span, "lost") else None


def sales_cycle_length(span: Span) -> float:
    lengths = [cycle(row) for row in closed(span, "won")]
    return statistics.median(length for length in lengths if length is not None and length >= 0)


def average_deal_size(span: Span) -> float | None:
    values = [worth(row, day(row["closed_at"])) for row in closed(span, "won")]
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else None


def new_logos(span: Span) -> int:
    parent = {row["customer_id"]: row["parent_id"] for row in rows("customers")}

    def group(name: str) -> str:
        while parent[name] and parent[name] != name:
            name = parent[name]
        return name

    first: dict[str, date] = {}
    for row in rows("customers"):
        if row["first_order_date"]:
            name = group(row["customer_id"])
            first[name] = min(first.get(name, date.max), day(row["first_order_date"]))
    told = dict(first)
    for customer, when in purchases():
        if customer and when:
            name = group(customer)
            first[name] = min(first.get(name, date.max), when)
    return sum(within(when, span) and told.get(name) != when for name, when in first.items())


def open_pipeline(span: Span) -> float:
    at, total = min(span[1], AS_OF), 0.0
    for row in deals():
        begun = row["created_at"] is None or day(row["created_at"]) <= at
        over = row["status"] != "open" and (row["closed_at"] is None or day(row["closed_at"]) <= at)
        if begun and not over:
            total += worth(row, AS_OF) or 0.0
    return total


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K01": net_sales,
    "K03": quota_attainment,
    "K08": activity_volume,
    "K13": lambda span: sum(within(row["created_at"], span) and row["type"] != "renewal" for row in deals()),
    "K14": proposals_sent,
    "K15": lambda span: len(closed(span, "won")),
    "K25": lead_response_time,
    "K33": win_rate,
    "K34": opp_to_win_rate,
    "K35": win_loss_ratio,
    "K36": sales_cycle_length,
    "K38": average_deal_size,
    "K44": new_logos,
    "K47": net_sales,
    "K50": net_sales,
    "K57": open_pipeline,
}
