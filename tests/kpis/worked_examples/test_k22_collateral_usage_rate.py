from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

REPS = [{"name": name, "team": team} for name, team in (("Ann", "East"), ("Ben", "West"), ("Cem", "East"))]


def asset(number: int, **cells: Any) -> dict[str, Any]:
    return {"asset_id": f"a{number}", "available_from": "2025-11-01", "available_to": None, **cells}


def use(number: int, day: str = "2026-03-05", **cells: Any) -> dict[str, Any]:
    full = {"rep_id": "Ann", "person_id": "p", "recipient_kind": "Prospect"}
    return {"asset_id": f"a{number}", "sent_at": f"{day} 10:00", **full, **cells}


ASSETS = [*(asset(number) for number in range(1, 9)), asset(9, available_to="2026-02-28")]
USES = [
    use(1), use(1, "2026-03-06", rep_id="Ben"), use(2), use(3), use(4, recipient_kind="Customer"),
    use(5, rep_id="Ben", recipient_kind=None), use(6, recipient_kind="Internal"), use(7, "2026-02-05"),
]  # fmt: skip


def book(assets: list[dict[str, Any]] = ASSETS, uses: list[dict[str, Any]] = USES):
    return log(content_assets=assets, content_uses=uses, reps=REPS, as_of="2026-03-31")


def test_that_content_sent_outside_is_shared_out_of_the_content_available():
    found = team(book(), "K22")
    assert (found.value, found.numerator, found.n) == (0.625, 5, 8)
    assert (found.excluded, found.details["unused"], found.details["sent"]) == ({"internal": 1}, 3, 6)
    assert found.status is Status.NOT_ENOUGH_DATA


def test_that_the_breadth_of_a_rep_is_what_the_rep_sent_of_all_that_was_available():
    assert [of(book(), "K22", rep=rep).value for rep in ("Ann", "Ben", "Cem")] == [0.5, 0.25, 0]
    assert [of(book(), "K22", team=name).value for name in ("East", "West")] == [0.5, 0.25]


def test_that_one_rep_filtered_has_the_figure_of_the_rep():
    assert team(book(), "K22", rep="Ben").value == 0.25
    assert table(book(), "K22", by=("rep",), rep="Ben").labels == (("Ben",),)


def test_that_nobody_is_listed_only_with_content_sent_by_nobody():
    assert "(no rep)" not in table(book(), "K22", by=("rep",)).labels[0]
    assert of(book(uses=[*USES, use(8, rep_id=None)]), "K22", rep="(no rep)").value == pytest.approx(1 / 8)


def test_that_each_piece_of_content_is_used_or_not():
    assert [of(book(), "K22", asset=f"a{number}").value for number in (1, 6, 7)] == [1, 0, 0]


def test_that_content_available_on_one_day_of_the_period_counts():
    edges = [asset(1, available_to="2026-03-01"), asset(2, available_from="2026-03-31"), asset(3, available_from=None),
             asset(4, available_from="2026-04-01")]  # fmt: skip
    assert team(book(edges), "K22").n == 3


def test_that_sending_content_that_was_not_available_does_not_count():
    assert team(book(uses=[use(9)]), "K22").value == 0


@pytest.mark.parametrize("kind", ["internal", "Internal use", "Employee", "colleagues", "Co-worker"])
def test_that_what_goes_to_colleagues_is_not_shared(kind: str):
    assert team(book(uses=[use(1, recipient_kind=kind)]), "K22").value == 0


def test_that_without_kinds_of_recipients_all_count_aloud():
    bare = [{name: cell for name, cell in row.items() if name != "recipient_kind"} for row in USES]
    found = team(book(uses=bare), "K22")
    assert found.value == 0.75
    assert "Nothing says to whom" in " ".join(found.notes)


def test_that_before_the_log_and_after_it_nothing_was_available():
    assert [team(book(), "K22", year).status for year in ("2019", "2031")] == [Status.NO_DATA] * 2
