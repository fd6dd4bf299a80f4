from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import table, team
from tests.kpis.building import log
from tests.kpis.worked_examples.test_k04_reps_at_quota import book, quota, won

NAMES = [f"Rep {place}" for place in range(10)]


def test_that_the_middle_of_the_reps_and_their_bands_are_told():
    found = team(book(), "K05")
    assert found.value == pytest.approx((0.9996 + 1.0) / 2)
    assert (found.n, found.status) == (4, Status.NOT_ENOUGH_DATA)
    bands = ("below_50", "from_50_to_80", "from_80_to_100", "from_100_to_120", "from_120")
    assert [found.details[name] for name in bands] == [0, 1, 1, 1, 1]
    assert [found.details[f"share_{name}"] for name in bands] == [0, 0.25, 0.25, 0.25, 0.25]
    assert not hints(found.notes)


def hints(notes: tuple[str, ...]) -> list[str]:
    return [note for note in notes if "possibly" in note]


def quarter(reached: int, reps: int = 10, months: tuple[int, ...] = (1, 2, 3), as_of: str = "2026-03-31", **cells: Any):
    """So many of the reps reach their quota in each month."""
    names = NAMES[:reps]
    deals = [won(rep, 10_000.0 if place < reached else 4_000.0, f"2026-{month:02d}-10")
             for month in months for place, rep in enumerate(names)]  # fmt: skip
    quotas = [quota(rep, month) for month in months for rep in names]
    people = [{"name": name, "team": "East"} for name in names]
    return log(opportunities=deals, quotas=quotas, reps=people, as_of=as_of, **cells)


@pytest.mark.parametrize(("reached", "word"), [(3, "high"), (4, None), (8, None), (9, "low")])
def test_that_three_periods_in_a_row_give_a_hint(reached: int, word: str | None):
    found = hints(team(quarter(reached), "K05").notes)
    assert len(found) == (word is not None)
    assert word is None or f"possibly too {word}" in found[0]
    assert word is None or "in 3 periods in a row" in found[0]


def test_that_one_period_or_two_never_give_a_hint():
    assert not hints(team(quarter(0, months=(3,)), "K05").notes)
    assert not hints(team(quarter(0, months=(2, 3)), "K05").notes)
    assert not hints(team(quarter(0), "K05", "2026-Q1").notes)


def test_that_fewer_than_eight_reps_never_give_a_hint():
    assert hints(team(quarter(0, reps=8), "K05").notes)
    assert not hints(team(quarter(0, reps=7), "K05").notes)


def test_that_a_month_that_is_not_over_gives_no_hint():
    running = quarter(0, as_of="2026-03-20")
    assert not hints(team(running, "K05").notes)


def test_that_the_settings_say_when_a_hint_is_due():
    settings = {"quota_hint": (0.2, 0.5), "quota_hint_reps": 5, "quota_hint_periods": 2}
    assert "possibly too low" in hints(team(quarter(6, months=(2, 3), settings=settings), "K05").notes)[0]
    assert not hints(team(quarter(3, settings=settings), "K05").notes)


def test_that_a_hint_on_one_of_several_teams_names_it():
    found = table(quarter(0), "K05", by=("team",))
    assert hints(found.notes) == [
        "The quota of East is possibly too high: in 3 periods in a row fewer than 40 % of the reps reached it."
    ]
