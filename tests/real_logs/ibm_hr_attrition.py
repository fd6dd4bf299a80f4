"""1,470 employees with a column for each question they were asked; not recognised as answers one by one."""

from __future__ import annotations

from tests.real_logs.oracles import Check

QUESTIONS = "Each question is a column: which of them is the grade only a person can say when files are matched."
OTHER = {
    "all": QUESTIONS,
    "sales_department": QUESTIONS,
    "sales_by_role": QUESTIONS,
    "sales_by_travel": QUESTIONS,
    "burnout_flag": "Overtime and several answers of one person are not put together: answers stay anonymous.",
}
AGREES: dict[str, Check] = {}
