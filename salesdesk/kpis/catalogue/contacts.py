"""Which acts were contacts: calls in which a person spoke, meetings that were held, replies; and which touches arrived.

All marks are over the acts (``touches.acts``), whenever they happened.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.derived import MINUTE_US, derived, latest
from salesdesk.kpis.catalogue.persons import persons_of_acts
from salesdesk.kpis.catalogue.touches import CHANNELS, Acts, acts, reply_moments
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY

TABLE = "activities"
HELD = [CHANNELS.index(name) for name in ("meeting", "video", "visit")]
NOT_REACHED = ("no_answer", "voicemail", "busy", "wrong_number", "gatekeeper", "bounced")
# How mail servers and mailboxes word what nobody wrote.
BOUNCE = (
    r"\bbounced?\b|undeliver(?:ed|able)|delivery (?:status|failure|has failed)|mail delivery|failure notice"
    r"|returned mail"
)
AUTOMATIC = (
    r"out[ -]of[ -](?:the )?office|\booo\b|auto(?:matic)?[ -]?(?:reply|response|responder)|automatische antwort"
    r"|abwesen|on vacation|on leave"
)


@derived
def outcome_known(log: SalesLog) -> Mask:
    """Of which acts it is noted what came of them."""
    return _of_activities(log, log.words(TABLE, "outcome").codes >= 0)


@derived
def contacts(log: SalesLog) -> Mask:
    """Acts in which both sides took part: a call that was answered, a meeting that was held, a reply."""
    every = acts(log)
    both = np.isin(every.channel, HELD)
    if log.settings.gatekeeper_counts:
        both |= every.is_a("call") & _says(log, "gatekeeper")
    mask: Mask = replies(log) | (_usable(every) & ~every.automated & both)
    return mask


@derived
def replies(log: SalesLog) -> Mask:
    """Incoming acts of any channel, touches noted as answered, and calls that reached the person.

    Missed calls are none, nor is what a mailbox or a mail server sends by itself.
    """
    every = acts(log)
    spoken = every.is_a("call") & _says(log, "connected")
    machine = _by_machine(log)
    came = ~every.outgoing & ~_says(log, *NOT_REACHED) & ~machine.bounce & ~machine.automatic
    # What a machine sent may well be answered by a person.
    answered = every.outgoing & _says(log, "replied")
    mask: Mask = _usable(every) & (answered | (~every.automated & (spoken | came)))
    return mask


@derived
def delivered(log: SalesLog) -> Mask:
    """Which touches reached their address: nothing bounced, no wrong number."""
    every = acts(log)
    at, moments = every.at, reply_moments(log)
    bounced = every.bounced.copy()
    # A message that came back is about the last e-mail to that person until then.
    back = np.flatnonzero(_usable(every) & (every.day != NO_DAY) & _by_machine(log).bounce)
    mails = np.flatnonzero(every.touch & (every.day != NO_DAY) & every.is_a("email"))
    person = persons_of_acts(log)
    within_minute = moments[back] // MINUTE_US * MINUTE_US + MINUTE_US - 1
    found = latest(person[mails], at[mails], person[back], within_minute)
    bounced[mails[found[found >= 0]]] = True
    mask: Mask = every.touch & ~bounced & ~(every.is_a("call") & _says(log, "wrong_number"))
    return mask


def _usable(every: Acts) -> Mask:
    """Acts that took place and addressed somebody, each once."""
    mask: Mask = (every.channel >= 0) & every.done & ~every.twice
    return mask


def _says(log: SalesLog, *outcomes: str) -> Mask:
    return _of_activities(log, log.says(TABLE, "outcome", *outcomes))


class ByMachine(NamedTuple):
    bounce: Mask
    automatic: Mask


@derived
def _by_machine(log: SalesLog) -> ByMachine:
    """Incoming acts of which a label, an outcome or a subject reads so; each distinct text is read once."""
    every = acts(log)
    incoming = np.flatnonzero(~every.outgoing[every.table == 0])
    found = np.zeros((2, log.rows(TABLE)), dtype=bool)
    for column in ("label", "outcome", "subject"):
        if incoming.size and log.has(TABLE, column):
            codes, texts = pd.factorize(log.tables[TABLE][column].iloc[incoming])
            distinct = pd.Series(texts).astype("str")
            for mark, pattern in zip(found, (BOUNCE, AUTOMATIC), strict=True):
                reads_so = distinct.str.contains(pattern, case=False, regex=True, na=False).to_numpy(dtype=bool)
                mark[incoming] |= np.append(reads_so, False)[codes]  # the last place is for blank cells
    return ByMachine(*(_of_activities(log, mark) for mark in found))


def _of_activities(log: SalesLog, marked: Mask) -> Mask:
    """A mark of the activities as one of all acts; those of other tables do not have it."""
    every = acts(log)
    found = np.zeros(len(every.day), dtype=bool)
    found[every.table == 0] = marked
    return found
