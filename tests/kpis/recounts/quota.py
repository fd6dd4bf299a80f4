"""Recounts of quotas, targets, coverage, revenue per rep and satisfaction."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from tests.kpis.recounts.first import net_sales, seller
from tests.kpis.recounts.plain_rows import AS_OF, Row, Span, closed, day, deals, lines, rows, within, worth

NOT_BEFORE = date(2025, 1, 1)


def _following(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _working(first: date, after: date) -> list[date]:
    free = {day(row["date"]) for row in rows("holidays")}
    days = (first + timedelta(days=number) for number in range((after - first).days))
    return [when for when in days if when.weekday() < 5 and when not in free]


def _employed(rep: str, span: Span) -> list[date]:
    """The working days of a rep within a span and the log."""
    start = {row["name"]: day(row["start_date"]) for row in rows("reps")}.get(rep) or NOT_BEFORE
    days = _working(max(span[0], NOT_BEFORE), min(span[1], AS_OF) + timedelta(days=1))
    return [when for when in days if when >= start]


def _quotas(span: Span) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for row in rows("quotas"):
        if row["rep_id"] is None:
            continue
        first = day(row["period_start"])
        days = _working(first, _following(first))
        start = {each["name"]: day(each["start_date"]) for each in rows("reps")}[row["rep_id"]] or first
        found[row["rep_id"]] += row["amount"] * sum(within(when, span) and when >= start for when in days) / len(days)
    return {rep: quota for rep, quota in found.items() if quota > 0}


def _credit(rep: str, span: Span) -> float:
    won = sum(worth(row, day(row["closed_at"])) or 0.0 for row in closed(span, "won") if row["owner_rep_id"] == rep)
    back = (row for row in lines() if within(row["order_date"], span) and row["amount"] < 0 and seller(row) == rep)
    return won + sum(worth(row, day(row["order_date"])) or 0.0 for row in back)


def _attainments(span: Span) -> list[float]:
    days = len(_working(max(span[0], NOT_BEFORE), min(span[1], AS_OF) + timedelta(days=1)))
    quotas = _quotas(span)
    there = [rep for rep in quotas if 2 * len(_employed(rep, span)) >= days]
    return [_credit(rep, span) / quotas[rep] for rep in there]


def reps_at_quota(span: Span) -> float | None:
    found = _attainments(span)
    return sum(share >= 1 for share in found) / len(found) if found else None


def quota_calibration(span: Span) -> float | None:
    found = _attainments(span)
    return statistics.median(found) if found else None


def revenue_per_rep(span: Span) -> float | None:
    house = 0.0
    for row in lines():
        if within(row["order_date"], span) and row["line_type"] != "sample" and seller(row) is None:
            house += worth(row, day(row["order_date"])) or 0.0
    days = len(_working(span[0], span[1] + timedelta(days=1)))
    names = {row["name"] for row in rows("reps")} | {row["rep_id"] for row in rows("quotas") if row["rep_id"]}
    full_time = sum(len(_employed(name, span)) for name in names) / days
    return (net_sales(span) - house) / full_time


def target_attainment(span: Span) -> float | None:
    """Of targets in several measures those of the teams come first; here they are set in deals won."""
    found = [row for row in rows("quotas") if row["team"] is not None]
    goal = sum(row["amount"] * _part_of_month(row, span) for row in found)
    reps = {row["name"]: row["team"] for row in rows("reps")}
    months = [_month(row) for row in found]
    won = [row for row in closed(span, "won") if reps.get(row["owner_rep_id"]) == "East"]
    counted = sum(any(within(row["closed_at"], month) for month in months) for row in won)
    return counted / goal if goal else None


def _month(row: Row) -> Span:
    first = day(row["period_start"])
    return first, _following(first) - timedelta(days=1)


def _part_of_month(row: Row, span: Span) -> float:
    """The share of the month's working days that lies in the span."""
    first = day(row["period_start"])
    worked = _working(first, _following(first))
    return sum(within(when, span) for when in worked) / len(worked)


def units_sold(place: str, span: Span) -> float:
    """Pieces sold at a place less those given back there, whatever the currency."""
    sold = [row for row in lines() if within(row["order_date"], span) and row["line_type"] != "sample"]
    return sum(_pieces(row) for row in sold if _place(row) == place)


def _pieces(row: Row) -> float:
    return -abs(row["qty"]) if row["line_type"] == "refund" else row["qty"]


def _place(row: Row) -> str | None:
    """A piece given back stands where it was sold: the same product of that order, else its first line."""
    sold = [line for line in rows("order_lines") if line["order_id"] == row["original_order_id"]]
    same = [line for line in sold if line["product_id"] and line["product_id"] == row["product_id"]]
    return (same or sold)[0]["location_id"] if sold else row["location_id"]


def employee_satisfaction(span: Span) -> float | None:
    """A survey counts in the month in which it was sent out, on the first day of sending; five answers at least."""
    first: dict[tuple[str, int, int], date] = {}
    for row in rows("satisfaction_responses"):
        key = _survey(row)
        first[key] = min(first.get(key, date.max), day(row["sent_at"]))
    found = [row["score"] for row in rows("satisfaction_responses")
             if row["score"] is not None and within(first[_survey(row)], span) and day(row["answered_at"]) <= AS_OF
             and day(row["sent_at"]) <= AS_OF]  # fmt: skip
    return statistics.fmean(found) if len(found) >= 5 else None


def _survey(row: Row) -> tuple[str, int, int]:
    return row["survey_id"], row["sent_at"].year, row["sent_at"].month


def pipeline_coverage(span: Span) -> float | None:
    quotas = _quotas(span)
    missing = sum(quota - _credit(rep, span) for rep, quota in quotas.items())
    due = sum(worth(row, AS_OF) or 0.0 for row in deals()
              if row["status"] == "open" and within(row["expected_close"], span) and row["owner_rep_id"] in quotas
              and (row["created_at"] is None or day(row["created_at"]) <= AS_OF))  # fmt: skip
    return due / missing if quotas and missing > 0 else None


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K02": revenue_per_rep,
    "K04": reps_at_quota,
    "K05": quota_calibration,
    "K06": target_attainment,
    "K07": employee_satisfaction,
    "K58": pipeline_coverage,
}
