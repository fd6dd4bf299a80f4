from typing import Any

import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import BY_ID
from salesdesk.kpis.kpi import Standing
from salesdesk.kpis.records import records
from salesdesk.kpis.slices import cut_for
from salesdesk.kpis.status import Status
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

GRADES = (5, 4, 4, 3, 5, 2)


def asked(score: float | None, **cells: Any) -> dict[str, Any]:
    return {"survey_id": "spring", "scale_max": 5.0, "sent_at": "2026-03-02", "score": score,
            "answered_at": "2026-03-04", **cells}  # fmt: skip


def answers(*grades: float, **cells: Any) -> list[dict[str, Any]]:
    return [asked(float(grade), **cells) for grade in grades]


BLANK, NONE = asked(None), asked(None, answered_at=None)


def book(*rows: dict[str, Any], **settings: Any):
    return log(satisfaction_responses=list(rows), as_of="2026-04-30", settings=settings)


def test_that_grades_are_averaged_over_those_who_answered():
    found = team(book(*answers(*GRADES, goal=4.0), BLANK, NONE), "K07")
    assert found.value == pytest.approx(23 / 6)
    assert round(found.value, 2) == 3.83
    assert found.details["top_box"] == pytest.approx(1 / 3)
    assert found.details["response_rate"] == 0.75
    assert (found.details["goal"], found.n, found.status) == (4, 6, Status.INDICATIVE)


def test_that_four_answers_are_not_shown():
    found = team(book(*answers(5, 4, 4, 3), BLANK), "K07")
    assert (found.value, found.status, found.n) == (None, Status.SUPPRESSED, 0)
    assert not found.details
    assert (found.numerator, found.denominator, found.coverage, dict(found.excluded)) == (None, None, None, {})


def of_teams(**sizes: int) -> list[dict[str, Any]]:
    return [row for name, size in sizes.items() for row in answers(*[4] * size, team=name)]


def hidden(rows: list[dict[str, Any]], *by: str, **settings: Any) -> set[tuple[str, ...]]:
    found = table(book(*rows, **settings), "K07", by=by)
    cells = [dict(zip(by, names, strict=True)) for names in _products(found.labels)]
    return {tuple(cell.values()) for cell in cells if found.at(**cell).status == Status.SUPPRESSED}


def _products(labels: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for names in labels:
        found = [(*before, name) for before in found for name in names]
    return found


def test_that_a_single_hidden_team_takes_the_next_smallest_with_it():
    assert hidden(of_teams(A=4, B=9, C=6), "team") == {("A",), ("C",)}
    assert hidden(of_teams(A=4, B=3, C=6), "team") == {("A",), ("B",)}
    assert hidden(of_teams(A=5, B=9), "team") == set()


def test_that_the_settings_say_how_many_answers_are_enough():
    assert hidden(of_teams(A=4, B=9, C=6), "team", fewest_answers=3) == set()
    assert hidden(of_teams(A=5, B=9), "team", fewest_answers=8) == {("A",), ("B",)}


def test_that_no_cell_of_two_dimensions_can_be_worked_out_from_its_line():
    sizes = {("A", "one"): 4, ("A", "two"): 9, ("A", "three"): 7, ("B", "one"): 8, ("B", "two"): 6, ("B", "three"): 9}
    rows = [row for (name, wave), size in sizes.items() for row in answers(*[4] * size, team=name, survey_id=wave)]
    gone = hidden(rows, "team", "wave")
    assert ("A", "one") in gone
    for place in (0, 1):
        for line in {cell[place] for cell in gone}:
            assert len([cell for cell in gone if cell[place] == line]) != 1


def test_that_every_figure_of_a_hidden_group_is_hidden():
    rows = [*of_teams(A=4, B=9, C=12), *[asked(None, team="A") for _ in range(20)]]
    found = table(book(*rows), "K07", by=("team",))
    assert dict(found.at(team="A").details) == {}
    assert found.at(team="C").details["response_rate"] == 1


def test_that_filters_do_not_single_anybody_out():
    rows = [*of_teams(A=4, B=9, C=12)]
    found = table(book(*rows), "K07", team="A")
    assert (found.at().n, found.ignored) == (25, ("team",))


def test_that_answers_cannot_be_listed():
    filled = book(*answers(*GRADES))
    chosen = Selection(parse_period("2026-03", filled.span))
    found = Book(filled)
    assert records(BY_ID["K07"], found, cut_for(found, chosen), {}) == {}


def test_that_grades_on_different_scales_are_not_averaged():
    rows = [*answers(*GRADES), *answers(10, 1, 5.5, 10, 1, 10, scale_max=10.0, survey_id="other")]
    found = team(book(*rows), "K07")
    assert (found.value, found.status, found.n) == (None, Status.NO_DATA, 12)
    five = [100 * (grade - 1) / 4 for grade in GRADES]
    assert found.details["rescaled"] == pytest.approx((sum(five) + 100 + 0 + 50 + 100 + 0 + 100) / 12)
    assert any("different scales" in note for note in found.notes)
    assert of(book(*rows), "K07", wave="spring").value == pytest.approx(23 / 6)


def test_that_a_scale_begins_at_nought_if_somebody_gave_that():
    assert team(book(*answers(0, 5, 5, 5, 5)), "K07").details["rescaled"] == 80
    assert team(book(*answers(1, 5, 5, 5, 5)), "K07").details["rescaled"] == 80


def test_that_an_answer_off_its_scale_is_told_and_not_counted():
    found = team(book(*answers(*GRADES, 7)), "K07")
    assert (round(found.value, 2), found.n, found.excluded) == (3.83, 6, {"off_scale": 1})


def test_that_a_survey_counts_whole_in_the_period_in_which_it_was_sent_out():
    rows = [*answers(*GRADES), *answers(1, sent_at="2026-03-20", answered_at="2026-04-10")]
    assert team(book(*rows), "K07", "2026-03-01..2026-03-10").n == 7
    assert team(book(*rows), "K07", "2026-03-11..2026-04-30").status == Status.NO_DATA


def test_that_ten_answers_are_enough_and_five_are_a_hint():
    assert [team(book(*answers(*[4] * size)), "K07").status for size in (5, 9, 10)] == [
        Status.INDICATIVE, Status.INDICATIVE, Status.OK]  # fmt: skip


def test_that_what_is_often_quoted_is_no_mark_to_be_judged_by():
    mark = BY_ID["K07"].benchmark
    assert mark is not None
    assert (mark.standing, mark.text) == (Standing.QUOTED, "17.6 % outstanding, 47.1 % good")
    assert "could not be found" in mark.about
