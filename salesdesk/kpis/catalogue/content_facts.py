"""The rows of the KPIs on content: what is available, what was sent to whom, and who called back."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.derived import Rows, derived, instant, latest
from salesdesk.kpis.catalogue.persons import act_dims, persons_named, persons_of_acts
from salesdesk.kpis.catalogue.touches import acts
from salesdesk.kpis.facts import STILL, Facts, Reason, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import NO_MOMENT, Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes, coded
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

ASSETS, USES = "content_assets", "content_uses"
INTERNAL_WORDS = ("internal", "employee", "colleague", "coworker", "co-worker")  # as a word begins
INTERNAL = Reason("internal", "sent to a colleague")
NO_ASSET = Reason("no_asset", "not said which content", gap=True)
NO_PERSON = Reason("no_person", "not said to whom", gap=True)
NO_NUMBER = Reason("no_number", "content without a number of its own to call")
PENDING = Reason("pending", "sent too recently to judge")
BLANK = -1
_NO_DIGIT = re.compile(r"\D")


@reads()
def available(log: SalesLog) -> Facts:
    """Content from the first to the last day it was available, as far as the log reaches."""
    begins, ends = log.day(ASSETS, "available_from"), log.day(ASSETS, "available_to")
    day = np.maximum(begins, _first_day(log)).astype(np.int32)
    until = np.where(ends == NO_DAY, STILL, np.minimum(ends, STILL - 1) + 1)
    until = np.minimum(until, log.as_of + 1).astype(np.int32)
    return facts(
        day,
        {"asset": log.code("asset", ASSETS, "asset_id")},
        until=until,
        row=log.pointers(ASSETS),
        keep=day < until,
    )


def _first_day(log: SalesLog) -> int:
    sent = log.day(USES, "sent_at")
    return min(log.span.first, int(sent[sent != NO_DAY].min(initial=log.as_of)))


@derived
def to_colleagues(log: SalesLog) -> Mask:
    """Which content went to people of the own company."""
    kinds = log.text(USES, "recipient_kind")
    inside = [any(word.startswith(INTERNAL_WORDS) for word in name_key(kind).split()) for kind in kinds.values]
    mask: Mask = np.array([*inside, False], dtype=bool)[kinds.codes]
    return mask


def _use_dims(log: SalesLog) -> dict[str, Codes]:
    none = np.full(log.rows(USES), NOBODY_CODE, dtype=np.int32)
    rep = log.code("rep", USES, "rep_id") if log.has(USES, "rep_id") else none
    return row_dims(log, USES, rep) | {"asset": log.code("asset", USES, "asset_id")}


@reads()
def content_sent(log: SalesLog) -> Facts:
    """Content sent to customers and prospects, by the day it was sent."""
    dims, day = _use_dims(log), log.day(USES, "sent_at")
    return facts(
        day,
        dims,
        row=log.pointers(USES),
        keep=day <= log.as_of,
        aside={NO_ASSET: dims["asset"] < 0, INTERNAL: to_colleagues(log)},
    )


class _Numbers(NamedTuple):
    """Numbers to call, however they are written: of each asset, of each incoming call (BLANK: none of an asset)."""

    of_asset: Rows
    of_activity: Rows
    asset: Codes  # of each number


@derived
def _numbers(log: SalesLog) -> _Numbers:
    """An asset has the first number that is stated for it, a number belongs to the first asset that states it."""
    stated, codes = log.text(ASSETS, "tracking_number"), log.code("asset", ASSETS, "asset_id")
    known: dict[str, int] = {}
    of_asset = np.full(len(log.members("asset").labels) + 1, BLANK, dtype=np.int64)
    asset: list[int] = []
    for row in np.flatnonzero((stated.codes >= 0) & (codes >= 0)):
        number = _digits(stated.values[stated.codes[row]])
        if number and of_asset[codes[row]] == BLANK:
            of_asset[codes[row]] = known.setdefault(number, len(known))
            if len(known) > len(asset):
                asset.append(int(codes[row]))
    incoming = _incoming(log)  # most numbers are those of customers, called by reps
    of_activity = np.full(log.rows("activities"), BLANK, dtype=np.int64)
    if log.has("activities", "number"):
        dialled = coded(log.tables["activities"]["number"].iloc[incoming])
        called = [known.get(_digits(value), BLANK) for value in dialled.values]
        of_activity[incoming] = np.array([*called, BLANK], dtype=np.int64)[dialled.codes]
    return _Numbers(of_asset, of_activity, np.array([*asset, NOBODY_CODE], dtype=np.int32))


def _digits(number: str) -> str:
    """ "+49 30 12" and "0049-3012" are the same."""
    return _NO_DIGIT.sub("", number).removeprefix("00")


def _incoming(log: SalesLog) -> Rows:
    """The dated incoming calls, as rows of the activities, with which ``touches.acts`` begins."""
    every = acts(log)
    calls = (every.table == 0) & every.is_a("call") & ~every.outgoing & every.done
    return np.flatnonzero(calls & (every.day != NO_DAY) & (every.day <= log.as_of))


def _calls(log: SalesLog) -> Rows:
    """Those of the incoming calls that were made on a number of an asset."""
    incoming = _incoming(log)
    found: Rows = incoming[_numbers(log).of_activity[incoming] != BLANK]
    return found


@reads("callback_days")
def tracked_sends(log: SalesLog) -> Facts:
    """Content with a number of its own by the day it was sent; ``called``: the person called it in time."""
    dims, day = _use_dims(log), log.day(USES, "sent_at")
    person = persons_named(log, USES, "person_id")
    days = log.settings.callback_days
    call_day = _next_call(log, person, _numbers(log).of_asset[dims["asset"]])
    return facts(
        day,
        dims,
        {"called": (call_day != NO_DAY) & (call_day <= day + np.int64(days))},
        row=log.pointers(USES),
        keep=day <= log.as_of,
        aside={
            NO_ASSET: dims["asset"] < 0,
            INTERNAL: to_colleagues(log),
            NO_NUMBER: _numbers(log).of_asset[dims["asset"]] == BLANK,
            NO_PERSON: person < 0,
            PENDING: (day != NO_DAY) & (day + np.int64(days) > log.as_of),
        },
    )


def _next_call(log: SalesLog, person: Rows, number: Rows) -> Days:
    """The day of the first call of each person on a number since the content was sent; NO_DAY without one."""
    calls, sent = _calls(log), instant(log, USES, "sent_at")
    caller = persons_of_acts(log)[calls]
    calls, caller = calls[caller >= 0], caller[caller >= 0]
    width = len(_numbers(log).asset)
    at = instant(log, "activities", "happened_at", end=True)[calls]
    asked = np.where((person >= 0) & (number != BLANK) & (sent != NO_MOMENT), person * width + number, BLANK)
    # Against the course of time: the last entry up to a moment is then the first one from it on.
    found = latest(caller * width + _numbers(log).of_activity[calls], -at, asked, np.where(asked >= 0, -sent, 0))
    day = np.append(acts(log).day[calls], NO_DAY)[found]
    return day.astype(np.int32)


@reads()
def unknown_callers(log: SalesLog) -> Facts:
    """Calls on numbers of assets of which nobody knows who called."""
    calls = _calls(log)
    calls = calls[persons_of_acts(log)[calls] < 0]
    number = _numbers(log).of_activity[calls]
    dims = {name: codes[calls] for name, codes in act_dims(log).items()}
    return facts(acts(log).day[calls], dims | {"asset": _numbers(log).asset[number]}, row=acts(log).row[calls])
