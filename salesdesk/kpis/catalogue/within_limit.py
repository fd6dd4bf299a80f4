"""Whether inbound leads are answered within the limit, and how soon."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesdesk.kpis.catalogue.answers import answers
from salesdesk.kpis.catalogue.derived import DAY_MINUTES, MINUTE_US, cut_off
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.catalogue.response import FIRST_HOUR, STUDY
from salesdesk.kpis.catalogue.waits import (
    ATTEMPTS_TOLD,
    Waits,
    minutes_left,
    rep_waits,
    team_waits,
    wait_facts,
    wait_notes,
    worked_minutes,
)
from salesdesk.kpis.facts import NO_DATE, Facts, Reason, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, Standing, Unit
from salesdesk.kpis.measures import Measure, Mix, Share
from salesdesk.kpis.rules import withheld_if
from salesdesk.kpis.sources import Side
from salesdesk.models.log import NO_MOMENT, SalesLog
from salesdesk.models.money import Floats

PENDING = Reason("pending", "the time to answer has not run out")
DISQUALIFIED = Reason("disqualified", "disqualified before the time to answer ran out")
PASSED_ON = Reason("passed_on", "passed on before the time to answer ran out")

BANDS = (5, 15, 60)  # last minutes of the bands
BAND_NAMES = ("minutes_0_5", "minutes_5_15", "minutes_15_60", "minutes_over_60", "never")
DAY_BANDS = (0, 1)  # last days of the bands where the log knows dates only
DAY_BAND_NAMES = ("same_day", "next_day", "later", "never")


@reads("work_days", "work_start", "work_end", "response_limit")
def lead_limits(log: SalesLog) -> Facts:
    """Inbound leads by the day they came in: answered within the limit, on the calendar."""
    return _on_calendar(log, team_waits(log))


@reads("work_days", "work_start", "work_end", "response_limit")
def rep_limits(log: SalesLog) -> Facts:
    """As ``lead_limits`` for each rep who held a lead, from its assignment on."""
    return _on_calendar(log, rep_waits(log))


@reads("work_days", "work_start", "work_end", "response_limit")
def lead_limits_worked(log: SalesLog) -> Facts:
    """As ``lead_limits`` in working hours."""
    return _in_working_hours(log, team_waits(log))


@reads("work_days", "work_start", "work_end", "response_limit")
def rep_limits_worked(log: SalesLog) -> Facts:
    """As ``rep_limits`` in working hours."""
    return _in_working_hours(log, rep_waits(log))


def _on_calendar(log: SalesLog, found: Waits) -> Facts:
    return _facts(log, found, found.minutes, minutes_left(log, found.start))


def _in_working_hours(log: SalesLog, found: Waits) -> Facts:
    left = worked_minutes(log, found.start, np.full(len(found.start), cut_off(log) + 1), found.rep)
    return _facts(log, found, found.worked, left)


def _facts(log: SalesLog, found: Waits, minutes: Floats, left: Floats) -> Facts:
    """``left``: minutes from the start to the end of the log, on the clock of ``minutes``."""
    limit = log.settings.response_limit.total_seconds() * 1_000_000 / MINUTE_US
    given_up = ~found.hit & (minutes < limit) & (found.end < cut_off(log))
    at_stop = found.end == answers(log).stop[found.lead]
    whole = answers(log).whole_days
    values = {
        "in_time": found.hit & (minutes <= limit),
        "band": _bands(found, found.minutes, BANDS, told=not whole),
        "day_band": _bands(found, found.minutes / DAY_MINUTES, DAY_BANDS, told=whole),
    }
    away = {
        NO_DATE: found.start == NO_MOMENT,
        PENDING: left < limit,
        DISQUALIFIED: given_up & at_stop,
        PASSED_ON: given_up & ~at_stop,
    }
    return wait_facts(log, found, values, away)


def _bands(found: Waits, waited: Floats, lasts: tuple[int, ...], *, told: bool) -> Floats:
    """The place of each wait among the bands, the one after the longest for those never answered."""
    if not told:
        return np.full(len(waited), np.nan)
    return np.where(found.hit, np.searchsorted(lasts, waited), len(lasts) + 1.0)


def whole_days(log: SalesLog) -> bool:
    return answers(log).whole_days


LIMITS = Side(lead_limits, title="Inbound leads")
REP_LIMITS = Side(rep_limits, title="Leads held")
WORKED = Side(lead_limits_worked, title="Inbound leads")
REP_WORKED = Side(rep_limits_worked, title="Leads held")


def _figure(name: str, measured: Callable[[Side], Measure], team: Side = LIMITS, rep: Side = REP_LIMITS) -> Figure:
    return Figure(name, Unit.PERCENT, measured(team), rep_measure=measured(rep))


RESPONDED_WITHIN_SLA = Kpi(
    id="K26",
    key="responded_within_sla",
    name="Answered within one hour",
    definition="Share of the inbound leads that got a personal attempt within the limit, one hour unless set "
    "otherwise. Leads whose time has not run out do not count yet.",
    formula="inbound leads answered within the limit / inbound leads that came in during the period and whose time "
    "has run out, answered or not; for a rep the clock starts when the lead was assigned",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("leads.created_at", ATTEMPTS_TOLD),
    measure=Share(LIMITS, "in_time"),
    rep_measure=Share(REP_LIMITS, "in_time"),
    by=(*BY_LEAD, "hour"),
    figures={
        "business": _figure("In working hours", lambda side: Share(side, "in_time"), WORKED, REP_WORKED),
        "bands": _figure("Leads by minutes to the first attempt", lambda side: Mix(side, "band", BAND_NAMES)),
        "day_bands": _figure("Leads by days to the first attempt", lambda side: Mix(side, "day_band", DAY_BAND_NAMES)),
    },
    rule=withheld_if(whole_days, "Leads: Created, with a time of day", None, "business"),
    benchmark=Benchmark(0.37, "37 % of firms", Standing.STUDY, STUDY, FIRST_HOUR),
    question="Who covers lunch?",
    page="leads",
    counted="inbound leads",
    notes=wait_notes,
)
KPIS = (RESPONDED_WITHIN_SLA,)
