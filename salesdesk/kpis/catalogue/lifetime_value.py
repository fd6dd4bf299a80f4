"""What a customer is worth over the whole relationship."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT, OWNED, account_notes, of_customer, pointers_of
from salesdesk.kpis.catalogue.account_sales import account_orders, account_sales, margin_notes
from salesdesk.kpis.catalogue.customer_spells import active, active_notes, spells
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales_facts import sales_notes
from salesdesk.kpis.clocks import ALWAYS, EVER, Length, overlap_in
from salesdesk.kpis.facts import Array, Facts, Floats, Reason, facts, reads
from salesdesk.kpis.grain import marked
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.life_measures import ENOUGH_ENDINGS, DiscountedYears, LifeSpan, by_rate, lifespan
from salesdesk.kpis.measures import Count, Formula, Mean, Measure
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY

YEAR = 365.25  # days
NO_BEGINNING = Reason("no_beginning", "nothing says since when it is a customer", gap=True)


@reads("active_months")
def lifetimes(log: SalesLog) -> Facts:
    """Customers by the day of their first spell, with the years until the end of the last, or of the log."""
    found = spells(log)
    first = np.append(True, found.customer[1:] != found.customer[:-1])[: len(found.day)]
    last = np.append(first[1:], True)[: len(first)]
    customer, day, until = found.customer[first], found.day[first], found.until[last]
    ended = until <= log.as_of
    end = np.where(ended, until, log.as_of + 1).astype(np.float64)
    return facts(
        day,
        of_customer(log, customer),
        {"years": (end - day) / YEAR, "ended": ended},
        row=pointers_of(log, customer),
        aside={NO_BEGINNING: day == NO_DAY},
    )


def _present(present: Array) -> tuple[Mask, dict[str, Array]]:
    return present > 0, {}


def _bought(gain: Array) -> tuple[Mask, dict[str, Array]]:
    return np.ones(len(gain), dtype=bool), {"gain": gain}


LASTING = Side(active, overlap_in(Length.QUARTERS), title="Quarters as a customer")
SALES = Side(account_sales, title="Sales")
# A customer's own lifespan, or that of a rep's few customers, would say little: theirs is that of all.
LIVES = Side(lifetimes, ALWAYS, shared=(*BY_REP, "customer"), title="Customers so far")
PRESENT = Count(Per("customer", {"present": Sum(LASTING)}, _present, owns=OWNED))
HISTORIC = Per(
    "customer",
    {"gain": Sum(Side(account_sales, EVER, title="Sales to date"), "gain")},
    _bought,
    owns=OWNED,
    money=("gain",),
)
PARTS: dict[str, Sum | Measure] = {
    "sales": Sum(SALES, "amount"),
    "gain": Sum(SALES, "gain"),
    "orders": Sum(Side(account_orders, title="Orders")),
    "quarters": Sum(LASTING),
    "customers": PRESENT,
}
YEARS: dict[str, Measure] = {
    "years": LifeSpan(LIVES, "years", "ended"),
    "discounted": DiscountedYears(LIVES, "years", "ended"),
}


def _order_value(sales: Floats, orders: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(orders > 0, sales / orders, np.nan)


def _orders_per_year(orders: Floats, quarters: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((orders > 0) & (quarters > 0), orders * 4 / quarters, np.nan)


def _margin(sales: Floats, gain: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sales > 0, gain / sales, np.nan)


def _value(sales: Floats, gain: Floats, orders: Floats, quarters: Floats, customers: Floats, years: Floats) -> Floats:
    """Value of an order × orders per customer and year × years × margin."""
    found = _order_value(sales, orders) * _orders_per_year(orders, quarters) * years * _margin(sales, gain)
    return np.where(customers > 0, found, np.nan)


def _formula(years: str) -> Formula:
    parts = {**PARTS, "years": YEARS[years]}
    return Formula(parts, _value, n="customers", judged_as=MeasureKind.MEAN)


def _of(name: str, unit: Unit, fn: object, *parts: str) -> Figure:
    chosen = {part: PARTS[part] for part in parts}
    return Figure(name, unit, Formula(chosen, fn, n=parts[0]))  # type: ignore[arg-type]


def _life_notes(log: SalesLog) -> tuple[str, ...]:
    found = lifetimes(log)
    years, ended = found.values["years"], marked(found.values, "ended")
    if not len(years):
        return ()
    longest = log.settings.lifespan_years
    expected = lifespan(years, ended, longest)
    if by_rate(ended):
        how = "one by the share of customers who leave in a year"
    else:
        how = f"at least: fewer than {ENOUGH_ENDINGS} customers have left, so only the years seen so far are counted"
    cap = f", held at {longest:g} years" if expected >= longest else ""
    return (f"Expected lifespan {expected:.1f} years ({how}{cap}).",)


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (*margin_notes(log), *_life_notes(log), *sales_notes(log), *active_notes(log), *account_notes(log))


CLV = Kpi(
    id="K43",
    key="clv",
    name="Customer lifetime value",
    definition="Margin a business can expect from a customer over the whole relationship.",
    formula="value of an order × orders per customer and year × expected lifespan in years × margin",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=(
        (
            "order_lines.amount order_lines.customer_id order_lines.order_date"
            " | opportunities.amount opportunities.customer_id opportunities.status opportunities.closed_at"
        ),
    ),
    measure=_formula("years"),
    by=BY_ACCOUNT,
    figures={
        "historic": Figure("Margin so far, per customer", Unit.MONEY, Mean(HISTORIC, "gain")),
        "discounted": Figure("Discounted to today", Unit.MONEY, _formula("discounted")),
        "order_value": _of("Value of an order", Unit.MONEY, _order_value, "sales", "orders"),
        "orders_per_year": _of("Orders per customer and year", Unit.RATIO, _orders_per_year, "orders", "quarters"),
        "margin": _of("Margin", Unit.PERCENT, _margin, "sales", "gain"),
        "lifespan": Figure("Expected lifespan in years", Unit.RATIO, YEARS["years"]),
    },
    question="What keeps your longest customers?",
    page="customers",
    counted="customers",
    notes=_notes,
)
KPIS = (CLV,)
