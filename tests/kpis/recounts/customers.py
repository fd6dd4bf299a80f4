"""Recounts of the KPIs on customers."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.kpis.recounts.plain_rows import (
    AS_OF,
    Row,
    Span,
    day,
    deals,
    lines,
    orders,
    purchases,
    rate,
    rows,
    within,
    worth,
)  # fmt: skip

EVER = date(9999, 12, 31)
Spell = tuple[date, date]  # the first day, and the first day no more


def _bought() -> dict[str, list[date]]:
    """The days on which each customer is known to have bought; without any, that of its onboarding."""
    found: dict[str, list[date]] = defaultdict(list)
    for name, when in purchases():
        if name and when:
            found[name].append(when)
    for row in deals():
        if row["status"] == "won" and row["closed_at"]:
            found[row["customer_id"]].append(day(row["closed_at"]))
    for row in rows("customers"):
        if row["first_order_date"]:
            found[row["customer_id"]].append(day(row["first_order_date"]))
    return found


def _events() -> dict[str, list[date]]:
    """As ``_bought``, but of later purchases orders only."""
    found: dict[str, list[date]] = {name: [min(days)] for name, days in _bought().items()}
    for name, when in purchases():
        if name and when:
            found[name].append(when)
    for row in rows("customers"):
        if row["customer_id"] not in found and row["onboarded_at"]:
            found[row["customer_id"]] = [day(row["onboarded_at"])]
    return found


def _spells() -> dict[str, list[Spell]]:
    left = {row["customer_id"]: day(row["churned_at"]) for row in rows("customers") if row["churned_at"]}
    found = {}
    for name, days in _events().items():
        end = left.get(name, EVER)
        again = [when for when in days if when > end]
        found[name] = [(min(days), end), *([(min(again), EVER)] if again else [])]
    return {name: [spell for spell in spells if spell[0] < spell[1]] for name, spells in found.items()}


def _stands(spells: list[Spell], when: date) -> bool:
    return any(first <= when < after for first, after in spells)


def _at_start(span: Span) -> set[str]:
    when = min(span[0] - timedelta(days=1), AS_OF)
    return {name for name, spells in _spells().items() if _stands(spells, when)}


def retention(span: Span) -> float | None:
    start, end = _at_start(span), min(span[1], AS_OF)
    kept = [name for name in start if _stands(_spells()[name], end)]
    return len(kept) / len(start) if start else None


def _later(when: date, months: int) -> date:
    month = when.month - 1 + months
    year, month = when.year + month // 12, month % 12 + 1
    return date(year, month, min(when.day, calendar.monthrange(year, month)[1]))


def early_churn(span: Span) -> float | None:
    cohort, mature, gone = 0, 0, 0
    told = {row["customer_id"]: row for row in rows("customers")}
    for name, days in _events().items():
        start, left = day(told[name]["onboarded_at"]) or min(days), day(told[name]["churned_at"]) or EVER
        if within(start, span) and left >= start:
            cohort += 1
            if _later(start, 6) <= AS_OF:
                mature += 1
                gone += left <= _later(start, 6)
    return gone / mature if mature and 2 * mature >= cohort else None


def _touches() -> Iterator[tuple[str | None, Row, date]]:
    """The customer, the row and the day of each touch."""
    of_lead: dict[str, str] = {}
    for row in (*rows("activities"), *rows("opportunities")):
        if row["lead_id"] and row["customer_id"]:
            of_lead.setdefault(row["lead_id"], row["customer_id"])
    of_lead |= {row["lead_id"]: row["customer_id"] for row in rows("leads") if row["customer_id"]}
    of_deal = {row["opportunity_id"]: row["customer_id"] for row in rows("opportunities")}
    for row in rows("activities"):
        real = row["status"] != "planned" and not row["is_automated"] and row["type"] not in (None, "Task")
        by_hand = row["label"] != "Out of office" or row["type"] == "meeting" or row["outcome"] == "Connected"
        if real and (row["direction"] != "in" or (row["outcome"] != "No answer" and by_hand)):
            customer = row["customer_id"] or of_deal.get(row["opportunity_id"]) or of_lead.get(row["lead_id"])
            yield customer, row, day(row["happened_at"])
    for row in rows("email_sends"):
        if not row["is_automated"]:
            yield of_lead.get(row["person_id"]), row, day(row["sent_at"])


def _quarters(span: Span) -> float:
    """Customers' shares of the quarters, from the first day of the log to its last."""
    first = min(day(row[column]) for table, column in (("opportunities", "created_at"), ("activities", "happened_at"),
                ("activities", "booked_at"), ("leads", "created_at"), ("leads", "first_seen_at"),
                ("order_lines", "order_date"), ("proposals", "sent_at"))
                for row in rows(table) if row[column] and row.get("status") != "planned")  # fmt: skip
    total, when = 0.0, max(span[0], first)
    every = list(_spells().values())
    while when <= min(span[1], AS_OF):
        start = date(when.year, when.month - (when.month - 1) % 3, 1)
        total += sum(_stands(spells, when) for spells in every) / (_later(start, 3) - start).days
        when += timedelta(days=1)
    return total


def touch_frequency(span: Span) -> float | None:
    spells, count = _spells(), 0
    for customer, _, when in _touches():
        count += within(when, span) and customer in spells and _stands(spells[customer], when)
    quarters = _quarters(span)
    return count / quarters if quarters else None


def _kept_lines() -> list[Row]:
    """Lines of known customers and days that were not given back in full."""
    kept = []
    every = rows("order_lines")
    for parts in orders():
        left: dict[Any, float] = defaultdict(float)
        touched = set()
        for row in parts:
            product = row["product_id"]
            if row["amount"] < 0:
                product = product or next(
                    (line["product_id"] for line in every if line["order_id"] == row["original_order_id"]), None
                )
                touched.add(product)
            left[product] += row["amount"]
        for row in parts:
            gone = touched and (
                sum(left.values()) <= 0 or (row["product_id"] in touched and left[row["product_id"]] <= 0)
            )
            if row["amount"] > 0 and not gone and row["customer_id"] and row["order_date"]:
                kept.append(row)
    return kept


def _family(row: Row) -> str | None:
    product = next((each for each in rows("products") if each["product_id"] == row["product_id"]), None)
    return row["product_family"] or (product and (product["family"] or f"only {product['product_id']}"))


def _is_more(row: Row, before: list[Row], same_day: list[Row]) -> bool:
    tiers = {each["product_id"]: each["tier"] for each in rows("products")}
    if row["line_type"] in ("upsell", "cross", "repeat"):
        return row["line_type"] == "upsell"
    owned = [tiers[each["product_id"]] for each in before if _family(each) == _family(row) and each["product_id"]]
    if row["product_id"] and _family(row) and owned and tiers[row["product_id"]] > max(owned):
        return True
    pieces: dict[date, float] = defaultdict(float)
    for each in before:
        if each["product_id"] == row["product_id"]:
            pieces[day(each["order_date"])] += each["qty"]
    now = sum(each["qty"] for each in same_day if each["product_id"] == row["product_id"])
    return bool(row["product_id"] and pieces and now > max(pieces.values()))


def _is_new(row: Row, before: list[Row], same_day: list[Row]) -> bool:
    if row["line_type"] in ("upsell", "cross", "repeat"):
        return row["line_type"] == "cross"
    first = min(_bought()[row["customer_id"]])
    owned = {_family(each) for each in before}
    return bool(_family(row) and _family(row) not in owned and day(row["order_date"]) > first)


def _share_buying(kind: Callable[[Row, list[Row], list[Row]], bool]) -> Callable[[Span], float | None]:
    def share(span: Span) -> float | None:
        base, kept, buying = _at_start(span), _kept_lines(), set()
        for row in kept:
            if within(row["order_date"], span) and row["customer_id"] in base:
                own = [each for each in kept if each["customer_id"] == row["customer_id"]]
                when = day(row["order_date"])
                before = [each for each in own if day(each["order_date"]) < when]
                if kind(row, before, [each for each in own if day(each["order_date"]) == when]):
                    buying.add(row["customer_id"])
        return len(buying) / len(base) if base else None

    return share


def nps(span: Span) -> float | None:
    end, latest = min(span[1], AS_OF), {}
    for place, row in enumerate(rows("nps_responses")):
        if row["score"] is not None and row["score"] in range(11) and row["answered_at"]:
            person, when = row["person_id"] or place, row["answered_at"]
            if day(when) <= end and (person not in latest or when >= latest[person]["answered_at"]):
                latest[person] = row
    scores = [row["score"] for row in latest.values() if (end - day(row["answered_at"])).days < 90]
    return 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores) if scores else None


def _gain(row: Row, share: float) -> float:
    earned, cost = worth(row, day(row["order_date"])), _cost(row)
    return round(earned * share, 4) if cost is None else earned - cost


def _cost(row: Row) -> float | None:
    found = rate(row["currency"], day(row["order_date"]))
    if row["unit_cost"] is None or found is None:
        return None
    return (-1 if row["amount"] < 0 else 1) * round(row["unit_cost"] * row["qty"] * found, 4)


def _years() -> float:
    """The area under the curve of the customers who are still there, up to the longest that was seen."""
    lives = []
    for spells in _spells().values():
        if spells:
            ended = spells[-1][1] <= AS_OF
            end = spells[-1][1] if ended else AS_OF + timedelta(days=1)
            lives.append(((end - spells[0][0]).days / 365.25, not ended))
    share, there, before, area = 1.0, len(lives), 0.0, 0.0
    for years, open_ in sorted(lives):
        area += share * (years - before)
        share *= 1 if open_ else 1 - 1 / there
        there, before = there - 1, years
    return area


def clv(span: Span) -> float | None:
    sold = [row for row in lines() if row["line_type"] != "sample" and row["customer_id"]]
    sold = [row for row in sold if worth(row, day(row["order_date"])) is not None]
    costed = [row for row in sold if _cost(row) is not None]
    share = sum(_gain(row, 0) for row in costed) / sum(worth(row, day(row["order_date"])) for row in costed)
    now = [row for row in sold if within(row["order_date"], span)]
    return sum(_gain(row, share) for row in now) / (_quarters(span) / 4) * _years()


def revenue_retention(span: Span) -> float | None:
    """The log does not reach back to two full years before any of the periods."""
    first = min(day(row["order_date"]) for row in lines() if row["order_date"])
    assert first > _later(min(span[1], AS_OF), -24)
    return None


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K37": early_churn,
    "K39": touch_frequency,
    "K40": _share_buying(_is_more),
    "K41": _share_buying(_is_new),
    "K42": nps,
    "K43": clv,
    "K45": retention,
    "K46": revenue_retention,
}
