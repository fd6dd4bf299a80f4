"""Every kind of figure has its own limits of chance, and reps are held against their like."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.insights.apart import apart
from salesdesk.insights.fairness import Fair, fair
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

CLOSED = "2026-05-12"
UNTESTED = {"territory_growth", "win_loss_ratio", "clv", "net_revenue_retention", "nps", "lifecycle_stage_share"}


def fair_in(key: str, **tables: list[dict[str, object]]) -> Fair:
    return fair(board_of(log(as_of="2026-06-30", **tables), "2026-Q2"), key)


def test_that_every_ranked_figure_is_tested_or_known_not_to_be() -> None:
    fairness = company_board().fairness
    assert {key for key, found in fairness.items() if not found.tested} <= UNTESTED


def test_that_times_are_shrunk_geometric_means() -> None:
    """The worked example of times: A 12, 25, 40, B six times, C eight times, here in days."""
    times = {"A": [12, 25, 40], "B": [55, 90, 240, 1440, 30, 60], "C": [20, 35, 22, 48, 31, 27, 44, 19]}
    end = np.datetime64("2026-05-12")
    rows = [
        deal
        for rep, days in times.items()
        for day in days
        for deal in deals(1, 0, CLOSED, rep, created_at=str(end - np.timedelta64(day, "D")))
    ]
    found = fair_in("sales_cycle_length", opportunities=rows)
    assert found.geometric
    assert np.round(found.shrunk, 1).tolist() == [28.0, 102.6, 30.9]
    assert found.value.tolist() == [25.0, 75.0, 29.0], "the figure itself stays the median"
    assert found.outside.tolist() == [0, 1, 0]
    assert found.step.tolist() == [0, -3, 0]


def test_that_quota_attainment_is_judged_by_the_reps_own_deals() -> None:
    quotas = [{"rep_id": rep, "period_start": "2026-04-01", "period_end": "2026-06-30", "amount": 1000.0}
              for rep in "ABCD"]  # fmt: skip
    rows = [deal for rep in "ABC" for deal in deals(10, 0, CLOSED, rep)]
    rows += deals(1, 0, CLOSED, "D", amount=50.0) + deals(2, 0, CLOSED, "D", amount=60.0)
    found = fair_in("quota_attainment", opportunities=rows, quotas=quotas)
    assert found.tested
    assert found.value.tolist() == pytest.approx([1.0, 1.0, 1.0, 0.17])
    assert found.outside.tolist() == [0, 0, 0, -1]
    assert found.low[0] < 1 < found.high[0]


def test_that_rates_are_compared_within_a_role() -> None:
    rows = [deal for rep in "ABC" for deal in deals(60, 40, CLOSED, rep)]
    rows += [deal for rep in "XYZ" for deal in deals(10, 90, CLOSED, rep)]
    reps = [{"rep_id": rep, "role": "hunter" if rep in "ABC" else "farmer"} for rep in "ABCXYZ"]
    together = fair_in("win_rate", opportunities=rows)
    apart_ = fair_in("win_rate", opportunities=rows, reps=reps)
    assert together.outside.tolist() == [1, 1, 1, -1, -1, -1]
    assert apart_.outside.tolist() == [0] * 6
    assert apart_.centre.tolist() == pytest.approx([0.6] * 3 + [0.1] * 3)
    assert len(apart_.roles) == 2
    assert apart_.others(0).endswith(" together")
    assert apart_.above is not None
    assert np.allclose(apart_.above, 0.5, atol=0.05)


def test_that_a_role_with_few_reps_is_held_against_the_team() -> None:
    rows = [deal for rep in "ABCX" for deal in deals(60, 40, CLOSED, rep)]
    reps = [{"rep_id": rep, "role": "farmer" if rep == "X" else "hunter"} for rep in "ABCX"]
    found = fair_in("win_rate", opportunities=rows, reps=reps)
    assert [bool(role) for role in found.role] == [True, True, True, False]
    assert found.others(3) == "the team"


def test_that_rows_which_are_all_alike_are_no_evidence() -> None:
    rows = [deal for rep in "ABC" for deal in deals(10, 0, CLOSED, rep, amount=100.0)]
    rows += deals(10, 0, CLOSED, "D", amount=200.0)
    found = fair_in("average_deal_size", opportunities=rows)
    assert not found.tested
    assert not found.outside.any()


def test_that_open_pipeline_is_held_against_the_average_rep() -> None:
    rows = [{"stage": "Demo", "created_at": "2026-05-02", "owner_rep_id": rep, "amount": 100.0}
            for rep in "ABCD" for _ in range(10)]  # fmt: skip
    found = fair_in("open_pipeline", opportunities=rows)
    assert found.centre.tolist() == pytest.approx([1000.0] * 4)
    assert not found.of_team


def test_that_a_young_cohort_is_compared_by_the_newest_old_enough() -> None:
    rows = [deal for rep in "ABCD" for deal in deals(20, 20, "2026-02-20", rep, created_at="2026-02-03")]
    rows += [{"stage": "Demo", "created_at": "2026-06-28", "owner_rep_id": rep} for rep in "ABCD"]
    board = board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2")
    assert board.kpis["opp_to_win_rate"].now.status == "immature"
    found = fair(board, "opp_to_win_rate")
    assert found.team == pytest.approx(0.5)
    assert found.value.tolist() == pytest.approx([0.5] * 4)
    assert not found.few.any()


def test_that_who_left_or_is_new_stands_apart_with_the_day() -> None:
    reps = [{"rep_id": "A"}, {"rep_id": "B", "end_date": "2026-05-20"}, {"rep_id": "C", "start_date": "2026-04-20"}]
    rows = [deal for rep in "ABC" for deal in deals(5, 5, CLOSED, rep)]
    found = apart(board_of(log(as_of="2026-06-30", opportunities=rows, reps=reps), "2026-Q2", "win_rate"))
    assert {name: each.word for name, each in found.items()} == {"B": "left", "C": "new"}
    assert str(found["B"].left) == "2026-05-20"
    assert str(found["C"].since) == "2026-04-20"
