"""The cards of the Data page for the files of the log and for what later exports changed."""

from collections.abc import Callable
from pathlib import Path

from salesdesk.paths import sample_log
from tests.company import company_log
from tests.ui.driving import Driver
from tests.ui.exports import do, files, folder, start, titles

__all__ = ["files", "folder", "start"]


def test_that_the_data_page_lists_the_files_and_what_can_be_done_with_them(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    card = driver.page("data").imports
    assert card.isVisible()
    column = {each.key: each for each in card.table.frame.columns}
    assert list(column["file"].values) == ["deals-2026-05-31.csv"]
    assert list(column["rows"].values) == [10]
    assert list(column["state"].values) == ["as it was read"]
    assert not card.again.isEnabled()
    card.table.select_row(0)
    assert (card.again.isEnabled(), card.remove.isEnabled()) == (True, True)
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    files["2026-05"].write_text("no more")
    files["2026-06"].unlink()
    card.refresh()
    driver.settle()
    states = {each.key: each for each in card.table.frame.columns}["state"]
    assert list(states.values) == ["changed since", "no longer there; what was read from it stays"]
    card.table.select_row(1)
    do(driver, card.remove.click)
    assert titles(driver) == ["deals-2026-05-31.csv"]
    driver.put(company_log(), str(sample_log()))
    assert driver.desk.is_sample
    assert not driver.page("data").imports.isVisible()


def test_that_the_data_page_lists_what_the_last_export_changed(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    card = driver.page("data").rewritten
    assert not card.isVisible()
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert card.isVisible()
    assert card.note.text() == "deals-2026-06-30.csv, opportunities: 1 changed, 1 with another owner."
    rows = list(zip(*([str(value) for value in column.values] for column in card.table.frame.columns), strict=True))
    assert rows == [
        ("changed", "Opportunities", "D3", "Amount", "300", "350", "deals-2026-06-30.csv", "4.0"),
        ("another owner", "Opportunities", "D2", "Owner", "Ann", "Bo", "deals-2026-06-30.csv", "3.0"),
    ]
