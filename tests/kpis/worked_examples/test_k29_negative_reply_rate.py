from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.status import Status
from tests.kpis.asking import table, team
from tests.kpis.building import log
from tests.kpis.worked_examples.test_k28_positive_reply_rate import BACK, SENT, book, reply


def test_that_one_of_seven_prospects_answered_without_interest():
    found = team(book(), "K29")
    assert (found.value, found.numerator, found.n) == (1 / 7, 1, 7)
    assert (found.details["pair"], found.details["positive"], found.details["negative"]) == (2, 2, 1)


def test_that_without_negative_replies_the_pair_has_no_ratio():
    found = table(log(activities=[*SENT, *BACK[:3]], as_of="2026-03-31"), "K29")
    pair = found.figures["pair"].at()
    assert (found.at().value, pair.value, pair.status) == (0, None, Status.NO_LOSSES)
    assert (pair.numerator, pair.denominator) == (2, 0)
    assert Voice().score(pair, Unit.RATIO) == "2 : 0"


def test_that_a_prospect_who_declines_in_the_end_is_negative():
    found = team(book(reply("P1", "2026-03-20", "negative")), "K29")
    assert (found.numerator, found.details["positive"]) == (2, 1)
