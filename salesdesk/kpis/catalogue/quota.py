"""How much of the quota is reached."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import owner_notes
from salesdesk.kpis.catalogue.quota_facts import QUOTAS, quota_credit, quota_days, usual_length, work_days
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.facts import Array, Floats
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count, Formula, Ratio, Total
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY

BY = (*BY_REP, "region")


def _with_quota(credit: Array, quota: Array) -> tuple[Mask, dict[str, Array]]:
    return quota > 0, {"credit": credit, "quota": quota}


CREDIT = Sum(Side(quota_credit, title="Deals won, less refunds"), "amount")
QUOTA = Side(quota_days, title="Quotas")
REPS = Per("rep", {"credit": CREDIT, "quota": Sum(QUOTA, "quota")}, _with_quota, owns=(*BY_REP[1:], "region"),
           money=("credit", "quota"))  # fmt: skip
ATTAINMENT = Ratio(Sum(REPS, "credit"), Sum(REPS, "quota"), names=("credit", "quota"))
RAMPING = Per("rep", {"days": Sum(QUOTA, where="ramping")}, lambda days: (days > 0, {}), owns=(*BY_REP[1:], "region"))
WORK_DAYS = Side(work_days, shared=BY, title="Working days")


def _pace(attained: Floats, elapsed: Floats, days: Floats) -> Floats:
    """Attainment by the share of the working days that is over: 76 % after 12 of 22 days is a pace of 139 %."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((elapsed > 0) & (days > 0), attained * days / elapsed, np.nan)


def quota_length_notes(log: SalesLog) -> tuple[str, ...]:
    """For how long a quota is taken to be that does not say so."""
    without_end = log.day(QUOTAS, "period_end") == NO_DAY
    if not without_end.any():
        return ()
    length = {1: "a month", 12: "a year"}.get(usual_length(log), f"{usual_length(log)} months")
    return (f"Quotas that state no end are taken to be for {length}.",)


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (*owner_notes(log), *quota_length_notes(log))


QUOTA_ATTAINMENT = Kpi(
    id="K03",
    key="quota_attainment",
    name="Quota attainment",
    definition="Value of the deals won as a share of the quota for the same time. Split deals count by share. "
    "Pace is that share by the part of the working days that is over.",
    formula="(deals won − refunds) of reps with a quota / their quotas, less for days not employed and during ramp-up",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        "opportunities.status",
        "opportunities.closed_at",
        "opportunities.amount",
        "quotas.rep_id",
        "quotas.period_start",
        "quotas.amount",
    ),
    measure=ATTAINMENT,
    by=BY,
    figures={
        "pace": Figure(
            "Pace",
            Unit.PERCENT,
            Formula(
                {"attained": ATTAINMENT, "elapsed": Sum(WORK_DAYS, where="elapsed"), "days": Sum(WORK_DAYS)},
                _pace,
                n="attained",
            ),
        ),
        "ramping": Figure("Reps in ramp-up", Unit.COUNT, Count(RAMPING)),
        "full_quota": Figure("Quota before ramp-up and days not employed", Unit.MONEY, Total(QUOTA, "full")),
    },
    question="What would have to be true in the next ten working days to hit the number?",
    page="team",
    counted="reps with a quota",
    notes=_notes,
)
KPIS = (QUOTA_ATTAINMENT,)
