"""What several parties say per member, and members that ask the settings."""

from __future__ import annotations

import statistics
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Array
from salesdesk.kpis.measures import Total
from salesdesk.kpis.picks import How, Pick
from salesdesk.kpis.sources import Per, Side
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import Period
from salesdesk.models.settings import Settings
from tests.kpis.plain import Desk, at_end, cuts, dated, desks, rows_of

PLAIN = {"mean": statistics.fmean, "median": statistics.median, "lowest": min}


def _picked(said: Array) -> tuple[Mask, dict[str, Array]]:
    return np.ones(len(said), dtype=bool), {"said": said}


def _per(desk: Desk, how: How, where: str | None = None) -> Per:
    pick = Pick(Side(desk.facts_of()), "amount", how, party="rep", where=where)
    return Per("customer", {"said": pick}, _picked, money=("said",))


def _plain(rows: pd.DataFrame, how: How) -> float:
    """Over the customers; of each what is picked of the reps' means."""
    said: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.dropna(subset="amount").itertuples():
        if row.customer >= 0:
            said[row.customer][row.rep].append(round(row.amount, 4))
    return sum(PLAIN[how](statistics.fmean(values) for values in parties.values()) for parties in said.values())


@pytest.mark.parametrize("how", ["mean", "median", "lowest"])
@given(desk=desks(), cut=cuts(dims=("team", "product")))
@settings(max_examples=20)
def test_that_the_parties_of_each_member_are_compared_by_their_means(how: How, desk: Desk, cut: Cut) -> None:
    found = Total(_per(desk, how), "said").fold(Book(desk.log), cut).value
    for place in np.ndindex(found.shape):
        expected = _plain(desk.met(cut, place, dated), how)
        assert float(np.nan_to_num(found[place])) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_that_only_rows_with_the_mark_are_picked() -> None:
    desk = Desk(rows_of(3, 60))
    cut = Cut((Period(0, 120),))
    rows = desk.met(cut, (0,), dated)
    found = Total(_per(desk, "median", where="won"), "said").fold(Book(desk.log), cut).value
    assert found[0] == pytest.approx(_plain(rows[rows["won"]], "median"))


def test_that_spells_are_picked_at_their_instant() -> None:
    desk = Desk(rows_of(4, 60))
    cut = Cut((Period(0, 60),))
    per = Per(
        "customer",
        {"said": Pick(Side(desk.facts_of(spells=True), AT_END), "amount", "lowest", party="rep")},
        _picked,
        money=("said",),
    )
    found = Total(per, "said").fold(Book(desk.log), cut).value
    assert found[0] == pytest.approx(_plain(desk.met(cut, (0,), at_end), "lowest"))


def test_that_members_can_ask_the_settings() -> None:
    desk = Desk(rows_of(5, 60))

    def each(settings: Settings, said: Array) -> tuple[Mask, dict[str, Array]]:
        return np.ones(len(said), dtype=bool), {"said": said * settings.window_days}

    plain, cut = _per(desk, "mean"), Cut((Period(0, 120),))
    asking = Per("customer", plain.sides, each, money=("said",), by_settings=True)
    log = SalesLog(desk.log.tables, Settings(window_days=2))
    once, twice = (Total(per, "said").fold(Book(log), cut).value[0] for per in (plain, asking))
    assert twice == pytest.approx(2 * once)
