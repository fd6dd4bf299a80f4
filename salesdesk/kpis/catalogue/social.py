"""Selling through social networks: what reps do there, and how much of what is won came from there."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import owner_notes
from salesdesk.kpis.catalogue.deal_facts import TABLE, closed_parts
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.reasons import BY_DEAL, BY_REP, FX_MISSING
from salesdesk.kpis.catalogue.rep_days import dims_of_rep, without_days
from salesdesk.kpis.catalogue.touch_pace import per_day
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Mark, Unit
from salesdesk.kpis.measures import Ratio
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog

ACTIONS = "social_activities"
DAYS_PER_WEEK = 5
# Words by which an action is known, tried from top to bottom: "comment on a post" is a comment.
KINDS: dict[str, tuple[str, ...]] = {
    "requests": ("request", "invit", "connect"),
    "messages": ("message", "inmail", "dm"),
    "comments": ("comment", "repl"),
    "reactions": ("like", "react", "follow"),
    "posts": ("post", "article", "share", "story", "video"),
}
NAMES = {
    "posts": "Posts",
    "comments": "Comments",
    "requests": "Connection requests",
    "messages": "Messages",
    "reactions": "Likes and the like",
    "others": "Other actions",
}
# A source that says that nobody knows it is none.
NO_SOURCE = ("unknown", "n/a", "na", "-", "none", "not known", "not set", "?")


@reads()
def social_actions(log: SalesLog) -> Facts:
    """What reps did in social networks, by its day, with one mark per kind of action."""
    words = log.words(ACTIONS, "action")
    of_value = [next((kind for kind, marks in KINDS.items() if _has(value, marks)), "others") for value in words.values]
    kind = np.array([*of_value, "others"])[words.codes]
    rep, day = log.code("rep", ACTIONS, "rep_id"), log.day(ACTIONS, "happened_at")
    return facts(
        day,
        dims_of_rep(log, rep),
        {name: kind == name for name in NAMES},
        row=log.pointers(ACTIONS),
        keep=day <= log.as_of,
        aside=without_days(log, rep),
    )


def _has(value: str, marks: tuple[str, ...]) -> bool:
    return any(mark in value for mark in marks)


@reads("rate_age_days")
def won_by_source(log: SalesLog) -> Facts:
    """The money in won deals by the day of winning: ``social`` or of another source that is ``known``, or not."""
    every, parts = deals(log), closed_parts(log)
    stated = (log.words(TABLE, "source").codes >= 0) & ~log.says(TABLE, "source", *NO_SOURCE)
    known, social = stated[parts.deal], log.says(TABLE, "source", "social")[parts.deal]
    return facts(
        every.closed[parts.deal],
        parts.dims,
        {"social": social, "known": known, "unknown": ~known},
        money={"amount": parts.whole},
        row=log.pointers(TABLE)[parts.deal],
        keep=every.won[parts.deal],
        aside={FX_MISSING: parts.no_rate},
    )


WON = Side(won_by_source, title="Deals won")
KNOWN = Side(won_by_source, where="known", title="Deals won, known source")


def _per_week(mark: str | None, name: str) -> Ratio:
    return per_day(Side(social_actions, where=mark, title=name), "actions", DAYS_PER_WEEK)


def _as_logged(log: SalesLog) -> tuple[str, ...]:  # noqa: ARG001  the signature of all notes
    return ("As the reps' own log has it: what nobody wrote down is not in it.",)


SOCIAL_ACTIVITY = Kpi(
    id="K20",
    key="social_activity",
    name="Social activity",
    definition="What reps do in social networks in a working week of five days: posts, comments, connection requests, "
    "messages and the like.",
    formula="social actions / (days worked by the reps / 5)",
    unit=Unit.PER_WEEK,
    direction=Direction.NEUTRAL,
    needs=("social_activities.rep_id", "social_activities.happened_at"),
    measure=_per_week(None, "Social actions"),
    by=(*BY_REP, "region"),
    figures={
        kind: Figure(f"{name} per week", Unit.PER_WEEK, _per_week(kind, name), needs=("social_activities.action",))
        for kind, name in NAMES.items()
    },
    question="Which conversation started there?",
    page="activity",
    mark=Mark.COUNT,
    counted="days worked",
    notes=_as_logged,
)
SOCIAL_SOURCED_SHARE = Kpi(
    id="K21",
    key="social_sourced_share",
    name="Revenue sourced from social",
    definition="Share of the value won whose source is a social network, among deals whose source is known.",
    formula="value of deals won with a social source / value of deals won with a known source",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("opportunities.source", "opportunities.amount", "opportunities.status", "opportunities.closed_at"),
    measure=Ratio(Sum(KNOWN, "amount", where="social"), Sum(KNOWN, "amount"), names=("social", "known")),
    by=tuple(dim for dim in BY_DEAL if dim != "source"),
    figures={
        "unknown_source": Figure(
            "Share of value with unknown source",
            Unit.PERCENT,
            Ratio(Sum(WON, "amount", where="unknown"), Sum(WON, "amount"), names=("unknown", "won")),
        ),
    },
    question="What did the winning posts or messages have in common?",
    page="activity",
    counted="deals won with a known source",
    notes=owner_notes,
)
KPIS = (SOCIAL_ACTIVITY, SOCIAL_SOURCED_SHARE)
