"""How many qualified leads become customers in time, by the day they were qualified."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, owners
from salesdesk.kpis.catalogue.credit import dims_of, lead_holders, owner_at
from salesdesk.kpis.catalogue.derived import NEVER, start_of_day
from salesdesk.kpis.catalogue.lead_stages import CUSTOMER, MQL, SQL, current_stages, customer_since, reached
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import first_known
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.period import NO_DAY

EXISTING = Reason("existing_customer", "a customer before")
NO_STAGE_DATE = Reason("no_stage_date", "no date on which it reached the stage", gap=True)

STAGE_DATES = "leads.lead_id lead_stage_history.lead_id lead_stage_history.stage lead_stage_history.entered_at"
# What tells that a lead bought.
BOUGHT = (
    "leads.customer_id customers.first_order_date | "
    "leads.customer_id order_lines.customer_id order_lines.order_date order_lines.amount | "
    "opportunities.lead_id opportunities.status opportunities.closed_at | "
    "leads.opportunity_id opportunities.status opportunities.closed_at"
)


@reads("window_days")
def sales_qualified(log: SalesLog) -> Facts:
    """Leads by the day on which they were first sales-qualified."""
    return _cohort(log, SQL)


@reads("window_days")
def marketing_qualified(log: SalesLog) -> Facts:
    """Leads by the day on which they were first marketing-qualified."""
    return _cohort(log, MQL)


def _cohort(log: SalesLog, stage: int) -> Facts:
    """Who skipped the stage entered it with the next later one that is dated; who fell back keeps the first date."""
    entered = _first_known(log, stage)
    bought, created = customer_since(log), log.day(LEADS, "created_at")
    dated = entered != NEVER
    rows = np.arange(log.rows(LEADS))
    day = np.where(dated, entered, NO_DAY).astype(np.int32)
    window = log.settings.window_days
    rep = first_known(
        owner_at(lead_holders(log), rows, start_of_day(log, np.where(dated, day + 1, NO_DAY)) - 1), owners(log)
    )
    now = current_stages(log)
    return facts(
        day,
        dims_of(log, LEADS, rows, rep),
        {
            "customer_in_time": dated & (bought.astype(np.int64) - entered <= window) & (bought != NEVER),
            "days": np.where(bought != NEVER, bought.astype(np.float64) - entered, np.nan),
            "mature": dated & (entered.astype(np.int64) + window <= log.as_of),
        },
        row=log.pointers(LEADS),
        keep=dated | ((now >= stage) & (now <= CUSTOMER)),
        aside={
            NO_STAGE_DATE: ~dated,
            EXISTING: (bought < entered) | ((bought == entered) & (created != NO_DAY) & (bought < created)),
        },
    )


def _first_known(log: SalesLog, stage: int) -> Days:
    days = reached(log)
    entered = days[stage]
    for later in range(stage + 1, CUSTOMER + 1):
        entered = np.where(entered == NEVER, days[later], entered)
    result: Days = entered.astype(np.int32)
    return result


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (
        f"A lead has {log.settings.window_days} days to become a customer; younger ones do not count yet.",
        "Who skipped the stage counts from the next later stage on.",
    )


SQL_TO_CUSTOMER_RATE = Kpi(
    id="K31",
    key="sql_to_customer_rate",
    name="SQL-to-customer rate",
    definition="Of the leads that sales qualified in the period, the share that became customers in time. Who was a "
    "customer before is left out.",
    formula="leads first sales-qualified in the period that became customers within the window / those of them that "
    "are old enough to judge",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(STAGE_DATES, BOUGHT),
    measure=Share(Side(sales_qualified, title="Sales-qualified leads"), hit="customer_in_time", mature="mature"),
    by=(*BY_LEAD, "segment", "campaign"),
    question="Which did you pass on although you doubted them?",
    page="leads",
    counted="sales-qualified leads",
    notes=_notes,
)
MQL_TO_CUSTOMER_RATE = Kpi(
    id="K54",
    key="mql_to_customer_rate",
    name="MQL-to-customer rate",
    definition="Of the leads that marketing qualified in the period, the share that became customers in time. Who was "
    "a customer before is left out.",
    formula="leads first marketing-qualified in the period that became customers within the window / those of them "
    "that are old enough to judge",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(STAGE_DATES, BOUGHT),
    measure=Share(
        Side(marketing_qualified, title="Marketing-qualified leads"), hit="customer_in_time", mature="mature"
    ),
    by=(*BY_LEAD, "segment", "campaign"),
    question="Jointly: which source fills the top but not the bottom?",
    page="leads",
    counted="marketing-qualified leads",
    notes=_notes,
)
KPIS = (SQL_TO_CUSTOMER_RATE, MQL_TO_CUSTOMER_RATE)
