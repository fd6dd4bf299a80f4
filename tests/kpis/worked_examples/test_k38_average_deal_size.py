from salesdesk.kpis.status import Status
from tests.kpis.asking import team
from tests.kpis.building import log

DEALS = [
    {"created_at": "2026-01-10", "closed_at": "2026-03-10", "status": "won", "amount": amount}
    for amount in (12_000, 8_000, 0, 40_000, None)
]
BOOK = log(opportunities=DEALS, as_of="2026-03-31")


def test_that_the_size_is_the_mean_of_known_amounts():
    found = team(BOOK, "K38")
    assert (found.value, found.n, found.status) == (15_000, 4, Status.NOT_ENOUGH_DATA)
    assert (found.details["median"], found.details["zero_amount"]) == (10_000, 1)
    assert (found.excluded, found.coverage) == ({"no_amount": 1}, 0.8)


def test_that_nothing_won_has_no_size():
    assert team(BOOK, "K38", "2026-02").status == Status.NO_DATA
