"""The way from dials to won deals: how many of each step, and what share of the step before."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.insights.board import Board
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue.chain import CHAIN
from salesdesk.kpis.kpi import Kpi


@dataclass(frozen=True)
class ChainStep:
    """``of_before`` and ``of_first`` are fractions, None for the first step and where there is nothing to divide by."""

    key: str
    name: str
    count: float
    of_before: float | None
    of_first: float | None
    hover: str


def step_kpi(key: str) -> Kpi:
    """What a step counts. Raises KeyError for a key that is no step."""
    return _STEPS[key]


def chain_of(board: Board, voice: Voice) -> tuple[ChainStep, ...]:
    """The steps whose tables are there, in the selected period."""
    counts = [(kpi, board.chain[kpi.key].value) for kpi in CHAIN]
    there = [(kpi, count) for kpi, count in counts if count is not None]
    steps = []
    for place, (kpi, count) in enumerate(there):
        before, first = (there[place - 1], there[0]) if place else (None, None)
        of_before = _share(count, before)
        hover = f"{kpi.name}: {voice.style.text(count)}, {board.period.label}"
        if before is not None and of_before is not None:
            hover += f"; {voice.style.text(of_before * 100, 1)} % of {voice.style.text(before[1])} {before[0].counted}"
        steps.append(ChainStep(kpi.key, kpi.name, count, of_before, _share(count, first), hover))
    return tuple(steps)


def _share(count: float, of: tuple[Kpi, float] | None) -> float | None:
    """None as well where a step is larger than the one before: it then has other sources, and is no share of it."""
    return count / of[1] if of is not None and of[1] > 0 and count <= of[1] else None


_STEPS = {kpi.key: kpi for kpi in CHAIN}
