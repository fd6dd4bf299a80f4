from salesdesk.insights.board import Board
from salesdesk.insights.persistence import attempt_curve
from tests.company import board_of, company_board
from tests.kpis.building import log

AT_RISK = (100, 80, 60, 45, 30, 18, 10)
CONVERTED = (4, 5, 5, 4, 3, 1, 0)


def worked_board(period: str = "2026-Q1", as_of: str = "2026-12-31", **keep: frozenset[str]) -> Board:
    """Hundred leads first tried in January; so many convert at each attempt, the others are given up after it."""
    leads, acts, stages = [], [], []
    given_up = [AT_RISK[k] - CONVERTED[k] - (AT_RISK[k + 1] if k < 6 else 0) for k in range(7)]
    for k in range(7):
        for won in (True,) * CONVERTED[k] + (False,) * given_up[k]:
            name = f"l{len(leads)}"
            leads.append({"lead_id": name, "created_at": "2026-01-02"})
            acts += [
                {"type": "call", "happened_at": f"2026-01-{5 + 3 * n:02d} 10:00", "rep_id": "Ann", "lead_id": name}
                for n in range(k + 1)
            ]
            if won:
                stages.append({"lead_id": name, "stage": "opportunity", "entered_at": f"2026-01-{6 + 3 * k:02d}"})
    leads.append({"lead_id": "late", "created_at": "2026-05-28"})
    acts.append({"type": "call", "happened_at": "2026-06-01 10:00", "rep_id": "Ann", "lead_id": "late"})
    made = log(as_of=as_of, leads=leads, activities=acts, lead_stage_history=stages)
    return board_of(made, period, "follow_up_rate", **keep)


def test_the_curve_of_rows_worked_by_hand() -> None:
    found = attempt_curve(worked_board())
    assert found is not None
    assert (found.at_risk, found.conversions) == (AT_RISK, CONVERTED)
    assert (found.reached, found.found.benchmark) == (5, None)
    assert round(100 * float(found.found.cumulative[-1]), 1) == 36.1
    assert not found.is_older


def test_that_a_period_too_young_gives_way_to_an_older_one() -> None:
    found = attempt_curve(worked_board("2026-Q2", as_of="2026-06-30"))
    assert found is not None
    assert (found.period.label, found.is_older) == ("Q1 2026", True)


def test_that_the_filter_is_followed() -> None:
    assert attempt_curve(worked_board(rep=frozenset({"Ben"}))) is None


def test_that_the_sample_converts_nobody_twice() -> None:
    found = attempt_curve(company_board())
    assert found is not None
    assert all(won <= people for won, people in zip(found.conversions, found.at_risk, strict=True))
    assert all(
        following <= people - won
        for people, won, following in zip(found.at_risk, found.conversions, found.at_risk[1:], strict=False)
    )
