"""KPIs on deals: opened, won, lost, how large and how long."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import creation_notes, owner_notes
from salesdesk.kpis.catalogue.deal_facts import (
    BAND_NAMES,
    closed,
    closed_money,
    closings,
    cycles,
    deal_sizes,
    given_up,
    lifetimes,
    opened,
)
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.reasons import BY_CLOSED, BY_DEAL, BY_ORIGIN, BY_SIZE
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Mean, Mix, Ratio, Share, Total
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.rules import no_losses
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog
from salesdesk.models.period import NO_DAY

CLOSED = Side(closed, title="Deals closed")
WON = Side(closed, where="won", title="Deals won")
LOST = Side(closed, where="lost", title="Deals lost")
WON_MONEY = Side(closed_money, where="won", title="Deals won, by share")
OPENED = Side(opened, title="Opportunities opened")
WON_CYCLES = Side(cycles, where="won", title="Deals won")
SIZES = Side(deal_sizes, title="Deals won")
OUTCOME = ("opportunities.status", "opportunities.closed_at")
MONEY = ("opportunities.amount",)
SOURCE = ("opportunities.source",)


def _outcome_notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(owner_notes(log))
    if late := int(np.count_nonzero((given_up(log) != NO_DAY) & deals(log).real)):
        which = "One open deal counts" if late == 1 else f"{late:,} open deals count"
        days = log.settings.overdue_lost_days
        notes.insert(0, f"{which} as lost, being overdue for more than {days} days.")
    ended = closings(log)
    if ended.won.any() and not ended.lost.any():
        notes.insert(0, "There is no lost deal in the log: it may list won deals only.")
    return tuple(notes)


OPPORTUNITIES_CREATED = Kpi(
    id="K13",
    key="opportunities_created",
    name="Opportunities created",
    definition="Opportunities opened in the period, credited to whoever opened them. Renewals are left out.",
    formula="number of opportunities with their opening day in the period",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=("opportunities.created_at",),
    measure=Count(OPENED),
    by=BY_DEAL,
    figures={"value": Figure("Value", Unit.MONEY, Total(OPENED, "amount"), needs=MONEY)},
    question="Which activity produced these opportunities?",
    page="pipeline",
    counted="opportunities",
    notes=creation_notes,
)
DEALS_WON = Kpi(
    id="K15",
    key="deals_won",
    name="Deals won",
    definition="Deals finally won in the period. A deal that was won, reopened and lost again does not count.",
    formula="number of deals whose final outcome is won and whose final closing lies in the period",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=OUTCOME,
    measure=Count(WON),
    by=BY_SIZE,
    figures={
        "value": Figure("Value", Unit.MONEY, Total(WON_MONEY, "amount"), needs=MONEY),
        "zero_amount": Figure("Won for nothing", Unit.COUNT, Count(Side(closed, where="won_for_nothing")), needs=MONEY),
        "no_amount": Figure("Won, no amount", Unit.COUNT, Count(Side(closed, where="won_unknown")), needs=MONEY),
    },
    question="Walk me through the turning point of your best win.",
    page="pipeline",
    counted="deals",
    notes=owner_notes,
)
WIN_RATE = Kpi(
    id="K33",
    key="win_rate",
    name="Win rate",
    definition="Deals won as a share of all deals closed in the period. Open deals do not count.",
    formula="deals won / (deals won + deals lost), by the day of the final closing",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=OUTCOME,
    measure=Share(CLOSED, hit="won"),
    by=BY_CLOSED,
    figures={
        "by_value": Figure(
            "By value",
            Unit.PERCENT,
            Ratio(
                Sum(WON_MONEY, "amount"),
                Sum(Side(closed_money, title="Deals closed, by share"), "amount"),
                names=("won", "closed"),
            ),
            needs=MONEY,
        ),
    },
    question="How do your large and small deals differ?",
    page="pipeline",
    counted="deals",
    notes=_outcome_notes,
)
WIN_LOSS_RATIO = Kpi(
    id="K35",
    key="win_loss_ratio",
    name="Win-loss ratio",
    definition="Deals won for every deal lost in the period.",
    formula="deals won / deals lost, by the day of the final closing",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    needs=OUTCOME,
    measure=Ratio(Sum(WON), Sum(LOST), n="both", names=("won", "lost")),
    by=BY_CLOSED,
    figures={"lost": Figure("Deals lost", Unit.COUNT, Count(LOST))},
    rule=no_losses,
    question="Which reason for losing comes back?",
    page="pipeline",
    counted="deals",
    notes=_outcome_notes,
)
SALES_CYCLE_LENGTH = Kpi(
    id="K36",
    key="sales_cycle_length",
    name="Sales cycle length",
    definition="Days from opening a deal to winning it: half of the deals won in the period took no longer.",
    formula="median of (day won − day opened) over the deals won in the period",
    unit=Unit.DAYS,
    direction=Direction.LOWER,
    needs=("opportunities.created_at", *OUTCOME),
    measure=Quantile(WON_CYCLES, "days"),
    by=BY_SIZE,
    figures={
        "mean": Figure("Mean", Unit.DAYS, Mean(WON_CYCLES, "days", kind=MeasureKind.DURATION)),
        "p90": Figure("Nine in ten within", Unit.DAYS, Quantile(WON_CYCLES, "days", 0.9)),
        "lost_median": Figure(
            "Median of lost deals", Unit.DAYS, Quantile(Side(cycles, where="lost", title="Deals lost"), "days")
        ),
        "undecided_median": Figure(
            "Half decided after, open deals included",
            Unit.DAYS,
            SurvivalMedian(Side(lifetimes, title="Opportunities opened"), "days", "decided"),
        ),
        "bands": Figure("Deals won by length", Unit.COUNT, Mix(WON_CYCLES, "band", BAND_NAMES, shares=False)),
    },
    question="Where do deals wait, and for whom?",
    page="pipeline",
    counted="deals won",
    notes=owner_notes,
)
AVERAGE_DEAL_SIZE = Kpi(
    id="K38",
    key="average_deal_size",
    name="Average deal size",
    definition="Mean value of the deals won in the period. One won for nothing counts, one without an amount does not.",
    formula="value of deals won / number of deals won whose amount is known",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=(*OUTCOME, *MONEY),
    measure=Mean(SIZES, "amount"),
    by=BY_SIZE,
    figures={
        "median": Figure("Median", Unit.MONEY, Quantile(SIZES, "amount", kind=MeasureKind.MEAN)),
        "zero_amount": Figure("Won for nothing", Unit.COUNT, Count(Side(deal_sizes, where="for_nothing"))),
    },
    question="What was in the big one that the others could have had?",
    page="pipeline",
    counted="deals with an amount",
    notes=owner_notes,
)
NEW_OPPORTUNITY_VOLUME = Kpi(
    id="K56",
    key="new_opportunity_volume",
    name="Volume of new opportunities",
    definition="All opportunities opened in the period, whoever opened them and even if nobody is named. Renewals are "
    "left out.",
    formula="number of opportunities with their opening day in the period, without regard to reps",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=("opportunities.created_at",),
    measure=Count(OPENED),
    by=BY_ORIGIN,
    figures={
        "value": Figure("Value", Unit.MONEY, Total(OPENED, "amount"), needs=MONEY),
        "uncredited": Figure(
            "Credited to no rep",
            Unit.COUNT,
            Count(Side(opened, where="uncredited", title="Opportunities without a rep")),
        ),
        "marketing_sourced": Figure(
            "From marketing",
            Unit.COUNT,
            Count(Side(opened, where="marketing", title="Opportunities from marketing")),
            needs=SOURCE,
        ),
        "sales_sourced": Figure(
            "From sales",
            Unit.COUNT,
            Count(Side(opened, where="outbound", title="Opportunities from sales")),
            needs=SOURCE,
        ),
    },
    question="Is the handover from marketing the narrow place?",
    page="pipeline",
    counted="opportunities",
)
KPIS = (
    OPPORTUNITIES_CREATED,
    DEALS_WON,
    WIN_RATE,
    WIN_LOSS_RATIO,
    SALES_CYCLE_LENGTH,
    AVERAGE_DEAL_SIZE,
    NEW_OPPORTUNITY_VOLUME,
)
