"""Whether customers would recommend the company."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT, OWNED, account_notes
from salesdesk.kpis.catalogue.customer_spells import standing
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.surveys import SURVEYS, sent, silences, standing_answers
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.facts import Array
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, NetPromoter
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog

ANSWERS = Side(standing_answers, AT_END, title="Latest answers")
SENT = ("nps_responses.sent_at", "nps_responses.customer_id")


def _mean(total: Array, answers: Array) -> tuple[Mask, dict[str, Array]]:
    return answers > 0, {"score": total / np.maximum(answers, 1)}


ACCOUNTS = Per("customer", {"total": Sum(ANSWERS, "score"), "answers": Sum(ANSWERS)}, _mean, owns=OWNED)


def _waiting(silent: Array, standing: Array) -> tuple[Mask, dict[str, Array]]:
    return (silent > 0) & (standing > 0), {}


def _without_survey(name: str, mark: str) -> Figure:
    sides = {
        "silent": Sum(Side(silences, AT_END, where=mark, title="Time since the last survey")),
        "standing": Sum(Side(standing, AT_END, shared=(*BY_REP, "cycle"), title="Customers")),
    }
    per = Per("customer", sides, _waiting, owns=OWNED, base="silent")
    return Figure(name, Unit.COUNT, Count(per, kind=MeasureKind.SNAPSHOT), needs=SENT)


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = [
        (
            f"An answer counts for {log.settings.nps_days} days, of each person the latest. Promoters (9–10) are "
            "likely to renew and refer, passives (7–8) are open to competitors, detractors (0–6) are likely to leave."
        )
    ]
    if (log.text(SURVEYS, "person_id").codes < 0).all():
        notes.append("The answers name no person: each counts as one of its own.")
    return (*notes, *account_notes(log))


NPS = Kpi(
    id="K42",
    key="nps",
    name="Net Promoter Score",
    definition="Percentage of customers' people who would recommend the company (9 or 10 of 10) minus the percentage "
    "who would not (0 to 6).",
    formula="100 × (promoters − detractors) / answers, over the latest answer of each person up to the period's end",
    unit=Unit.SCORE,
    direction=Direction.HIGHER,
    needs=("nps_responses.score", "nps_responses.answered_at"),
    measure=NetPromoter(ANSWERS, "score"),
    by=(*BY_ACCOUNT, "cycle"),
    figures={
        "accounts": Figure(
            "By account, each with the mean of its people", Unit.SCORE, NetPromoter(ACCOUNTS, "score"),
            needs=("nps_responses.customer_id",),
        ),
        "too_early": Figure(
            "Surveys sent in the first 30 days", Unit.COUNT,
            Count(Side(sent, where="too_early", title="Surveys sent too early")), needs=SENT,
        ),
        "survey_due": _without_survey("Customers without a survey for 3 to 6 months", "due"),
        "survey_overdue": _without_survey("Customers without a survey for over 6 months", "overdue"),
    },
    question="Have you called every detractor?",
    page="customers",
    counted="answers",
    notes=_notes,
)  # fmt: skip
KPIS = (NPS,)
