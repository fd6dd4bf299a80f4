"""Random sales rows, and figures worked out from them row by row, without the engine's shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import STILL, Facts, Reason, facts
from salesdesk.models.log import SalesLog
from salesdesk.models.money import units
from salesdesk.models.period import ALL, NO_DAY, Period
from salesdesk.models.settings import Settings

REPS, TEAMS = ("Ada", "Bo", "Cy", "Di"), ("East", "East", "West", None)
CUSTOMERS, SEGMENTS = ("Acme", "Bolt", "Corp", "Dune", "Edge"), ("Bank", "Shop", "Bank", None, "Shop")
PRODUCTS = ("Pen", "Ink")
LAST = 119  # the day on which the log ends
NO_AMOUNT, DOUBLE = Reason("no_amount", "no amount", gap=True), Reason("double", "entered twice")
TEAM_OF, SEGMENT_OF = np.array([0, 0, 1, -1]), np.array([0, 1, 0, -1, 1])


@dataclass(frozen=True, eq=False)
class Desk:
    """Rows of invented deals and the log they are in; ``aside`` holds the reason of a row that does not count."""

    frame: pd.DataFrame

    @cached_property
    def log(self) -> SalesLog:
        days = pd.Series([*self.frame["day"].replace(NO_DAY, np.nan), 0, LAST], dtype=float)
        tables = {
            "opportunities": pd.DataFrame({"created_at": pd.to_datetime(days, unit="D", utc=True).dt.as_unit("us")}),
            "reps": pd.DataFrame({"name": REPS, "team": TEAMS}),
            "customers": pd.DataFrame({"name": CUSTOMERS, "segment": SEGMENTS}),
            "products": pd.DataFrame({"name": PRODUCTS}),
        }
        return SalesLog(tables, Settings())

    def facts_of(self, *, spells: bool = False) -> Callable[[SalesLog], Facts]:
        rows = self.frame
        dims = {name: rows[name].to_numpy(np.int32) for name in ("rep", "team", "customer", "segment", "product")}
        why = rows["aside"].to_numpy()

        def deals(log: SalesLog) -> Facts:
            return facts(
                rows["day"].to_numpy(np.int32),
                dims,
                {name: rows[name].to_numpy() for name in ("won", "mature", "ended", "days", "stage", "score")},
                row=np.arange(len(rows), dtype=np.int64),
                money={"amount": units(rows["amount"])},
                until=rows["until"].to_numpy(np.int32) if spells else None,
                aside={NO_AMOUNT: why == NO_AMOUNT.key, DOUBLE: why == DOUBLE.key},
            )

        return deals

    def met(self, cut: Cut, place: tuple[int, ...], when: Callable[[pd.DataFrame, Period], pd.Series]) -> pd.DataFrame:
        """The counted rows of one cell: ``place`` is the period and the code of each dimension, the last = nobody."""
        return self._cell(self._with(""), cut, place, when)

    def set_aside(
        self, cut: Cut, place: tuple[int, ...], when: Callable[[pd.DataFrame, Period], pd.Series], reason: Reason
    ) -> pd.DataFrame:
        return self._cell(self._with(reason.key), cut, place, when)

    def _with(self, aside: str) -> pd.DataFrame:
        return self._by_reason.get(aside, self.frame.iloc[:0])

    @cached_property
    def _by_reason(self) -> dict[str, pd.DataFrame]:
        return {str(aside): self.frame[self.frame["aside"] == aside] for aside in self.frame["aside"].unique()}

    @staticmethod
    def _cell(
        rows: pd.DataFrame, cut: Cut, place: tuple[int, ...], when: Callable[[pd.DataFrame, Period], pd.Series]
    ) -> pd.DataFrame:
        chosen = when(rows, cut.periods[place[0]]).to_numpy()
        for dim, mask in cut.keep:
            chosen = chosen & mask[rows[dim].to_numpy()]
        for dim, code in zip(cut.by, place[1:], strict=True):
            chosen = chosen & (rows[dim].to_numpy() == (-1 if code == SIZES[dim] - 1 else code))
        return rows.iloc[np.flatnonzero(chosen)]


SIZES = {"rep": 5, "team": 3, "customer": 6, "segment": 3, "product": 3}


def dated(rows: pd.DataFrame, period: Period) -> pd.Series:
    return (rows["day"] >= period.start) & (rows["day"] < period.end)


def standing(rows: pd.DataFrame, day: int) -> pd.Series:
    return (rows["day"] <= day) & (rows["until"] > day)


def at_end(rows: pd.DataFrame, period: Period) -> pd.Series:
    started = period.start <= LAST
    return standing(rows, min(period.end - 1, LAST)) & started


def at_start(rows: pd.DataFrame, period: Period) -> pd.Series:
    return standing(rows, min(period.start - 1, LAST)) & (period.start <= LAST)


def lasting(rows: pd.DataFrame, period: Period) -> pd.Series:
    return (rows["day"] < period.end) & (rows["until"] > period.start)


@st.composite
def desks(draw: st.DrawFn, most: int = 60) -> Desk:
    """Up to ``most`` rows, some undated, some nobody's, some set aside, several on a day."""
    seed, size = draw(st.integers(0, 2**32 - 1)), draw(st.integers(0, most))
    return Desk(rows_of(seed, size, days=draw(st.sampled_from([3, 30, LAST + 1]))))


def rows_of(seed: int, size: int, days: int = LAST + 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    day = np.where(rng.random(size) < 0.1, NO_DAY, rng.integers(0, days, size))
    rep, customer = rng.integers(-1, 4, size), rng.integers(-1, 5, size)
    amount = np.where(rng.random(size) < 0.1, np.nan, np.rint(rng.normal(500, 900, size) * 1e4) / 1e4)
    return pd.DataFrame(
        {
            "day": day,
            "until": np.where(rng.random(size) < 0.3, STILL, np.maximum(day, 0) + rng.integers(0, 40, size)),
            "rep": rep,
            "team": np.where(rep >= 0, TEAM_OF[rep], -1),
            "customer": customer,
            "segment": np.where(customer >= 0, SEGMENT_OF[customer], -1),
            "product": rng.integers(-1, 2, size),
            "amount": amount,
            "days": np.where(rng.random(size) < 0.1, np.nan, rng.integers(0, 25, size).astype(float)),
            "won": rng.random(size) < 0.4,
            "mature": rng.random(size) < 0.6,
            "ended": rng.random(size) < 0.5,
            "stage": np.where(rng.random(size) < 0.1, np.nan, rng.integers(0, 3, size).astype(float)),
            "score": rng.integers(0, 11, size).astype(float),
            "aside": rng.choice(["", "", "", NO_AMOUNT.key, DOUBLE.key], size),
        }
    )


_SPANS = st.tuples(st.integers(-20, LAST + 20), st.integers(0, 70)).map(lambda pair: Period(pair[0], sum(pair)))


@st.composite
def cuts(draw: st.DrawFn, dims: tuple[str, ...] = tuple(SIZES)) -> Cut:
    """Odd periods that may overlap, be empty or lie outside the log; up to two dimensions; up to two filters."""
    periods = draw(st.lists(st.one_of(_SPANS, st.just(ALL)), min_size=1, max_size=4))
    by = draw(st.lists(st.sampled_from(dims), max_size=2, unique=True))
    filtered = draw(st.lists(st.sampled_from(dims), max_size=2, unique=True))
    masks = [np.array(draw(st.lists(st.booleans(), min_size=SIZES[dim], max_size=SIZES[dim]))) for dim in filtered]
    return Cut(tuple(periods), tuple(by), tuple(zip(filtered, masks, strict=True)))
