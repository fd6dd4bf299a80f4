"""Whether customers stay, and whether what they pay grows."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.account_managers import (
    BY_ACCOUNT,
    OWNED,
    account_dims,
    account_notes,
    manager_changes,
    pointers_of,
)
from salesdesk.kpis.catalogue.account_sales import customer_sales, known_days
from salesdesk.kpis.catalogue.customer_spells import ACTIVE, active, active_notes, churn_is_told, standing
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales_facts import sales_notes
from salesdesk.kpis.clocks import AT_END, AT_START, trailing
from salesdesk.kpis.facts import STILL, Array, Facts, Floats, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Formula, Measure, Ratio, Share
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY, add_months, day_date

YEAR = 365  # days of the shorter year that have to be known to compare with it


def _kept(start: Array, end: Array) -> tuple[Mask, dict[str, Array]]:
    return start > 0, {"kept": end > 0}


AT_THE_START = Sum(Side(active, AT_START, title="Customers at the start"))
STAYING = Per(
    "customer",
    {
        "start": AT_THE_START,
        "end": Sum(Side(standing, AT_END, shared=(*BY_REP, "tenure"), title="Customers at the end")),
    },
    _kept,
    owns=OWNED,
    base="start",
)


@reads()
def accounts(log: SalesLog) -> Facts:
    """Every company at all times, from one account manager to the next."""
    members, changes = np.arange(len(log.members("customer").labels), dtype=np.int32), manager_changes(log)
    customer = np.concatenate([members, changes.customer])
    day = np.concatenate([np.full(len(members), NO_DAY, dtype=np.int32), changes.day])
    order = np.lexsort((day, customer))
    customer, day = customer[order], day[order]
    last = np.append(customer[1:] != customer[:-1], True)[: len(day)]
    until = np.where(last, STILL, np.append(day[1:], STILL)[: len(day)]).astype(np.int32)
    kept = until > day
    customer, day, until = customer[kept], day[kept], until[kept]
    return facts(day, account_dims(log, customer, day), until=until, row=pointers_of(log, customer))


def _grown(managed: Array, before: Array, now: Array, known: Array) -> tuple[Mask, dict[str, Array]]:
    change = now - before
    return (managed > 0) & (before > 0) & (known >= YEAR), {
        "before": before,
        "now": now,
        "kept": np.minimum(now, before),
        "expansion": np.maximum(change, 0),
        "contraction": np.where(now > 0, np.maximum(-change, 0), 0),
        "churn": np.where(now > 0, 0, -change),
    }


EARLIER = trailing(12, back=12)
EVERYTHING = (*BY_ACCOUNT, "tenure")
GROWING = Per(
    "customer",
    {
        "managed": Sum(Side(accounts, AT_END, title="Customers")),
        "before": Sum(Side(customer_sales, EARLIER, shared=BY_REP, title="Paid in the year before"), "amount"),
        "now": Sum(Side(customer_sales, trailing(12), shared=BY_REP, title="Paid in the last 12 months"), "amount"),
    },
    _grown,
    whole={"known": Sum(Side(known_days, EARLIER, shared=EVERYTHING))},
    owns=OWNED,
    money=("before", "now", "kept", "expansion", "contraction", "churn"),
    base="managed",
)


def _retention_notes(log: SalesLog) -> tuple[str, ...]:
    notes = [*active_notes(log), *account_notes(log)]
    if not churn_is_told(log):
        begin = day_date(log.span.first)
        seen = add_months(begin, log.settings.active_months)
        notes.append(f"The log begins on {begin:%d %b %Y}: until {seen:%d %b %Y} not all customers are seen yet.")
    return tuple(notes)


def _growth_notes(log: SalesLog) -> tuple[str, ...]:
    notes = ["The last 12 months up to the end of the period are compared with the 12 months before."]
    known = known_days(log).day
    if len(known):
        begin = day_date(int(known[0]))
        full = add_months(begin, 24)
        notes.append(f"Sales are known from {begin:%d %b %Y} on, two full years of them from {full:%d %b %Y} on.")
    return (*notes, *sales_notes(log), *account_notes(log))


def _of_somebody(total: Floats, customers: Floats) -> Floats:
    return np.where(customers > 0, total, np.nan)


def _part(name: str, column: str) -> Figure:
    parts: dict[str, Sum | Measure] = {"total": Sum(GROWING, column), "customers": Count(GROWING)}
    return Figure(name, Unit.MONEY, Formula(parts, _of_somebody, n="customers", kind=MeasureKind.SUM))


CUSTOMER_RETENTION_RATE = Kpi(
    id="K45",
    key="customer_retention_rate",
    name="Customer retention",
    definition="Share of the customers at the start of the period who are still customers at its end. New customers "
    "do not help.",
    formula="customers at the start who are customers at the end / customers at the start",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(ACTIVE,),
    measure=Share(STAYING, "kept"),
    by=(*BY_ACCOUNT, "tenure"),
    figures={
        "start": Figure("Customers at the start", Unit.COUNT, Count(STAYING)),
    },
    question="Who went quiet, and when did we last speak?",
    page="customers",
    counted="customers at the start",
    notes=_retention_notes,
)
NET_REVENUE_RETENTION = Kpi(
    id="K46",
    key="net_revenue_retention",
    name="Growth of current accounts",
    definition="What the customers of the year before paid in the last 12 months, relative to what they paid then. New "
    "customers never enter.",
    formula="(revenue of the 12 months before + expansion − contraction − churn) / revenue of the 12 months before, "
    "over the customers who paid something then",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        ("order_lines.amount order_lines.customer_id order_lines.order_date"
        " | opportunities.amount opportunities.customer_id opportunities.status opportunities.closed_at"),
    ),
    measure=Ratio(Sum(GROWING, "now"), Sum(GROWING, "before"), names=("now", "before")),
    by=BY_ACCOUNT,
    figures={
        "gross": Figure(
            "Without expansion", Unit.PERCENT,
            Ratio(Sum(GROWING, "kept"), Sum(GROWING, "before"), names=("kept", "before")),
        ),
        "before": _part("Paid in the 12 months before", "before"),
        "expansion": _part("Expansion", "expansion"),
        "contraction": _part("Contraction", "contraction"),
        "churn": _part("Churn", "churn"),
        "now": _part("Paid in the last 12 months", "now"),
    },
    question="Which shrinking account surprised you?",
    page="customers",
    counted="customers of the year before",
    notes=_growth_notes,
)  # fmt: skip
KPIS = (CUSTOMER_RETENTION_RATE, NET_REVENUE_RETENTION)
