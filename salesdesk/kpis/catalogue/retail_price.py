"""Average retail price: what was paid per unit, with and without promotions, and how far below the list."""

from __future__ import annotations

from salesdesk.kpis.catalogue.prices_paid import PROMOTIONS, prices_paid
from salesdesk.kpis.catalogue.reasons import BY_LINE
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Formula, Ratio, Total, divide
from salesdesk.kpis.rules import mix_of_products
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog

PAID = Side(prices_paid, title="Order lines")
BASE = Side(prices_paid, where="base", title="Order lines without a promotion")
LISTED = Side(prices_paid, where="listed", title="Order lines with a list price")


def _per_unit(side: Side) -> Ratio:
    return Ratio(Sum(side, "amount"), Sum(side, "units", where="line"), names=("paid", "units"))


def _below(paid: Floats, full: Floats) -> Floats:
    return 1 - divide(paid, full)


def _notes(log: SalesLog) -> tuple[str, ...]:
    if log.has(PROMOTIONS):
        return ()
    return ("There are no promotions: nothing tells which lines were sold at a special price.",)


AVERAGE_RETAIL_PRICE = Kpi(
    id="K49",
    key="average_retail_price",
    name="Average retail price",
    definition="What was paid per unit on average. What was given back counts against it, and free samples are left "
    "out.",
    formula="amount of the order lines / units of the order lines, both less what was given back",
    unit=Unit.MONEY_PER_UNIT,
    direction=Direction.NEUTRAL,
    needs=("order_lines.amount", "order_lines.qty"),
    measure=_per_unit(PAID),
    by=BY_LINE,
    figures={
        "base_price": Figure(
            "Without promotions", Unit.MONEY_PER_UNIT, _per_unit(BASE), needs=("promotions.start", "promotions.end")
        ),
        "discount": Figure(
            "Below the list price",
            Unit.PERCENT,
            Formula({"paid": Sum(LISTED, "amount"), "full": Sum(LISTED, "list")}, _below, n="full"),
            needs=("order_lines.list_price | products.list_price order_lines.product_id",),
        ),
        "units": Figure("Units", Unit.UNITS, Total(PAID, "units")),
    },
    rule=mix_of_products,
    question="How much of the volume came from the discount?",
    page="market",
    counted="order lines",
    notes=_notes,
)
KPIS = (AVERAGE_RETAIL_PRICE,)
