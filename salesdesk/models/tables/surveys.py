"""What customers and reps answer: NPS and satisfaction surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column


@dataclass(frozen=True)
class NpsResponse:
    response_id: str | None = column("Response ID", Kind.ID, required=True, aliases=("id",))
    customer_id: str | None = column(
        "Customer", Kind.ID, required=True, refers="customer", aliases=("customer", "company", "account")
    )
    person_id: str | None = column("Person", Kind.ID, aliases=("respondent", "respondent email", "email"))
    sent_at: datetime | None = column("Sent", Kind.MOMENT, happened=True, aliases=("sent at", "survey sent"))
    answered_at: datetime | None = column(
        "Answered", Kind.MOMENT, happened=True, aliases=("answered at", "submit date", "last nps survey date")
    )
    score: float | None = column("Score", Kind.NUMBER, aliases=("nps", "nps score", "last nps survey rating"))


@dataclass(frozen=True)
class SatisfactionResponse:
    survey_id: str | None = column("Survey", Kind.ID, required=True, aliases=("survey id", "wave"))
    question: str | None = column("Question")
    sent_at: datetime | None = column("Sent", Kind.MOMENT, happened=True, aliases=("sent at",))
    answered_at: datetime | None = column("Answered", Kind.MOMENT, happened=True, aliases=("answered at",))
    scale_max: float | None = column("Scale maximum", Kind.NUMBER, required=True, aliases=("scale max", "scale"))
    score: float | None = column("Score", Kind.NUMBER, aliases=("answer", "rating"))
    goal: float | None = column("Goal", Kind.NUMBER, aliases=("target",))
    team: str | None = column("Team")
    rep_id: str | None = column("Rep", Kind.ID, refers="rep", aliases=("rep",), about="Only with the rep's consent.")
    note: str | None = column("Note", aliases=("comment",))


TABLES = (
    Table("nps_responses", "NPS answers", NpsResponse, "Would you recommend us? One row per survey sent.",
          aliases=("nps", "nps survey"), key="response_id"),
    Table("satisfaction_responses", "Satisfaction answers", SatisfactionResponse,
          "How reps grade their job, one row per question sent.", aliases=("satisfaction", "employee survey")),
)  # fmt: skip
