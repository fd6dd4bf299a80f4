"""Proposals: which opportunities received one, and how many documents were sent."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import deal_owners, dims_of, owner_notes
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import cut_off, first_of, instant, row_of, taken
from salesdesk.kpis.catalogue.left_out import LEFT_OUT, of_left_out
from salesdesk.kpis.catalogue.reasons import BY_DEAL
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.log import NO_MOMENT, Mask, Moments, SalesLog


@reads()
def documents(log: SalesLog) -> Facts:
    """Every proposal sent, revisions included, by the day it was sent; ``first`` marks the first of its deal.

    Without proposals the entries of opportunities into the proposal stage.
    """
    table, when, sent = _sent(log)
    deal = row_of(log, table, "opportunity_id", TABLE, "opportunity_id")
    at = instant(log, table, when)
    there = sent & ~taken(log.flag(TABLE, "is_test"), deal, missing=0) & (at <= cut_off(log))
    out = of_left_out(log, table)
    return facts(
        log.day(table, when),
        dims_of(log, TABLE, deal, deal_owners(log, deal, np.where(at == NO_MOMENT, cut_off(log), at))),
        {"first": _first(log, table, there, at)},
        row=log.pointers(table),
        keep=there,
        aside={LEFT_OUT: out},
    )


def _sent(log: SalesLog) -> tuple[str, str, Mask]:
    if log.has("proposals"):
        return "proposals", "sent_at", ~log.says("proposals", "status", "draft")
    return "opp_stage_history", "entered_at", log.says("opp_stage_history", "stage", "proposal")


def _first(log: SalesLog, table: str, real: Mask, at: Moments) -> Mask:
    """Marks the earliest document of each opportunity; an undated one only if there is no dated one."""
    named = log.text(table, "opportunity_id")
    groups = np.where(real, named.codes, -1).astype(np.int64)
    dated = np.where(at == NO_MOMENT, np.iinfo(np.int64).max, at)
    chosen = first_of(groups, len(named.values), dated)
    first = np.zeros(len(at), dtype=bool)
    first[chosen[chosen >= 0]] = True
    return first


STAGES_ENTERED = "opp_stage_history.opportunity_id opp_stage_history.stage opp_stage_history.entered_at"

PROPOSALS_SENT = Kpi(
    id="K14",
    key="proposals_sent",
    name="Proposals sent",
    definition="Opportunities that received their first proposal in the period. Drafts and revisions do not count.",
    formula="number of opportunities whose first proposal was sent in the period",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=(f"proposals.opportunity_id proposals.sent_at | {STAGES_ENTERED}",),
    measure=Count(Side(documents, where="first", title="First proposals")),
    by=BY_DEAL,
    figures={
        "documents": Figure("Documents sent", Unit.COUNT, Count(Side(documents, title="Proposals sent"))),
    },
    question="Did the buyer ask for each of these?",
    page="pipeline",
    counted="opportunities",
    notes=lambda log: (
        *(() if log.has("proposals") else ("There are no proposals: entries into the proposal stage are counted.",)),
        *owner_notes(log),
    ),
)
KPIS = (PROPOSALS_SENT,)
