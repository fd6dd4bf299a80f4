"""Figures of real logs that were worked out independently, and what the program says to the same question."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import BY_ID
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import Score, ScoreTable, score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.models.settings import Settings
from salesdesk.reading.child import read_grids
from salesdesk.reading.grid import Grid
from salesdesk.reading.open import Asked, understand
from tests.real_logs.decisions import ANSWERS

KINDS = (".csv", ".xls", ".xlsx")


@dataclass
class Real:
    """A real log with its oracles; figures are asked for by the id of the KPI, of all rows unless a period is named."""

    folder: Path
    log: SalesLog
    _tables: dict[tuple[Any, ...], ScoreTable] = field(default_factory=dict)

    @classmethod
    def opened(cls, folder: Path, files: Path | None = None) -> Real:
        """Each log is opened once, whatever asks for it."""
        return _opened(folder, files or folder)

    @classmethod
    def explained(cls, folder: Path) -> Real:
        """With what a person says about its columns, where only a person can."""
        asked = Asked(columns=ANSWERS.get(folder.name, {}))
        return cls(folder, understand(grids_in(folder), asked, Settings())) if asked.columns else cls.opened(folder)

    @cached_property
    def book(self) -> Book:
        return Book(self.log)

    @cached_property
    def oracles(self) -> dict[str, Any]:
        return oracles_of(self.folder)

    def table(self, kpi: str | Kpi, *by: str, period: str = "all") -> ScoreTable:
        chosen = BY_ID[kpi] if isinstance(kpi, str) else kpi
        key = (chosen.key, by, period)
        if key not in self._tables:
            selection = Selection(parse_period(period, self.log.span))
            self._tables[key] = score(chosen, self.book, cut_for(self.book, selection, by=by))
        return self._tables[key]

    def team(self, kpi: str | Kpi, period: str = "all") -> Score:
        return self.table(kpi, period=period).at()

    def of(self, kpi: str | Kpi, period: str = "all", **member: str) -> Score:
        return self.table(kpi, *member, period=period).at(**member)


@cache
def grids_in(folder: Path) -> tuple[Grid, ...]:
    """The sheets of all files of a folder, in the order of the files; each file is read once."""
    return tuple(grid for path in sorted(folder.iterdir()) if path.suffix in KINDS for grid in read_grids(path))


@cache
def _opened(folder: Path, there: Path) -> Real:
    return Real(folder, understand(grids_in(there), Asked(), Settings()))


def oracles_of(folder: Path) -> dict[str, Any]:
    """What was worked out for a log, by the id of the oracle."""
    told = json.loads((folder / "ORACLE.json").read_text(encoding="utf-8"))
    return {oracle["id"]: oracle["value"] for oracle in told["oracles"]}


Check = Callable[[Real, Any], None]


def same(ours: float | None, told: str | float) -> bool:
    """Equal to the last digit that the oracle has."""
    if ours is None:
        return False
    expected = Decimal(str(told))
    return Decimal(repr(float(ours))).quantize(expected, ROUND_HALF_EVEN) == expected


def all_same(ours: dict[str, float | None], told: dict[str, str | float]) -> bool:
    """Every figure of ``ours`` equals the one of that name; told which do not."""
    off = {name: (value, told[name]) for name, value in ours.items() if not same(value, told[name])}
    assert not off
    return True


def best(table: ScoreTable, count: int) -> list[tuple[str, float]]:
    """The members with the largest values of a table sliced by one dimension."""
    order = np.argsort(-np.nan_to_num(table.value[0]), kind="stable")[:count]
    return [(table.labels[0][place], float(table.value[0][place])) for place in order]


def of_family(real: Real, family: str, **member: str) -> float:
    """Net sales of the products of one family, added up from the sales by product."""
    table = real.table("K50", "product", *member)
    labels = real.log.members("product")
    source, key, name = ("products", "product_id", "family")
    if not real.log.has(source, name):
        source, name = "order_lines", "product_family"
    frame = real.log.tables[source]
    codes = labels.codes(real.log.text(source, key))
    belonging = {labels.labels[code] for code in codes[(frame[name] == family).to_numpy()]}
    found = [table.at(product=product, **member).value for product in table.labels[0] if product in belonging]
    return sum(value for value in found if value is not None)


def stage_counts(real: Real, told: Any) -> None:
    """Open deals by the stage they stand in, closed ones by how they ended."""
    closed = real.team("K33")
    ours = {stage: real.of("K57", stage=stage).n for stage in told if not stage.startswith("Closed")}
    ours |= {"Closed Won": closed.numerator, "Closed Lost": closed.n - (closed.numerator or 0)}
    assert ours.keys() == told.keys()
    assert all_same(ours, told)
