"""Where open leads stand in their lifecycle, and how they move through it."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, owners
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.lead_stages import (
    HISTORY,
    LEAD,
    MQL,
    OPPORTUNITY,
    OTHER,
    SQL,
    STAGES,
    UNSET,
    Stages,
    stage_entries,
    stays,
)
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.facts import STILL, Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Mix
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.sources import Side
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.money import Floats

OPEN_STAGES = (LEAD, MQL, SQL, OPPORTUNITY)
NAMES = (*(STAGES[stage] for stage in OPEN_STAGES), "other", "unset")
MANY_UNSET = 0.05


def _places(stage: Stages) -> Floats:
    """The place of each stage among ``NAMES``."""
    order = (*OPEN_STAGES, OTHER, UNSET)
    place = np.full(UNSET + 1, np.nan)
    place[list(order)] = np.arange(len(order))
    found: Floats = place[stage]
    return found


@reads()
def standing_leads(log: SalesLog) -> Facts:
    """Open leads and the stage each stands in, from the day it entered it until it left it."""
    found = stays(log)
    return facts(
        found.day,
        dims_of(log, LEADS, found.lead, owners(log)[found.lead]),
        {"stage": _places(found.stage)},
        row=log.pointers(LEADS)[found.lead],
        until=found.until,
        keep=found.until > found.day,
    )


@reads()
def stages_entered(log: SalesLog) -> Facts:
    """Entries of leads into stages by their day, as far as a history tells them."""
    return _moves(log, stays(log).told, left=False)


@reads()
def stages_left(log: SalesLog) -> Facts:
    """Leads that left a stage, by the day they did, with the days they had stood in it."""
    found = stays(log)
    return _moves(log, found.told & (found.until != STILL), left=True)


def _moves(log: SalesLog, chosen: Mask, *, left: bool) -> Facts:
    found = stays(log)
    lead, stage = found.lead[chosen], found.stage[chosen]
    day, until = found.day[chosen], found.until[chosen]
    return facts(
        until if left else day,
        dims_of(log, LEADS, lead, owners(log)[lead]),
        {
            "stage": _places(stage),
            "days": until.astype(np.float64) - day,
            **{STAGES[each]: stage == each for each in OPEN_STAGES},
        },
        row=log.pointers(LEADS)[lead],
    )


def _notes(log: SalesLog) -> tuple[str, ...]:
    found, notes = stays(log), []
    now = (found.day <= log.as_of) & (found.until > log.as_of)
    unset = int(np.count_nonzero(now & (found.stage == UNSET)))
    if unset > MANY_UNSET * np.count_nonzero(now):
        notes.append(f"Of {np.count_nonzero(now):,} open leads {unset:,} have no stage.")
    if not stage_entries(log).lead.size:
        notes.append("There is no stage history: leads stand at their present stage since they came in.")
    elif (now & ~found.told).any():
        notes.append("Leads without a stage history stand at their present stage since they came in.")
    return tuple(notes)


def _median(stage: int, name: str) -> Figure:
    left = Side(stages_left, where=STAGES[stage], title="Leads that left the stage")
    return Figure(name, Unit.DAYS, Quantile(left, "days"), needs=MOVES)


def _flow(side: Side, prefix: str, name: str) -> Figure:
    names = tuple(f"{prefix}_{stage}" for stage in NAMES)
    return Figure(name, Unit.COUNT, Mix(side, "stage", names, shares=False), needs=MOVES)


MOVES = (f"{HISTORY}.lead_id", f"{HISTORY}.stage", f"{HISTORY}.entered_at")
LIFECYCLE_STAGE_SHARE = Kpi(
    id="K53",
    key="lifecycle_stage_share",
    name="Leads per lifecycle stage",
    definition="Which share of the open leads stands in each stage at the end of the period. Customers and "
    "disqualified leads are no open leads.",
    formula="open leads in each stage at the end of the period / all open leads",
    unit=Unit.PERCENT,
    direction=Direction.NEUTRAL,
    needs=(f"leads.lead_id {' '.join(MOVES)} | leads.stage",),
    measure=Mix(Side(standing_leads, AT_END, title="Open leads"), "stage", NAMES),
    by=(*BY_LEAD, "campaign"),
    figures={
        "entered": _flow(Side(stages_entered, title="Stages entered"), "entered", "Leads that entered each stage"),
        "left": _flow(Side(stages_left, title="Stages left"), "left", "Leads that left each stage"),
        "days_lead": _median(LEAD, "Median days as a lead"),
        "days_mql": _median(MQL, "Median days as a marketing-qualified lead"),
        "days_sql": _median(SQL, "Median days as a sales-qualified lead"),
        "days_opportunity": _median(OPPORTUNITY, "Median days as an opportunity"),
    },
    question="Where do leads wait longest?",
    page="leads",
    counted="open leads",
    notes=_notes,
)
KPIS = (LIFECYCLE_STAGE_SHARE,)
