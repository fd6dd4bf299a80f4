"""Product penetration: which customers of a segment own a product."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.derived import derived, first_of, months_later, taken
from salesdesk.kpis.catalogue.left_out import LEFT_OUT
from salesdesk.kpis.catalogue.purchases import customer_rows
from salesdesk.kpis.catalogue.reasons import NO_CUSTOMER, SAMPLE
from salesdesk.kpis.catalogue.sales_facts import (
    LINES,
    discounts,
    line_dims,
    line_units,
    lines_out,
    originals,
    real_lines,
    refunds,
)
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.facts import NO_DATE, NO_ROW, STILL, Array, Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.dims import attribute, first_known, through
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

CUSTOMERS = "customers"
OF_CUSTOMER = ("segment", "region")


@reads()
def customers(log: SalesLog) -> Facts:
    """Every customer, from the beginning of the log on: those that the customers name, and those that bought."""
    buyers = np.unique(_buyers(log)[real_lines(log) & (_buyers(log) >= 0)])
    listed = customer_rows(log) if log.has(CUSTOMERS) else np.empty(0, dtype=np.int32)
    row = np.full(len(log.members("customer").labels), NO_ROW, dtype=np.int64)
    told = np.flatnonzero(listed >= 0)[::-1]
    if told.size:
        row[listed[told]] = log.pointers(CUSTOMERS)[told]
    customer = np.union1d(listed[told], buyers).astype(np.int32)
    return facts(
        np.full(len(customer), log.span.first, dtype=np.int32),
        {"customer": customer, **{dim: through(codes, customer) for dim, codes in _of_customers(log).items()}},
        until=np.full(len(customer), STILL, dtype=np.int32),
        row=row[customer],
    )


@reads("penetration_months")
def owned(log: SalesLog) -> Facts:
    """Net pieces that customers bought, as spells: from the day of the order on, for as long as a purchase counts.

    A line without a quantity is one piece.
    """
    day, months = log.day(LINES, "order_date"), log.settings.penetration_months
    until = np.full(len(day), STILL, dtype=np.int32)
    if months is not None:
        dated = day != NO_DAY
        until[dated] = months_later(day[dated], months)
    pieces, customer = line_units(log), _buyers(log)
    pieces = np.where(np.isnan(pieces), np.where(refunds(log), -1.0, 1.0), pieces)
    of_customers = {dim: through(codes, customer) for dim, codes in _of_customers(log).items()}
    product = first_known(line_dims(log)["product"], taken(line_dims(log)["product"], originals(log), -1))
    return facts(
        day,
        {"customer": customer, "product": product, **of_customers},
        {"units": pieces},
        until=until,
        row=log.pointers(LINES),
        keep=(real_lines(log) | lines_out(log)) & ~discounts(log),
        aside={
            LEFT_OUT: lines_out(log),
            SAMPLE: log.says(LINES, "line_type", "sample"),
            NO_CUSTOMER: customer < 0,
            NO_DATE: (day == NO_DAY) & (months is not None),
        },
    )


@derived
def _buyers(log: SalesLog) -> Codes:
    """The customer of each line; of what was given back without one that of the sale."""
    customer = line_dims(log)["customer"]
    return first_known(customer, taken(customer, originals(log), -1))


@derived
def _of_customers(log: SalesLog) -> dict[str, Codes]:
    """Segment and region of each customer: as its own row has it, else as its first line that tells one."""
    found = {}
    for dim in OF_CUSTOMER:
        told = np.flatnonzero(line_dims(log)[dim] >= 0)
        buyer = _buyers(log)[told].astype(np.int64)
        own = attribute(log, "customer", dim)
        first = first_of(buyer, len(own), log.day(LINES, "order_date")[told].astype(np.int64))
        found[dim] = first_known(own, taken(line_dims(log)[dim][told], first, -1))
    return found


def _owning(there: Array, units: Array) -> tuple[Mask, dict[str, Array]]:
    return there > 0, {"owner": units > 0}


OWNERS = Per(
    "customer",
    {
        "there": Sum(Side(customers, AT_END, shared=("product",), title="Customers")),
        "units": Sum(Side(owned, AT_END, title="Purchases"), "units"),
    },
    _owning,
    base="there",
    title="Customers",
)


def _notes(log: SalesLog) -> tuple[str, ...]:
    months = log.settings.penetration_months
    notes = [f"Who bought within {months} months owns a product." if months else "Who ever bought a product owns it."]
    if np.isnan(log.number(LINES, "qty")).all():
        notes.append("The order lines tell no quantities: each line is one piece.")
    if not log.has(CUSTOMERS):
        notes.append("There is no list of customers: those that ever bought are all there are.")
    return tuple(notes)


PRODUCT_PENETRATION = Kpi(
    id="K51",
    key="product_penetration",
    name="Product penetration in a segment",
    definition="Share of a segment's customers who own a product; without a product, who own any. Who returned "
    "everything owns nothing.",
    formula="customers with more pieces bought than given back up to the end of the period / customers",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("order_lines.customer_id", "order_lines.product_id"),
    measure=Share(OWNERS, hit="owner"),
    by=("segment", "product", "region"),
    question="Which owners of one product lack the other?",
    page="market",
    counted="customers",
    notes=_notes,
)
KPIS = (PRODUCT_PENETRATION,)
