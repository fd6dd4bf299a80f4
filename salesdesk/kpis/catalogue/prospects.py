"""The rows of the KPIs on replies: persons approached, and what the positive ones among them wrote."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.approached import Answered, answered, approached, bought_before, replies_to_touches
from salesdesk.kpis.catalogue.contacts import TABLE
from salesdesk.kpis.catalogue.derived import Rows
from salesdesk.kpis.catalogue.persons import act_dims, unnamed_acts
from salesdesk.kpis.catalogue.prospect_meetings import have_met, met_in_fact
from salesdesk.kpis.catalogue.replies import POSITIVE, sentiments
from salesdesk.kpis.catalogue.touches import acts, dated
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.models.log import Mask, SalesLog

NO_PERSON = Reason("no_person", "names nobody", gap=True)
BOUNCED = Reason("bounced", "nothing reached the address")
EXISTING = Reason("existing_customer", "a customer already")


@reads()
def prospects(log: SalesLog) -> Facts:
    """Persons by the day of the first touch that reached them, credited to who made it.

    Set aside: those whom nothing reached, those who had bought before, and touches that do not say whom they reached.
    """
    every, begun, back = acts(log), approached(log), answered(log)
    person = np.flatnonzero(begun.sent >= 0)
    first = np.where(begun.first >= 0, begun.first, begun.sent)[person]
    nameless = np.flatnonzero(every.touch & unnamed_acts(log) & dated(log))
    act = np.concatenate([first, nameless])
    named = np.arange(len(act)) < len(first)
    known = np.where(named, np.append(person, np.full(len(nameless), -1)), -1)
    marks = {name: _of_persons(getattr(back, name), known) for name in Answered._fields}
    call, email = every.is_a("call")[act], every.is_a("email")[act]
    return facts(
        every.day[act],
        {name: codes[act] for name, codes in act_dims(log).items()},
        {
            **marks,
            "met": _of_persons(have_met(log), known),
            "held": _of_persons(met_in_fact(log), known),
            "call": call,
            "email": email,
            "other": ~call & ~email,
        },
        row=every.row[act],
        aside={
            NO_PERSON: ~named,
            BOUNCED: _of_persons(begun.first < 0, known),
            EXISTING: _of_persons(bought_before(log), known),
        },
    )


def _of_persons(marks: Mask, person: Rows) -> Mask:
    """A mark of persons for rows of them; none for rows of nobody."""
    return np.append(marks, False)[person]


@reads()
def positive_replies(log: SalesLog) -> Facts:
    """Positive replies by their day; ``label`` is the place of each one's label among ``reply_labels``, NaN for none.

    ``channel``: its place among the channels of touches.
    """
    every = acts(log)
    act = replies_to_touches(log)
    act = act[sentiments(log)[act] == POSITIVE]
    own = every.table[act] == 0
    codes = log.text(TABLE, "label").codes
    label = np.full(len(act), np.nan)
    label[own] = np.where(codes[every.source[act[own]]] >= 0, codes[every.source[act[own]]], np.nan)
    return facts(
        every.day[act],
        {name: found[act] for name, found in act_dims(log).items()},
        {"label": label, "channel": every.channel[act].astype(np.float64)},
        row=every.row[act],
    )


def reply_labels(log: SalesLog) -> tuple[str, ...]:
    return log.text(TABLE, "label").values
