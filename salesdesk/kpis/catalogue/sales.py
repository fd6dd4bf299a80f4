"""KPIs on what was sold: in all, by place, by product and buyer."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.reasons import BY_LINE
from salesdesk.kpis.catalogue.sales_facts import from_orders, line_dims, sales, sales_notes
from salesdesk.kpis.catalogue.trading_days import stated_days, trading_days
from salesdesk.kpis.facts import Array
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count, Ratio, ShareOfWhole, Total
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog

NEEDS = ("order_lines.amount | opportunities.amount opportunities.status opportunities.closed_at",)
SALES = Side(sales, title="Sales")
BOUGHT_BY = ("order_lines.amount order_lines.customer_id | opportunities.customer_id",)
QUANTITY = ("order_lines.amount order_lines.qty",)


def _buying(net: Array) -> tuple[Mask, dict[str, Array]]:
    return net > 0, {}


BUYERS = Per("customer", {"net": Sum(SALES, "amount")}, _buying)


SHARED = tuple(dim for dim in BY_LINE if dim not in ("location", "region"))
PER_DAY = Ratio(
    Sum(Side(sales, where="placed", title="Sales with a location"), "amount"),
    Sum(Side(trading_days, shared=SHARED, title="Trading days"), "open"),
    names=("sales", "days"),
)


def _place_notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(sales_notes(log))
    if from_orders(log) and not (line_dims(log)["location"] >= 0).any():
        notes.append("The order lines name no location.")
    if not np.isnan(stated_days(log)).all():
        notes.append("Trading days as the locations state them; where none are stated, the days with sales.")
    return tuple(notes)


NET_SALES = Kpi(
    id="K01",
    key="net_sales",
    name="Net sales",
    definition="Value of everything sold in the period, less what was given back, in the base currency.",
    formula="sum of the order lines (without order lines: of the won deals) dated in the period; refunds are negative, "
    "cancelled orders and free samples are left out",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=NEEDS,
    measure=Total(SALES, "amount"),
    by=BY_LINE,
    figures={
        "gross": Figure("Gross", Unit.MONEY, Total(Side(sales, where="sold", title="Sales"), "amount")),
        "refunds": Figure("Refunds", Unit.MONEY, Total(Side(sales, where="refund", title="Refunds"), "amount")),
    },
    question="Which product, place or customer explains most of the change?",
    page="overview",
    counted="sales",
    notes=sales_notes,
)
SALES_BY_LOCATION = Kpi(
    id="K47",
    key="sales_by_location",
    name="Sales volume by location",
    definition="Net sales per shop, region or online channel. Money given back counts where the sale was made.",
    formula="net sales by the location of the sale; what has no location is shown as Unassigned",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=NEEDS,
    measure=Total(SALES, "amount"),
    by=BY_LINE,
    figures={
        "units": Figure("Units", Unit.UNITS, Total(SALES, "units"), needs=QUANTITY),
        "share": Figure("Share of all", Unit.PERCENT, ShareOfWhole(Sum(SALES, "amount"), along="location")),
        "per_trading_day": Figure("Per trading day", Unit.MONEY, PER_DAY),
    },
    question="What is different about the place, not the people?",
    page="market",
    counted="sales",
    notes=_place_notes,
)
SALES_BY_PRODUCT = Kpi(
    id="K50",
    key="sales_by_product",
    name="Sales by product and buyer",
    definition="Net sales, units and buyers per product and customer segment.",
    formula="net sales by product; a discount on a whole order is spread over its lines by their value",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=NEEDS,
    measure=Total(SALES, "amount"),
    by=BY_LINE,
    figures={
        "units": Figure("Units", Unit.UNITS, Total(SALES, "units"), needs=QUANTITY),
        "buyers": Figure("Buyers", Unit.COUNT, Count(BUYERS), needs=BOUGHT_BY),
        "share": Figure("Share of all", Unit.PERCENT, ShareOfWhole(Sum(SALES, "amount"), along="product")),
    },
    question="Which segment buys this most readily?",
    page="market",
    counted="sales",
    notes=sales_notes,
)
KPIS = (NET_SALES, SALES_BY_LOCATION, SALES_BY_PRODUCT)
