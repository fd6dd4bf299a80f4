"""Who is spoken to, and since when they are customers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from salesdesk.kpis.catalogue.derived import NEVER
from salesdesk.kpis.catalogue.persons import (
    NOBODY,
    act_dims,
    bought_of_customers,
    bought_of_persons,
    customers_of_persons,
    persons,
    persons_named,
    persons_of_acts,
    unnamed_acts,
)
from salesdesk.kpis.catalogue.touches import CHANNELS
from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.period import day_date
from tests.kpis.building import log

LEADS = [{"lead_id": "l1", "email": "ann@acme.com"}, {"lead_id": "l2", "email": None}]
CUSTOMERS = [{"customer_id": "c1", "name": "Acme"}, {"customer_id": "c2", "name": "Bolt"}]


def call(**cells: Any) -> dict[str, Any]:
    return {"type": "call", "happened_at": "2026-03-05 10:00", "rep_id": "Ann", **cells}


def book(*rows: dict[str, Any], **tables: list[dict[str, Any]]) -> SalesLog:
    return log(activities=list(rows), **{"leads": LEADS, "customers": CUSTOMERS, **tables}, as_of="2026-03-31")


def lead_bought(found: SalesLog, lead: int = 0) -> str | None:
    day = int(bought_of_persons(found)[lead])
    return None if day == NEVER else day_date(day).isoformat()


# --- who


@pytest.mark.parametrize("cells", [{"lead_id": "l1"}, {"person_id": "l1"}, {"person_id": " ANN@acme.com"}])
def test_that_a_lead_is_known_by_its_id_and_its_email(cells: dict[str, str]) -> None:
    assert persons_of_acts(book(call(**cells))).tolist() == [0]


def test_that_a_lead_goes_before_a_contact_and_a_contact_before_a_customer() -> None:
    rows = [
        call(lead_id="l2", person_id="kim@bolt.com", customer_id="Bolt"),
        call(lead_id=None, person_id="kim@bolt.com", customer_id="Bolt"),
        call(lead_id=None, person_id=None, customer_id="Bolt"),
    ]
    found = book(*rows)
    who = persons(found)
    lead, contact, customer = persons_of_acts(found)
    assert lead == 1
    assert who.leads <= contact < who.customers
    assert customer == who.customers + 1


def test_that_one_contact_is_one_person_in_all_tables() -> None:
    sent = [{"email_id": "e", "rep_id": "Ann", "person_id": "KIM@bolt.com", "sent_at": "2026-03-06"}]
    found = book(call(person_id="kim@bolt.com"), email_sends=sent)
    first, second = persons_of_acts(found)
    assert first == second >= persons(found).leads


def test_that_a_customer_is_one_person_under_its_id_and_its_name() -> None:
    rows = [call(person_id="c1", customer_id=None), call(person_id=None, customer_id="acme")]
    assert len(set(persons_of_acts(book(*rows)).tolist())) == 1


def test_that_a_lead_that_is_in_no_list_is_a_contact() -> None:
    found = log(activities=[call(lead_id="x"), call(lead_id="X")], as_of="2026-03-31")
    assert persons_of_acts(found).tolist() == [0, 0]


def test_that_of_two_leads_with_one_email_the_first_is_meant() -> None:
    twice = [{"lead_id": name, "email": "ann@acme.com"} for name in ("l1", "l2")]
    assert persons_of_acts(book(call(person_id="ann@acme.com"), leads=twice)).tolist() == [0]


def test_that_blank_cells_and_absent_columns_name_nobody() -> None:
    found = book(call(), call(person_id=None, lead_id=" "))
    assert persons_of_acts(found).tolist() == [NOBODY, NOBODY]
    assert persons_named(found, "email_sends", "person_id").size == 0


def test_that_social_actions_name_nobody_and_need_not() -> None:
    social = [{"rep_id": "Ann", "happened_at": "2026-03-05", "action": "Message"}]
    found = book(call(person_id="k"), call(), social_activities=social)
    assert persons_of_acts(found).tolist()[1:] == [NOBODY, NOBODY]
    assert unnamed_acts(found).tolist() == [False, True, False]


# --- what the acts are told apart by


def test_that_an_act_has_the_source_and_the_channel_of_its_lead() -> None:
    leads = [{"lead_id": "l1", "source": "List", "channel": "Fair"}]
    found = book(call(lead_id="l1"), call(person_id="k"), leads=leads)
    for dim, label in (("source", "List"), ("channel", "Fair")):
        assert act_dims(found)[dim].tolist() == [labels(found, dim).index(label), -1]


def test_that_every_channel_has_a_method() -> None:
    kinds = [*CHANNELS, "Fax", None, "Task"]
    found = book(*[call(type=kind) for kind in kinds])
    assert act_dims(found)["method"].tolist() == [*range(len(CHANNELS) + 1), -1, -1]
    assert len(labels(found, "method")) == len(CHANNELS) + 1


# --- whose customer, and since when


def test_that_a_lead_belongs_to_the_customer_that_anything_says_of_it() -> None:
    deals = [{"opportunity_id": "d", "lead_id": "l2", "customer_id": "c2", "status": "open"}]
    found = book(call(lead_id="l1", customer_id="c1"), opportunities=deals)
    assert customers_of_persons(found)[:2].tolist() == [0, 1]


def test_that_what_the_lead_says_itself_holds() -> None:
    leads = [{"lead_id": "l1", "customer_id": "c2"}, {"lead_id": "l2", "opportunity_id": "d"}]
    deals = [{"opportunity_id": "d", "customer_id": "c1", "status": "open"}]
    found = book(call(lead_id="l1", customer_id="c1"), leads=leads, opportunities=deals)
    assert customers_of_persons(found)[:2].tolist() == [1, 0]


def test_that_a_customer_first_bought_with_its_earliest_order_or_deal_or_as_it_says() -> None:
    customers = [*CUSTOMERS, {"customer_id": "c3", "first_order_date": "2024-05-05"}]
    lines = [
        {"order_id": name, "customer_id": customer, "order_date": day, "amount": amount}
        for name, customer, day, amount in (
            ("o1", "c1", "2026-02-02", 5.0),
            ("o2", "c1", "2026-01-02", 5.0),
            ("o3", "c3", "2026-01-03", 5.0),
            ("o4", "c2", "2026-01-04", 0.0),
        )
    ]
    deals = [{"customer_id": "c1", "status": "won", "closed_at": "2025-12-12", "amount": 1.0}]
    found = book(call(), customers=customers, order_lines=lines, opportunities=deals)
    bought = bought_of_customers(found)
    assert [None if day == NEVER else day_date(int(day)).isoformat() for day in bought] == [
        "2025-12-12", None, "2024-05-05",
    ]  # fmt: skip


def test_that_an_order_given_back_in_full_is_no_purchase() -> None:
    lines = [
        {"order_id": "o1", "customer_id": "c1", "order_date": "2026-01-02", "amount": 5.0, "original_order_id": None},
        {"order_id": "o2", "customer_id": "c1", "order_date": "2026-01-09", "amount": -5.0, "original_order_id": "o1"},
    ]
    assert (bought_of_customers(book(call(), order_lines=lines)) == NEVER).all()


@pytest.mark.parametrize(
    "leads",
    [
        [{"lead_id": "l1", "customer_id": "c1", "opportunity_id": None}],
        [{"lead_id": "l1", "customer_id": None, "opportunity_id": "d"}],
    ],
)
def test_that_a_lead_bought_when_its_customer_or_its_deal_did(leads: list[dict[str, Any]]) -> None:
    deals = [{"opportunity_id": "d", "customer_id": "c1", "status": "won", "closed_at": "2026-02-03", "amount": 1.0}]
    assert lead_bought(book(call(), leads=leads, opportunities=deals)) == "2026-02-03"


def test_that_a_deal_of_a_lead_without_a_customer_is_its_purchase() -> None:
    deals = [
        {"lead_id": "l1", "status": "won", "closed_at": "2026-02-03"},
        {"lead_id": "l1", "status": "won", "closed_at": "2026-02-01"},
        {"lead_id": "l2", "status": "lost", "closed_at": "2026-02-01"},
        {"lead_id": "l2", "status": "won", "closed_at": None},
    ]
    found = book(call(), opportunities=deals)
    assert (lead_bought(found), lead_bought(found, 1)) == ("2026-02-01", None)


def test_that_a_log_without_people_and_purchases_has_none() -> None:
    empty = log(activities=[call()], as_of="2026-03-31")
    assert persons(empty).size == 0
    assert bought_of_persons(empty).size == 0
    assert np.array_equal(persons_of_acts(empty), [NOBODY])
