"""Two months of calls to the leads of a school for data science, each call by a junior under a senior manager."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same, same

TWICE = "Counts rows that stand in the file twice; of identical copies the program reads one."
NO_ARRIVAL = "The response time counts from the day a lead came in; the log has the day of its assignment only."
NO_SALES = "Who bought shows only in the reason of a call; the log has neither deals nor orders."
PARTS_WITHOUT = {"calls_by_rep": {"raw": TWICE, "ok": TWICE, "rate": TWICE}}
OTHER = {
    "calls_by_stage_reason": TWICE,
    "calls_by_day": TWICE,
    "funnel": NO_SALES,
    "response_days_total": NO_ARRIVAL,
    "response_days_by_rep": NO_ARRIVAL,
    "follow_up": "The second-contact rate asks whether a second attempt came in time; the oracle counts all there are.",
    "touches_to_conversion": NO_SALES,
    "conversion_by_rep": NO_SALES,
    "conversion_by_manager": NO_SALES,
    "conversion_by_source": NO_SALES,
}


def row_counts(real: Real, told: Any) -> None:
    (source,) = (source for source in real.log.sources if source.table == "activities")
    copies = sum(source.set_aside.values())
    assert all_same({"raw": source.rows, "dedup": real.team("K08").value, "duplicates": copies}, told)


def calls_by_rep(real: Real, told: Any) -> None:
    for rep, figures in told.items():
        reached = real.of("K11", rep=rep)
        assert same(real.of("K08", rep=rep).details["calls"], figures["dedup"])
        ours = {"dedup": reached.n, "dedup_ok": reached.numerator, "dedup_rate": reached.value}
        assert all_same(ours, figures)
        assert figures.keys() - ours.keys() == PARTS_WITHOUT["calls_by_rep"].keys()


AGREES: dict[str, Check] = {check.__name__: check for check in (row_counts, calls_by_rep)}
