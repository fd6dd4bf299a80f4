"""Who is spoken to: one code per person over leads, contacts and customers, and when each of them first bought.

A person is a lead, else a contact (by e-mail or id), else a customer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived, row_of, taken
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.purchases import purchases, told_first
from salesdesk.kpis.catalogue.touches import TABLES, Acts, acts
from salesdesk.kpis.facts import Reason
from salesdesk.models.dims import first_known, row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

NOBODY = -1
NO_PERSON = Reason("no_person", "does not name the person", gap=True)
EXISTING = Reason("existing_customer", "was a customer before")

# The columns that name a person who is no lead; a lead's id counts as such where the leads themselves are missing.
NAMING = (
    ("activities", "lead_id"),
    ("activities", "person_id"),
    ("email_sends", "person_id"),
    ("content_uses", "person_id"),
    ("campaign_enrolments", "contact_id"),
    ("opportunities", "lead_id"),
)


class Persons(NamedTuple):
    """``ids`` lead from an id as it is written, ``keys`` from the key of any spelling, to a person.

    Persons below ``leads`` are the rows of the leads, those from ``customers`` on are the customers in their order.
    """

    ids: dict[str, int]
    keys: dict[str, int]
    leads: int
    customers: int
    size: int

    def code(self, text: str) -> int:
        found = self.ids.get(text)  # nearly all are written as in the leads
        if found is None:
            found = self.ids.get(text.strip())
        return self.keys.get(name_key(text), NOBODY) if found is None else found


@derived
def persons(log: SalesLog) -> Persons:
    leads = log.rows(LEADS)
    ids = {text.strip(): row for row, text in _texts(log, LEADS, "lead_id")}
    keys = {name_key(text): row for row, text in _texts(log, LEADS, "email")}
    members = log.members("customer")
    contacts: dict[str, int] = {}
    for table, column in NAMING:
        for value in log.text(table, column).values:
            if value in ids or value.strip() in ids:
                continue
            key = name_key(value)
            if key not in keys and key not in members.lookup:
                contacts.setdefault(key, leads + len(contacts))
    first = leads + len(contacts)
    of_customers = {key: first + code for key, code in members.lookup.items()}
    return Persons(ids, {**of_customers, **contacts, **keys}, leads, first, first + len(members.labels))


def _texts(log: SalesLog, table: str, column: str) -> Iterator[tuple[int, str]]:
    """Row and text of a column, the last row first, so that in a dictionary the first one wins."""
    found = log.text(table, column)
    rows = np.flatnonzero(found.codes >= 0)[::-1]
    for row, code in zip(rows.tolist(), found.codes[rows].tolist(), strict=True):
        yield row, found.values[code]


def persons_named(log: SalesLog, table: str, column: str) -> Rows:
    """The person that a column names in each row; NOBODY where it is blank or absent."""
    key = ("persons named", table, column)
    if key not in log.memo:
        found = log.text(table, column)
        of_value = np.fromiter(map(persons(log).code, found.values), np.int64, len(found.values))
        log.memo[key] = np.append(of_value, NOBODY)[found.codes]
    named: Rows = log.memo[key]
    return named


def _customers_named(log: SalesLog, table: str) -> Rows:
    if not log.has(table, "customer_id"):
        return np.full(log.rows(table), NOBODY, dtype=np.int64)
    code = log.code("customer", table, "customer_id").astype(np.int64)
    return np.where(code >= 0, persons(log).customers + code, NOBODY)


@derived
def persons_of_acts(log: SalesLog) -> Rows:
    """The person that each act (``touches.acts``) is addressed to, or comes from; NOBODY where unknown."""
    every = acts(log)
    person = np.full(len(every.day), NOBODY, dtype=np.int64)
    for place, table in enumerate(TABLES[:2]):
        if not log.has(table):
            continue
        lead, named = (
            persons_named(log, table, "lead_id") if place == 0 else None,
            persons_named(log, table, "person_id"),
        )
        found = named if lead is None else np.where(lead >= 0, lead, named)
        company = _customers_named(log, table) if place == 0 else np.full_like(found, NOBODY)
        person[every.table == place] = np.where(found >= 0, found, company)
    return person


@derived
def unnamed_acts(log: SalesLog) -> Mask:
    """Acts that say of nobody whom they are addressed to; social actions never do, and are none of these."""
    mask: Mask = (persons_of_acts(log) < 0) & (acts(log).table < len(TABLES[:2]))
    return mask


@derived
def act_dims(log: SalesLog) -> dict[str, Codes]:
    """The dimensions of the acts; source and channel are those of the lead, the method is that of the act."""
    every, parts = acts(log), []
    for place, table in enumerate(TABLES):
        if log.has(table):
            parts.append(row_dims(log, table, every.rep[every.table == place]))
    if not parts:
        return {}
    dims = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    if log.has(LEADS):
        person = persons_of_acts(log)
        lead = np.where(person < persons(log).leads, person, NOBODY)
        of_leads = row_dims(log, LEADS, np.full(log.rows(LEADS), NOBODY_CODE, dtype=np.int32))
        for name in ("source", "channel"):
            dims[name] = first_known(dims[name], taken(of_leads[name], lead, NOBODY_CODE))
    return dims | {"method": methods(every)}


def methods(every: Acts) -> Codes:
    """Each act's place in the dimension "method", which stands in the order of the channels."""
    return np.where(every.channel >= 0, every.channel, NOBODY_CODE).astype(np.int32)


@derived
def customers_of_persons(log: SalesLog) -> Codes:
    """The customer each person belongs to, NOBODY_CODE where none is known."""
    found = persons(log)
    customer = np.full(found.size, NOBODY_CODE, dtype=np.int32)
    customer[found.customers :] = np.arange(found.size - found.customers)
    deal = row_of(log, LEADS, "opportunity_id", TABLE, "opportunity_id")
    told = [(persons_of_acts(log)[acts(log).table == 0], "activities"), (persons_named(log, TABLE, "lead_id"), TABLE)]
    for person, table in told:
        if log.has(table, "customer_id"):
            _fill(customer, person, log.code("customer", table, "customer_id"))
    if log.has(TABLE, "customer_id") and deal.size:
        of_deal = log.code("customer", TABLE, "customer_id")
        _fill(customer, np.where(deal >= 0, np.arange(len(deal)), NOBODY), of_deal[deal])
    if log.has(LEADS, "customer_id"):
        own = log.code("customer", LEADS, "customer_id")
        customer[: found.leads] = np.where(own >= 0, own, customer[: found.leads])
    return customer


def _fill(customer: Codes, person: Rows, of: Codes) -> None:
    rows = np.flatnonzero((person >= 0) & (of >= 0))[::-1]
    rows = rows[customer[person[rows]] == NOBODY_CODE]
    customer[person[rows]] = of[rows]


@derived
def bought_of_customers(log: SalesLog) -> Days:
    """The day on which each customer first bought: an order, a won deal, or as its own row states; else NEVER."""
    first = np.full(len(log.members("customer").labels), NEVER, dtype=np.int32)
    bought = purchases(log) if log.has("order_lines", "amount", "customer_id") or log.has(TABLE) else None
    if bought is not None:
        _earliest(first, bought.customer, bought.day)
    if log.has(TABLE, "customer_id"):
        won = np.flatnonzero(deals(log).won)
        _earliest(first, log.code("customer", TABLE, "customer_id")[won], deals(log).closed[won])
    told = told_first(log)
    return np.where(told == NO_DAY, first, np.minimum(first, told)).astype(np.int32)


@derived
def bought_of_persons(log: SalesLog) -> Days:
    """The day on which each person, or the customer it belongs to, first bought; NEVER where none did."""
    customer = customers_of_persons(log)
    of_customer = np.append(bought_of_customers(log), NEVER)
    first = of_customer[customer].astype(np.int32)
    if log.has(TABLE):
        won = np.flatnonzero(deals(log).won)
        _earliest(first, persons_named(log, TABLE, "lead_id")[won], deals(log).closed[won])
        of_lead = row_of(log, LEADS, "opportunity_id", TABLE, "opportunity_id")
        those = np.flatnonzero((of_lead >= 0) & np.append(deals(log).won, False)[of_lead]) if of_lead.size else of_lead
        _earliest(first, those, deals(log).closed[of_lead[those]])
    return first


def _earliest(first: Days, who: Rows | Codes, day: Days) -> None:
    known = np.flatnonzero((who >= 0) & (day != NO_DAY))
    np.minimum.at(first, who[known], day[known])
