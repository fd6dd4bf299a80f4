"""The funnel of a marketplace: 8,000 qualified leads, whose dates put the day first, and 842 deals won from them."""

from __future__ import annotations

from typing import Any

from salesdesk.models.selection import nobody
from tests.real_logs.oracles import Check, Real, all_same, same

NO_STAGES = "The MQL-to-customer rate goes by the day a lead became qualified, which this log does not have."
NO_OWNER = "The days from lead to customer belong to the lead's owner, and the leads name none."
PARTS_WITHOUT = {
    "counts": {"mql": "Leads have no count of their own.", "matched": NO_STAGES},
    "by_sr": {"mean": NO_OWNER, "median": NO_OWNER},
}
OTHER = {
    "mql_to_won": NO_STAGES,
    "mql_to_won_by_origin": NO_STAGES,
    "mql_cohort_conversion": NO_STAGES,
    "by_sdr": "Won deals are credited to their owner, not to whoever found the lead.",
    "mql_by_month": "How many leads come in has no figure of its own.",
    "wrong_if_month_first": "Is about reading dates, which the tests of reading compare.",
}


def counts(real: Real, told: Any) -> None:
    assert same(real.team("K15").value, told["won"])
    assert told.keys() - {"won"} == PARTS_WITHOUT["counts"].keys()


def by_sr(real: Real, told: Any) -> None:
    for rep, figures in told.items():
        assert same(real.of("K15", rep=rep).value, figures["won"])
        assert figures.keys() - {"won"} == PARTS_WITHOUT["by_sr"].keys()
    assert sum(figures["won"] for figures in told.values()) == real.team("K15").value


def won_by_month(real: Real, told: Any) -> None:
    assert all_same({month: real.team("K15", month).value for month in told}, told)


def won_by_segment(real: Real, told: Any) -> None:
    ours = {name: real.of("K15", segment=name or nobody("segment")).value for name in told}
    assert all_same(ours, told)


def days_to_win(real: Real, told: Any) -> None:
    """The deal won before its lead came in is set aside: the mean with it is worked out from the one without."""
    days = real.team("K55")
    before = days.excluded["negative"]
    mean = (days.details["mean"] * days.n + told["min"] * before) / (days.n + before)
    assert all_same({"median": days.value, "negative": before, "mean": mean}, told)


AGREES: dict[str, Check] = {
    check.__name__: check for check in (counts, by_sr, won_by_month, won_by_segment, days_to_win)
}
