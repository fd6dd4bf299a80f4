"""The walk of a year: last month's file again with rows changed, files twice, sources gone, exports without ids."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.driving import Driver
from tests.ui.exports import HEAD, do, folder, start, titles, won

__all__ = ["folder", "start"]

MARCH = [f"D{n},Deal {n},Ann,Won,2026-01-{n:02d},2026-03-{n:02d},{n}00" for n in range(1, 13)]
REWRITTEN = {
    "D2,": "D2,Deal 2,Ann,Won,2026-01-02,2026-03-02,250",
    "D3,": "D3,Deal 3,Ann,Lost,2026-01-03,2026-03-03,300",
    "D4,": "D4,Deal four,Ann,Won,2026-01-04,2026-03-04,400",
    "D5,": "D5,Deal 5,Bo,Won,2026-01-05,2026-03-05,500",
    "D6,": "D6,Deal 6,Ann,Won,2026-01-06,2026-02-27,600",
}
APRIL = [next((new for key, new in REWRITTEN.items() if row.startswith(key)), row) for row in MARCH[:11]]
APRIL += ["D13,Deal 13,Bo,Won,2026-02-01,2026-04-13,1000", "D14,Deal 14,Bo,Open,2026-04-14,,2000"]
IN_MARCH, IN_BOTH = 7_800, 7_800 + 50 + 3_000


def written(path: Path, rows: list[str], head: str = HEAD) -> Path:
    path.write_text(head + "\n".join(rows) + "\n")
    return path


@pytest.fixture
def march(tmp_path: Path) -> Path:
    return written(tmp_path / "deals March.csv", MARCH)


@pytest.fixture
def april(tmp_path: Path) -> Path:
    return written(tmp_path / "deals April.csv", APRIL)


def rewritten(driver: Driver) -> list[tuple[str, ...]]:
    """What the card on the Data page lists: what, record, column, before, after."""
    card = driver.page("data").rewritten
    if not card.isVisible():
        return []
    columns = {column.key: column.values for column in card.frame.columns}
    keys = ("what", "record", "column", "before", "after")
    return sorted(zip(*(map(str, columns[key]) for key in keys), strict=True))


LISTED = sorted(
    [
        ("changed", "D2", "Amount", "200", "250"),
        ("changed", "D3", "Stage", "Won", "Lost"),
        ("changed", "D3", "Status", "won", "lost"),
        ("changed", "D4", "Name", "Deal 4", "Deal four"),
        ("another owner", "D5", "Owner", "Ann", "Bo"),
        ("earlier date", "D6", "Closed", "2026-03-06", "2026-02-27"),
        ("not in it any more, still counted", "D12", "", "", ""),
    ]
)


def test_the_walk_from_march_to_april(start: Callable[[], Driver], march: Path, april: Path, tmp_path: Path) -> None:
    driver = start()
    driver.open(march)
    assert won(driver) == IN_MARCH
    do(driver, lambda: driver.desk.add([april]))
    assert not driver.reasons
    assert (won(driver), driver.desk.log.rows("opportunities")) == (IN_BOTH, 14)
    assert rewritten(driver) == LISTED
    assert driver.page("data").rewritten.note.text() == (
        "deals April.csv, opportunities: 3 changed, 1 with another owner, 1 with an earlier date, 1 not in it any more."
    )
    do(driver, lambda: driver.desk.add([march, april]))
    assert driver.window.notice.data.text == (
        "deals March.csv and deals April.csv are in this log already: nothing has changed."
    )
    for path in (march, april):
        path.rename(tmp_path / f"moved {path.name}")
    driver = start()
    assert (won(driver), titles(driver)) == (IN_BOTH, ["deals March.csv", "deals April.csv"])
    assert rewritten(driver) == LISTED
    undo, redo = (driver.window.menus.actions[key].trigger for key in ("undo", "redo"))
    do(driver, lambda: driver.desk.remove_import("deals March.csv"))
    assert (won(driver), rewritten(driver)) == (IN_BOTH - 1_200, [])
    shutil.copyfile(tmp_path / "moved deals April.csv", april)
    written(april, [*APRIL, "D15,Deal 15,Bo,Won,2026-04-15,2026-04-16,10"])
    do(driver, lambda: driver.desk.reread_import("deals April.csv"))
    assert won(driver) == IN_BOTH - 1_200 + 10
    for act, worth in ((undo, -1_200), (undo, 0), (redo, -1_200), (redo, -1_190), (undo, -1_200), (undo, 0)):
        do(driver, act)
        assert won(driver) == IN_BOTH + worth
    assert rewritten(driver) == LISTED
    assert not driver.reasons


CALLS = "Date,Rep,Type,Outcome,Company\n"
DAY = [f"2026-03-30 {hour}:15,Ann,Call,Connected,Company {hour}" for hour in range(10, 16)]
NEXT = [f"2026-03-31 {hour}:15,Ann,Call,Busy,Company {hour}" for hour in range(10, 16)]


def test_that_calls_without_ids_in_overlapping_exports_count_once(start: Callable[[], Driver], tmp_path: Path) -> None:
    driver = start()
    driver.open(written(tmp_path / "one.csv", [*DAY, *NEXT[:3]], CALLS))
    do(driver, lambda: driver.desk.add([written(tmp_path / "two.csv", [*DAY[3:], *NEXT], CALLS)]))
    assert driver.desk.log.rows("activities") == 12
    do(driver, lambda: driver.desk.remove_import("one.csv"))
    assert driver.desk.log.rows("activities") == 9


def test_that_days_without_a_time_count_once_only_where_all_cells_are_equal(
    start: Callable[[], Driver], tmp_path: Path
) -> None:
    days = [row.replace(" 10:15", "").replace(" 11:15", "") for row in DAY[:2]]
    other = days[1].replace("Connected", "Busy")
    driver = start()
    driver.open(written(tmp_path / "one.csv", days, CALLS))
    do(driver, lambda: driver.desk.add([written(tmp_path / "two.csv", [days[0], other], CALLS)]))
    assert driver.desk.log.rows("activities") == 3


def test_that_equal_order_lines_without_ids_are_kept_and_told(start: Callable[[], Driver], tmp_path: Path) -> None:
    head = "Order Date,Customer,Product,Quantity,Net Sales,Sales Rep\n"
    lines = [f"2026-03-{n:02d},Company {n},Chair,1,{n}0,Ann" for n in range(10, 16)]
    driver = start()
    driver.open(written(tmp_path / "one.csv", lines, head))
    two = written(tmp_path / "two.csv", [*lines[4:], "2026-03-20,Company 1,Desk,1,5,Bo"], head)
    do(driver, lambda: driver.desk.add([two]))
    assert driver.desk.log.rows("order_lines") == 9
    said = [issue.text for issue in driver.desk.log.issues]
    assert said == ["2 order lines equal another one in every column; all are counted"]
