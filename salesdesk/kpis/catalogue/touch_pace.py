"""How many contacts reps make on a day of work, and with how many different people."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.contacts import HELD
from salesdesk.kpis.catalogue.persons import NO_PERSON, methods, persons, persons_of_acts, unnamed_acts
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.rep_days import dims_of_rep, rep_days, without_days
from salesdesk.kpis.catalogue.touches import acts, touch_notes
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Mark, MeasureKind, Unit
from salesdesk.kpis.measures import Ratio
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog
from salesdesk.models.period import NO_DAY


@reads()
def touches(log: SalesLog) -> Facts:
    """Contacts made by reps, by their day, one mark per channel; all dimensions but the method are the rep's."""
    every = acts(log)
    return facts(
        every.day,
        dims_of_rep(log, every.rep) | {"method": methods(every)},
        {
            "phone": every.is_a("call"),
            "email": every.is_a("email"),
            "social": every.is_a("social"),
            "meeting": np.isin(every.channel, HELD),
            "text": every.is_a("sms"),
        },
        row=every.row,
        keep=every.touch & (every.day <= log.as_of),
        aside=without_days(log, every.rep),
    )


@reads()
def people_touched(log: SalesLog) -> Facts:
    """Each person once per rep and day, by the first contact of that day; contacts with nobody named are set aside."""
    every, person = acts(log), persons_of_acts(log)
    counted = every.touch & (every.day <= log.as_of)
    named = np.flatnonzero(counted & (person >= 0))
    first = np.zeros(len(person), dtype=bool)
    dated = every.day[named] != NO_DAY
    day = np.where(dated, every.day[named].astype(np.int64) - every.day[named][dated].min(initial=0) + 1, 0)
    pair = (every.rep[named] + 1) * np.int64(persons(log).size) + person[named]
    _, place = np.unique(pair * (day.max(initial=0) + 1) + day, return_index=True)
    first[named[place]] = True
    return facts(
        every.day,
        dims_of_rep(log, every.rep) | {"method": methods(every)},
        row=every.row,
        keep=first | (counted & unnamed_acts(log)),
        aside={**without_days(log, every.rep), NO_PERSON: person < 0},
    )


DAYS = Side(rep_days, where="worked", shared=("method",), title="Days worked")
OF_REPS = (
    "activities.type activities.happened_at activities.rep_id | email_sends.sent_at email_sends.rep_id "
    "| social_activities.happened_at social_activities.rep_id social_activities.action"
)
NAMED = "activities.person_id | activities.lead_id | activities.customer_id | email_sends.person_id"


def per_day(side: Side, name: str, scale: float = 1.0) -> Ratio:
    """Rows of reps by the days they worked, times ``scale``: judged for sample size as the mean of those days."""
    return Ratio(Sum(side), Sum(DAYS), scale=scale, names=(name, "days"), judged_as=MeasureKind.MEAN)


def _figure(mark: str, name: str) -> Figure:
    return Figure(f"{name} per day", Unit.PER_DAY, per_day(Side(touches, where=mark, title=name), mark))


TOUCHES_PER_DAY = Kpi(
    id="K09",
    key="touches_per_day",
    name="Contacts per working day",
    definition="Calls, e-mails, messages and meetings of reps for each day they worked. Days of absence do not count "
    "as worked; what is done on a weekend counts without its day.",
    formula="completed outbound contacts / (working days on which the reps were employed − days of absence)",
    unit=Unit.PER_DAY,
    direction=Direction.HIGHER,
    needs=(OF_REPS,),
    measure=per_day(Side(touches, title="Contacts"), "contacts"),
    by=(*BY_REP, "region", "method"),
    figures={
        "phone": _figure("phone", "Calls"),
        "email": _figure("email", "E-mails"),
        "social": _figure("social", "Social messages"),
        "meetings": _figure("meeting", "Meetings and visits"),
        "texts": _figure("text", "Text messages"),
        "people": Figure(
            "Different people per day",
            Unit.PER_DAY,
            per_day(Side(people_touched, title="People contacted"), "people"),
            needs=(NAMED,),
        ),
    },
    question="What got in the way on the low days?",
    page="activity",
    mark=Mark.COUNT,
    counted="days worked",
    notes=touch_notes,
)
KPIS = (TOUCHES_PER_DAY,)
