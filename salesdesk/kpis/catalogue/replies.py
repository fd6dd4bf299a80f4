"""What came back: which acts are replies of a person, what they say, and which acts met a person at all."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.catalogue.derived import MINUTE_US, Rows, derived, latest, start_of_day
from salesdesk.kpis.catalogue.persons import persons_of_acts
from salesdesk.kpis.catalogue.touches import CHANNELS, Acts, acts
from salesdesk.models.log import Mask, Moments, SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY
from salesdesk.models.tables import BY_NAME

ACTIVITIES, EMAILS = "activities", "email_sends"
MEETINGS = ("meeting", "video", "visit")
POSITIVE, NEGATIVE, NEUTRAL, UNLABELLED = 0, 1, 2, -1
SENTIMENTS = ("positive", "negative", "neutral")

# How mail servers and mailboxes word what nobody wrote.
_BOUNCE = (
    r"\bbounced?\b|undeliver(?:ed|able)|delivery (?:status|failure|has failed)|mail delivery|failure notice"
    r"|returned mail"
)
_AUTOMATIC = (
    r"out[ -]of[ -](?:the )?office|\booo\b|auto(?:matic)?[ -]?(?:reply|response|responder)|automatische antwort"
    r"|abwesen|on vacation|on leave"
)

Sentiments = npt.NDArray[np.int8]


class Returned(NamedTuple):
    """Marks over the acts (``touches.acts``), by the end of the log. ``sentiment``: of replies, else UNLABELLED."""

    reply: Mask
    bounce: Mask
    sentiment: Sentiments


@derived
def returned(log: SalesLog) -> Returned:
    """A reply is an incoming act of any channel or a call that was answered; what a mailbox sends by itself is none."""
    every = acts(log)
    usable = (every.channel >= 0) & every.done & ~every.twice & (every.day != NO_DAY) & (every.day <= log.as_of)
    incoming = usable & ~every.outgoing
    bounce, automatic = (_worded(log, every, incoming, pattern) for pattern in (_BOUNCE, _AUTOMATIC))
    answered = usable & every.outgoing & ((_connected(log, every) & ~every.automated) | _says(log, every, "replied"))
    reply = answered | (incoming & ~bounce & ~automatic & ~every.automated)
    bounce |= usable & every.outgoing & _says(log, every, "bounced")
    return Returned(reply, bounce, np.where(reply, _sentiments(log, every), UNLABELLED).astype(np.int8))


def _says(log: SalesLog, every: Acts, *outcomes: str) -> Mask:
    """Which acts have one of these outcomes; only activities tell any."""
    found = np.zeros(len(every.day), dtype=bool)
    found[every.table == 0] = log.says(ACTIVITIES, "outcome", *outcomes)
    return found


def _connected(log: SalesLog, every: Acts) -> Mask:
    mask: Mask = every.is_a("call") & _says(log, every, "connected")
    return mask


def _worded(log: SalesLog, every: Acts, among: Mask, pattern: str) -> Mask:
    """Which of the acts have a label, an outcome or a subject that reads so."""
    found = np.zeros(len(every.day), dtype=bool)
    chosen = np.flatnonzero(among & (every.table == 0))
    for column in ("label", "outcome", "subject"):
        if chosen.size and log.has(ACTIVITIES, column):
            told = log.tables[ACTIVITIES][column].iloc[every.source[chosen]].astype("str")
            found[chosen] |= told.str.contains(pattern, case=False, regex=True, na=False).to_numpy(dtype=bool)
    return found


def _sentiments(log: SalesLog, every: Acts) -> Sentiments:
    """As stated, else as the label means."""
    sentiment = np.full(len(every.day), UNLABELLED, dtype=np.int8)
    own = every.table == 0
    stated = np.full(log.rows(ACTIVITIES), UNLABELLED, dtype=np.int8)
    label = log.text(ACTIVITIES, "label")
    meant = np.array([*map(_meaning, label.values), UNLABELLED], dtype=np.int8)
    for place, word in enumerate(SENTIMENTS):
        stated[log.says(ACTIVITIES, "sentiment", word)] = place
    sentiment[own] = np.where(stated == UNLABELLED, meant[label.codes], stated)
    return sentiment


_WORDS = BY_NAME[ACTIVITIES].column("sentiment").values
_MEANT = {name_key(text): SENTIMENTS.index(word) for word, texts in _WORDS.items() for text in (word, *texts)}


def _meaning(label: str) -> int:
    parts = (name_key(part) for part in re.split("[,;|]", label))
    return next((_MEANT[part] for part in parts if part in _MEANT), UNLABELLED)


@derived
def delivered(log: SalesLog) -> Mask:
    """Which touches up to the end of the log reached their address: nothing bounced, no wrong number."""
    every, moments = acts(log), reply_moments(log)
    sent = every.touch & (every.day != NO_DAY) & (every.day <= log.as_of)
    bounced = returned(log).bounce.copy()
    stated = np.zeros(len(every.day), dtype=bool)
    stated[every.table == 1] = ~log.flag(EMAILS, "delivered", blank=True)
    # What stands in two tables, and what came back, is about the last e-mail to that person until then.
    told = np.flatnonzero((bounced & ~every.outgoing) | (stated & every.twice))
    mails = np.flatnonzero(sent & every.is_a("email"))
    person = persons_of_acts(log)
    within_minute = moments[told] // MINUTE_US * MINUTE_US + MINUTE_US - 1
    found = latest(person[mails], every.at[mails], person[told], within_minute)
    bounced[mails[found[found >= 0]]] = True
    wrong = every.is_a("call") & _says(log, every, "wrong_number")
    mask: Mask = sent & ~bounced & ~stated & ~wrong
    return mask


@derived
def contacts(log: SalesLog) -> Mask:
    """Acts in which both sides took part: an answered call, a meeting that was held, a reply."""
    every = acts(log)
    held = np.isin(every.channel, [CHANNELS.index(channel) for channel in MEETINGS]) & every.touch
    both = returned(log).reply | held
    if log.settings.gatekeeper_counts:
        both = both | (every.is_a("call") & every.touch & _says(log, every, "gatekeeper"))
    mask: Mask = both & (every.day != NO_DAY) & (every.day <= log.as_of)
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


def last_of(groups: Rows, count: int, at: Moments) -> Rows:
    """For each group 0…count − 1 its latest entry, the lower one of two at an instant; -1 where it has none."""
    rows = np.flatnonzero(groups >= 0)
    order = rows[np.argsort(at[rows], kind="stable")]
    found = np.full(count, -1, dtype=np.int64)
    found[groups[order]] = order
    return found
