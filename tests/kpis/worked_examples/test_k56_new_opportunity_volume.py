from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import Row, log

OPENED = [
    {"opportunity_id": "o1", "created_at": "2026-03-03 10:00", "amount": 10_000.0, "created_by_rep_id": "R1",
     "owner_rep_id": "R2", "status": "open", "source": "Website"},
    {"opportunity_id": "o2", "created_at": "2026-03-31 23:30Z", "created_by_rep_id": "R1", "status": "open"},
    {"opportunity_id": "o3", "created_at": "2026-03-12 10:00", "amount": 2_000.0, "created_by_rep_id": "R1",
     "status": "lost", "closed_at": "2026-03-12 15:00", "source": "Cold call"},
    {"opportunity_id": "o4", "created_at": "2026-01-12 10:00", "created_by_rep_id": "R1", "status": "open"},
    {"opportunity_id": "o6", "created_at": "2026-03-20 10:00", "created_by_rep_id": "R1", "status": "open"},
    {"opportunity_id": "o7", "created_at": "2026-03-09 10:00", "owner_rep_id": "R2", "amount": 500.0,
     "status": "open", "source": "Website"},
]  # fmt: skip


def book(*more: Row):
    return log(zone="Europe/Berlin", opportunities=[*OPENED, *more], as_of="2026-04-30")


def test_that_all_opportunities_opened_count_whoever_opened_them():
    found = team(book(), "K56")
    assert (found.value, found.n, found.status) == (4, 4, Status.OK)
    assert (found.details["value"], found.details["value_valued"], found.details["uncredited"]) == (12_500, 3, 0)
    assert [of(book(), "K13", rep=rep).value for rep in ("R1", "R2")] == [3, 1]


def test_that_an_opportunity_of_nobody_counts_and_is_told():
    found = team(book({"opportunity_id": "n", "created_at": "2026-03-04", "status": "open"}), "K56")
    assert (found.value, found.details["uncredited"]) == (5, 1)


def test_that_they_are_told_apart_by_source():
    assert [of(book(), "K56", source=name).value for name in ("Website", "Cold call", "(none)")] == [2, 1, 1]


def test_that_marketing_and_sales_are_told_apart_and_the_rest_is_neither():
    details = team(book({"created_at": "2026-03-04", "source": "Trade show"}), "K56").details
    assert (details["marketing_sourced"], details["sales_sourced"]) == (3, 1)
    unsaid = [{name: cell for name, cell in row.items() if name != "source"} for row in OPENED]
    assert "sales_sourced" not in team(log(opportunities=unsaid, as_of="2026-04-30"), "K56").details


def test_that_it_knows_no_reps():
    assert table(book(), "K56", by=("rep",)).is_status(Status.NOT_AVAILABLE).all()
    filtered = team(book(), "K56", rep="R1")
    assert (filtered.value, filtered.notes) == (4, ("not filtered by rep",))


def test_that_renewals_are_left_out_as_they_are_of_the_reps_figure():
    renewal = {"opportunity_id": "r", "created_at": "2026-03-04", "type": "Renewal", "created_by_rep_id": "R1"}
    for kpi in ("K13", "K56"):
        found = team(book(renewal), kpi)
        assert (found.value, found.excluded) == (4, {"renewal": 1})


OPPORTUNITIES = st.lists(
    st.fixed_dictionaries(
        {
            "created_at": st.sampled_from(["2026-02-28", "2026-03-01", "2026-03-31 22:30Z", "2026-03-31", None]),
            "created_by_rep_id": st.sampled_from(["Ann", "Ben", None]),
            "owner_rep_id": st.sampled_from(["Ann", "Cem", None]),
            "amount": st.sampled_from([None, 0.0, 10.25, 4_000.0]),
            "type": st.sampled_from(["new", "renewal", None]),
            "status": st.sampled_from(["open", "won", "lost"]),
            "is_test": st.sampled_from([True, False, False, False]),
        }
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(OPPORTUNITIES)
def test_that_the_reps_opportunities_and_the_uncredited_ones_make_up_the_volume(rows: list[Row]):
    found = log(zone="Europe/Berlin", opportunities=rows, as_of="2026-04-30")
    volume, reps = team(found, "K56"), table(found, "K13", by=("rep",))
    if volume.status == Status.NO_DATA:
        assert (reps.n == 0).all()
        return
    credited = [reps.at(rep=label) for label in reps.labels[0] if label != "(no rep)"]
    assert sum(rep.value or 0 for rep in credited) + volume.details["uncredited"] == volume.value
    nobody = reps.find(rep="(no rep)")
    assert (nobody.value if nobody else 0) == volume.details["uncredited"]
    value = reps.figures["value"].value
    if "value" in volume.details:
        assert sum(value[~(value != value)]) == volume.details["value"]
