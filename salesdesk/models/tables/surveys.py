"""What customers and reps answer: NPS and satisfaction surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column


@dataclass(frozen=True)
class NpsResponse:
    response_id: str | None = column(
        "Response ID",
        Kind.ID,
        aliases=("id",),
        about="The number of the answer; by it a second copy is known.",
    )
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "company", "account"),
        about="Who was asked: the id or the name of the company.",
    )
    person_id: str | None = column(
        "Person",
        Kind.ID,
        aliases=("respondent", "respondent email", "email", "e-mail", "email address"),
        about="The person who was asked: an e-mail address or an id.",
    )
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, happened=True, aliases=("sent at", "survey sent"), about="When the question was sent."
    )
    answered_at: datetime | None = column(
        "Answered",
        Kind.MOMENT,
        happened=True,
        aliases=(
            "answered at",
            "submit date",
            "submitted at",
            "submitted",
            "response date",
            "responded at",
            "date",
            "last nps survey date",
        ),
        about="When it was answered; empty if it was not.",
    )
    score: float | None = column(
        "Score",
        Kind.NUMBER,
        required=True,
        aliases=("nps", "nps score", "nps rating", "rating", "last nps survey rating"),
        about="The answer, from 0 to 10.",
    )


@dataclass(frozen=True)
class SatisfactionResponse:
    survey_id: str | None = column(
        "Survey", Kind.ID, required=True, aliases=("survey id", "wave"), about="The name of the survey or of its wave."
    )
    question: str | None = column("Question", about="The question that was asked.")
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, happened=True, aliases=("sent at",), about="When it was sent."
    )
    answered_at: datetime | None = column(
        "Answered",
        Kind.MOMENT,
        happened=True,
        aliases=("answered at",),
        about="When it was answered; empty if it was not.",
    )
    scale_max: float | None = column(
        "Scale maximum",
        Kind.NUMBER,
        required=True,
        aliases=("scale max", "scale"),
        about="The best grade there is, such as 5.",
    )
    score: float | None = column("Score", Kind.NUMBER, aliases=("answer", "rating"), about="The grade given.")
    goal: float | None = column("Goal", Kind.NUMBER, aliases=("target",), about="The grade that is aimed at.")
    team: str | None = column("Team", about="The team of the person who answered.")
    rep_id: str | None = column("Rep", Kind.ID, refers="rep", aliases=("rep",), about="Only with the rep's consent.")
    note: str | None = column("Note", aliases=("comment",), about="What was said besides.")


TABLES = (
    Table("nps_responses", "NPS answers", NpsResponse, "Would you recommend us? One row per survey sent.",
          aliases=("nps", "nps survey"), key="response_id", any_of=("customer_id", "person_id")),
    Table("satisfaction_responses", "Satisfaction answers", SatisfactionResponse,
          "How reps grade their job, one row per question sent.", aliases=("satisfaction", "employee survey")),
)  # fmt: skip
