"""A made-up log in which every table that a KPI reads has rows, with gaps, oddities and several currencies."""

from __future__ import annotations

from functools import cache

import numpy as np

from salesdesk.models.log import SalesLog
from tests.kpis.building import Row, log
from tests.kpis.chances import DAYS, REPS, at, day, maybe, money, one
from tests.kpis.full_market import FAMILIES, market_tables

STAGES = ("Contacted", "Demo", "Proposal", "Negotiation")
LABELS = (None, "Interested", "Pricing", None, "Out of office", "Stop", "Later")
SILENT = "Zoe"  # a rep without any row


@cache
def full_log(seed: int = 7, zone: str = "Europe/Berlin") -> SalesLog:
    chance = np.random.default_rng(seed)
    deals = [_deal(chance, number) for number in range(160)]
    return log(
        zone=zone,
        as_of=day(DAYS),
        opportunities=deals,
        opp_stage_history=[entry for deal in deals[:80] for entry in _stages(chance, deal)],
        owner_history=[entry for deal in deals[:60] for entry in _owners(chance, deal["opportunity_id"])],
        deal_splits=[_split(deal, rep, part) for deal in deals[40:60] for rep, part in (("Ann", 60.0), ("Ben", 40.0))],
        proposals=[_proposal(chance, number) for number in range(90)],
        activities=(
            activities := [{**_activity(chance), "label": LABELS[number % len(LABELS)]} for number in range(400)]
        ),
        email_sends=[_email(chance, number) for number in range(60)],
        leads=[_lead(chance, number) for number in range(90)],
        order_lines=[_line(chance, number) for number in range(260)],
        orders=[{"order_id": "5", "returned": True}],
        customers=[{"customer_id": f"c{number}", "parent_id": f"c{number // 2}" if number % 5 == 0 else None,
                    "segment": ("Banks", "Shops", None)[number % 3], "territory": ("North", "South")[number % 2],
                    "owner_rep_id": "Cem", "first_order_date": day(number * 9) if number % 8 == 0 else None,
                    "onboarded_at": day(number * 7) if number % 2 else None,
                    "churned_at": day(number * 7 + 150) if number % 6 == 1 else None} for number in range(40)],
        products=[{"product_id": f"p{number}", "name": f"Product {number}", "family": FAMILIES[number],
                   "tier": float(number % 3), "list_price": 100.0 + number} for number in range(6)],
        locations=[{"location_id": name, "region": region, "trading_days": days, "kind": kind}
                   for name, region, days, kind in (("Mitte", "North", 300.0, "store"),
                                                    ("Wien", "South", None, "store"),
                                                    ("Web", "North", None, "online"))],
        reps=[{"name": name, "team": team, "manager": "Max", "territory": "North", "start_date": start, "role": role}
              for name, team, start, role in (("Ann", "East", None, "ae"), ("Ben", "West", None, "ae"),
                                              ("Cem", "East", None, "am"), ("Dee", "West", "2025-05-12", "bdr"),
                                              (SILENT, "East", None, None))],
        absences=[{"rep_id": "Ann", "date": day(number)} for number in range(40, 50)],
        holidays=[{"date": "2025-12-25"}],
        quotas=[{"rep_id": rep, "period_start": f"2025-{month:02d}-01", "amount": 9_000.0 + month}
                for rep in ("Ann", "Ben", "Dee") for month in range(1, 13)]
        + [{"location_id": "Mitte", "period_start": f"2025-{month:02d}-01", "amount": 40.0, "measure": "units"}
           for month in range(1, 13)]
        + [{"team": "East", "period_start": f"2025-{month:02d}-01", "amount": 5.0, "measure": "count"}
           for month in range(1, 13)],
        ramp=[{"months_since_start": month, "factor": factor} for month, factor in ((1, 0.25), (2, 0.5), (3, 1.0))],
        fx_rates=[{"date": day(number), "currency": "USD", "rate_to_base": 0.9 + number / 5000}
                  for number in range(0, DAYS, 3)],
        **market_tables(chance, activities),
    )  # fmt: skip


def _deal(chance: np.random.Generator, number: int) -> Row:
    opened = int(chance.integers(0, DAYS - 90))
    status = one(chance, "won", "won", "lost", "open")
    closed = None if status == "open" else day(opened + int(chance.integers(-1, 90)))
    return {
        "opportunity_id": f"d{number}",
        "created_at": one(chance, None, *[f"{day(opened)} 09:30"] * 15),
        "created_by_rep_id": one(chance, *REPS),
        "owner_rep_id": one(chance, *REPS),
        "customer_id": f"c{int(chance.integers(0, 40))}",
        "product_id": f"p{int(chance.integers(0, 6))}",
        "location_id": one(chance, "Mitte", "Wien", None),
        "amount": one(chance, None, 0.0, *[money(chance)] * 10),
        "currency": one(chance, "EUR", "EUR", None, "USD", "GBP"),
        "stage": {"won": "Closed Won", "lost": "Closed Lost"}.get(status) or one(chance, *STAGES),
        "status": status,
        "closed_at": one(chance, closed, *[closed] * 15),
        "source": one(chance, "Website", "Cold call", "LinkedIn", None),
        "type": one(chance, "new", "upsell", "renewal"),
        "is_test": number % 40 == 39,
        "lead_id": one(chance, None, f"l{int(chance.integers(0, 90))}"),
        "list_amount": one(chance, None, money(chance) + 2000),
        "lost_reason": one(chance, "Price", "Timing", None) if status == "lost" else None,
        "competitor": one(chance, "Acme", "Bolt", None) if status == "lost" else None,
        "expected_close": one(chance, None, day(opened + int(chance.integers(20, 150)))),
        "territory": one(chance, "North", "South", None, None),
    }


def _stages(chance: np.random.Generator, deal: Row) -> list[Row]:
    count = int(chance.integers(1, 4))
    names = list(STAGES[:count])
    if deal["status"] == "won":
        names += ["Closed Lost", "Demo", "Closed Won"] if count == 1 else ["Closed Won"]
    moments = sorted(at(chance) for _ in names)
    return [{"opportunity_id": deal["opportunity_id"], "stage": name, "entered_at": at, "status": None}
            for name, at in zip(names, moments, strict=True)]  # fmt: skip


def _owners(chance: np.random.Generator, name: str) -> list[Row]:
    return [{"object_type": "opportunity", "object_id": name, "rep_id": one(chance, *REPS[:4]), "from_at": at(chance)}
            for _ in range(2)]  # fmt: skip


def _split(deal: Row, rep: str, percent: float) -> Row:
    return {"opportunity_id": deal["opportunity_id"], "rep_id": rep, "percent": percent}


def _proposal(chance: np.random.Generator, number: int) -> Row:
    return {"proposal_id": f"q{number}", "opportunity_id": f"d{int(chance.integers(0, 160))}", "sent_at": at(chance),
            "status": one(chance, "draft", "sent", "sent", None)}  # fmt: skip


def _activity(chance: np.random.Generator) -> Row:
    kind = one(chance, "call", "call", "email", "meeting", "Task", "Fax", None)
    return {
        "type": kind,
        "happened_at": at(chance),
        "booked_at": at(chance) if kind == "meeting" else None,
        "rep_id": one(chance, *REPS),
        "lead_id": f"l{int(chance.integers(0, 90))}",
        "customer_id": one(chance, None, "c1", "c2"),
        "direction": one(chance, "out", "out", "in", None),
        "status": one(chance, "done", "done", "planned", None),
        "outcome": one(chance, "Connected", "No answer", None) if kind == "call" else None,
        "is_automated": bool(chance.integers(0, 3) == 0),
        "person_id": one(chance, None, None, f"k{int(chance.integers(0, 60))}"),
        "opportunity_id": one(chance, None, f"d{int(chance.integers(0, 160))}"),
        "meeting_id": f"m{int(chance.integers(0, 50))}" if kind == "meeting" else None,
        "sentiment": one(chance, "positive", "negative", "neutral", None),
        "purpose": one(chance, None, "prospecting", "service"),
        "number": one(chance, None, "+49 30 1", "+49 30 3"),
        "issue_found": maybe(chance, 0.3),
        "issue_resolved": maybe(chance, 0.6),
    }


def _email(chance: np.random.Generator, number: int) -> Row:
    return {"email_id": f"e{number}", "rep_id": one(chance, *REPS[:4]), "person_id": f"l{number}",
            "sent_at": at(chance), "is_automated": number % 7 == 0, "delivered": maybe(chance, 0.8),
            "has_content_link": maybe(chance, 0.5)}  # fmt: skip


def _lead(chance: np.random.Generator, number: int) -> Row:
    return {"lead_id": f"l{number}", "created_at": None if number == 3 else at(chance, 0, DAYS - 60),
            "owner_rep_id": one(chance, *REPS), "source": one(chance, "Website", "Cold call", "LinkedIn"),
            "region": one(chance, "North", "South", None), "disqualified_at": None,
            "first_response_at": one(chance, None, None, at(chance)), "stage": one(chance, "Lead", "MQL", "SQL", None),
            "is_qualified": maybe(chance, 0.8), "first_seen_at": one(chance, None, at(chance, 0, 200)),
            "customer_id": one(chance, None, None, f"c{int(chance.integers(0, 40))}"),
            "score": float(number % 50)}  # fmt: skip


def _line(chance: np.random.Generator, number: int) -> Row:
    refund = number % 13 == 0
    return {
        "order_id": str(number // 2),
        "customer_id": one(chance, None, *[f"c{int(chance.integers(0, 40))}"] * 9),
        "rep_id": one(chance, *REPS),
        "order_date": one(chance, None, *[at(chance)] * 20),
        "product_id": one(chance, None, f"p{int(chance.integers(0, 6))}"),
        "product_family": "Bundle" if number % 17 == 3 else None,
        "amount": -10.5 if refund else money(chance),
        "qty": float(chance.integers(1, 9)),
        "currency": one(chance, "EUR", "USD", "GBP", None),
        "location_id": one(chance, "Mitte", "Wien", None),
        "channel": one(chance, "Shop", "Web"),
        "status": one(chance, None, None, "cancelled"),
        "line_type": "refund" if refund else one(chance, None, None, None, "sample", "upsell", "cross", "repeat"),
        "unit_cost": one(chance, None, 5.0, 20.0),
        "list_price": one(chance, None, money(chance)),
        "original_order_id": str(max(0, number // 2 - 3)) if refund else None,
    }
