"""Rows joined by id, and the instants at which local days begin."""

import numpy as np
import pytest

from salesdesk.kpis.catalogue.derived import row_of, start_of_day
from salesdesk.models.log import NO_MOMENT
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY
from tests.kpis.building import log

LEADS = [{"lead_id": name} for name in ("b ", "a", "b", " a ")]


def test_that_ids_are_compared_without_the_blanks_around_them_and_the_first_row_counts():
    named = [{"lead_id": name} for name in ("a", " b", "c", None, "B")]
    found = log(leads=LEADS, activities=named)
    assert row_of(found, "activities", "lead_id", "leads", "lead_id").tolist() == [1, 0, -1, -1, -1]


@pytest.mark.parametrize("kind", ["str", "category"])
def test_that_the_first_row_counts_however_the_column_is_kept(kind: str):
    found = log(leads=LEADS, activities=[{"lead_id": "b"}])
    found.tables["leads"]["lead_id"] = found.tables["leads"]["lead_id"].astype(kind)
    assert row_of(found, "activities", "lead_id", "leads", "lead_id").tolist() == [0]


def test_that_spellings_may_be_compared_instead_of_letters():
    found = log(leads=[{"lead_id": "x", "email": "Kim@Example.org"}], activities=[{"person_id": "kim@example.org"}])
    assert row_of(found, "activities", "person_id", "leads", "email").tolist() == [-1]
    assert row_of(found, "activities", "person_id", "leads", "email", name_key).tolist() == [0]


@pytest.mark.parametrize("far", [[], [2_932_000], [-20_000, 100_000]])
def test_that_days_begin_at_local_midnight_however_far_apart_they_are(far: list[int]):
    berlin = log(zone="Europe/Berlin", leads=LEADS)
    days = [20_541, NO_DAY, 20_542, 20_541, *far]  # the clocks go forward on the first of them
    found = start_of_day(berlin, days)
    hour = 3_600_000_000
    assert [int(at) for at in found[:4]] == [20_541 * 24 * hour - hour, NO_MOMENT, 20_542 * 24 * hour - 2 * hour,
                                             20_541 * 24 * hour - hour]  # fmt: skip
    alone = [int(start_of_day(berlin, [day])[0]) for day in far]
    assert found[4:].tolist() == alone


def test_that_no_days_have_no_beginnings():
    assert start_of_day(log(leads=LEADS), np.empty(0, dtype=np.int32)).tolist() == []
    assert start_of_day(log(leads=LEADS), [NO_DAY]).tolist() == [NO_MOMENT]
