"""Targets in a column for each month, as spreadsheets have them, are quotas one by one."""

import pytest

from salesdesk.models.issue import Effect
from salesdesk.reading.answers import Refused
from salesdesk.reading.choosing import Chosen
from salesdesk.reading.match_tables import MONTHLY
from salesdesk.reading.month_columns import month_of
from tests.reading.drafts import Assistant, opened
from tests.reading.sheets import cells, days, log_of, sheet, texts

GRID = {
    "Year": ["2025", "2026"],
    "Rep": ["Ann", "Bo"],
    "M01": ["-", "1,000"],
    "M02": ["500", "1,250.5"],
    "M03": [None, "900"],
}
SALES = {
    "Order ID": ["1", "2"],
    "Order date": ["2026-02-03", "2026-02-04"],
    "Rep": ["17", "18"],
    "Product": ["a", "b"],
    "Amount": ["10", "20"],
}


@pytest.mark.parametrize(
    ("header", "month"),
    [
        ("M01", (None, 1)), ("m12", (None, 12)), ("Month 3", (None, 3)), ("Jan", (None, 1)), ("März 2026", (2026, 3)),
        ("Dec-26", (2026, 12)), ("2026-02", (2026, 2)), ("02/2026", (2026, 2)), ("2026M11", (2026, 11)),
        ("M13", None), ("Total", None), ("Q1", None), ("Margin", None), ("2026", None), ("13/2026", None),
    ],
)  # fmt: skip
def test_that_a_header_names_a_month(header, month):
    assert month_of(header) == month


def test_that_a_grid_of_targets_gives_a_quota_for_each_month_that_has_one():
    log = log_of(sheet(GRID, "Sales targets.csv"))
    assert cells(log, "quotas", "rep_id") == ["Bo", "Ann", "Bo", "Bo"]
    assert days(log.tables["quotas"]["period_start"]) == ["2026-01-01", "2025-02-01", "2026-02-01", "2026-03-01"]
    assert days(log.tables["quotas"]["period_end"]) == ["2026-01-31", "2025-02-28", "2026-02-28", "2026-03-31"]
    assert cells(log, "quotas", "amount") == [1000, 500, 1250.5, 900]
    (source,) = log.sources
    assert (source.rows, source.used, source.doubt) == (2, 2, "")
    assert [match.field for match in source.matches] == ["period_start", "rep_id", "amount", "amount", "amount"]
    assert log.origins["quotas"].row.tolist() == [3, 2, 3, 3]


@pytest.mark.parametrize(
    ("source", "head"), [("Quota.csv", "{} 2026"), ("Goals 2026.csv", "{}"), ("Plan and targets.csv", "{}-26")]
)
def test_that_the_year_may_stand_in_the_headers_or_in_the_name_of_the_file(source, head):
    grid = {"Team": ["North"], **{head.format(name): ["5"] for name in ("Jan", "Feb", "Mar")}}
    log = log_of(sheet(grid, source))
    assert cells(log, "quotas", "team") == ["North"] * 3
    assert days(log.tables["quotas"]["period_start"]) == ["2026-01-01", "2026-02-01", "2026-03-01"]


@pytest.mark.parametrize("source", ["Sales by rep.csv", "export.csv"])
def test_that_months_of_what_nobody_calls_targets_are_left_out_with_the_reason(source):
    with pytest.raises(Refused, match=MONTHLY):
        log_of(sheet(GRID, source))


def test_that_months_without_a_year_are_no_quotas():
    with pytest.raises(Refused):
        log_of(sheet({name: cells for name, cells in GRID.items() if name != "Year"}, "Sales targets.csv"))


def test_that_what_is_no_number_in_a_month_is_told_with_its_column_and_row():
    log = log_of(sheet({**GRID, "M03": ["soon", "900"]}, "Targets.csv"))
    (issue,) = [issue for issue in log.issues if issue.effect is Effect.BLANKED]
    assert (issue.column, issue.row) == ("M03", 2)


@pytest.mark.usefixtures("reading_here")
def test_that_a_person_may_say_that_months_are_targets(tmp_path):
    path = tmp_path / "grid.csv"
    path.write_text("Year,Rep,Jan,Feb,Mar\n2026,Ann,5,6,7\n", encoding="utf-8")
    assistant = Assistant(path)
    assert not assistant.sheet().is_used
    chosen: Chosen = assistant.drafting.into_table(assistant.chosen, assistant.draft, assistant.sheet(), "quotas")
    assistant.choose(chosen)
    assert assistant.sheet().lacking == ()
    assert cells(opened([path], assistant.remembered()), "quotas", "amount") == [5, 6, 7]


def test_that_targets_of_reps_whom_no_other_file_names_are_told():
    log = log_of(sheet(GRID, "Sales targets.csv"), sheet(SALES, "orders.csv"))
    assert "All 2 reps with targets are missing in the other tables" in texts(log)
    known = log_of(sheet(GRID, "Sales targets.csv"), sheet({**SALES, "Rep": ["Ann", "Cy"]}, "orders.csv"))
    assert "reps with targets" not in texts(known)
    alone = log_of(sheet(GRID, "Sales targets.csv"))
    assert "reps with targets" not in texts(alone)
