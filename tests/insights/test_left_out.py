from salesdesk.insights.left_out import Deal, deal_at, deals_left_out, left_out_text
from tests.kpis.building import log

ROWS = [
    {"opportunity_id": "D-1", "name": "Aster"},
    {"opportunity_id": "D-2", "name": None},
    {"opportunity_id": None, "name": "Nameless"},
]
LOG = log(as_of="2026-03-31", opportunities=ROWS, reps=[{"name": "Ann"}])


def test_that_a_row_of_a_deal_is_known_by_its_name() -> None:
    start = LOG.offset("opportunities")
    assert [deal_at(LOG, start + row) for row in range(3)] == [Deal("D-1", "Aster"), Deal("D-2", "D-2"), None]
    assert deal_at(LOG, LOG.offset("reps")) is None


def test_that_only_deals_of_this_log_are_listed() -> None:
    assert deals_left_out(LOG, ("D-2", "X", "D-1")) == (Deal("D-2", "D-2"), Deal("D-1", "Aster"))
    assert deals_left_out(log(reps=[{"name": "Ann"}]), ("D-1",)) == ()


def test_that_the_bar_names_the_first_three() -> None:
    deals = tuple(Deal(name, name) for name in ("A", "B", "C", "D", "E"))
    assert left_out_text(deals[:1]) == "One deal is taken out of all figures: A."
    assert left_out_text(deals[:2]) == "2 deals are taken out of all figures: A and B."
    assert left_out_text(deals[:3]) == "3 deals are taken out of all figures: A, B and C."
    assert left_out_text(deals) == "5 deals are taken out of all figures: A, B, C and 2 more."
