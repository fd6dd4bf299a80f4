"""The typed rows that the workspace keeps."""

from datetime import date

from salesdesk.models.typed import Typed, TypedHoliday, TypedQuota, TypedRate
from salesdesk.store.workspace import Workspace

TYPED = Typed(
    (TypedQuota("Ann", date(2026, 1, 1), date(2026, 3, 31), 90_000.5),),
    (TypedHoliday(date(2026, 5, 1)), TypedHoliday(date(2026, 12, 25))),
    (TypedRate(date(2026, 1, 1), "USD", 0.92),),
)


def test_that_typed_rows_come_back_and_go() -> None:
    keeper = Workspace.in_memory().typed
    assert keeper.get() == Typed()
    keeper.set(TYPED)
    assert keeper.get() == TYPED
    keeper.set(Typed())
    assert keeper.get() == Typed()


def test_that_kept_rows_that_make_no_sense_are_passed_over() -> None:
    keeper = Workspace.in_memory().typed
    good = ["Ann", "2026-01-01", "2026-03-31", 5]
    bad = [["Ann", "2026-01-01"], ["", "2026-01-01", "2026-03-31", 5], ["Ann", "2026-03-31", "2026-01-01", 5], 7,
           ["Ann", "soon", "2026-03-31", 5], ["Ann", "2026-01-01", "2026-03-31", -5], ["A", 1, 2, 3], good]  # fmt: skip
    keeper._values.update({"quotas": [good, *bad], "holidays": "May", "rates": [["2026-01-01", "USD", True]]})
    assert keeper.get() == Typed(quotas=(TypedQuota("Ann", date(2026, 1, 1), date(2026, 3, 31), 5.0),))
