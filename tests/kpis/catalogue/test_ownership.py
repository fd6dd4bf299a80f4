"""Which family each customer owns since when."""

from __future__ import annotations

from salesdesk.kpis.catalogue.bought_more import named_families
from salesdesk.kpis.catalogue.ownership import ownership
from salesdesk.models.period import day_date
from tests.kpis.building import log


def test_that_a_family_is_owned_since_its_first_purchase() -> None:
    lines = [
        {"customer_id": "a", "product_family": "Phones", "order_date": "2026-02-05", "amount": 1.0},
        {"customer_id": "a", "product_family": "phones ", "order_date": "2026-01-05", "amount": 1.0},
        {"customer_id": "a", "product_id": "Box", "order_date": "2026-03-05", "amount": 1.0},
        {"customer_id": "a", "order_date": "2026-03-06", "amount": 1.0},
    ]
    of = log(as_of="2026-06-30", order_lines=lines)
    found, names = ownership(of), named_families(of).names
    told = [names[int(place)] for place in found.values["family"]]
    assert [(name, str(day_date(day))) for name, day in zip(told, found.day, strict=True)] == [
        ("Phones", "2026-01-05"),
        ("Box", "2026-03-05"),
    ]
