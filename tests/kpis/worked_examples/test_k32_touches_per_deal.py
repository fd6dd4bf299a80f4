from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

DEALS = {"D1": (3, 8, 4), "D2": (2, 6, 4), "D3": (4, 10, 4), "D4": (0, 0, 0)}


def deal(name: str, **cells: Any) -> dict[str, Any]:
    full = {"created_at": "2026-01-05 09:00", "closed_at": "2026-03-20", "status": "won", "owner_rep_id": "Ann"}
    return {"opportunity_id": name, **full, **cells}


def acts(name: str, kind: str, count: int, **cells: Any) -> list[dict[str, Any]]:
    full = {"type": kind, "opportunity_id": name, "rep_id": "Ben", "direction": "out", "status": "done"}
    return [{**full, "happened_at": f"2026-02-{day:02d} 10:00", **cells} for day in range(1, count + 1)]


ACTS = [
    act
    for name, counts in DEALS.items()
    for kind, count in zip(("video", "email", "call"), counts, strict=True)
    for act in acts(name, kind, count)
]
LATE = acts("D1", "call", 1, happened_at="2026-03-25 10:00")


def book(*more: dict[str, Any], deals: tuple[dict[str, Any], ...] = ()):
    return log(opportunities=[*map(deal, DEALS), *deals], activities=[*ACTS, *LATE, *more], as_of="2026-03-31")


def test_that_won_deals_take_so_many_touches_of_each_channel():
    found = team(book(), "K32")
    assert (found.value, found.n) == (15, 3)
    details = found.details
    assert [details[f"won_{channel}"] for channel in ("video", "email", "call")] == [3, 8, 4]
    assert [details[f"won_{channel}_median"] for channel in ("video", "email", "call")] == [3, 8, 4]
    assert details["won_median"] == 15


def test_that_deals_without_activities_are_told_apart():
    details = team(book(), "K32").details
    assert (details["won_untouched"], details["lost_untouched"]) == (1, 0)


def test_that_without_lost_deals_there_are_no_figures_of_them():
    lost = table(book(), "K32").figures
    assert [lost[name].at().status for name in ("lost", "lost_means", "lost_medians")] == [Status.NO_DATA] * 3
    assert not {"lost", "lost_call", "lost_call_median", "lost_median"} & set(team(book(), "K32").details)


def test_that_lost_deals_stand_beside_won_ones():
    lost = acts("L", "video", 5) + acts("L", "email", 11) + acts("L", "call", 7)
    found = team(book(*lost, deals=(deal("L", status="lost"), deal("M", status="lost"))), "K32")
    assert (found.value, found.details["lost"], found.details["lost_median"]) == (15, 23, 23)
    assert [found.details[f"lost_{channel}"] for channel in ("video", "email", "call")] == [5, 11, 7]
    assert found.details["lost_untouched"] == 1


def test_that_touches_of_any_rep_count_for_the_owner_of_the_deal():
    assert of(book(), "K32", rep="Ann").value == 15


def test_that_automatic_emails_do_not_count():
    assert team(book(*acts("D1", "email", 9, is_automated=True)), "K32").value == 15


def test_that_a_touch_before_the_deal_was_opened_counts():
    assert team(book(*acts("D1", "sms", 3, happened_at="2025-12-01 10:00")), "K32").value == 16


def test_that_a_touch_of_an_unknown_type_counts_in_the_total_only():
    found = team(book(*acts("D1", "Fax", 3)), "K32")
    assert found.value == 16
    assert sum(found.details[f"won_{name}"] for name in ("video", "email", "call", "meeting", "social")) == 15


def test_that_a_period_without_closed_deals_has_no_data():
    assert team(book(), "K32", "2026-02").status is Status.NO_DATA
