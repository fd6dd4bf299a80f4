"""Which acts were two-way: calls in which a person spoke, meetings that were held, replies."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.derived import derived
from salesdesk.kpis.catalogue.touches import CHANNELS, Acts, acts
from salesdesk.models.log import Mask, SalesLog

TABLE = "activities"
HELD = [CHANNELS.index(name) for name in ("meeting", "video", "visit")]
NOBODY_SPOKE = ("no_answer", "voicemail", "busy", "wrong_number", "gatekeeper")
# What mail programs write by themselves.
BY_MACHINE = ("out of office", "automatic reply", "auto-reply", "autoreply", "undeliverable", "delivery status")


@derived
def outcome_known(log: SalesLog) -> Mask:
    """Of which acts it is noted what came of them."""
    return _of_activities(log, log.words(TABLE, "outcome").codes >= 0)


@derived
def spoken(log: SalesLog) -> Mask:
    """Calls, in either direction, that reached a person; whether a gatekeeper is one is a setting."""
    words = ("connected", "gatekeeper") if log.settings.gatekeeper_counts else ("connected",)
    return _of_activities(log, log.says(TABLE, "outcome", *words)) & acts(log).is_a("call")


@derived
def two_way(log: SalesLog) -> Mask:
    """Acts in which both sides took part: reached by a call, met, or a reply came."""
    every = acts(log)
    met = np.isin(every.channel, HELD)
    real = every.done & ~every.automated & ~every.twice & ~every.bounced & (every.channel >= 0)
    replied = _of_activities(log, log.says(TABLE, "outcome", "replied"))
    contact: Mask = real & (spoken(log) | met | replied | _incoming(log, every))
    return contact


def _incoming(log: SalesLog, every: Acts) -> Mask:
    """What came in from a person: no missed calls, and nothing that a mail program sent."""
    missed = _of_activities(log, log.says(TABLE, "outcome", *NOBODY_SPOKE)) & every.is_a("call")
    incoming: Mask = ~every.outgoing & ~missed & ~_of_activities(log, _by_machine(log))
    return incoming


def _by_machine(log: SalesLog) -> Mask:
    found = np.zeros(log.rows(TABLE), dtype=bool)
    for column in ("subject", "label"):
        words = log.words(TABLE, column)
        machine = [any(mark in value for mark in BY_MACHINE) for value in words.values]
        found |= np.array([*machine, False], dtype=bool)[words.codes]
    return found


def _of_activities(log: SalesLog, marked: Mask) -> Mask:
    """A mark of the activities as one of all acts; those of other tables do not have it."""
    every = acts(log)
    found = np.zeros(len(every.day), dtype=bool)
    found[every.table == 0] = marked
    return found
