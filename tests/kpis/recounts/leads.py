"""Recounts of leads: answered in time, followed up, replies of prospects, stages and purchases."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.kpis.recounts.plain_rows import AS_OF, BERLIN, Row, Span, day, deals, purchases, rows, within

END = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=BERLIN) + timedelta(days=1)
STAGES = ("lead", "mql", "sql", "opportunity", "customer")


def attempts() -> dict[str, list[datetime]]:
    """By lead the moments of the touches."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for row in touches():
        if row["lead"]:
            found[row["lead"]].append(row["at"])
    return found


def person_of(row: Row) -> str | None:
    return row["lead_id"] or row["person_id"] or row["customer_id"]


def touches() -> list[Row]:
    found = []
    for row in rows("activities"):
        done = row["status"] != "planned" and row["direction"] != "in" and not row["is_automated"]
        if done and row["type"] not in (None, "task", "Task"):
            found.append({**row, "at": row["happened_at"], "person": person_of(row), "lead": row["lead_id"]})
    for row in rows("email_sends"):
        if not row["is_automated"]:
            bounced = row["delivered"] is False
            found.append({"at": row["sent_at"], "person": row["person_id"], "lead": row["person_id"],
                          "type": "email", "outcome": None, "bounced": bounced})  # fmt: skip
    return found


def minutes(begin: datetime, end: datetime) -> float:
    return (end.timestamp() - begin.timestamp()) / 60


def inbound(span: Span) -> list[Row]:
    return [row for row in rows("leads") if row["source"] != "Cold call" and within(row["created_at"], span)]


def responded_within_sla(span: Span) -> float | None:
    tried, hits, known = attempts(), 0, 0
    for row in inbound(span):
        moments, told, created = sorted(tried[row["lead_id"]]), row["first_response_at"], row["created_at"]
        first = moments[0] if moments else told
        if (first and first < created) or minutes(created, END) < 60:
            continue
        known += 1
        hits += first is not None and minutes(created, first) <= 60
    return hits / known if known else None


def leads_followed_up(span: Span) -> float | None:
    tried = attempts()
    qualified = [row for row in inbound(span) if row["is_qualified"] and minutes(row["created_at"], END) >= 60]
    followed = [row for row in qualified if tried[row["lead_id"]] or row["first_response_at"]]
    return len(followed) / len(qualified) if qualified else None


def is_reply(row: Row) -> bool:
    if row["type"] in (None, "task", "Task") or row["status"] == "planned" or row["is_automated"]:
        return False
    came = row["direction"] == "in" and row["outcome"] != "No answer" and row["label"] != "Out of office"
    return came or (row["type"] == "call" and row["outcome"] == "Connected")


MEANT = {"Interested": "positive", "Stop": "negative", "Later": "neutral"}


def approached(span: Span) -> dict[str, datetime]:
    """Prospects by the first touch that reached them, if that lies in the span."""
    first: dict[str, datetime] = {}
    for row in touches():
        if row["person"] and not row.get("bounced"):
            first[row["person"]] = min(first.get(row["person"], row["at"]), row["at"])
    bought = purchases_of_persons()
    return {
        name: at for name, at in first.items() if within(at, span) and not (name in bought and bought[name] < at.date())
    }


def replies(first: dict[str, datetime]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows("activities"):
        name = person_of(row)
        if is_reply(row) and name in first and row["happened_at"] >= first[name]:
            found[name].append(row)
    return found


def share_of_last(span: Span, wanted: str) -> float | None:
    first = approached(span)
    back, count = replies(first), 0
    for found in back.values():
        told = [(row["happened_at"], row["sentiment"] or MEANT.get(row["label"])) for row in found]
        said = [(at, word) for at, word in told if word]
        count += bool(said) and max(said, key=lambda entry: entry[0])[1] == wanted
    return count / len(first) if first else None


def meeting_acceptance_rate(span: Span) -> float | None:
    first = approached(span)
    back = replies(first)
    met = {
        person_of(row)
        for row in rows("activities")
        if row["type"] == "meeting"
        and not row["is_automated"]
        and person_of(row) in first
        and first[person_of(row)] <= row["booked_at"] < END
    }
    return len(met & back.keys()) / len(back) if back else None


def customer_of_leads() -> dict[str, str]:
    """Stated, else as the first activity or opportunity says that names both."""
    found = {row["lead_id"]: row["customer_id"] for row in rows("leads") if row["customer_id"]}
    for table in ("activities", "opportunities"):
        for row in rows(table):
            if row["lead_id"] and row["customer_id"]:
                found.setdefault(row["lead_id"], row["customer_id"])
    return found


def purchases_of_customers() -> dict[str, date]:
    first: dict[str, date] = {}

    def tell(name: str | None, when: date | None) -> None:
        if name and when:
            first[name] = min(first.get(name, when), when)

    for row in rows("customers"):
        tell(row["customer_id"], day(row["first_order_date"]))
    for row in deals():
        if row["status"] == "won":
            tell(row["customer_id"], day(row["closed_at"]))
    for customer, when in purchases():
        tell(customer, when)
    return first


def purchases_of_persons() -> dict[str, date]:
    """By lead, contact or customer the day on which it, or the customer it belongs to, first bought."""
    of_customers, known = purchases_of_customers(), customer_of_leads()
    found = dict(of_customers)
    for name, customer in known.items():
        if customer in of_customers:
            found[name] = of_customers[customer]
    for row in deals():
        if row["status"] == "won" and row["lead_id"] and row["closed_at"]:
            found[row["lead_id"]] = min(found.get(row["lead_id"], date.max), day(row["closed_at"]))
    return {name: when for name, when in found.items() if when <= AS_OF}


def first_dates() -> dict[str, dict[str, date]]:
    """By stage and lead the day on which it was reached first."""
    found: dict[str, dict[str, date]] = {stage: {} for stage in STAGES}

    def tell(stage: str, name: str | None, when: date | None) -> None:
        if name in known and when is not None and when <= AS_OF:
            found[stage][name] = min(found[stage].get(name, when), when)

    known = {row["lead_id"] for row in rows("leads")}
    for row in rows("lead_stage_history"):
        tell(row["stage"], row["lead_id"], day(row["entered_at"]))
    for row in deals():
        tell("opportunity", row["lead_id"], day(row["created_at"]))
    for name, when in purchases_of_persons().items():
        tell("customer", name, when)
    return found


def conversion(span: Span, stage: str) -> float | None:
    dates, cohort = first_dates(), []
    created = {row["lead_id"]: day(row["created_at"]) for row in rows("leads")}
    for name in created:
        later = [dates[each][name] for each in STAGES[STAGES.index(stage) :] if name in dates[each]]
        bought_on = dates["customer"].get(name, date.max)
        before = later and (
            bought_on < later[0] or (bought_on == later[0] and created[name] and bought_on < created[name])
        )
        if later and within(later[0], span) and not before:
            cohort.append((later[0], bought_on))
    mature = [(entered, got) for entered, got in cohort if entered + timedelta(days=90) <= AS_OF]
    if not mature or 2 * len(mature) < len(cohort):
        return None
    return sum((got - entered).days <= 90 for entered, got in mature) / len(mature)


def lifecycle_length(span: Span) -> float | None:
    start: dict[str, date] = {}
    purchase: dict[str, date] = {}
    known, of_persons = customer_of_leads(), purchases_of_persons()
    touched = attempts()
    for row in rows("leads"):
        name = known.get(row["lead_id"], row["lead_id"])
        seen = [row["first_seen_at"], row["created_at"], *touched[row["lead_id"]]]
        for when in map(day, filter(None, seen)):
            start[name] = min(start.get(name, when), when)
        if row["lead_id"] in of_persons:
            got = of_persons[row["lead_id"]]
            purchase[name] = min(purchase.get(name, got), got)
    days = [(got - start[name]).days for name, got in purchase.items() if within(got, span) and name in start]
    return statistics.median([each for each in days if each >= 0]) if any(each >= 0 for each in days) else None


def stage_shares(span: Span) -> dict[str, float]:
    """Of the open leads at the end of the span, the share in each stage."""
    end, standing = min(span[1], AS_OF), []
    bought_on = purchases_of_persons()
    for row in rows("leads"):
        moves = [(entry["entered_at"], entry["stage"]) for entry in rows("lead_stage_history")
                 if entry["lead_id"] == row["lead_id"] and day(entry["entered_at"]) <= AS_OF]  # fmt: skip
        created = row["created_at"]
        if moves and created:
            moves.append((created, "lead" if created < min(moves)[0] else None))
        past = [move for move in moves if move[1] and day(move[0]) <= end]
        here = max(past)[1] if past else None
        if not moves and (created is None or day(created) <= end):
            here = row["stage"].lower() if row["stage"] else "unset"
        got = bought_on.get(row["lead_id"], date.max) if row["stage"] is None else date.max
        if here not in (None, "customer") and got > end:
            standing.append(here)
    return {stage: standing.count(stage) / len(standing) for stage in set(standing)}


PARTS: dict[str, Callable[[Span], dict[str, float]]] = {"K53": stage_shares}
RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K26": responded_within_sla,
    "K27": leads_followed_up,
    "K28": lambda span: share_of_last(span, "positive"),
    "K29": lambda span: share_of_last(span, "negative"),
    "K30": meeting_acceptance_rate,
    "K31": lambda span: conversion(span, "sql"),
    "K53": lambda span: None,
    "K54": lambda span: conversion(span, "mql"),
    "K55": lifecycle_length,
}
