"""Opportunities followed from their opening on: how many of those opened in a period were won in time."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import creation_notes, creators
from salesdesk.kpis.catalogue.deal_facts import TABLE, cycle_days
from salesdesk.kpis.catalogue.derived import derived
from salesdesk.kpis.catalogue.left_out import LEFT_OUT
from salesdesk.kpis.catalogue.outcomes import LOST, OPEN, WON, deals
from salesdesk.kpis.catalogue.reasons import BY_DEAL, NEGATIVE, NO_END, NO_START
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import row_dims
from salesdesk.models.log import SalesLog
from salesdesk.models.period import NO_DAY

ENOUGH_WINS = 20
DEFAULT_DAYS = 180.0


@derived
def win_window(log: SalesLog) -> float:
    """Days within which a deal has to be won: those in which nine in ten of the team's won deals were."""
    days = cycle_days(log)[deals(log).won]
    days = days[days >= 0]
    return float(np.quantile(days, 0.9)) if days.size >= ENOUGH_WINS else DEFAULT_DAYS


@reads()
def cohort(log: SalesLog) -> Facts:
    """Opportunities by the day they were opened; ``mature`` ones have had the whole window.

    ``days`` until it was won or lost, or until the end of the log where it is still open.
    """
    every, days, window = deals(log), cycle_days(log), win_window(log)
    dated = every.created != NO_DAY
    return facts(
        every.created,
        row_dims(log, TABLE, creators(log)),
        {
            "won_in_time": every.won & (days <= window),
            "mature": dated & (every.created + window <= log.as_of),
            "days": np.where(every.status == OPEN, float(log.as_of) - every.created, days),
            "won": every.known_as(WON),
            "lost": every.known_as(LOST),
        },
        row=log.pointers(TABLE),
        keep=every.known,
        aside={
            LEFT_OUT: every.out,
            NO_START: ~dated,
            NO_END: (every.status != OPEN) & (every.closed == NO_DAY),
            NEGATIVE: days < 0,
        },
    )


def _notes(log: SalesLog) -> tuple[str, ...]:
    window = win_window(log)
    length = f"{window:.0f}" if window == int(window) else f"{window:.1f}"
    wins = "nine in ten of the team's won deals took no longer"
    why = wins if window != DEFAULT_DAYS else f"fewer than {ENOUGH_WINS} won deals to learn the time from"
    told = f"An opportunity has {length} days to be won ({why}); younger ones do not count yet."
    return (told, *creation_notes(log))


COHORT = Side(cohort, title="Opportunities opened")
OPP_TO_WIN_RATE = Kpi(
    id="K34",
    key="opp_to_win_rate",
    name="Opportunity-to-win ratio",
    definition="Of the opportunities opened in the period, the share that was won within the usual time.",
    formula="opportunities opened in the period and won within the window / opportunities opened in the period "
    "and old enough to judge",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("opportunities.created_at", "opportunities.status", "opportunities.closed_at"),
    measure=Share(COHORT, hit="won_in_time", mature="mature"),
    by=BY_DEAL,
    question="Door-opener or closer: which half of the path do you enjoy?",
    page="pipeline",
    counted="opportunities",
    notes=_notes,
)
KPIS = (OPP_TO_WIN_RATE,)
