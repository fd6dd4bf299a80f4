"""The team's workbook: every rep beside every figure."""

from __future__ import annotations

from salesdesk.exports.blocks import Grid, List, Mark, MarkKind
from salesdesk.exports.scorecard import plan_team
from salesdesk.exports.subject import Hand
from salesdesk.exports.team_book import reps_sheet
from salesdesk.kpis.kpi import Direction


def lists(hand: Hand) -> dict[str, List]:
    return {block.name: block for block in reps_sheet(hand.subject(None)).blocks if isinstance(block, List)}


def test_that_every_rep_is_listed_with_the_figure_on_screen(hand: Hand) -> None:
    figures = lists(hand)["Rep_figures"]
    reps = list(figures.columns[0].values)
    assert reps == list(hand.board.rep_rows)
    column = next(column for column in figures.columns if column.header == "Win rate (%)")
    for rep, value in zip(reps, column.values, strict=True):
        told = rep in hand.board.kpis["win_rate"].reps.labels[0]  # nobody is, where a deal has no owner
        assert value == (hand.board.kpis["win_rate"].rep(str(rep)).value if told else None)


def test_that_each_figure_says_on_how_many_cases_it_rests(hand: Hand) -> None:
    found = lists(hand)
    assert [column.header for column in found["Rep_figures"].columns] == [
        column.header for column in found["Rep_cases"].columns
    ]
    column = next(column for column in found["Rep_cases"].columns if column.header == "Win rate (%)")
    assert sum(column.values) == hand.board.kpis["win_rate"].now.n


def test_that_the_state_of_each_sample_is_told_in_words(hand: Hand) -> None:
    found = lists(hand)
    reps, table = found["Rep_samples"].columns[0].values, hand.board.kpis["win_rate"].reps
    column = next(column for column in found["Rep_samples"].columns if column.header == "Win rate (%)")
    words = {"ok": "enough cases", "indicative": "small sample", "not_enough_data": "not enough data"}
    told = {rep: words.get(table.at(0, rep=rep).status, "no data") for rep in table.labels[0]}
    assert dict(zip(reps, column.values, strict=True)) == {rep: told.get(rep, "no data") for rep in reps}
    assert {"enough cases", "small sample"} & set(column.values)


def test_that_the_team_is_pooled_and_not_a_mean_of_reps(hand: Hand) -> None:
    sheet = reps_sheet(hand.subject(None))
    team = next(
        b for b in sheet.blocks if isinstance(b, Grid) and b.cells[0][0] and b.cells[0][0].value == "Team"
    ).cells[0]
    headers = [column.header for column in lists(hand)["Rep_figures"].columns]
    assert team[headers.index("Win rate (%)")].value == hand.board.kpis["win_rate"].now.value


def test_that_only_figures_with_a_better_way_are_compared(hand: Hand) -> None:
    sheet = reps_sheet(hand.subject(None))
    marked = {
        block.cells.first_column for block in sheet.blocks if isinstance(block, Mark) and block.kind is MarkKind.BAR
    }
    headers = [column.header for column in lists(hand)["Rep_figures"].columns]
    neutral = {line.kpi.name for line in hand.subject(None).lines if line.kpi.direction is Direction.NEUTRAL}
    assert neutral
    assert not {headers[place].split(" (")[0] for place in marked} & neutral


def test_that_the_sheets_come_in_the_order_of_reading(hand: Hand) -> None:
    names = [sheet.name for sheet in plan_team(hand).sheets]
    assert names[:5] == ["Team", "Reps", "Details", "Trend", "Definitions"]
    assert names[-1] == "Data quality"
