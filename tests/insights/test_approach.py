from salesdesk.insights.approach import ACQUISITION, dials_to_sales, rates_by, workload
from salesdesk.insights.touch_profile import profile
from tests.company import board_of, company_board, company_log
from tests.kpis.building import log

JANUARY = [
    ("p1", "call", "2026-01-05", "2026-01-20"), ("p2", "call", "2026-01-06", None),
    ("p3", "email", "2026-01-07", "2026-04-20"), ("p4", "email", "2026-01-08", None),
    ("p5", "visit", "2026-01-09", "2026-01-09"), ("p7", "visit", "2026-01-12", None),
]  # fmt: skip


def prospects():
    acts = [{"type": kind, "happened_at": f"{day} 10:00", "rep_id": "Ann", "customer_id": who}
            for who, kind, day, _ in JANUARY]  # fmt: skip
    bought = [{"customer_id": who, "first_order_date": won} for who, _, _, won in JANUARY]
    return log(as_of="2026-06-30", activities=acts, customers=bought, reps=[{"name": "Ann"}])


def test_that_the_methods_divide_the_people_approached() -> None:
    found = rates_by(board_of(prospects(), "2026-01", ACQUISITION), ACQUISITION, "method")
    assert found is not None
    shares = {group.name: (group.score.numerator, group.score.denominator) for group in found.groups}
    assert shares == {"Call": (1, 2), "E-mail": (0, 2), "Visit": (1, 2)}
    assert not any(group.outside for group in found.groups)
    assert found.whole.value == 2 / 6


def test_that_people_too_recent_are_shown_by_an_older_period_and_said_to_be() -> None:
    found = rates_by(board_of(prospects(), "2026-05", ACQUISITION), ACQUISITION, "method")
    assert found is None or found.is_older
    sample = rates_by(company_board(), ACQUISITION, "method")
    assert sample is not None
    assert (sample.period.label, sample.is_older) == ("Q1 2026", True)
    assert sum(group.score.denominator or 0 for group in sample.groups) == sample.whole.denominator


def test_that_prospects_of_the_reps_add_up_to_those_of_the_team() -> None:
    found = workload(company_board())
    assert found is not None
    assert [rep.rep for rep in found[1]] == sorted((rep.rep for rep in found[1]), key=str.casefold)
    whole = rates_by(company_board(), ACQUISITION, "rep")
    assert whole is not None
    assert sum(rep.people for rep in found[1]) == whole.whole.denominator


def test_that_the_steps_from_dials_to_sales_are_of_one_period() -> None:
    found = dials_to_sales(company_board())
    assert found is not None
    assert [step.name for step in found.steps] == ["Dials", "Contacts", "New people reached", "Bought in time"]
    older = board_of(company_log(), "2026-Q1", "contact_to_sale_rate", "dial_to_contact_rate")
    assert found.period == older.period
    rate = older.kpis["contact_to_sale_rate"].now
    assert (found.steps[-1].count, found.steps[-2].count) == (rate.numerator, rate.denominator)
    assert found.steps[2].of_before is None  # people are no part of calls


def closed_deals(lost: bool = True) -> dict[str, list[dict]]:
    touches = {"o1": (3, 8, 4), "o2": (2, 6, 4), "o3": (4, 10, 4), "o5": (5, 11, 7)}
    kinds = ("video", "email", "call")
    acts = [
        {"type": kind, "happened_at": f"2026-02-{2 + n:02d} 10:{place:02d}", "rep_id": "Ann", "opportunity_id": deal}
        for deal, counts in touches.items() for place, (kind, count) in enumerate(zip(kinds, counts, strict=True))
        for n in range(count)
    ]  # fmt: skip
    deals = [
        {"opportunity_id": deal, "created_at": "2026-01-10", "closed_at": "2026-03-10", "owner_rep_id": rep,
         "stage": "lost" if deal == "o5" else "won"}
        for deal, rep in (("o1", "Ann"), ("o2", "Ben"), ("o3", "Ann"), ("o4", "Ann"), ("o5", "Ann"))
        if lost or deal != "o5"
    ]  # fmt: skip
    return {"activities": acts, "opportunities": deals}


def test_the_touches_of_won_and_lost_deals_by_channel() -> None:
    found = profile(board_of(log(as_of="2026-03-31", **closed_deals()), "2026-Q1"))
    assert found is not None
    assert [found.won.means[name] for name in ("video", "email", "call")] == [3, 8, 4]
    assert [found.lost.means[name] for name in ("video", "email", "call")] == [5, 11, 7]
    assert (found.won.deals, found.won.untouched, found.won.mean, found.lost.mean) == (3, 1, 15, 23)
    assert found.channels == ("call", "email", "video")
    assert found.differ is None  # one lost deal says nothing
    assert found.everybody is None


def test_that_a_filtered_rep_stands_beside_everybody() -> None:
    found = profile(board_of(log(as_of="2026-03-31", **closed_deals()), "2026-Q1", rep=frozenset({"Ann"})))
    assert found is not None
    assert found.everybody is not None
    assert (found.won.deals, found.everybody.deals) == (2, 3)
    assert found.won.means["email"] == 9


def test_that_without_lost_deals_there_is_nothing_of_them() -> None:
    found = profile(board_of(log(as_of="2026-03-31", **closed_deals(lost=False)), "2026-Q1"))
    assert found is not None
    assert (found.lost.deals, found.lost.mean, found.lost.means) == (0, None, {})
