"""A made-up log in which every table that a KPI reads has rows, with gaps, oddities and several currencies."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from salesdesk.models.log import SalesLog
from tests.kpis.building import Row, log

FIRST, DAYS = date(2025, 1, 1), 455
REPS = ("Ann", "Ben", "Cem", "Dee", None)
STAGES = ("Contacted", "Demo", "Proposal", "Negotiation")
SILENT = "Zoe"  # a rep without any row


@cache
def full_log(seed: int = 7, zone: str = "Europe/Berlin") -> SalesLog:
    chance = np.random.default_rng(seed)
    deals = [_deal(chance, number) for number in range(160)]
    return log(
        zone=zone,
        as_of=_day(DAYS),
        opportunities=deals,
        opp_stage_history=[entry for deal in deals[:80] for entry in _stages(chance, deal)],
        owner_history=[entry for deal in deals[:60] for entry in _owners(chance, deal["opportunity_id"])],
        deal_splits=[_split(deal, rep, part) for deal in deals[40:60] for rep, part in (("Ann", 60.0), ("Ben", 40.0))],
        proposals=[_proposal(chance, number) for number in range(90)],
        activities=[_activity(chance) for _ in range(400)],
        email_sends=[_email(chance, number) for number in range(60)],
        leads=[_lead(chance, number) for number in range(90)],
        order_lines=[_line(chance, number) for number in range(260)],
        orders=[{"order_id": "5", "returned": True}],
        customers=[{"customer_id": f"c{number}", "parent_id": f"c{number // 2}" if number % 5 == 0 else None,
                    "segment": ("Banks", "Shops", None)[number % 3], "territory": ("North", "South")[number % 2],
                    "owner_rep_id": "Cem", "first_order_date": None} for number in range(40)],
        products=[{"product_id": f"p{number}", "name": f"Product {number}"} for number in range(6)],
        locations=[{"location_id": name, "region": region} for name, region in (("Mitte", "North"), ("Wien", "South"))],
        reps=[{"name": name, "team": team, "manager": "Max", "territory": "North", "start_date": start}
              for name, team, start in (("Ann", "East", None), ("Ben", "West", None), ("Cem", "East", None),
                                        ("Dee", "West", "2025-05-12"), (SILENT, "East", None))],
        absences=[{"rep_id": "Ann", "date": _day(number)} for number in range(40, 50)],
        holidays=[{"date": "2025-12-25"}],
        quotas=[{"rep_id": rep, "period_start": f"2025-{month:02d}-01", "amount": 9_000.0 + month}
                for rep in ("Ann", "Ben", "Dee") for month in range(1, 13)],
        ramp=[{"months_since_start": month, "factor": factor} for month, factor in ((1, 0.25), (2, 0.5), (3, 1.0))],
        fx_rates=[{"date": _day(number), "currency": "USD", "rate_to_base": 0.9 + number / 5000}
                  for number in range(0, DAYS, 3)],
    )  # fmt: skip


def _day(number: int) -> str:
    return (FIRST + timedelta(days=int(number))).isoformat()


def _at(chance: np.random.Generator, low: int = 0, high: int = DAYS) -> str:
    minute = int(chance.integers(0, 24 * 60))
    return f"{_day(int(chance.integers(low, high)))} {minute // 60:02d}:{minute % 60:02d}"


def _one(chance: np.random.Generator, *choices: Any) -> Any:
    return choices[int(chance.integers(0, len(choices)))]


def _money(chance: np.random.Generator) -> float:
    return round(float(chance.lognormal(7, 1)), 2)


def _deal(chance: np.random.Generator, number: int) -> Row:
    opened = int(chance.integers(0, DAYS - 90))
    status = _one(chance, "won", "won", "lost", "open")
    closed = None if status == "open" else _day(opened + int(chance.integers(-1, 90)))
    return {
        "opportunity_id": f"d{number}",
        "created_at": _one(chance, None, *[f"{_day(opened)} 09:30"] * 15),
        "created_by_rep_id": _one(chance, *REPS),
        "owner_rep_id": _one(chance, *REPS),
        "customer_id": f"c{int(chance.integers(0, 40))}",
        "product_id": f"p{int(chance.integers(0, 6))}",
        "location_id": _one(chance, "Mitte", "Wien", None),
        "amount": _one(chance, None, 0.0, *[_money(chance)] * 10),
        "currency": _one(chance, "EUR", "EUR", None, "USD", "GBP"),
        "stage": {"won": "Closed Won", "lost": "Closed Lost"}.get(status) or _one(chance, *STAGES),
        "status": status,
        "closed_at": _one(chance, closed, *[closed] * 15),
        "source": _one(chance, "Website", "Cold call", None),
        "type": _one(chance, "new", "upsell", "renewal"),
        "is_test": number % 40 == 39,
    }


def _stages(chance: np.random.Generator, deal: Row) -> list[Row]:
    count = int(chance.integers(1, 4))
    names = list(STAGES[:count])
    if deal["status"] == "won":
        names += ["Closed Lost", "Demo", "Closed Won"] if count == 1 else ["Closed Won"]
    moments = sorted(_at(chance) for _ in names)
    return [{"opportunity_id": deal["opportunity_id"], "stage": name, "entered_at": at, "status": None}
            for name, at in zip(names, moments, strict=True)]  # fmt: skip


def _owners(chance: np.random.Generator, name: str) -> list[Row]:
    return [{"object_type": "opportunity", "object_id": name, "rep_id": _one(chance, *REPS[:4]), "from_at": _at(chance)}
            for _ in range(2)]  # fmt: skip


def _split(deal: Row, rep: str, percent: float) -> Row:
    return {"opportunity_id": deal["opportunity_id"], "rep_id": rep, "percent": percent}


def _proposal(chance: np.random.Generator, number: int) -> Row:
    return {"proposal_id": f"q{number}", "opportunity_id": f"d{int(chance.integers(0, 160))}", "sent_at": _at(chance),
            "status": _one(chance, "draft", "sent", "sent", None)}  # fmt: skip


def _activity(chance: np.random.Generator) -> Row:
    kind = _one(chance, "call", "call", "email", "meeting", "Task", "Fax", None)
    return {
        "type": kind,
        "happened_at": _at(chance),
        "booked_at": _at(chance) if kind == "meeting" else None,
        "rep_id": _one(chance, *REPS),
        "lead_id": f"l{int(chance.integers(0, 90))}",
        "customer_id": _one(chance, None, "c1", "c2"),
        "direction": _one(chance, "out", "out", "in", None),
        "status": _one(chance, "done", "done", "planned", None),
        "outcome": _one(chance, "Connected", "No answer", None) if kind == "call" else None,
        "is_automated": bool(chance.integers(0, 3) == 0),
    }


def _email(chance: np.random.Generator, number: int) -> Row:
    return {"email_id": f"e{number}", "rep_id": _one(chance, *REPS[:4]), "person_id": f"l{number}",
            "sent_at": _at(chance), "is_automated": number % 7 == 0}  # fmt: skip


def _lead(chance: np.random.Generator, number: int) -> Row:
    return {"lead_id": f"l{number}", "created_at": None if number == 3 else _at(chance, 0, DAYS - 60),
            "owner_rep_id": _one(chance, *REPS), "source": _one(chance, "Website", "Cold call", "LinkedIn"),
            "region": _one(chance, "North", "South", None), "disqualified_at": None,
            "first_response_at": _one(chance, None, None, _at(chance))}  # fmt: skip


def _line(chance: np.random.Generator, number: int) -> Row:
    refund = number % 13 == 0
    return {
        "order_id": str(number // 2),
        "customer_id": _one(chance, None, *[f"c{int(chance.integers(0, 40))}"] * 9),
        "rep_id": _one(chance, *REPS),
        "order_date": _one(chance, None, *[_at(chance)] * 20),
        "product_id": _one(chance, None, f"p{int(chance.integers(0, 6))}"),
        "amount": -10.5 if refund else _money(chance),
        "qty": float(chance.integers(1, 9)),
        "currency": _one(chance, "EUR", "USD", "GBP", None),
        "location_id": _one(chance, "Mitte", "Wien", None),
        "channel": _one(chance, "Shop", "Web"),
        "status": _one(chance, None, None, "cancelled"),
        "line_type": "refund" if refund else _one(chance, None, None, "sample"),
        "original_order_id": str(max(0, number // 2 - 3)) if refund else None,
    }
