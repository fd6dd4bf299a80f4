"""A table below another one on the same sheet is a table of its own; pages of one table stay together."""

from pathlib import Path

import pytest

from salesdesk.reading.grid import STORED, CellError
from salesdesk.reading.tables_below import BELOW, tables_apart
from tests.reading.reading import grids, rows
from tests.reading.sheets import cells, log_of, sheet

NAMES = ("Deal ID", "Owner", "Amount", "Stage")
DEALS = [("D1", "Ann", "1200", "Won"), ("D2", "Bea", "900", "Lost"), ("D3", "Ann", "500", "Open")]
BLANK = (None,) * 4
CUSTOMERS = [("Customer", "Country", "Customer since", None), ("Acme", "Spain", "2024-03-02", None),
             ("Bolt", "Italy", "2025-01-20", None)]  # fmt: skip


def parted(*lines, names=NAMES, **facts):
    return tables_apart(sheet(dict(zip(names, map(list, zip(*lines, strict=True)), strict=True)), **facts))


def test_that_a_header_of_its_own_below_blank_rows_begins_a_table():
    deals, customers = parted(*DEALS, BLANK, BLANK, *CUSTOMERS)
    assert (deals.names, rows(deals)) == (NAMES, [*DEALS, BLANK, BLANK])
    assert (customers.names, customers.places) == (("Customer", "Country", "Customer since"), (1, 2, 3))
    assert rows(customers) == [line[:3] for line in CUSTOMERS[1:]]
    assert (customers.header_row, customers.first_row, customers.notes) == (7, 8, (BELOW,))
    assert customers.preview[6:] == tuple(line[:3] for line in CUSTOMERS)


@pytest.mark.parametrize("between", [(), (BLANK,)])
def test_that_its_title_is_no_row_of_the_first_table(between):
    deals, customers = parted(*DEALS, BLANK, ("Our customers", None, None, None), *between, *CUSTOMERS)
    assert len(deals) == len(DEALS) + 1
    assert len(customers) == 2


def test_that_a_total_above_it_stays_with_the_first_table():
    deals, _ = parted(*DEALS, BLANK, ("TOTAL", None, None, None), BLANK, *CUSTOMERS)
    assert rows(deals)[4][0] == "TOTAL"


def test_that_three_tables_are_told_apart():
    goals = [("Rep", "Quota", "Month", None), ("Ann", f"{STORED}20000", "2026-06", None)]
    assert [len(one) for one in parted(*DEALS, BLANK, *CUSTOMERS, BLANK, *goals)] == [4, 3, 1]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([NAMES, *DEALS], id="the same header again, as on every page"),
        pytest.param([("D4", "Cid", "700", "Won"), ("D5", "Bea", "100", "Won")], id="more records"),
        pytest.param([("D4", "Cid", "tbc", "Won"), ("D5", "Bea", "100", "Won")], id="a record without numbers"),
        pytest.param([("North", None, None, None), ("D4", "Cid", "700", "Won")], id="a group"),
        pytest.param([("Total", None, "2600", None)], id="a total"),
        pytest.param([("Owner", "Stage", None, None)], id="nothing below it"),
        pytest.param([("Printed by", "Ann Lee", None, None), ("On", "2026-03-04", None, None)], id="a footer"),
    ],
)
def test_that_what_belongs_to_the_table_stays_in_it(below):
    (only,) = parted(*DEALS, BLANK, *below)
    assert len(only) == len(DEALS) + 1 + len(below)


def test_that_a_header_without_a_blank_row_above_it_is_left_where_it_is():
    assert len(parted(*DEALS, *CUSTOMERS)) == 1


def test_that_errors_go_with_their_rows():
    errors = (CellError(3, 2, "#N/A"), CellError(8, 1, "#REF!"))
    deals, customers = parted(*DEALS, BLANK, BLANK, *CUSTOMERS, errors=errors, error_count=2)
    assert (deals.errors, deals.error_count) == (errors[:1], 1)
    assert (customers.errors, customers.error_count) == (errors[1:], 1)


def test_that_both_tables_of_a_text_file_are_read(tmp_path: Path):
    lines = [NAMES, *DEALS, ("",), ("Customers",), *[line[:3] for line in CUSTOMERS]]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    log = log_of(*grids(path))
    assert cells(log, "opportunities", "opportunity_id") == ["D1", "D2", "D3"]
    assert cells(log, "customers", "name") == ["Acme", "Bolt"]
    assert all(source.rows == source.used + sum(source.set_aside.values()) for source in log.sources)
