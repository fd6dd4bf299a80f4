"""Real logs of other programs in the window: every page has something plain to say about each of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesdesk.ui.pages import PAGES
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import UGLY, texts_of

__all__ = ["driver"]

pytestmark = pytest.mark.usefixtures("reading_child")

LOGS = ("maven_crm", "hubspot_dummy", "olist_funnel", "filemaker_crm", "superstore_us", "financial_sample")
FORMATS = {".csv", ".xlsx", ".xls"}


@pytest.mark.parametrize("name", LOGS)
def test_that_a_real_log_opens_in_the_window(driver: Driver, real_data: Callable[[str], Path], name: str) -> None:
    folder = real_data(name)
    driver.open(*sorted(path for path in folder.iterdir() if path.suffix in FORMATS))
    assert not driver.reasons
    assert driver.desk.log is not None
    for page in PAGES:
        shown = driver.page(page.key)
        assert shown.horizontalScrollBar().maximum() == 0
        assert not [text for text in texts_of(shown) if UGLY.search(text)]
    assert not [text for text in texts_of(driver.window) if UGLY.search(text)]
    sources = driver.desk.log.sources
    assert all(source.rows == source.used + sum(source.set_aside.values()) for source in sources)
