"""Territory growth: net sales against those of the same period a year before."""

from __future__ import annotations

from salesdesk.kpis.catalogue.reasons import BY_LINE
from salesdesk.kpis.catalogue.sales import SALES
from salesdesk.kpis.catalogue.sales_facts import from_orders, sales, sales_notes
from salesdesk.kpis.clocks import earlier
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.rules import YEAR, against_last_year
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog

NEEDS = (
    "order_lines.amount order_lines.order_date | opportunities.amount opportunities.status opportunities.closed_at",
)
BEFORE = Side(sales, earlier(YEAR), title="Sales a year before")
NOW_AND_BEFORE = (Sum(SALES, "amount"), Sum(BEFORE, "amount"))


def _notes(log: SalesLog) -> tuple[str, ...]:
    places = "its location, else the customer's territory" if from_orders(log) else "the customer, else the owner"
    return (*sales_notes(log), f"The territory of a sale is that of {places}, as the files tell it now.")


TERRITORY_GROWTH = Kpi(
    id="K52",
    key="territory_growth",
    name="Territory growth",
    definition="Change of net sales in a territory against the same period last year.",
    formula="net sales of the period / net sales of the same period a year before − 1",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=NEEDS,
    measure=Growth(*NOW_AND_BEFORE),
    by=BY_LINE,
    figures={
        "contribution": Figure("Part in the whole growth", Unit.PERCENT, Growth(*NOW_AND_BEFORE, along="region")),
    },
    rule=against_last_year,
    question="Is it new customers or bigger ones?",
    page="market",
    counted="sales",
    notes=_notes,
)
KPIS = (TERRITORY_GROWTH,)
