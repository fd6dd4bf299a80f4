"""How satisfied reps are with their job, as far as that can be told without telling who said what."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.facts import Facts, Floats, Reason, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Formula, Mean, Share
from salesdesk.kpis.rules import privacy
from salesdesk.kpis.sources import Side, Sum
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.dims import worded_codes
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.period import NO_DAY

TABLE = "satisfaction_responses"
OFF_SCALE = Reason("off_scale", "an answer that is not on its scale", gap=True)
MIXED = "Answers on different scales are not averaged; on a scale from 0 to 100 they are."


@reads()
def invitations(log: SalesLog) -> Facts:
    """Everybody who was asked, by the day of the survey; ``answered`` where there is a grade, ``top`` the highest one.

    ``rescaled``: the grade from 0 to 100.
    """
    sent, day = log.day(TABLE, "sent_at"), log.day(TABLE, "answered_at")
    score, scale = log.number(TABLE, "score"), log.number(TABLE, "scale_max")
    answered = ~np.isnan(score) & (day <= log.as_of)
    low = _lowest(score, scale)
    fits = (score >= low) & (score <= scale)
    score = np.where(answered & fits, score, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        rescaled = 100 * (score - low) / (scale - low)
    return facts(
        _survey_days(log, np.where(sent == NO_DAY, day, sent)),
        {name: worded_codes(log, name, log.text(TABLE, column)) for name, column in COLUMNS.items()},
        {
            "answered": answered,
            "top": answered & (score == scale),
            "score": score,
            "rescaled": rescaled,
            "scale": scale,
            "scale_squared": scale**2,
            "goal": log.number(TABLE, "goal"),
        },
        row=log.pointers(TABLE),
        keep=sent <= log.as_of,
        aside={OFF_SCALE: answered & ~fits},
    )


COLUMNS = {"team": "team", "wave": "survey_id"}


def _lowest(score: Floats, scale: Floats) -> Floats:
    """The lowest grade of each row's scale: 1, or 0 if anybody gave less than 1 on it."""
    below = np.unique(scale[(score >= 0) & (score < 1)])
    return np.where(np.isin(scale, below), 0.0, 1.0)


def _survey_days(log: SalesLog, asked: Days) -> Days:
    """What is sent out within a month is one survey and counts on its first day: a period that took in some of the
    answers only would tell the others by subtraction."""
    month = np.where(asked == NO_DAY, 0, asked).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    survey = log.text(TABLE, "survey_id").codes.astype(np.int64)
    _, place = np.unique(np.stack([survey, month]), axis=1, return_inverse=True)
    place = place.reshape(-1)
    first = np.full(len(asked), np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(first, place, np.where(asked == NO_DAY, np.iinfo(np.int32).max, asked))
    return np.where(asked == NO_DAY, NO_DAY, first[place]).astype(np.int32)


ASKED = Side(invitations, title="Invitations")
ANSWERED = Side(invitations, where="answered", title="Answers")
SCALES = {"answers": Sum(ANSWERED), "scales": Sum(ANSWERED, "scale"), "squares": Sum(ANSWERED, "scale_squared")}


def _on_one_scale(value: Floats, answers: Floats, scales: Floats, squares: Floats) -> Floats:
    """The value where the scales of all answers are the same: their variance is nought."""
    return np.where(np.isclose(answers * squares, scales**2, rtol=1e-9), value, np.nan)


def _of_the_asked(answers: Floats, asked: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(asked > 0, answers / asked, np.nan)


def _anonymous(table: ScoreTable, book: Book) -> ScoreTable:
    """Shows no figure of fewer answers than set, and judges the others by the answers behind them."""
    settings = book.log.settings
    judged = table.status < Status.NO_DATA.code
    few, some = settings.limits.answers
    by_size = np.where(table.n >= some, Status.OK.code, Status.INDICATIVE.code)
    by_size = np.where(table.n < few, Status.NOT_ENOUGH_DATA.code, by_size)
    mixed = np.isnan(table.value) & (table.n >= settings.fewest_answers)
    told = (MIXED,) if table.figure is None and mixed.any() else ()
    status = np.where(judged, by_size, table.status).astype(np.int8)
    return privacy(settings.fewest_answers)(replace(table, status=status, notes=(*table.notes, *told)), book)


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = ["Answers are anonymous: small groups, and groups that would give those away, are not shown."]
    questions = len(np.unique(log.text(TABLE, "question").codes)) if log.has(TABLE, "question") else 1
    if questions > 1:
        notes.append(f"The answers to {questions} questions are taken together.")
    return tuple(notes)


EMPLOYEE_SATISFACTION = Kpi(
    id="K07",
    key="employee_satisfaction",
    name="Employee satisfaction",
    definition="How reps grade their own job on the scale of the survey, and how many give the top grade.",
    formula="mean of the grades of everybody who answered; top grade: answers that are the scale's highest / answers; "
    "response rate: answers / invitations",
    unit=Unit.GRADE,
    direction=Direction.HIGHER,
    needs=("satisfaction_responses.score", "satisfaction_responses.scale_max"),
    measure=Formula({"value": Mean(ANSWERED, "score"), **SCALES}, _on_one_scale, n="value", kind=MeasureKind.MEAN),
    by=("team", "wave"),
    figures={
        "top_box": Figure("Share with the top grade", Unit.PERCENT, Share(ANSWERED, "top")),
        # Each is told by its answers, so that all of them are hidden together.
        "response_rate": Figure(
            "Response rate",
            Unit.PERCENT,
            Formula({"answers": Sum(ANSWERED), "asked": Sum(ASKED)}, _of_the_asked, n="answers"),
        ),
        "goal": Figure(
            "Goal",
            Unit.GRADE,
            Formula({"value": Mean(ASKED, "goal"), **SCALES}, _on_one_scale, n="answers"),
            needs=("satisfaction_responses.goal",),
        ),
        "rescaled": Figure("On a scale from 0 to 100", Unit.INDEX, Mean(ANSWERED, "rescaled")),
    },
    rule=_anonymous,
    private=True,
    benchmark=Benchmark(
        None,  # a share of people, and no grade
        "17.6 % outstanding, 47.1 % good",
        Standing.QUOTED,
        "a survey of 2018 by M. Wayshak, as quoted",
        "Shares of salespeople who called their own satisfaction outstanding or good. They are often repeated, but the "
        "survey itself could not be found: folklore, not a mark to be judged by. Compare with the share of top grades.",
    ),
    question="What drains you most that I could remove this month?",
    page="team",
    counted="answers",
    notes=_notes,
)
KPIS = (EMPLOYEE_SATISFACTION,)
