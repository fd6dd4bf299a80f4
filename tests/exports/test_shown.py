"""How cells of data read in a list of records."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.exports.shown import columns_of, title_of
from salesdesk.exports.texts import Washing
from salesdesk.models.log import SalesLog
from tests.kpis.building import log


@pytest.fixture
def calls() -> SalesLog:
    rows = [
        {"activity_id": "007", "happened_at": "2026-03-04 10:30", "type": "Call", "rep_id": "r1", "duration_s": 90.0},
        {"activity_id": "1E5", "happened_at": "2026-07-04 23:30Z", "type": "=Call", "rep_id": "r2", "duration_s": None},
    ]
    return log(zone="Europe/Berlin", activities=rows, reps=[{"rep_id": "r1", "name": "Ann Lee"}])


def columns(found: SalesLog, rep: str | None = None) -> dict[str, tuple[str, list[object]]]:
    made = columns_of(found, "activities", np.arange(2), Washing(), rep)
    return {column.header: (column.style, list(column.values)) for column in made}


def test_that_ids_are_text_as_they_stand(calls: SalesLog) -> None:
    assert columns(calls)["Activity ID"] == ("Id", ["007", "1E5"])


def test_that_times_are_local_and_counted_as_excel_does(calls: SalesLog) -> None:
    style, (first, second) = columns(calls)["Date"]
    assert style == "Moment"
    assert first == pytest.approx(46085 + 10.5 / 24, abs=1e-9)
    assert second == pytest.approx(46208 + 1.5 / 24, abs=1e-9)  # half past one of the next day in Berlin


def test_that_a_column_of_dates_has_no_time_of_day() -> None:
    made = log(leads=[{"name": "A", "created_at": "2026-03-04"}])
    column = next(each for each in columns_of(made, "leads", np.arange(1), Washing(), None) if each.header == "Created")
    assert (column.style, list(column.values)) == ("Date", [46085.0])


def test_that_members_read_by_their_names_and_are_not_for_every_eye(calls: SalesLog) -> None:
    assert columns(calls)["Rep"][1] == ["Ann Lee", "r2"]
    assert "Rep" not in columns(calls, "Ann Lee")


def test_that_empty_columns_are_left_out(calls: SalesLog) -> None:
    assert list(columns(calls)) == ["Activity ID", "Date", "Type", "Duration", "Rep"]


def test_that_a_table_without_telling_columns_shows_its_rows() -> None:
    made = log(absences=[{"rep_id": "Ann", "date": "2026-03-04"}])
    (column,) = columns_of(
        SalesLog({"absences": made.tables["absences"][["rep_id"]]}), "absences", np.arange(1), Washing(), "Ann"
    )
    assert (column.header, list(column.values)) == ("Row", [1.0])


def test_that_tables_and_dimensions_have_titles() -> None:
    assert title_of("order_lines") == "Order lines"
    assert title_of("customer") == "Customers counted"
