import numpy as np

from salesdesk.kpis.catalogue.lead_attempts import lead_attempts
from tests.kpis.building import log


def attempts(*days: str, lead: str = "l1") -> list[dict]:
    return [{"type": "call", "happened_at": f"{day} 10:00", "rep_id": "Ann", "lead_id": lead} for day in days]


def marks(acts: list[dict], stage_on: str | None, as_of: str = "2026-06-30") -> list[tuple[int, bool, bool]]:
    history = [{"lead_id": "l1", "stage": "opportunity", "entered_at": stage_on}] if stage_on else []
    book = log(
        as_of=as_of,
        leads=[{"lead_id": "l1", "created_at": "2026-01-02"}],
        activities=acts,
        **({"lead_stage_history": history} if history else {}),
    )
    found = lead_attempts(book)
    order = np.argsort(found.values["number"])
    columns = (found.values[name][order].tolist() for name in ("number", "converted", "mature"))
    return [(int(number), won, mature) for number, won, mature in zip(*columns, strict=True)]


def test_that_the_last_attempt_before_the_conversion_converted() -> None:
    found = marks(attempts("2026-01-05", "2026-01-08", "2026-01-20"), "2026-01-10")
    assert found == [(1, False, True), (2, True, True)]


def test_that_a_conversion_on_the_day_of_an_attempt_is_that_attempts() -> None:
    assert marks(attempts("2026-01-05", "2026-01-08"), "2026-01-08") == [(1, False, True), (2, True, True)]


def test_that_what_happens_after_the_window_does_not_count() -> None:
    late = attempts("2026-01-05", "2026-01-08", "2026-04-20")
    assert marks(late, "2026-04-25") == [(1, False, True), (2, False, True)]


def test_that_a_lead_won_before_any_attempt_received_none() -> None:
    assert marks(attempts("2026-01-05"), "2026-01-03") == []


def test_that_a_lead_that_never_converts_was_open_at_every_attempt() -> None:
    assert marks(attempts("2026-01-05", "2026-01-08"), None) == [(1, False, True), (2, False, True)]


def test_that_a_window_that_is_not_over_is_immature() -> None:
    assert marks(attempts("2026-01-05"), None, as_of="2026-03-01") == [(1, False, False)]


def test_that_attempts_of_one_type_in_quick_succession_are_one() -> None:
    twice = [*attempts("2026-01-05"), {**attempts("2026-01-05")[0], "happened_at": "2026-01-05 10:05"}]
    assert marks(twice, None) == [(1, False, True)]
