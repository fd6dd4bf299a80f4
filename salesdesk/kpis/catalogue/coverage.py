"""Whether the open deals of a period can fill what is missing of the quota."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.credit import credited, of_rep
from salesdesk.kpis.catalogue.deal_facts import TABLE, closed_money
from salesdesk.kpis.catalogue.pipeline import OPEN_PIPELINE, stage_chances, stretches
from salesdesk.kpis.catalogue.quota import BY, CREDIT, QUOTA, QUOTA_ATTAINMENT
from salesdesk.kpis.catalogue.reasons import BY_REP, FX_MISSING
from salesdesk.kpis.clocks import trailing
from salesdesk.kpis.facts import STILL, Array, Facts, Floats, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Formula, Ratio, Total
from salesdesk.kpis.rules import quota_reached
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.dims import attribute, through
from salesdesk.models.log import Mask, SalesLog

YEAR = trailing(12)


@reads("rate_age_days", "stage_chances")
def expected_deals(log: SalesLog) -> Facts:
    """What is open at the end of the log, by the day on which it is expected to close, shared as deals are split."""
    found = stretches(log)
    still = np.flatnonzero(found.until == STILL)
    deals = found.deal[still]
    money = in_base(log, TABLE, "amount", np.full(log.rows(TABLE), log.as_of, dtype=np.int32))
    parts = credited(log, deals, found.owner[still], money.whole[deals])
    deal, stage = deals[parts.of], found.stage[still][parts.of]
    return facts(
        log.day(TABLE, "expected_close")[deal],
        of_rep(log, parts.rep) | {"region": through(attribute(log, "rep", "region"), parts.rep)},
        row=log.pointers(TABLE)[deal],
        money={"amount": parts.whole, "weighted": np.rint(parts.whole * stage_chances(log)[stage])},
        aside={FX_MISSING: money.no_rate[deal]},
    )


def _missing(due: Array, weighted: Array, credit: Array, quota: Array) -> tuple[Mask, dict[str, Array]]:
    return quota > 0, {"due": due, "weighted": weighted, "missing": quota - credit}


DUE = Side(expected_deals, title="Open deals due")
REPS = Per(
    "rep",
    {"due": Sum(DUE, "amount"), "weighted": Sum(DUE, "weighted"), "credit": CREDIT, "quota": Sum(QUOTA, "quota")},
    _missing,
    owns=(*BY_REP[1:], "region"),
    money=("due", "weighted", "missing"),
)
MISSING = Sum(REPS, "missing")
WON_YEAR = Sum(Side(closed_money, YEAR, where="won", title="Deals won in twelve months"), "amount")
LOST_YEAR = Sum(Side(closed_money, YEAR, where="lost", title="Deals lost in twelve months"), "amount")


def _needed(won: Floats, lost: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(won > 0, (won + lost) / won, np.nan)


def _notes(log: SalesLog) -> tuple[str, ...]:
    told = (*(QUOTA_ATTAINMENT.notes or _none)(log), *(OPEN_PIPELINE.notes or _none)(log))
    return tuple(dict.fromkeys((*told, "Counts what was open when the log ends, by the day it is expected to close.")))


def _none(log: SalesLog) -> tuple[str, ...]:  # noqa: ARG001  as notes are asked for
    return ()


PIPELINE_COVERAGE = Kpi(
    id="K58",
    key="pipeline_coverage",
    name="Pipeline coverage",
    definition="Open deals that are expected to close in the period, for what is still missing of the quota.",
    formula="amounts of open deals of reps with a quota that are due in the period / (their quotas − what they won)",
    unit=Unit.TIMES,
    direction=Direction.HIGHER,
    needs=(*QUOTA_ATTAINMENT.needs, "opportunities.expected_close"),
    measure=Ratio(Sum(REPS, "due"), MISSING, names=("due", "missing")),
    by=BY,
    figures={
        "weighted": Figure(
            "Weighted", Unit.TIMES, Ratio(Sum(REPS, "weighted"), MISSING, names=("weighted", "missing"))
        ),
        "needed": Figure(
            "Needed, by the win rate of twelve months",
            Unit.TIMES,
            Formula({"won": WON_YEAR, "lost": LOST_YEAR}, _needed, n="won"),
        ),
        "due": Figure("Open deals due", Unit.MONEY, Total(REPS, "due")),
        "missing": Figure("Missing of the quota", Unit.MONEY, Total(REPS, "missing")),
    },
    rule=quota_reached,
    question="Which new conversations fill the gap?",
    page="pipeline",
    counted="reps with a quota",
    notes=_notes,
)
KPIS = (PIPELINE_COVERAGE,)
