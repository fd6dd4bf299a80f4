"""When people are called: weekday and hour on their own clocks."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.answers import LEADS
from salesdesk.kpis.catalogue.derived import DAY_US, taken
from salesdesk.kpis.catalogue.persons import NOBODY, persons, persons_of_acts
from salesdesk.kpis.catalogue.touches import acts
from salesdesk.kpis.catalogue.working_minutes import is_zone
from salesdesk.models.log import NO_MOMENT, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY

_HOUR_US = DAY_US // 24
_THURSDAY = 3  # 1970-01-01, counted from Monday


def call_times(log: SalesLog) -> dict[str, Codes]:
    """The dimensions "weekday" and "hour" of every act, in the zone of the lead addressed, else of the reports."""
    every, zones = acts(log), _zones(log)
    timed = ~every.date_only & (every.at != NO_MOMENT)
    local = np.where(every.day == NO_DAY, 0, every.day) * np.int64(DAY_US)
    for place, name in enumerate(zones.names):
        rows = np.flatnonzero(timed & (zones.of_act == place))
        instants = np.take(every.at, rows)
        moments = pd.DatetimeIndex(pd.to_datetime(instants, unit="us", utc=True)).tz_convert(ZoneInfo(name))
        local[rows] = moments.tz_localize(None).as_unit("us").asi8
    day, within = np.divmod(local, DAY_US)
    weekday = np.where(every.day == NO_DAY, NOBODY_CODE, (day + _THURSDAY) % 7)
    hour = np.where(timed, within // _HOUR_US, NOBODY_CODE)
    return {"weekday": weekday.astype(np.int32), "hour": hour.astype(np.int32)}


class _Zones(NamedTuple):
    names: list[str]
    of_act: Codes


def _zones(log: SalesLog) -> _Zones:
    """The distinct zones, that of the reports first, and in which of them each act's person lives."""
    stated, person = log.text(LEADS, "time_zone"), persons_of_acts(log)
    names = [log.settings.zone]
    of_value = []
    for value in stated.values:
        name = value.strip() if is_zone(value.strip()) else names[0]
        if name not in names:
            names.append(name)
        of_value.append(names.index(name))
    of_lead = np.array([*of_value, 0], dtype=np.int32)[stated.codes]
    lead = np.where(person < persons(log).leads, person, NOBODY)
    return _Zones(names, taken(of_lead, lead, 0) if of_lead.size else np.zeros(len(person), dtype=np.int32))
