"""How fast inbound leads are answered."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.catalogue.waits import ATTEMPTS_TOLD, Waits, rep_waits, team_waits, wait_facts, wait_notes
from salesdesk.kpis.facts import Facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Mean, Measure, Share
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog


@reads("work_days", "work_start", "work_end")
def lead_answers(log: SalesLog) -> Facts:
    """Inbound leads by the day they came in, with the minutes to the first attempt, or until now without one."""
    return _facts(log, team_waits(log))


@reads("work_days", "work_start", "work_end")
def rep_answers(log: SalesLog) -> Facts:
    """As ``lead_answers`` for each rep who held a lead: from its assignment until it was answered or passed on."""
    return _facts(log, rep_waits(log))


def _facts(log: SalesLog, found: Waits) -> Facts:
    values = {
        "minutes": found.minutes,
        "worked": found.worked,
        "answered": found.hit,
        "minutes_answered": np.where(found.hit, found.minutes, np.nan),
        "worked_answered": np.where(found.hit, found.worked, np.nan),
    }
    return wait_facts(log, found, values, {})


LEAD_SIDE = Side(lead_answers, title="Inbound leads")
REP_SIDE = Side(rep_answers, title="Leads held")


def _clock(minutes: str) -> Callable[[Side], Measure]:
    return lambda side: SurvivalMedian(side, minutes, "answered")


def _mean(minutes: str) -> Callable[[Side], Measure]:
    return lambda side: Mean(side, minutes, kind=MeasureKind.DURATION)


def _figure(name: str, unit: Unit, measured: Callable[[Side], Measure]) -> Figure:
    """A figure whose clock starts for the team when the lead came in, for a rep when it was assigned."""
    return Figure(name, unit, measured(LEAD_SIDE), rep_measure=measured(REP_SIDE))


FIRST_HOUR = (
    "A study of 1.25 million leads: a contact attempt within an hour was about seven times as likely to qualify the "
    "lead as an attempt even one hour later, on calendar hours. Of 2,241 firms audited for the same article 37 % "
    "answered within an hour, 24 % took over 24 hours, 23 % never answered; those who answered within 30 days took "
    "42 hours on average."
)
STUDY = "Oldroyd, McElheran, Elkington: The Short Life of Online Sales Leads, Harvard Business Review 2011"
LEAD_RESPONSE_TIME = Kpi(
    id="K25",
    key="lead_response_time",
    name="Lead response time",
    definition="Time from the arrival of an inbound lead to the first personal attempt to reach it: half of the leads "
    "were answered within it. Leads that still wait count as waiting.",
    formula="median of (first attempt − arrival) over the inbound leads that came in during the period, those still "
    "waiting counted as longer than so far (Kaplan–Meier); for a rep the clock starts when the lead was assigned",
    unit=Unit.MINUTES,
    direction=Direction.LOWER,
    needs=("leads.created_at", ATTEMPTS_TOLD),
    measure=_clock("minutes")(LEAD_SIDE),
    rep_measure=_clock("minutes")(REP_SIDE),
    by=(*BY_LEAD, "hour"),
    figures={
        "business": _figure("In working hours", Unit.MINUTES, _clock("worked")),
        "answered_mean": _figure("Mean of those answered", Unit.MINUTES, _mean("minutes_answered")),
        "answered_median": _figure(
            "Median of those answered", Unit.MINUTES, lambda side: Quantile(side, "minutes_answered")
        ),
        "answered_p90": _figure(
            "Nine in ten of those answered within", Unit.MINUTES, lambda side: Quantile(side, "minutes_answered", 0.9)
        ),
        "business_answered_mean": _figure(
            "Mean of those answered, in working hours", Unit.MINUTES, _mean("worked_answered")
        ),
        "answered": _figure("Answered at all", Unit.PERCENT, lambda side: Share(side, "answered")),
    },
    benchmark=Benchmark(
        60,
        "within one hour",
        Standing.STUDY,
        STUDY,
        FIRST_HOUR,
    ),
    question="What happens to leads that arrive after four in the afternoon?",
    page="leads",
    counted="inbound leads",
    notes=wait_notes,
)
KPIS = (LEAD_RESPONSE_TIME,)
