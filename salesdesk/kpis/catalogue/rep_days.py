"""The working days of reps: employed, at work, on long leave; one row per rep and day."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import of_rep
from salesdesk.kpis.catalogue.employment import employment
from salesdesk.kpis.catalogue.working_minutes import absences
from salesdesk.kpis.facts import NO_ROW, Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Kpi
from salesdesk.models.dims import attribute, dimension, through
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import Period, day_date, day_number

NO_REP = Reason("no_rep", "no rep", gap=True)
NO_SELLER = Reason("no_seller", "done by a manager without a quota")
LONG_LEAVE = 20  # working days; a rep who is away longer is no part of the team's strength meanwhile


@reads("work_days")
def rep_days(log: SalesLog) -> Facts:
    """One row per rep and working day on which the rep is employed, from the log's first day to its last.

    ``worked``: not absent; ``strength``: not on a leave of more than ``LONG_LEAVE`` working days. Managers who carry
    no quota are none of the reps who sell.
    """
    return _employed(log, log.span.first)


@reads("work_days")
def strength_days(log: SalesLog) -> Facts:
    """As ``rep_days``, but from the beginning of the log's first year: who joins in the month in which the log begins
    is there for a part of the whole month."""
    return _employed(log, _year_start(log))


@reads("work_days")
def team_days(log: SalesLog) -> Facts:
    """The company's working days over the time of ``strength_days``."""
    days = log.calendar.working_days(Period(_year_start(log), log.as_of + 1))
    return facts(days, {}, row=np.full(len(days), NO_ROW))


def _year_start(log: SalesLog) -> int:
    return day_number(day_date(log.span.first).replace(month=1, day=1))


def _employed(log: SalesLog, first: int) -> Facts:
    days = log.calendar.working_days(Period(first, log.as_of + 1))
    told, away = employment(log), absences(log)
    selling = np.flatnonzero(selling_reps(log))
    rep, day = np.repeat(selling, len(days)).astype(np.int32), np.tile(days, len(selling))
    employed = (told.start[rep] <= day) & (day <= told.end[rep])
    absent = np.zeros((len(told.start), len(days)), dtype=bool)
    place = np.searchsorted(days, away.day)
    known = (place < len(days)) & (days[np.minimum(place, len(days) - 1)] == away.day) if len(days) else place < 0
    absent[away.rep[known], place[known]] = True
    absent = absent[selling]
    return facts(
        day,
        dims_of_rep(log, rep),
        {"worked": ~absent.reshape(-1), "strength": ~_long(absent).reshape(-1)},
        row=np.full(len(day), NO_ROW),
        keep=employed,
    )


def observes_days(kpi: Kpi) -> bool:
    """Whether days worked are what a KPI divides by, so that there are rows even of a rep who did nothing."""
    return any(side.facts is rep_days for side in kpi.measure.sides)


def dims_of_rep(log: SalesLog, rep: Codes) -> dict[str, Codes]:
    """The dimensions of rows that stand beside days: all of them are the rep's, the region too."""
    return of_rep(log, rep) | {"region": through(attribute(log, "rep", "region"), rep)}


def without_days(log: SalesLog, rep: Codes) -> dict[Reason, Mask]:
    """Which rows are set aside where they are divided by days: nobody's, and those of reps whose days do not count."""
    sells = np.append(selling_reps(log), True)
    return {NO_REP: rep < 0, NO_SELLER: ~sells[rep]}


def selling_reps(log: SalesLog) -> Mask:
    """Everybody but managers without a quota."""
    role = through(attribute(log, "rep", "role"), np.arange(len(log.members("rep").labels), dtype=np.int32))
    manager = dimension(log, "role").lookup.get("manager", -2)
    sells: Mask = role != manager
    if log.has("quotas", "rep_id"):
        quota = log.code("rep", "quotas", "rep_id")
        sells[quota[quota >= 0]] = True
    return sells


def _long(absent: Mask) -> Mask:
    """Which absences belong to a run of more than ``LONG_LEAVE`` working days."""
    long = np.zeros_like(absent)
    for rep in np.flatnonzero(absent.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], absent[rep], [False]]).astype(np.int8)))
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            long[rep, begin:end] = end - begin > LONG_LEAVE
    return long
