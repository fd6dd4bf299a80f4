"""The days on which a location trades: as many as it states, else those on which it sold something."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.derived import derived
from salesdesk.kpis.catalogue.sales_facts import sales
from salesdesk.kpis.facts import NO_ROW, Facts, facts, reads
from salesdesk.kpis.grain import marked
from salesdesk.models.dims import attribute, through
from salesdesk.models.log import SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats

WEEK, MONTH, YEAR = 7, 31, 366  # the most days that a number of trading days can mean per week, month and year


@reads("rate_age_days")
def trading_days(log: SalesLog) -> Facts:
    """One row per location and day of trade; ``open`` is 1, or the part of each day of the log that a stated number
    of days per week, month or year makes of it."""
    found, stated = sales(log), stated_days(log)
    sold = marked(found.values, "sold") & (found.dims["location"] >= 0)
    place = np.asarray(found.dims["location"])[sold]
    region, day = np.asarray(found.dims["region"])[sold], np.asarray(found.day, dtype=np.int64)[sold]
    _, first = np.unique(place.astype(np.int64) << 32 | (day & 0xFFFFFFFF), return_index=True)
    first = first[np.isnan(np.append(stated, np.nan)[place[first]])]
    known = np.flatnonzero(~np.isnan(stated)).astype(np.int32)
    days = np.arange(log.span.first, log.as_of + 1)
    of_place = through(attribute(log, "location", "region"), known)
    return facts(
        np.concatenate([day[first], np.tile(days, len(known))]).astype(np.int32),
        {
            "location": np.concatenate([place[first], np.repeat(known, len(days))]),
            "region": np.concatenate([region[first], np.repeat(of_place, len(days))]),
        },
        {"open": np.concatenate([np.ones(len(first)), *(_parts(stated[code], days) for code in known)])},
        row=np.full(len(first) + len(days) * len(known), NO_ROW),
    )


@derived
def stated_days(log: SalesLog) -> Floats:
    """How many days each location says that it trades; NaN where it says none, or more than a year has."""
    members = log.members("location")
    told = np.full(len(members.labels), np.nan)
    days = log.number("locations", "trading_days")
    usable = (days > 0) & (days <= YEAR)
    own = _own(log)
    told[own[usable & (own >= 0)]] = days[usable & (own >= 0)]
    return told


def _own(log: SalesLog) -> Codes:
    """Which location each row of the locations is about."""
    members = log.members("location")
    by_id, by_name = (members.codes(log.text("locations", column)) for column in ("location_id", "name"))
    return np.where(by_id >= 0, by_id, by_name)


def _parts(stated: float, days: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    """What part of a trading day each day is, so that a whole week, month or year makes up the stated number."""
    if stated <= WEEK:
        return np.full(len(days), stated / WEEK)
    spans = days.astype("datetime64[D]").astype("datetime64[M]" if stated <= MONTH else "datetime64[Y]")
    length = (spans + 1).astype("datetime64[D]") - spans.astype("datetime64[D]")
    part: Floats = np.minimum(stated / length.astype(np.float64), 1.0)
    return part
