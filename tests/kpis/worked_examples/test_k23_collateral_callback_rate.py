from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

ASSETS = [
    {"asset_id": "Guide", "tracking_number": "+49 30 123"},
    {"asset_id": "Case", "tracking_number": "+49 30 456"},
    {"asset_id": "Flyer", "tracking_number": None},
]


def use(person: str, day: int = 2, **cells: Any) -> dict[str, Any]:
    full = {"asset_id": "Guide", "rep_id": "Ann", "recipient_kind": "Prospect"}
    return {"person_id": person, "sent_at": f"2026-03-{day:02d} 10:00", **full, **cells}


def call(person: str | None, day: int, **cells: Any) -> dict[str, Any]:
    full = {"type": "call", "direction": "in", "number": "+49 30 123", "status": "done"}
    return {"person_id": person, "happened_at": f"2026-03-{day:02d} 11:00", **full, **cells}


USES = [use(f"p{number}", number + 1) for number in range(1, 9)] + [
    use("p9", 5, asset_id="Case", rep_id="Ben"),
    use("p10", 5, asset_id="Case"),
]
CALLS = [call("p1", 4), call("p9", 19, number="0049 30-456"), call("p2", 23), call(None, 10)]


def book(uses: list[dict[str, Any]] = USES, calls: list[dict[str, Any]] = CALLS, **tables: Any):
    return log(content_assets=ASSETS, content_uses=uses, activities=calls, as_of="2026-03-31", **tables)


def test_that_calls_of_the_recipient_in_time_are_shared_out_of_the_sendings():
    found = team(book(), "K23")
    assert (found.value, found.numerator, found.n) == (pytest.approx(0.2), 2, 10)
    assert found.status is Status.INDICATIVE


def test_that_an_unknown_caller_is_noted():
    found = team(book(), "K23")
    assert found.details["unknown_callers"] == 1
    assert "One call on a number of content is from unknown callers" in " ".join(found.notes)
    assert of(book(), "K23", asset="Guide").details["unknown_callers"] == 1


def test_that_sendings_count_for_the_content_and_for_the_rep():
    assert [of(book(), "K23", asset=name).value for name in ("Guide", "Case")] == [0.125, 0.5]
    assert of(book(), "K23", rep="Ben").value == 1


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (call("p", 16), 1),
        (call("p", 17), 0),
        (call("p", 1), 0),
        (call("q", 4), 0),
        (call("p", 4, number="+49 30 456"), 0),
        (call("p", 4, direction="out"), 0),
        (call("p", 4, type="sms"), 0),
        (call("P ", 4), 1),
        (call(None, 4, lead_id="p"), 1),
    ],
)
def test_that_the_call_comes_from_the_recipient_on_that_number_within_fourteen_days(made: dict[str, Any], value: int):
    found = team(book([use("p")], [made], leads=[{"lead_id": "p"}] if made.get("lead_id") else []), "K23")
    assert found.value == value


def test_that_a_call_before_the_content_was_sent_is_no_answer():
    assert team(book([use("p", 4)], [call("p", 4, happened_at="2026-03-04 09:00")]), "K23").value == 0
    assert team(book([use("p", 4)], [call("p", 4, happened_at="2026-03-04")]), "K23").value == 1


def test_that_the_first_call_since_decides():
    calls = [call("p", 20), call("p", 5), call("p", 1)]
    assert team(book([use("p")], calls), "K23").value == 1


def test_that_what_cannot_be_answered_so_is_set_aside():
    uses = [use("p"), use("q", asset_id="Flyer"), use("r", recipient_kind="internal"), use("", 3), use("s", 20)]
    found = team(book(uses), "K23")
    assert found.n == 1
    assert found.excluded == {"no_number": 1, "internal": 1, "no_person": 1, "pending": 1}


def test_that_the_days_for_a_call_are_a_setting():
    longer = log(content_assets=ASSETS, content_uses=USES, activities=CALLS, as_of="2026-03-31",
                 settings={"callback_days": 20})  # fmt: skip
    assert team(longer, "K23").numerator == 3
