"""How many existing customers buy more of what they have, or something they never had."""

from __future__ import annotations

from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT, OWNED, account_notes
from salesdesk.kpis.catalogue.bought_more import bought_more, families, offers
from salesdesk.kpis.catalogue.customer_spells import active, active_notes
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales_facts import LINES
from salesdesk.kpis.clocks import AT_START
from salesdesk.kpis.facts import Array
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog

SOLD = ("product", "channel")  # dimensions of what is sold, not of a customer
BASE = Sum(Side(active, AT_START, shared=SOLD, title="Customers at the start"))
OFFERED = ("opportunities.type", "opportunities.status", "opportunities.closed_at")
BOUGHT = ("order_lines.amount", "order_lines.customer_id", "order_lines.order_date")


def _buying(base: Array, more: Array) -> tuple[Mask, dict[str, Array]]:
    return base > 0, {"more": more > 0}


def _share(kind: str, title: str) -> Share:
    lines = Side(bought_more, where=kind, shared=(*BY_REP, "tenure"), title=title)
    return Share(Per("customer", {"base": BASE, "more": Sum(lines)}, _buying, owns=OWNED, base="base"), "more")


def _accepted(kind: str) -> Figure:
    side = Side(offers, where=kind, shared=("tenure",), title="Offers closed")
    return Figure("Offers accepted", Unit.PERCENT, Share(side, "won"), needs=OFFERED)


EITHER = Figure("Bought either", Unit.PERCENT, _share("either", "Lines that sold more or something new"))


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (*active_notes(log), *account_notes(log))


def _upsell_notes(log: SalesLog) -> tuple[str, ...]:
    if log.has(LINES, "line_type"):
        return _notes(log)
    what = "a higher tier of a family or more pieces of a product than ever before"
    return (f"The order lines do not say what is an upsell: {what} counts as one.", *_notes(log))


def _cross_notes(log: SalesLog) -> tuple[str, ...]:
    known = log.has(LINES, "product_family") or log.has("products", "family")
    if known or not (families(log) >= 0).any():
        return _notes(log)
    return ("No product families are known: each product counts as one.", *_notes(log))


UPSELL_RATE = Kpi(
    id="K40",
    key="upsell_rate",
    name="Upsell rate",
    definition="Share of the customers at the start of the period who bought a higher tier, or more of what they have. "
    "Repeat orders and what was given back in full do not count.",
    formula="customers at the start with an upsell in the period / customers at the start",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        *BOUGHT,
        "order_lines.line_type | order_lines.product_id order_lines.qty | order_lines.product_id products.tier",
    ),
    measure=_share("upsell", "Lines that sold more"),
    by=(*BY_ACCOUNT, *SOLD, "tenure"),
    figures={"either": EITHER, "accepted": _accepted("upsell")},
    question="At which moment did they need more?",
    page="customers",
    counted="customers at the start",
    notes=_upsell_notes,
)
CROSS_SELL_RATE = Kpi(
    id="K41",
    key="cross_sell_rate",
    name="Cross-sell rate",
    definition="Share of the customers at the start of the period who bought a product family they had never bought.",
    formula="customers at the start with a first purchase of a family in the period, after the day of their first "
    "order / customers at the start",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(*BOUGHT, "order_lines.line_type | order_lines.product_id | order_lines.product_family"),
    measure=_share("cross", "Lines that sold something new"),
    by=(*BY_ACCOUNT, *SOLD, "tenure"),
    figures={"either": EITHER, "accepted": _accepted("cross")},
    question="Which second product do similar customers own?",
    page="customers",
    counted="customers at the start",
    notes=_cross_notes,
)
KPIS = (UPSELL_RATE, CROSS_SELL_RATE)
