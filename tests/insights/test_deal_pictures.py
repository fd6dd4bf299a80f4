"""The numbers behind the pictures of the Pipeline page."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from salesdesk.insights.chain import deal_steps
from salesdesk.insights.deal_lengths import deal_lengths
from salesdesk.insights.deal_sizes import deal_sizes, sizes_by
from salesdesk.insights.losses import losses
from salesdesk.insights.open_deals import by_stage, coverage
from salesdesk.insights.openings import created, origins
from salesdesk.insights.running_wins import running_wins
from salesdesk.insights.win_rates import number_and_value, rates_by
from salesdesk.insights.won_by_age import won_by_age
from salesdesk.models.selection import Against
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

END = date(2026, 3, 31)
NOBODY = log(as_of="2026-06-30", opportunities=[{"name": "x"}])


def aged(days: int, status: str) -> dict[str, Any]:
    """Opened on 1 January and closed after so many days; an open one was opened so many days before the end."""
    if status == "open":
        return {"created_at": str(END - timedelta(days=days)), "status": status, "owner_rep_id": "Ann"}
    start = date(2026, 1, 1)
    return {"created_at": str(start), "closed_at": str(start + timedelta(days=days)), "status": status}


COHORT = [*(aged(days, "won") for days in (10, 20, 20, 30, 45)), *(aged(days, "lost") for days in (12, 25, 40)),
          *(aged(days, "open") for days in (35, 50))]  # fmt: skip


def test_that_the_share_won_by_age_takes_losing_as_the_other_ending() -> None:
    found = won_by_age(board_of(log(as_of=str(END), opportunities=COHORT), "2026-01-01..2026-03-31"))
    assert found is not None
    cohort = found.cohorts[0]
    assert cohort.ages.tolist() == [10, 20, 30, 45]
    assert [round(share, 3) for share in cohort.share] == [0.1, 0.3, 0.4, 0.533]
    assert cohort.at_risk == (10, 8, 5, 2)
    assert (cohort.n, cohort.won, cohort.lost, cohort.young, cohort.until) == (10, 5, 3, 2, 50)
    assert (cohort.at(9), round(cohort.at(44), 3)) == (0.0, 0.4)
    assert cohort.thin_from == 30  # later than that fewer than five are left


def test_that_the_cohort_before_stands_beside_and_filters_hold() -> None:
    found = won_by_age(company_board())
    assert found is not None
    assert [cohort.period.label for cohort in found.cohorts] == ["Q2 2026", "Q1 2026"]
    alone = won_by_age(board_of(log(as_of=str(END), opportunities=COHORT), "2026-Q1", rep=frozenset({"Ann"})))
    assert alone is not None
    assert alone.cohorts[0].n == 2
    assert won_by_age(board_of(NOBODY, "2026-Q2")) is None


def test_that_wins_add_up_day_by_day_and_end_with_the_log() -> None:
    rows = [*deals(2, 1, "2026-04-03"), *deals(1, 0, "2026-05-12"), *deals(4, 0, "2026-03-31")]
    found = running_wins(board_of(log(as_of="2026-05-20", opportunities=rows), "2026-Q2", against=Against.PREVIOUS))
    assert found is not None
    now, before = found
    assert now.days.tolist() == [3, 42]
    assert now.count.tolist() == [2, 3]
    assert now.value is not None
    assert now.value.tolist() == [200, 300]
    assert now.until == 50
    assert before.period.label == "Q1 2026, same days"
    whole = running_wins(company_board())
    assert whole is not None
    assert [each.count[-1] for each in whole] == [162, company_board().kpis["deals_won"].before.value]
    assert running_wins(board_of(NOBODY, "2026-Q2")) is None


def test_that_losses_are_told_by_reason_and_member() -> None:
    rows = [*deals(0, 3, "2026-05-12", "Ben", lost_reason="Price"), *deals(0, 2, "2026-05-12", lost_reason="Timing"),
            *deals(1, 1, "2026-05-12"), *deals(0, 9, "2026-02-12", lost_reason="Timing")]  # fmt: skip
    board = board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2")
    found = losses(board, "lost_reason", "rep")
    assert found is not None
    assert (found.rows, found.columns) == (("Ann", "Ben"), ("Price", "Timing", "(none)"))
    assert found.counts.tolist() == [[0, 2, 1], [3, 0, 0]]
    assert (found.totals.tolist(), found.whole.tolist(), found.lost, found.stated) == ([3, 3], [3, 2, 1], 6, 5)
    assert losses(board, "competitor", "rep") is None


@pytest.mark.parametrize("what", ["lost_reason", "competitor"])
@pytest.mark.parametrize("dim", ["rep", "size", "stage"])
def test_that_losses_make_up_the_deals_lost(what: str, dim: str) -> None:
    found = losses(company_board(), what, dim)
    assert found is not None
    assert found.lost == company_board().kpis["win_loss_ratio"].now.details["lost"]
    assert found.counts.sum() == found.whole.sum() == found.lost


def test_that_only_members_beyond_chance_are_marked_and_nobody_is_no_member() -> None:
    rows = [*deals(30, 10, "2026-05-12", source="Website"), *deals(10, 30, "2026-05-12", source="Cold call"),
            *deals(2, 1, "2026-05-12", source="Referral"), *deals(0, 7, "2026-05-12")]  # fmt: skip
    found = rates_by(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"), "source")
    assert found is not None
    assert {row.name: row.outside for row in found.rows} == {"Website": 1, "Cold call": -1, "Referral": 0}
    assert found.unsaid == 7
    assert rates_by(company_board(), "campaign") is None
    sizes = rates_by(company_board(), "size")
    assert sizes is not None
    assert [row.name for row in sizes.rows] == ["Small", "Medium", "Large"]


def test_that_a_period_without_closed_deals_has_no_members_to_tell_apart() -> None:
    found = board_of(log(as_of="2026-06-30", opportunities=deals(3, 1, "2025-12-12")), "2026-Q2")
    assert [rates_by(found, dim) for dim in ("segment", "source", "size")] == [None, None, None]


def test_that_the_rate_by_value_stands_beside_the_rate_by_number() -> None:
    rows = [*deals(3, 1, "2026-05-12", amount=10.0), *deals(0, 1, "2026-05-12", amount=70.0)]
    found = number_and_value(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"))
    assert found is not None
    assert [(each.rep, each.by_number.value, each.by_value.value) for each in found] == [
        (None, 0.6, 30 / 110), ("Ann", 0.6, 30 / 110)
    ]  # fmt: skip


def test_that_picked_reps_are_told_apart_in_the_lengths_of_deals() -> None:
    rows = [{"created_at": "2026-05-01", "closed_at": f"2026-05-{day:02d}", "status": "won", "owner_rep_id": rep}
            for rep, days in (("Ann", (1, 3, 3, 8, 11)), ("Ben", (31,))) for day in days]  # fmt: skip
    filled = log(as_of="2026-06-30", opportunities=rows)
    found = deal_lengths(board_of(filled, "2026-Q2", rep=frozenset({"Ann", "Ben"})))
    assert found is not None
    assert [line.name for line in found.lines] == ["", "Ann"]
    assert found.few == ("Ben",)
    assert found.lines[1].days.tolist() == [0, 2, 7, 10]
    assert found.lines[1].share.tolist() == [0.2, 0.6, 0.8, 1.0]
    everybody = deal_lengths(board_of(filled, "2026-Q2"))
    assert everybody is not None
    assert [line.n for line in everybody.lines] == [6]
    teams = deal_lengths(company_board())
    assert teams is not None
    assert sum(line.n for line in teams.lines[1:]) == teams.lines[0].n == 162


def test_that_of_many_deals_every_so_many_th_has_a_dot() -> None:
    rows = [deal for amount in range(1, 501) for deal in deals(1, 0, "2026-05-12", amount=float(amount))]
    found = deal_sizes(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"))
    assert found is not None
    assert (found.n, found.every, found.mean.value, found.median.value) == (500, 3, 250.5, 250.5)
    assert [deal.amount for deal in found.deals[-4:]] == [497, 498, 499, 500]
    assert [deal.largest for deal in found.deals[-4:]] == [False, True, True, True]
    assert len(found.deals) == pytest.approx(500 / 3, abs=3)


def test_that_sizes_of_members_carry_their_middle_half() -> None:
    rows = [deal for amount in (0.0, 10.0, 20.0, 30.0, 90.0) for deal in deals(1, 0, "2026-05-12", amount=amount,
            source="Website")] + deals(1, 0, "2026-05-12", source="Cold call", amount=50.0)  # fmt: skip
    found = sizes_by(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"), "source")
    assert found is not None
    assert [(each.name, each.low, each.median, each.high, each.mean, each.n) for each in found] == [
        ("Cold call", 50, 50, 50, 50, 1), ("Website", 10, 20, 30, 30, 5)
    ]  # fmt: skip


def test_that_stages_stand_in_the_order_of_their_chances() -> None:
    found = by_stage(company_board())
    assert found is not None
    assert found[0].stage == "Qualified"
    assert [each.chance for each in found] == sorted(each.chance for each in found)
    now = company_board().kpis["open_pipeline"].now
    assert sum(each.total for each in found) == pytest.approx(now.value)
    assert sum(each.weighted or 0.0 for each in found) == pytest.approx(now.details["weighted"])
    assert by_stage(board_of(NOBODY, "2026-Q2")) is None


def test_that_what_is_due_stands_against_what_is_missing_and_needed() -> None:
    quota = {"period_start": "2026-04-01", "period_end": "2026-04-30", "amount": 100_000.0}
    quotas = [{**quota, "rep_id": "Ann"}, {**quota, "rep_id": "Ben", "amount": 10_000.0}]
    due = {"stage": "Demo", "owner_rep_id": "Ann", "amount": 40_000.0, "expected_close": "2026-04-20"}
    closed = [*deals(1, 1, "2026-04-03", amount=40_000.0), *deals(1, 0, "2026-04-03", "Ben", amount=10_000.0)]
    rows = [{**due, "created_at": "2026-02-01"}, *closed]
    found = coverage(board_of(log(as_of="2026-04-05", opportunities=rows, quotas=quotas), "2026-04"))
    assert found is not None
    team, ann, ben = found
    assert (team.due, team.missing, round(team.score.value or 0, 2)) == (40_000, 60_000, 0.67)
    assert team.needed == pytest.approx(90 / 50)
    assert team.wanted == pytest.approx(108_000)
    assert (ann.name, ann.missing, ann.is_reached) == ("Ann", 60_000, False)
    assert (ben.name, ben.is_reached, ben.wanted) == ("Ben", True, None)
    assert coverage(board_of(log(as_of="2026-04-05", opportunities=rows), "2026-04")) is None


def test_that_months_of_openings_carry_value_and_activities() -> None:
    found, board = created(company_board()), company_board()
    assert found is not None
    assert found.done is not None
    quarter = slice(-3, None)
    assert found.opened.series()[quarter].sum() == board.kpis["opportunities_created"].now.value
    assert found.value.series()[quarter].sum() == pytest.approx(
        board.kpis["opportunities_created"].now.details["value"]
    )
    assert created(board_of(NOBODY, "2026-Q2")) is None


def test_that_origins_make_up_the_volume_and_an_odd_month_stands_out() -> None:
    each = [(month, source) for month in range(2, 13) for source in ("Website", "Cold call", None)]
    rows = [{"created_at": f"2025-{month:02d}-10", "source": source} for month, source in each * 4]
    rows += [{"created_at": f"2025-{month:02d}-11", "source": source} for month, source in each if month % 2]
    rows += [{"created_at": "2026-01-10", "source": "Trade show"}] * 60 + [{"created_at": "2026-02-10"}]
    found = origins(board_of(log(as_of="2026-02-10", opportunities=rows), "2026-01"))
    assert found is not None
    assert list(found.parts) == ["marketing", "sales", "other"]
    assert np.array_equal(sum(found.parts.values()), np.nan_to_num(found.whole.value))
    assert found.parts["marketing"][-1] == 60
    assert found.base >= 8
    assert found.signals.tolist() == [False] * 12 + [True]
    assert origins(board_of(NOBODY, "2026-Q2")) is None


def test_that_the_steps_of_deals_begin_with_the_opportunity() -> None:
    found = deal_steps(company_board())
    assert found is not None
    assert [step.kpi.key for step in found] == ["opportunities", "proposals", "won"]
    assert found[0].rate is None
    assert found[1].rate is not None
    assert deal_steps(board_of(log(as_of="2026-06-30", leads=[{"created_at": "2026-05-01"}]), "2026-Q2")) is None
