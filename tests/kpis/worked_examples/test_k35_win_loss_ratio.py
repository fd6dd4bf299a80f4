from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def closed(won: int, lost: int, rep: str) -> list[dict[str, str]]:
    deal = {"created_at": "2026-01-10", "closed_at": "2026-03-10", "owner_rep_id": rep}
    return [{**deal, "status": "won"}] * won + [{**deal, "status": "lost"}] * lost


BOOK = log(opportunities=[*closed(4, 5, "Ann"), *closed(5, 0, "Ben")], reps=[{"name": "Cem"}], as_of="2026-03-31")


def test_that_the_ratio_is_won_deals_for_every_lost_one():
    found = of(BOOK, "K35", rep="Ann")
    assert (found.value, found.numerator, found.denominator, found.n) == (0.8, 4, 5, 9)
    assert found.status == Status.NOT_ENOUGH_DATA
    assert team(BOOK, "K35").value == 9 / 5


def test_that_nothing_lost_gives_no_ratio_and_is_told_apart_from_nothing_closed():
    ben = of(BOOK, "K35", rep="Ben")
    assert (ben.value, ben.status, ben.numerator, ben.denominator) == (None, Status.NO_LOSSES, 5, 0)
    assert Voice().score(ben, Unit.RATIO) == "5 : 0"
    assert of(BOOK, "K35", rep="Cem").status == Status.NO_DATA
