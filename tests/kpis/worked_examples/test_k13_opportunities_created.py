from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log
from tests.reading.sheets import log_of, sheet

OPENED = [
    {"opportunity_id": "o1", "created_at": "2026-03-03 10:00", "amount": 10_000.0, "created_by_rep_id": "R1",
     "owner_rep_id": "R2", "status": "open"},
    {"opportunity_id": "o2", "created_at": "2026-03-31 23:30Z", "created_by_rep_id": "R1", "status": "open"},
    {"opportunity_id": "o3", "created_at": "2026-03-12 10:00", "amount": 2_000.0, "created_by_rep_id": "R1",
     "status": "lost", "closed_at": "2026-03-12 15:00"},
    {"opportunity_id": "o4", "created_at": "2026-01-12 10:00", "created_by_rep_id": "R1", "status": "open"},
    {"opportunity_id": "o6", "created_at": "2026-03-20 10:00", "created_by_rep_id": "R1", "status": "open"},
]  # fmt: skip
REOPENED = [
    {"opportunity_id": "o4", "stage": stage, "entered_at": at}
    for stage, at in (("Lost", "2026-02-20 10:00"), ("Demo", "2026-03-05 10:00"))
]


def book(extra: tuple[dict, ...] = ()):
    rows = [*OPENED, *extra]
    return log(zone="Europe/Berlin", opportunities=rows, opp_stage_history=REOPENED, as_of="2026-04-30")


def test_that_opportunities_are_credited_to_whoever_opened_them():
    found = of(book(), "K13", rep="R1")
    assert (found.value, found.n, found.status) == (3, 3, Status.OK)
    assert (found.details["value"], found.details["value_valued"]) == (12_000, 2)
    assert of(book(), "K13", rep="R2").value == 0


def test_that_an_opportunity_opened_after_local_midnight_counts_in_the_next_month():
    assert team(book(), "K13", "2026-04").value == 1


def test_that_renewals_are_left_out_aloud():
    found = team(book(({**OPENED[0], "opportunity_id": "r", "type": "Renewal"},)), "K13")
    assert (found.value, found.excluded) == (3, {"renewal": 1})


def test_that_an_undated_opportunity_counts_only_under_all():
    undated = {**OPENED[0], "opportunity_id": "u", "created_at": None}
    assert team(book((undated,)), "K13").value == 3
    assert team(book((undated,)), "K13").excluded["no_date"] == 1
    assert team(book((undated,)), "K13", "all").value == 6


def test_that_a_second_row_of_an_opportunity_does_not_count():
    """The reader sees to that: it keeps one row per id."""
    ids = ["o1", "o3", "o4", "o1"]
    days = ["2026-03-03 10:00", "2026-03-12 10:00", "2026-01-12 10:00", "2026-03-03 10:00"]
    amounts, openers = ["10000", "2000", None, "10000"], ["R1"] * 4
    columns = {"Opportunity ID": ids, "Created": days, "Amount": amounts, "Created by": openers}
    for files in ([columns], [columns, {name: cells[:1] for name, cells in columns.items()}]):
        read = log_of(*(sheet(cells, f"{number}.csv") for number, cells in enumerate(files)), zone="Europe/Berlin")
        found = of(read, "K13", rep="R1")
        assert (found.value, found.details["value"]) == (2, 12_000)
