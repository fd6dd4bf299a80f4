"""What reps did: activities, e-mails and social messages of all tables, each act once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.kpis.catalogue.derived import MINUTE_US, Rows, derived, start_of_day
from salesdesk.kpis.facts import Pointers
from salesdesk.models.log import NO_MOMENT, Days, Mask, Moments, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

CHANNELS = ("call", "email", "meeting", "video", "visit", "social", "sms")
OTHER = len(CHANNELS)  # a touch of a type that is not known
NO_TYPE = -1
NO_TOUCH = -2
# Types that are no touches: reminders, and what CRMs write themselves when a record is closed.
NOT_TOUCHES = frozenset({"task", "note", "opportunity close", "order close", "quote close", "case resolution"})
NOT_HELD = ("no_show", "scheduled", "rescheduled", "cancelled", "canceled", "bounced")
MESSAGES = ("message", "inmail", "direct message", "dm", "connection request")

Channels = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Acts:
    """One row per act, activities first; ``table`` and ``source`` say which record it is.

    ``channel`` is a place in ``CHANNELS``, OTHER, NO_TYPE or NO_TOUCH. ``twice``: also in another table, counted there.
    ``bounced``: it was sent and never arrived.
    """

    table: npt.NDArray[np.int8]
    source: Rows
    row: Pointers
    channel: Channels
    at: Moments
    day: Days
    date_only: Mask
    rep: Codes
    outgoing: Mask
    done: Mask
    automated: Mask
    bounced: Mask
    twice: Mask

    def is_a(self, channel: str) -> Mask:
        mask: Mask = self.channel == CHANNELS.index(channel)
        return mask

    @property
    def touch(self) -> Mask:
        """Completed outbound acts of a rep to a person; not what a machine did."""
        mask: Mask = (self.channel >= 0) & self.outgoing & self.done & ~self.automated & ~self.twice
        return mask


TABLES = ("activities", "email_sends", "social_activities")


@derived
def acts(log: SalesLog) -> Acts:
    parts = [read(log) for table, read in _READERS.items() if log.has(table)]
    if not parts:
        return _empty()
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Acts.__dataclass_fields__}
    return _united(log, Acts(**columns))


def _activities(log: SalesLog) -> Acts:
    table, count = "activities", log.rows("activities")
    channel = _channels(log)
    done = ~log.says(table, "status", "planned", "cancelled")
    held = ~np.isin(channel, [CHANNELS.index("meeting"), CHANNELS.index("video"), CHANNELS.index("visit")])
    return Acts(
        table=np.zeros(count, dtype=np.int8),
        source=np.arange(count, dtype=np.int64),
        row=log.pointers(table),
        channel=channel,
        at=log.moment(table, "happened_at"),
        day=log.day(table, "happened_at"),
        date_only=log.is_date_only(table, "happened_at"),
        rep=_rep(log, table),
        outgoing=~log.says(table, "direction", "in"),
        done=done & (held | ~log.says(table, "outcome", *NOT_HELD)),
        automated=log.flag(table, "is_automated"),
        bounced=log.says(table, "outcome", "bounced"),
        twice=np.zeros(count, dtype=bool),
    )


def _channels(log: SalesLog) -> Channels:
    words = log.words("activities", "type")
    meant = [
        CHANNELS.index(word) if word in CHANNELS else NO_TOUCH if word in NOT_TOUCHES else OTHER
        for word in words.values
    ]
    channel = np.full(len(words.codes), NO_TYPE, dtype=np.int8)
    known = words.codes >= 0
    channel[known] = np.array(meant, dtype=np.int8)[words.codes[known]]
    return channel


def _emails(log: SalesLog) -> Acts:
    count = log.rows("email_sends")
    return _plain(
        log, "email_sends", 1, "sent_at", np.full(count, CHANNELS.index("email"), dtype=np.int8),
        log.flag("email_sends", "is_automated"),
    )  # fmt: skip


def _social(log: SalesLog) -> Acts:
    """Messages only: a post or a like is not addressed to anybody."""
    words = log.words("social_activities", "action")
    message = np.array([any(mark in value for mark in MESSAGES) for value in words.values] + [False], dtype=bool)
    channel = np.where(message[words.codes], CHANNELS.index("social"), NO_TOUCH).astype(np.int8)
    return _plain(log, "social_activities", 2, "happened_at", channel, np.zeros(len(channel), dtype=bool))


def _plain(log: SalesLog, table: str, place: int, when: str, channel: Channels, automated: Mask) -> Acts:
    count = log.rows(table)
    return Acts(
        table=np.full(count, place, dtype=np.int8),
        source=np.arange(count, dtype=np.int64),
        row=log.pointers(table),
        channel=channel,
        at=log.moment(table, when),
        day=log.day(table, when),
        date_only=log.is_date_only(table, when),
        rep=_rep(log, table),
        outgoing=np.ones(count, dtype=bool),
        done=np.ones(count, dtype=bool),
        automated=automated,
        bounced=~log.flag(table, "delivered", blank=True) if table == "email_sends" else np.zeros(count, dtype=bool),
        twice=np.zeros(count, dtype=bool),
    )


_READERS = {"activities": _activities, "email_sends": _emails, "social_activities": _social}


def _rep(log: SalesLog, table: str) -> Codes:
    if log.has(table, "rep_id"):
        return log.code("rep", table, "rep_id")
    return np.full(log.rows(table), NOBODY_CODE, dtype=np.int32)


def _empty() -> Acts:
    whole, flags, days = np.empty(0, dtype=np.int64), np.empty(0, dtype=bool), np.empty(0, dtype=np.int32)
    kinds = np.empty(0, dtype=np.int8)
    return Acts(kinds, whole, whole, kinds, whole, days, flags, days, flags, flags, flags, flags, flags)


def _united(log: SalesLog, every: Acts) -> Acts:
    """Marks acts that stand in two tables: the same id, else the same rep, person, channel and minute."""
    first = np.full(len(every.day), -1, dtype=np.int64)
    if not log.has("activities") or (every.table == 0).all():
        return every
    emails = every.table == 1
    if emails.any():
        first[emails] = logged_emails(log)
    alike = _alike(log, every)
    first = np.where(first >= 0, first, alike)
    twice = first >= 0
    automated, bounced = every.automated.copy(), every.bounced.copy()
    automated[first[twice & every.automated]] = True
    bounced[first[twice & every.bounced]] = True
    return replace(every, twice=twice, automated=automated, bounced=bounced)


@derived
def logged_emails(log: SalesLog) -> Rows:
    """For each e-mail sent the activity of the same id, -1 where there is none."""
    none = np.full(log.rows("email_sends"), -1, dtype=np.int64)
    if not (log.has("email_sends", "email_id") and log.has("activities", "activity_id")):
        return none
    sent = log.text("email_sends", "email_id")
    wanted = [value.strip() for value in sent.values]
    ids = log.tables["activities"]["activity_id"].astype("str").str.strip().to_numpy(dtype=object)
    # As codes a million ids that are all different would cost more than everything else here.
    rows = np.flatnonzero(np.fromiter(map(frozenset(wanted).__contains__, ids), bool, len(ids)))
    first = dict(zip(ids[rows[::-1]], rows[::-1].tolist(), strict=True))
    of_value = [first.get(value, -1) for value in wanted]
    return np.array([*of_value, -1], dtype=np.int64)[sent.codes]


def _alike(log: SalesLog, every: Acts) -> Rows:
    """For each e-mail and message of another table the activity of the same rep, person, channel and minute."""
    social = every.is_a("social")  # that table names no person
    person = np.where(social, 0, _persons(log, every))
    usable = (every.is_a("email") | social) & (person >= 0) & (every.rep >= 0) & ~every.date_only
    usable &= every.at != NO_MOMENT
    keys = pd.DataFrame({"rep": every.rep, "person": person, "channel": every.channel, "minute": every.at // MINUTE_US})
    ours = keys[usable & (every.table == 0)].drop_duplicates()
    ours = ours.assign(activity=ours.index)
    others = np.flatnonzero(usable & (every.table > 0))
    found = keys.iloc[others].merge(ours, how="left", on=list(keys.columns))["activity"]
    first = np.full(len(every.day), -1, dtype=np.int64)
    first[others] = found.fillna(-1).to_numpy(dtype=np.int64)
    return first


def _persons(log: SalesLog, every: Acts) -> Rows:
    """One code per person over the tables that name one; -1 where blank."""
    person = np.full(len(every.day), -1, dtype=np.int64)
    known: dict[str, int] = {}
    for place, table in enumerate(TABLES[:2]):
        if log.has(table, "person_id"):
            named = log.text(table, "person_id")
            codes = [known.setdefault(name_key(value), len(known)) for value in named.values]
            rows = np.flatnonzero(every.table == place)
            person[rows] = np.where(named.codes >= 0, np.array([*codes, -1], dtype=np.int64)[named.codes], -1)
    return person


def dated(log: SalesLog) -> Mask:
    """Acts of which it is known that they happened by the end of the log."""
    day = acts(log).day
    mask: Mask = (day != NO_DAY) & (day <= log.as_of)
    return mask


@derived
def touch_moments(log: SalesLog) -> Moments:
    """When each act happened at the earliest: a date alone is the beginning of that day."""
    every = acts(log)
    return np.where(every.date_only, start_of_day(log, every.day), every.at)


@derived
def reply_moments(log: SalesLog) -> Moments:
    """When each act happened at the latest: a date alone is the end of that day."""
    every = acts(log)
    whole = every.date_only & (every.day != NO_DAY)
    at = every.at.copy()
    at[whole] = start_of_day(log, every.day[whole] + 1) - 1
    return at


@derived
def touch_notes(log: SalesLog) -> tuple[str, ...]:
    """What is taken for granted because the activities do not say it."""
    if not log.has("activities"):
        return ()
    taken_for = (
        ("direction", "no direction: all activities count as outgoing"),
        ("status", "no status: all activities count as done"),
        ("is_automated", "no mark for automatic e-mails: all count as written by the rep"),
    )
    notes = [f"The activities have {text}." for column, text in taken_for if not log.has("activities", column)]
    if (acts(log).channel == OTHER).any():
        notes.append("Activities of a type that is not known count, without a channel.")
    return tuple(notes)
