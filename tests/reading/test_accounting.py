"""Whatever stands in the cells: every row is used or set aside, and opening the same twice changes nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.answers import Refused
from tests.reading.sheets import log_of, sheet

NASTY = (
    None, "", " ", "-", "NA", "None", "Total", "Grand Total", "1,234", "1.234", "(5)", "12 %", "€ 5", "1E5", "00123",
    "nan", "03/04/2026", "13/04/2026", "2026-03-04", "2026-03-04 10:00", "46002", "9999-12-31", "Won", "closed lost",
    "yes", "no", "Ann", "ANN", "Ann\u00a0", "\u200b", "=1+1", "'=x", "Ärger 😀", "a" * 300, "call", "L1", "1",
)  # fmt: skip
KINDS = {
    "deals.csv": (
        "Deal ID",
        "Deal Name",
        "Amount",
        "Create Date",
        "Close Date",
        "Deal Stage",
        "Owner",
        "Test",
        "Manager",
    ),
    "activities.csv": ("Activity ID", "Type", "Date", "Rep", "Lead", "Outcome", "Duration", "Meeting outcome", "Time"),
    "orders.csv": ("Order ID", "Order date", "Sales", "Product ID", "Product Name", "Customer ID", "Customer Name"),
}
EXTRA = ("", "Notes", "Currency", "Deal ID", "Region")


@st.composite
def sheets(draw):
    name = draw(st.sampled_from(sorted(KINDS)))
    headers = [
        *draw(st.lists(st.sampled_from(KINDS[name]), min_size=3, max_size=9, unique=True)),
        *draw(st.lists(st.sampled_from(EXTRA), max_size=2)),
    ]
    rows = draw(st.integers(0, 9))
    few = st.lists(st.sampled_from(NASTY), min_size=1, max_size=4)  # so that a column can be of one kind
    columns = [draw(st.lists(st.sampled_from(draw(few)), min_size=rows, max_size=rows)) for _ in headers]
    grid = sheet({str(number): column for number, column in enumerate(columns)}, name)
    return replace(grid, names=tuple(headers))


def opened(*grids, **asked):
    try:
        return log_of(*grids, **asked)
    except Refused:
        return None


@given(st.lists(sheets(), min_size=1, max_size=3), st.sampled_from(["UTC", "Europe/Berlin"]))
def test_that_every_row_is_used_or_set_aside(grids, zone):
    log = opened(*grids, zone=zone)
    for source, grid in zip(log.sources if log else (), grids, strict=bool(log)):
        assert source.rows == len(grid) == source.used + sum(source.set_aside.values())
        assert len(source.matches) in {0, len(grid.names)}


@given(sheets())
def test_that_columns_are_stored_as_their_kinds_ask(grid):
    log = opened(grid)
    for table, frame in log.tables.items() if log else ():
        assert len(log.origins[table].row) == len(frame)
        for column in BY_NAME[table].columns:
            if column.name in frame:
                kind = str(frame[column.name].dtype)
                assert (kind == "float64") == (column.kind in NUMBER_KINDS)
                assert (kind == "datetime64[us, UTC]") == (column.kind in TIME_KINDS)
                assert kind in {"float64", "datetime64[us, UTC]", "boolean", "category", "str"}


@given(sheets())
def test_that_the_same_sheet_twice_changes_nothing(grid):
    once, twice = opened(grid), opened(grid, grid)
    if once is not None:
        assert {table: frame.to_dict() for table, frame in twice.tables.items()}.keys() == once.tables.keys()
        assert all(twice.tables[table].equals(frame) for table, frame in once.tables.items())
