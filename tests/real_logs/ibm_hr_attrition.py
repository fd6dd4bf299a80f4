"""1,470 employees with a column for each question they were asked; a person says which of them is the grade."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same

QUESTIONS = "Each question is a column of its own, and one of them at a time can be the grade."
NO_FIGURE = "Who leaves or works overtime has no figure."
LOW = "The share of low grades has no figure of its own."
PARTS_WITHOUT = {
    "EnvironmentSatisfaction_mean": QUESTIONS,
    "WorkLifeBalance_mean": QUESTIONS,
    "RelationshipSatisfaction_mean": QUESTIONS,
    "job_sat_le2_share": LOW,
    "attrition_rate": NO_FIGURE,
    "overtime_share": NO_FIGURE,
}
ANONYMOUS = "Answers stay anonymous: they are told by team, not by what else is known of a person."
OTHER = {"sales_by_role": ANONYMOUS, "sales_by_travel": ANONYMOUS, "burnout_flag": ANONYMOUS}


def _same_answers(real: Real, told: Any, **member: str) -> None:
    found = real.of("K07", **member)
    ours = {"n": found.n, "JobSatisfaction_mean": found.value, "job_sat_4_share": found.details["top_box"]}
    assert all_same(ours, told)
    assert told.keys() - ours.keys() == PARTS_WITHOUT.keys()


def whole_firm(real: Real, told: Any) -> None:
    _same_answers(real, told)


def sales_department(real: Real, told: Any) -> None:
    _same_answers(real, told, team="Sales")


AGREES: dict[str, Check] = {"all": whole_firm, "sales_department": sales_department}
