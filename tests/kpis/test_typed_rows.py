"""Typed quotas, holidays and rates in a log of files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from salesdesk.kpis.typed_rows import file_quota, with_typed
from salesdesk.models.log import SalesLog, storage
from salesdesk.models.period import Period, month_of, quarter_of
from salesdesk.models.tables import BY_NAME
from salesdesk.models.typed import TYPED, Typed, TypedHoliday, TypedQuota, TypedRate, quota_typed, with_quota
from tests.kpis.asking import of, team
from tests.kpis.building import log

FEBRUARY, MARCH, APRIL = (month_of(date(2026, month, 1)) for month in (2, 3, 4))
Q1, Q2 = quarter_of(date(2026, 1, 1)), quarter_of(date(2026, 4, 1))
DEAL = {"opportunity_id": "a", "owner_rep_id": "R1", "amount": 30_000.0, "created_at": "2026-01-05",
        "status": "won", "closed_at": "2026-03-05"}  # fmt: skip
REPS = [{"rep_id": "R1", "name": "Ann"}, {"rep_id": "R2", "name": "Ben"}]


def row(rep: str, first: str, last: str | None, amount: float, **cells: Any) -> dict[str, Any]:
    return {"rep_id": rep, "period_start": first, "period_end": last, "amount": amount, **cells}


def quota(rep: str, period: Period, amount: float) -> TypedQuota:
    return TypedQuota(rep, period.first, period.last, amount)


def book(**tables: Any) -> SalesLog:
    return log(as_of="2026-03-31", **{"opportunities": [DEAL], "reps": REPS, **tables})


def amounts(found: SalesLog) -> list[tuple[str, float]]:
    frame = found.tables["quotas"]
    return list(zip(frame["rep_id"], frame["amount"], strict=True))


def test_that_nothing_typed_leaves_the_log_as_it_is() -> None:
    before = book()
    assert with_typed(before, Typed()) is before


def test_that_a_typed_quota_counts_where_no_file_has_one() -> None:
    assert of(book(), "K03", rep="Ann").value is None
    found = with_typed(book(), Typed(quotas=(quota("Ann", MARCH, 40_000),)))
    assert of(found, "K03", rep="Ann").value == 0.75
    assert team(found, "K03").denominator == 40_000


def test_that_a_typed_quota_takes_the_place_of_a_files_in_the_same_period() -> None:
    files = [row("R1", "2026-03-01", "2026-03-31", 99_000), row("R2", "2026-03-01", "2026-03-31", 50_000)]
    found = with_typed(book(quotas=files), Typed(quotas=(quota("ann", MARCH, 40_000),)))
    assert amounts(found) == [("R2", 50_000), ("ann", 40_000)]
    assert of(found, "K03", rep="Ann").value == 0.75


def test_that_a_files_quota_that_overlaps_a_typed_one_is_not_counted_besides() -> None:
    files = [row("R1", "2026-01-01", "2026-03-31", 90_000), row("R1", "2026-04-01", "2026-06-30", 80_000)]
    found = with_typed(book(quotas=files), Typed(quotas=(quota("Ann", MARCH, 40_000),)))
    assert amounts(found) == [("R1", 80_000), ("Ann", 40_000)]


def test_that_quotas_without_an_end_and_in_pieces_are_told_apart() -> None:
    files = [
        row("R1", "2026-02-01", None, 1_000),
        row("R1", "2026-03-01", None, 2_000),
        row("R1", "2026-03-01", None, 12, measure="units"),
    ]
    found = with_typed(book(quotas=files), Typed(quotas=(quota("Ann", MARCH, 40_000),)))
    assert amounts(found) == [("R1", 1_000), ("R1", 12), ("Ann", 40_000)]


def test_that_quotas_of_reps_of_another_log_stay_out() -> None:
    found = with_typed(book(), Typed(quotas=(quota("Zoe", MARCH, 40_000),)))
    assert "quotas" not in found.tables
    assert found.members("rep").labels == ("Ann", "Ben")


def test_that_typed_holidays_are_not_worked_and_stand_once() -> None:
    before = book(holidays=[{"date": "2026-03-02"}, {"date": "2026-03-03"}])
    typed = Typed(holidays=(TypedHoliday(date(2026, 3, 3)), TypedHoliday(date(2026, 3, 4))))
    found = with_typed(before, typed)
    assert found.rows("holidays") == 3
    assert len(found.calendar.working_days(MARCH)) == 22 - 3
    assert len(with_typed(book(), typed).calendar.working_days(MARCH)) == 22 - 2


def test_that_a_typed_rate_converts_and_takes_the_place_of_a_files() -> None:
    deals = [{**DEAL, "currency": "USD"}]
    before = book(
        opportunities=deals,
        fx_rates=[{"date": "2026-03-05", "currency": "usd", "rate_to_base": 0.5},
                  {"date": "2026-03-04", "currency": "USD", "rate_to_base": 0.4}],
        settings={"currency": "EUR"},
    )  # fmt: skip
    found = with_typed(before, Typed(rates=(TypedRate(date(2026, 3, 5), "USD", 0.9),)))
    assert team(found, "K01").value == pytest.approx(27_000)
    assert found.rows("fx_rates") == 2


def test_that_typed_rows_say_where_they_come_from() -> None:
    typed = Typed(quotas=(quota("Ann", MARCH, 1), quota("Ben", MARCH, 2)), holidays=(TypedHoliday(date(2026, 3, 3)),))
    found = with_typed(book(quotas=[row("R1", "2026-02-01", "2026-02-28", 5)]), typed)
    assert [(source.title, source.table, source.rows) for source in found.sources] == [
        (TYPED, "quotas", 2),
        (TYPED, "holidays", 1),
    ]
    origins = found.origins["quotas"]
    assert origins.source.tolist() == [-1, 0, 0]
    assert origins.row.tolist() == [0, 1, 2]
    assert found.sources[found.origins["holidays"].source[0]].table == "holidays"


def test_that_every_column_keeps_its_type_and_dates_stay_dates() -> None:
    files = [row("R1", "2026-02-01", "2026-02-28", 5, measure="amount", team="North")]
    found = with_typed(book(quotas=files), Typed(quotas=(quota("Ann", MARCH, 1),)))
    for name, column in found.tables["quotas"].items():
        assert str(column.dtype) == storage(BY_NAME["quotas"].column(str(name)).kind)
    assert found.is_date_only("quotas", "period_start").all()
    assert [found.record("quotas", place).team for place in (0, 1)] == ["North", None]


def test_that_the_quota_of_a_file_is_told_for_exactly_its_period() -> None:
    found = book(quotas=[row("R1", "2026-03-01", "2026-03-31", 5), row("R1", "2026-04-01", "2026-06-30", 9)])
    assert file_quota(found, "Ann", MARCH) == 5
    assert file_quota(found, "Ann", Q2) == 9
    assert file_quota(found, "Ann", APRIL) is None
    assert file_quota(found, "Ben", MARCH) is None
    assert file_quota(book(), "Ann", MARCH) is None


def test_that_a_typed_quarter_is_one_quota_or_its_months() -> None:
    months = [quota("Ann", month_of(date(2026, month, 1)), 10 * month) for month in (1, 2, 3)]
    assert quota_typed(months, "ann", Q1) == 60
    assert quota_typed(months[:2], "Ann", Q1) is None
    assert quota_typed(months, "Ann", FEBRUARY) == 20
    assert quota_typed(months, "Ben", FEBRUARY) is None


def test_that_a_quota_typed_anew_takes_the_place_of_all_it_overlaps() -> None:
    months = [quota("Ann", MARCH, 30), quota("Ann", APRIL, 40), quota("Ben", MARCH, 5)]
    assert with_quota(months, "Ann", Q1, 90) == (quota("Ann", Q1, 90), quota("Ann", APRIL, 40), quota("Ben", MARCH, 5))
    assert with_quota(months, "Ann", MARCH, None) == (quota("Ann", APRIL, 40), quota("Ben", MARCH, 5))


@pytest.mark.parametrize("with_column", [True, False])
def test_that_quotas_of_files_without_an_end_stay_as_long_as_they_are(with_column: bool) -> None:
    files = [row("R2", f"2026-{month}-01", None, 900) for month in ("01", "04", "07")]
    if not with_column:
        files = [{name: cell for name, cell in each.items() if name != "period_end"} for each in files]
    found = with_typed(book(quotas=files), Typed(quotas=(quota("Ann", month_of(date(2026, 5, 1)), 40_000),)))
    assert [file_quota(found, "Ben", each) for each in (Q1, Q2)] == [900, 900]
    assert of(found, "K03", "2026-Q1", rep="Ben").denominator == 900
    assert str(found.tables["quotas"]["period_end"].dtype) == "datetime64[us, UTC]"
