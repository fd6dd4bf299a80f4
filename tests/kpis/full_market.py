"""Those tables of the made-up log that tell of outreach, customers and markets, with gaps and oddities."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from tests.kpis.building import Row
from tests.kpis.chances import DAYS, FIRST, REPS, at, day, maybe, one

STAGES = ("lead", "mql", "sql", "opportunity", "customer")
FAMILIES = ("Core", "Core", "Plus", "Plus", "Service", None)


def market_tables(chance: np.random.Generator, activities: list[Row]) -> dict[str, list[Row]]:
    """To be added to the tables of ``full_log``; needs its leads, customers, products and locations.

    Calls of people who got content are added to the activities.
    """
    tables = {
        "lead_stage_history": [entry for number in range(90) for entry in _lead_stages(chance, number)],
        "link_clicks": [_click(chance) for _ in range(50)],
        "social_activities": [_social(chance) for _ in range(120)],
        "content_assets": [_asset(chance, number) for number in range(8)],
        "content_uses": [_use(chance) for _ in range(120)],
        "campaign_enrolments": [_enrolment(chance) for _ in range(120)],
        "nps_responses": [_nps(chance, number) for number in range(160)],
        "satisfaction_responses": [_satisfaction(chance, number) for number in range(140)],
        "competitor_prices": [_price(chance) for _ in range(150)],
        "promotions": [{"location_id": "Mitte", "start": "2025-08-04", "end": "2025-08-31", "kind": "price"}],
    }
    activities.extend(_callback(chance, use) for use in tables["content_uses"][:60])
    return tables


def asset_name(number: int) -> str:
    return f"Case {number}"


def _lead_stages(chance: np.random.Generator, number: int) -> list[Row]:
    reached = [stage for stage in STAGES[: int(chance.integers(1, 6))] if chance.random() > 0.15]
    entered = sorted(at(chance, 0, DAYS) for _ in reached)
    found: list[Row] = [
        {"lead_id": f"l{number}", "stage": stage, "entered_at": moment}
        for stage, moment in zip(reached, entered, strict=True)
    ]
    if number % 11 == 0 and found:  # one that fell back
        found.append({"lead_id": f"l{number}", "stage": "mql", "entered_at": at(chance, DAYS - 30, DAYS)})
    return found


def _click(chance: np.random.Generator) -> Row:
    return {
        "email_id": f"e{int(chance.integers(0, 60))}",
        "clicked_at": at(chance),
        "is_bot": bool(chance.random() < 0.3),
    }


def _social(chance: np.random.Generator) -> Row:
    return {"rep_id": one(chance, *REPS[:4]), "happened_at": at(chance), "network": one(chance, "LinkedIn", None),
            "action": one(chance, "Post", "Comment", "Message", "Connection request")}  # fmt: skip


def _asset(chance: np.random.Generator, number: int) -> Row:
    return {"asset_id": asset_name(number), "available_from": one(chance, None, day(int(chance.integers(0, 200)))),
            "available_to": one(chance, None, None, day(int(chance.integers(200, DAYS)))),
            "tracking_number": f"+49 30 {number}" if number % 2 else None}  # fmt: skip


def _use(chance: np.random.Generator) -> Row:
    return {"asset_id": asset_name(int(chance.integers(0, 8))), "rep_id": one(chance, *REPS[:4]),
            "person_id": f"l{int(chance.integers(0, 90))}", "sent_at": at(chance),
            "recipient_kind": one(chance, "prospect", "customer", "internal", None)}  # fmt: skip


def _callback(chance: np.random.Generator, use: Row) -> Row:
    sent = (date.fromisoformat(use["sent_at"][:10]) - FIRST).days
    return {"type": "call", "direction": "in", "status": "done", "rep_id": use["rep_id"], "lead_id": use["person_id"],
            "happened_at": at(chance, sent, min(sent + 22, DAYS)),
            "number": one(chance, f"+49 30 {use['asset_id'][-1]}", "0049 30-1")}  # fmt: skip


def _enrolment(chance: np.random.Generator) -> Row:
    return {"contact_id": f"k{int(chance.integers(0, 60))}", "campaign_id": one(chance, "News", "Drip"),
            "kind": one(chance, "drip", "newsletter", None), "added_at": at(chance),
            "added_by_rep_id": one(chance, *REPS), "consent": maybe(chance, 0.7),
            "unsubscribed_at": one(chance, None, None, at(chance))}  # fmt: skip


def _nps(chance: np.random.Generator, number: int) -> Row:
    answered = at(chance)
    return {"response_id": f"n{number}", "customer_id": f"c{int(chance.integers(0, 40))}",
            "person_id": one(chance, None, f"k{int(chance.integers(0, 60))}"), "sent_at": at(chance),
            "answered_at": one(chance, None, answered, answered, answered),
            "score": one(chance, None, 11.0, 7.5, *[float(chance.integers(0, 11))] * 9)}  # fmt: skip


def _satisfaction(chance: np.random.Generator, number: int) -> Row:
    score: Any = one(chance, None, *[float(chance.integers(1, 6))] * 5)
    return {"survey_id": f"wave {number % 4}", "question": "Your job", "sent_at": at(chance), "scale_max": 5.0,
            "answered_at": None if score is None else at(chance), "score": score, "goal": 4.0,
            "team": one(chance, "East", "West"), "rep_id": one(chance, None, None, "Ann")}  # fmt: skip


def _price(chance: np.random.Generator) -> Row:
    return {"product_id": f"p{int(chance.integers(0, 6))}", "competitor": one(chance, "Acme", "Bolt", "Corp"),
            "observed_at": at(chance), "price": round(float(chance.uniform(20, 400)), 2),
            "currency": one(chance, "EUR", None, "USD"), "location_id": one(chance, None, "Mitte"),
            "is_promo": maybe(chance, 0.3)}  # fmt: skip
