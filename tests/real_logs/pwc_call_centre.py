"""Three months of a call centre: who took which call, how fast, and how callers rated it."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same

SERVICE = "Service calls have a speed of answer, a solution and a rating, which no figure of sales asks for."
UNTOLD = ("resolved", "resolved_rate_of_calls", "resolved_rate_of_answered", "mean_speed_s", "median_speed_s",
          "mean_talk_s", "talk_total_s", "mean_rating")  # fmt: skip
PARTS_WITHOUT = dict.fromkeys(UNTOLD, SERVICE)
OTHER = {
    "by_topic": "Calls are not split by their topic.",
    "within_60s": SERVICE,
    "rating_distribution": SERVICE,
}


def _same_calls(real: Real, told: Any, period: str = "all", **member: str) -> None:
    reached = real.of("K11", period, **member)
    ours = {"calls": real.of("K08", period, **member).details["calls"], "answer_rate": reached.value}
    if "answered" in told:
        ours["answered"] = reached.numerator
    assert all_same(ours, told)
    assert told.keys() - ours.keys() <= PARTS_WITHOUT.keys()


def total(real: Real, told: Any) -> None:
    _same_calls(real, told)


def by_agent(real: Real, told: Any) -> None:
    for agent, figures in told.items():
        _same_calls(real, figures, rep=agent)


def by_month(real: Real, told: Any) -> None:
    for month, figures in told.items():
        _same_calls(real, figures, month)


AGREES: dict[str, Check] = {check.__name__: check for check in (total, by_agent, by_month)}
