"""How fast inbound leads are answered."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, answers, holdings, owners
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.derived import MINUTE_US, Rows, local_day
from salesdesk.kpis.catalogue.reasons import BY_LEAD
from salesdesk.kpis.catalogue.touches import touch_notes
from salesdesk.kpis.catalogue.working_minutes import working_minutes
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Mean, Measure, Share
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import first_known
from salesdesk.models.log import NO_MOMENT, Mask, Moments, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats

DAY_MINUTES = 24 * 60
OUTBOUND = Reason("outbound", "not an inbound lead")
PRE_CONTACTED = Reason("pre_contacted", "contacted before it came in")
DATE_ONLY = Reason("date_only", "a date without a time of day", gap=True)


@reads("work_days", "work_start", "work_end")
def lead_answers(log: SalesLog) -> Facts:
    """Inbound leads by the day they came in, with the minutes to the first attempt, or until now without one."""
    found = answers(log)
    rows = np.arange(log.rows(LEADS))
    rep = first_known(found.by, owners(log))
    end = np.minimum(found.first, found.stop)
    return _facts(log, rows, rep, found.created, end, found.answered)


@reads("work_days", "work_start", "work_end")
def rep_answers(log: SalesLog) -> Facts:
    """As ``lead_answers`` for each rep who held a lead: from its assignment until it was answered or passed on."""
    held = holdings(log)
    return _facts(log, held.lead, held.rep, held.start, held.end, held.answered)


def _facts(log: SalesLog, lead: Rows, rep: Codes, start: Moments, end: Moments, answered: Mask) -> Facts:
    found = answers(log)
    dated = start != NO_MOMENT
    minutes = _calendar_minutes(log, start, end)
    worked = np.full(len(lead), np.nan)
    if not found.whole_days:
        worked[dated] = working_minutes(log, start[dated], np.maximum(start, end)[dated], rep[dated])
    untimed = found.untimed[lead] if not found.whole_days else np.zeros(len(lead), dtype=bool)
    hit = answered & dated
    return facts(
        log.day(LEADS, "created_at")[lead],
        dims_of(log, LEADS, lead, rep),
        {
            "minutes": np.where(dated, minutes, np.nan),
            "worked": worked,
            "answered": hit,
            "minutes_answered": np.where(hit, minutes, np.nan),
            "worked_answered": np.where(hit, worked, np.nan),
        },
        row=log.pointers(LEADS)[lead],
        keep=log.day(LEADS, "created_at")[lead] <= log.as_of,
        aside={
            OUTBOUND: log.says(LEADS, "source", "outbound")[lead],
            PRE_CONTACTED: found.before[lead],
            DATE_ONLY: untimed,
        },
    )


def _calendar_minutes(log: SalesLog, start: Moments, end: Moments) -> Floats:
    if answers(log).whole_days:
        days = local_day(log, end).astype(np.float64) - local_day(log, start)
        return np.maximum(days, 0) * DAY_MINUTES
    minutes: Floats = np.maximum(end - start, 0) / MINUTE_US
    return minutes


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(touch_notes(log))
    if not log.has(LEADS, "source"):
        notes.append("The leads have no source: all count as inbound.")
    if answers(log).whole_days:
        notes.append("The log knows dates but no times of day: answers are measured in whole days.")
    return tuple(notes)


LEAD_SIDE = Side(lead_answers, title="Inbound leads")
REP_SIDE = Side(rep_answers, title="Leads held")


def _clock(minutes: str) -> Callable[[Side], Measure]:
    return lambda side: SurvivalMedian(side, minutes, "answered")


def _mean(minutes: str) -> Callable[[Side], Measure]:
    return lambda side: Mean(side, minutes, kind=MeasureKind.DURATION)


def _figure(name: str, unit: Unit, measured: Callable[[Side], Measure]) -> Figure:
    """A figure whose clock starts for the team when the lead came in, for a rep when it was assigned."""
    return Figure(name, unit, measured(LEAD_SIDE), rep_measure=measured(REP_SIDE))


ABOUT = (
    "A study of 1.25 million leads: a contact attempt within an hour was about seven times as likely to qualify the "
    "lead as an attempt even one hour later, on calendar hours. Of 2,241 firms audited for the same article 37 % "
    "answered within an hour, 24 % took over 24 hours, 23 % never answered; those who answered within 30 days took "
    "42 hours on average."
)
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
    needs=(
        "leads.created_at",
        "activities.type activities.happened_at | email_sends.sent_at | leads.first_response_at",
    ),
    measure=_clock("minutes")(LEAD_SIDE),
    rep_measure=_clock("minutes")(REP_SIDE),
    by=BY_LEAD,
    figures={
        "business": _figure("In working hours", Unit.MINUTES, _clock("worked")),
        "answered_mean": _figure("Mean of those answered", Unit.MINUTES, _mean("minutes_answered")),
        "answered_median": _figure(
            "Median of those answered", Unit.MINUTES, lambda side: Quantile(side, "minutes_answered")
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
        "Oldroyd, McElheran, Elkington: The Short Life of Online Sales Leads, Harvard Business Review 2011",
        ABOUT,
    ),
    question="What happens to leads that arrive after four in the afternoon?",
    page="leads",
    counted="inbound leads",
    notes=_notes,
)
KPIS = (LEAD_RESPONSE_TIME,)
