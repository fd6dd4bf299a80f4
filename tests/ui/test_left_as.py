"""A log of a layout that was open before is shown as the last one was left: page, period, filters, columns."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from salesdesk.insights.selections import first_selection
from salesdesk.models.period import ALL, parse_period
from salesdesk.models.selection import Against, Selection
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages import place_of
from salesdesk.ui.view_kept import ViewKept, selection_in, view_of
from tests.company import deals as some_deals
from tests.kpis.building import log
from tests.ui.driving import Driver
from tests.ui.exports import do, files, folder, start

__all__ = ["files", "folder", "start"]

CALLS = "Date,Rep,Type,Outcome,Call ID\n" + "".join(f"2026-05-{n:02d} 10:00,Ann,Call,Busy,C{n}\n" for n in range(1, 29))


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS)
    return path


def choose(driver: Driver, text: str, *reps: str) -> None:
    desk = driver.desk
    period = parse_period(text, desk.log.span)
    desk.select(Selection(period, Against.NOTHING, {"rep": frozenset(reps)} if reps else {}))
    driver.settle()


def shown(driver: Driver) -> tuple[str, Against, dict[str, frozenset[str]]]:
    selection = driver.desk.selection
    return selection.period.label, selection.against, dict(selection.keep)


def test_that_the_next_start_shows_the_log_as_it_was_left(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    driver.open(files["2026-06"])
    choose(driver, "2026-05", "Bo")
    table = driver.page("team").table
    table.sort_by(table.frame.columns[1].key, descending=True)
    table.hide_column(2)
    table.grid.head.resizeSection(1, 222)
    table.grid.head.moveSection(3, 1)
    keys = [column.key for column in table.frame.columns]
    order = [table.grid.head.logicalIndex(place) for place in range(4)]
    driver = start()
    assert driver.window.tabs.currentIndex() == place_of("team")
    assert shown(driver) == ("May 2026", Against.NOTHING, {"rep": frozenset({"Bo"})})
    head = driver.page("team").table.grid.head
    assert [column.key for column in driver.page("team").table.frame.columns] == keys
    assert [head.logicalIndex(place) for place in range(4)] == order
    assert (head.sectionSize(1), head.isSectionHidden(2)) == (222, True)
    assert (head.sortIndicatorSection(), head.sortIndicatorOrder()) == (1, Qt.SortOrder.DescendingOrder)


def test_that_the_columns_of_records_are_as_they_were_left(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    driver.open(files["2026-06"])
    wanted = Wanted("deals_won", period=ALL, unfiltered=True)
    do(driver, lambda: driver.desk.show_records(wanted))
    table = driver.window.records.table
    sorted_by = table.frame.columns[2].key
    table.sort_by(sorted_by, descending=True)
    table.hide_column(1)
    driver = start()
    do(driver, lambda: driver.desk.show_records(wanted))
    head = driver.window.records.table.grid.head
    assert head.isSectionHidden(1)
    assert driver.window.records.table.frame.columns[head.sortIndicatorSection()].key == sorted_by
    driver.window.menus.actions["reset"].trigger()
    assert not head.isSectionHidden(1)


def test_that_each_layout_is_left_and_found_on_its_own(
    start: Callable[[], Driver], files: dict[str, Path], calls: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    choose(driver, "2026-04", "Ann")
    driver.page("pipeline")
    driver.open(calls)
    assert shown(driver)[0] == "Q2 2026"
    driver.page("activity")
    choose(driver, "2026-05")
    driver.open(files["2026-06"])  # the next export of the first report
    assert shown(driver) == ("Apr 2026", Against.NOTHING, {"rep": frozenset({"Ann"})})
    assert driver.window.tabs.currentIndex() == place_of("pipeline")
    do(driver, driver.desk.undo.undo)
    assert not driver.reasons
    assert shown(driver)[0] == "May 2026"
    assert driver.window.tabs.currentIndex() == place_of("activity")


def test_that_adding_and_removing_leaves_the_page_and_the_filters(
    start: Callable[[], Driver], files: dict[str, Path], calls: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([calls]))
    choose(driver, "2026-03", "Ann")
    driver.page("data")
    do(driver, lambda: driver.desk.remove_import("calls.csv"))
    assert shown(driver) == ("Mar 2026", Against.NOTHING, {"rep": frozenset({"Ann"})})
    assert driver.window.tabs.currentIndex() == place_of("data")
    do(driver, lambda: driver.desk.set_display_names({"Ann": "Ann Lee"}))  # read anew, and Ann has another name
    assert shown(driver) == ("Mar 2026", Against.NOTHING, {})
    do(driver, lambda: driver.desk.remove_import("deals-2026-05-31.csv"))
    do(driver, driver.desk.undo.undo)
    assert shown(driver)[0] == "Mar 2026"


SMALL = log(as_of="2026-06-30", opportunities=some_deals(3, 1, "2026-05-12"))
GROWN = log(as_of="2026-09-30", opportunities=[*some_deals(3, 1, "2026-05-12"), *some_deals(1, 1, "2026-09-12")])
FIRST = Selection(parse_period("2026-Q3", GROWN.span))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("last full quarter", "Q3 2026"),
        ("year to date", "2026 to date"),
        ("2026-05", "May 2026"),
        ("2026-05-04..2026-05-08", "2026-05-04 to 2026-05-08"),
        ("all", "All"),
        ("2019", "Q3 2026"),  # nothing of it is in the log
    ],
)
def test_that_a_period_with_a_name_follows_the_log(then: str, now: str) -> None:
    selection = replace(FIRST, period=parse_period(then, SMALL.span))
    kept = ViewKept.of(view_of(SMALL, selection, "team", {"team": {"table": {}}}).as_dict())
    assert (kept.page, kept.tables) == ("team", {"team": {"table": {}}})
    assert selection_in(kept, GROWN, FIRST).period.label == now


def test_that_a_log_without_dates_is_left_as_all_of_it() -> None:
    undated = log(opportunities=[{"name": "x"}])
    first = first_selection(undated)
    kept = view_of(undated, first, "team", {})
    assert kept.period == "all"
    assert selection_in(kept, undated, first) == first


def test_that_a_damaged_view_is_left_out() -> None:
    kept = ViewKept.of(
        {"page": 3, "period": ["x"], "against": None, "keep": {"rep": "Ann", "shoe": ["41"]}, "tables": 7}
    )
    assert selection_in(kept, GROWN, FIRST) == FIRST
    unknown = ViewKept(keep={"rep": ("Nobody",)})
    assert selection_in(unknown, GROWN, FIRST).keep == {}
