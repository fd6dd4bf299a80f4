"""What time zones must not change."""

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from tests.kpis.full_log import full_log


@pytest.mark.parametrize("kpi", ALL, ids=[kpi.id for kpi in ALL])
@pytest.mark.parametrize("period", ["2025-Q3", "all"])
def test_that_moving_all_times_and_the_zone_together_changes_nothing(kpi: Kpi, period: str):
    tables = []
    for zone in ("UTC", "Etc/GMT-9", "Etc/GMT+8"):
        log = full_log(zone=zone)
        book = Book(log)
        cut = cut_for(book, Selection(parse_period(period, log.span)), by=("rep",))
        tables.append(score(kpi, book, cut))
    for table in tables[1:]:
        np.testing.assert_allclose(table.value, tables[0].value, rtol=1e-9)
        np.testing.assert_array_equal(table.n, tables[0].n)
        assert (table.status == tables[0].status).all()
