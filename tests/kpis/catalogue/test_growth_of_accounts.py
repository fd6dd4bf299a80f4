"""Growth of current accounts against plain adding up, over three years of random sales."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest

from tests.kpis.asking import of, team
from tests.kpis.building import Row, log

PERIODS = {"2026-Q1": date(2026, 3, 31), "2025": date(2025, 12, 31), "2026-05": date(2026, 5, 10)}


def _lines(seed: int) -> list[Row]:
    chance, first = np.random.default_rng(seed), date(2023, 5, 1)
    return [{"customer_id": f"c{chance.integers(0, 30)}", "amount": round(float(chance.lognormal(5, 1)), 2),
             "order_date": (first + timedelta(days=int(chance.integers(0, 1_106)))).isoformat()}
            for _ in range(400)] + [{"customer_id": "c0", "amount": 1, "order_date": day}
                                    for day in ("2023-05-01", "2026-05-10")]  # fmt: skip


def _year(lines: list[Row], after: date) -> dict[str, float]:
    begin, paid = after.replace(year=after.year - 1), defaultdict(float)
    for row in lines:
        if begin <= date.fromisoformat(row["order_date"]) < after:
            paid[row["customer_id"]] += row["amount"]
    return paid


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("period", PERIODS)
def test_that_what_customers_of_the_year_before_pay_is_compared(seed: int, period: str) -> None:
    lines, after = _lines(seed), PERIODS[period] + timedelta(days=1)
    now, before = _year(lines, after), _year(lines, after.replace(year=after.year - 1))
    segments = [{"customer_id": f"c{number}", "segment": "Banks" if number < 10 else "Shops"} for number in range(30)]
    book = log(order_lines=lines, customers=segments)
    for names, found in (
        (set(before), team(book, "K46", period)),
        ({name for name in before if int(name[1:]) < 10}, of(book, "K46", period, segment="Banks")),
    ):
        base = sum(before[name] for name in names)
        assert found.value == pytest.approx(sum(now.get(name, 0) for name in names) / base)
        kept = sum(min(now.get(name, 0), before[name]) for name in names)
        assert found.details["gross"] == pytest.approx(kept / base)
        assert found.n == len(names)
