from typing import Any

import numpy as np

from salesdesk.kpis.catalogue.credit import creation_notes, creators, credited, deal_owners, owner_notes, splits
from salesdesk.models.log import SalesLog
from tests.kpis.building import log

HISTORY = [
    {"object_type": "deal", "object_id": "d", "rep_id": "Ann", "from_at": "2026-03-01 09:00"},
    {"object_type": "opportunity", "object_id": "d", "rep_id": "Ben", "from_at": "2026-03-10 09:00"},
    {"object_type": "lead", "object_id": "d", "rep_id": "Zoe", "from_at": "2026-03-02 09:00"},
]


def reps(book: SalesLog, codes: Any) -> list[str | None]:
    labels = book.members("rep").labels
    return [None if code < 0 else labels[code] for code in codes]


def deal(**cells: Any) -> dict[str, Any]:
    return {"opportunity_id": "d", "owner_rep_id": "Cem", "amount": 100.0, **cells}


def owner_on(moment: str, **tables: Any) -> list[str | None]:
    book = log(opportunities=[deal()], **tables)
    at = np.datetime64(moment, "us").astype(np.int64)
    return reps(book, deal_owners(book, np.array([0]), np.array([at])))


def test_that_a_deal_belongs_to_its_owner_at_the_moment():
    assert owner_on("2026-03-05T10:00", owner_history=HISTORY) == ["Ann"]
    assert owner_on("2026-03-10T09:00", owner_history=HISTORY) == ["Ben"]


def test_that_before_its_history_a_deal_belongs_to_its_first_owner():
    assert owner_on("2026-02-01T10:00", owner_history=HISTORY) == ["Ann"]


def test_that_without_history_a_deal_belongs_to_its_owner_now_and_this_is_said():
    assert owner_on("2026-03-05T10:00") == ["Cem"]
    assert "no owner history" in owner_notes(log(opportunities=[deal()]))[0]
    assert owner_notes(log(opportunities=[deal()], owner_history=HISTORY)) == ()


def test_that_an_opportunity_is_credited_to_its_creator_else_its_first_owner_else_its_owner():
    made = log(opportunities=[deal(created_by_rep_id="Eva")], owner_history=HISTORY)
    first = log(opportunities=[deal()], owner_history=HISTORY)
    now = log(opportunities=[deal()])
    assert [reps(book, creators(book)) for book in (made, first, now)] == [["Eva"], ["Ann"], ["Cem"]]
    assert creation_notes(made) == ()
    assert "first owner" in creation_notes(first)[0]
    assert "owner now" in creation_notes(now)[0]


def parts(amount: float, *shares: tuple[str, float]) -> tuple[list[str | None], list[float], SalesLog]:
    rows = [{"opportunity_id": "d", "rep_id": rep, "percent": percent} for rep, percent in shares]
    book = log(opportunities=[{"opportunity_id": "other", "owner_rep_id": "Cem"}, deal()], deal_splits=rows)
    whole = np.array([50_000.0, amount])
    owner = book.code("rep", "opportunities", "owner_rep_id")
    found = credited(book, np.array([0, 1]), owner, whole)
    assert found.of.tolist() == [0] + [1] * len(shares)
    return reps(book, found.rep), found.whole.tolist(), book


def test_that_the_money_of_a_split_deal_is_shared():
    assert parts(100_000, ("Ann", 50), ("Ben", 50))[:2] == (["Cem", "Ann", "Ben"], [50_000, 50_000, 50_000])


def test_that_the_parts_of_a_deal_add_up_to_it_exactly():
    whole = parts(100_001, ("Ann", 33.33), ("Ben", 33.33), ("Cem", 33.34))[1]
    assert sum(whole[1:]) == 100_001


def test_that_shares_are_scaled_to_100_and_this_is_said():
    _, whole, book = parts(120_000, ("Ann", 60), ("Ben", 60))
    assert whole[1:] == [60_000, 60_000]
    assert splits(book).scaled == 1
    assert "one split deal" in " ".join(owner_notes(book))


def test_that_shares_within_a_hundredth_of_a_point_are_not_called_off():
    assert parts(120_000, ("Ann", 50), ("Ben", 50.005))[2] is not None
    assert splits(parts(120_000, ("Ann", 50), ("Ben", 50.005))[2]).scaled == 0
