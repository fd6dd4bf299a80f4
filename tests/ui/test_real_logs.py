"""Real logs of other programs in the window: every page has something plain to say about each of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesdesk.models.told import Told
from salesdesk.ui.pages import PAGES
from tests.real_logs.decisions import ANSWERS, DECISIONS
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import UGLY, texts_of

__all__ = ["driver"]

FORMATS = {".csv", ".xlsx", ".xls"}


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in FORMATS)


@pytest.mark.parametrize("name", [*DECISIONS, *ANSWERS])
def test_that_a_real_log_opens_in_the_window(driver: Driver, real_data: Callable[[str], Path], name: str) -> None:
    driver.desk.told = Told(columns=ANSWERS.get(name, {}))
    driver.open(*files(real_data(name)))
    assert not driver.reasons
    assert driver.desk.log is not None
    for page in PAGES:
        shown = driver.page(page.key)
        assert shown.horizontalScrollBar().maximum() == 0
        assert not [text for text in texts_of(shown) if UGLY.search(text)]
    assert not [text for text in texts_of(driver.window) if UGLY.search(text)]
    sources = driver.desk.log.sources
    assert all(source.rows == source.used + sum(source.set_aside.values()) for source in sources)


@pytest.mark.usefixtures("reading_child")
@pytest.mark.parametrize("name", ["olist_funnel", "superstore_us", "pwc_call_centre", "financial_sample"])
def test_that_a_real_log_passes_the_process_that_reads(
    driver: Driver, real_data: Callable[[str], Path], name: str
) -> None:
    driver.open(*files(real_data(name)))
    assert not driver.reasons
    assert driver.desk.log is not None


@pytest.mark.parametrize("name", [*DECISIONS, *ANSWERS])
def test_that_each_file_of_a_real_log_opens_alone_or_is_refused_in_plain_words(
    driver: Driver, real_data: Callable[[str], Path], name: str
) -> None:
    for path in files(real_data(name)):
        before = driver.desk.log
        driver.reasons.clear()
        driver.open(path)
        used = {one.table for place, one in DECISIONS.get(name, ()) if place.partition("/")[0] == path.name} - {None}
        assert (driver.desk.log is not before) == bool(used), (path.name, driver.reasons)
        assert bool(driver.reasons) != bool(used)
        assert all(f"{path.name}" in reason and "not recognised" in reason for reason in driver.reasons)
        assert not any("--" in reason for reason in driver.reasons)
