"""Published benchmarks and the manager's own: what is typed, and what figures are then held against."""

from salesdesk.insights.benchmarks import benchmark_cells, benchmarks_in, held_against
from salesdesk.insights.board import board
from salesdesk.insights.comparisons import With, comparisons
from salesdesk.insights.numbers import PLAIN
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_KEY
from salesdesk.kpis.kpi import Standing
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from tests.company import deals
from tests.kpis.building import log

PUBLISHED = [kpi for kpi in ALL if kpi.benchmark is not None]


def test_that_published_ones_are_listed_and_typing_nothing_changes_nothing() -> None:
    cells = benchmark_cells((), PLAIN, "EUR")
    assert [name for name, *_ in cells] == [kpi.name for kpi in PUBLISHED]
    assert ("Positive reply rate", "6", "%") in cells
    assert ("Employee satisfaction", "", "grade") in cells  # what is published of it are shares
    assert benchmarks_in(cells, PLAIN) == ((), {})


def test_that_what_is_typed_over_added_or_cleared_is_the_managers_own() -> None:
    cells = [list(row) for row in benchmark_cells((), PLAIN, "EUR")]
    rows = {name: row for row, (name, *_) in enumerate(cells)}
    cells[rows["Lead response time"]][1] = "30"
    cells[rows["Positive reply rate"]][1] = ""
    del cells[rows["Dial-to-contact rate"]]
    cells.append(["win rate", "25,5", ""])
    own, faults = benchmarks_in(cells, PLAIN)
    assert not faults
    expected = {"lead_response_time": 30, "positive_reply_rate": None, "dial_to_contact_rate": None, "win_rate": 0.255}
    assert dict(own) == expected
    assert benchmarks_in(benchmark_cells(own, PLAIN, None), PLAIN)[0] == own


def test_that_what_is_not_understood_is_said_in_its_cell() -> None:
    _, faults = benchmarks_in([("Luck", "3", ""), ("", "3", ""), ("Win rate", "many", ""), ("", "", "")], PLAIN)
    assert faults == {
        (0, 0): "There is no figure called “Luck”.",
        (1, 0): "Choose a figure.",
        (2, 1): "“many” is no number.",
    }


def test_that_ones_own_benchmark_stands_as_firmly_as_a_study() -> None:
    kpi = held_against(BY_KEY["win_rate"], (("win_rate", 0.3),), "EUR")
    assert kpi.benchmark is not None
    assert (kpi.benchmark.text, kpi.benchmark.standing) == ("30 %", Standing.OWN)
    assert held_against(BY_KEY["positive_reply_rate"], (("positive_reply_rate", None),), None).benchmark is None
    assert held_against(BY_KEY["win_rate"], (), None) is BY_KEY["win_rate"]


def test_that_the_board_holds_figures_against_it() -> None:
    won = log(
        opportunities=[*deals(8, 4, "2026-05-12")], as_of="2026-06-30", settings={"benchmarks": (("win_rate", 0.5),)}
    )
    shown = board(Book(won), Selection(parse_period("2026-Q2", won.span)))
    (found,) = [each for each in comparisons(shown, "win_rate", Voice("EUR")) if each.with_what is With.BENCHMARK]
    now = shown.kpis["win_rate"].now.value
    assert now is not None
    verdict = Voice("EUR").difference(now - 0.5, BY_KEY["win_rate"].unit)
    assert (found.label, found.value, found.verdict) == ("your own", 0.5, verdict)
