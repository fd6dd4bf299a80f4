import pytest

from salesdesk.insights.board import board
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.selection import nobody
from tests.company import board_of, company_board, deals
from tests.kpis.building import log


def test_that_reps_without_rows_are_there() -> None:
    found = board_of(
        log(as_of="2026-06-30", opportunities=deals(3, 1, "2026-05-12"), reps=[{"rep_id": "Ann"}, {"rep_id": "Zoe"}]),
        "2026-Q2",
    )
    assert found.rep_names() == ("Ann", "Zoe")
    assert found.kpis["deals_won"].rep("Zoe").value == 0
    assert found.kpis["win_rate"].rep("Zoe").value is None


def test_that_a_filter_on_a_region_lists_its_reps_only() -> None:
    reps = [{"rep_id": "Ann", "territory": "North"}, {"rep_id": "Ben", "territory": "South"}]
    rows = [*deals(3, 1, "2026-05-12"), *deals(2, 1, "2026-05-12", "Ben")]
    found = board_of(log(as_of="2026-06-30", opportunities=rows, reps=reps), "2026-Q2", region=frozenset({"North"}))
    assert found.rep_names() == ("Ann",)
    assert found.kpis["deals_won"].now.value == 3
    assert found.kpis["deals_won"].rep("Ann").value == 3


def test_that_rows_of_nobody_are_a_row_of_their_own() -> None:
    rows = [*deals(3, 1, "2026-05-12"), *deals(2, 0, "2026-05-12", None)]
    found = board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2")
    assert found.rep_rows == ("Ann", nobody("rep"))
    assert found.kpis["deals_won"].rep(nobody("rep")).value == 2
    assert found.kpis["deals_won"].now.value == 5


def test_that_the_months_end_with_the_period_and_never_after_the_log() -> None:
    rows = deals(3, 1, "2026-05-12")
    running = board_of(log(as_of="2026-05-14", opportunities=rows), "2026-Q2")
    assert running.running
    assert running.months[-1].label == "May 2026"
    assert len(running.months) == 13
    everything = board_of(log(as_of="2026-06-30", opportunities=rows), "all")
    assert everything.months[-1].label == "Jun 2026"
    assert everything.compared is None


def test_that_the_team_is_added_up_from_rows_and_not_from_reps() -> None:
    scores = company_board().kpis["win_rate"]
    assert scores.reps is not None
    assert scores.now.numerator == scores.reps.numerator[0].sum()
    assert scores.now.denominator == scores.reps.denominator[0].sum()


def test_that_giving_up_leaves_no_board() -> None:
    small = log(as_of="2026-06-30", opportunities=deals(3, 1, "2026-05-12"))

    def stop(done: int, total: int, note: str) -> None:
        raise InterruptedError(note)

    with pytest.raises(InterruptedError):
        board(Book(small), first_selection(small), progress=stop)


def test_that_a_slice_is_worked_out_once() -> None:
    assert company_board().by("deals_won", "region") is company_board().by("deals_won", "region")
