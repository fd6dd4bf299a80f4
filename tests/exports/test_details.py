"""Second figures in a workbook: all that have a value, in words, and none of a group too small."""

from __future__ import annotations

from salesdesk.exports.blocks import List
from salesdesk.exports.details import details_of, details_sheet
from salesdesk.exports.scorecard import plan_team
from salesdesk.exports.subject import Hand
from salesdesk.insights.board import board
from salesdesk.insights.part_words import is_named
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.measures import Mix
from salesdesk.kpis.part_measures import SideBySide
from salesdesk.models.period import ALL as ALL_TIME
from salesdesk.models.selection import Against, Selection
from tests.kpis.building import log

REP = "Freya Brandvik"


def rows(hand: Hand, rep: str | None) -> dict[tuple[object, object], dict[str, object]]:
    sheet = details_sheet(hand.subject(rep))
    (block,) = (block for block in sheet.blocks if isinstance(block, List))
    told = [dict(zip((column.header for column in block.columns), values, strict=True))
            for values in zip(*(column.values for column in block.columns), strict=True)]  # fmt: skip
    return {(row["KPI"], row["Second figure"]): row for row in told}


def test_that_every_part_of_every_kpi_has_a_name_that_people_read() -> None:
    parts: set[str] = set()
    for kpi in ALL:
        for measure in (kpi.measure, *(figure.measure for figure in kpi.figures.values())):
            parts |= set(measure.names if isinstance(measure, Mix) else ())
            parts |= set(measure.parts if isinstance(measure, SideBySide) else ())
    assert parts
    assert not {part for part in parts if not is_named(part)}


def test_that_second_figures_are_those_of_the_program(hand: Hand) -> None:
    told, won = rows(hand, REP), hand.board.kpis["sales_cycle_length"]
    mean = told["Sales cycle length", "Mean"]
    assert mean["Q2 2026"] == won.rep(REP).details["mean"]
    assert mean["Team"] == won.now.details["mean"]
    assert (mean["Unit"], mean["Cases"]) == ("days", won.rep(REP).n)


def test_that_parts_are_told_by_their_words(hand: Hand) -> None:
    told = rows(hand, None)
    band = told["Sales cycle length", "Deals won by length: 22 to 42 days"]
    assert band["Q2 2026"] == hand.board.kpis["sales_cycle_length"].now.details["days_22_42"]
    mix = [row for (kpi, _), row in told.items() if kpi == "Leads per lifecycle stage" and row["Unit"] == "%"]
    assert not mix or sum(float(str(row["Q2 2026"])) for row in mix) == 1


def test_that_a_group_too_small_is_told_nowhere() -> None:
    answers = [
        {"survey_id": "spring", "scale_max": 5.0, "sent_at": "2026-03-02", "answered_at": "2026-03-04", "score": grade}
        for grade in (1.0, 2.0, 5.0, 4.0)
    ]
    made = log(satisfaction_responses=answers)
    hand = Hand(board(Book(made), Selection(ALL_TIME, Against.NOTHING)))
    subject = hand.subject(None)
    (line,) = [line for line in subject.lines if line.kpi.key == "employee_satisfaction"]
    assert line.now.status == "suppressed"
    assert not list(details_of(subject, line))
    cells = [value for sheet in plan_team(hand).sheets for block in sheet.blocks if isinstance(block, List)
             for column in block.columns for value in column.values]  # fmt: skip
    assert 3.0 not in cells
    assert "too few answers to show" in cells
