"""The way from dials to won deals: how many of each step, and what share of the step before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from salesdesk.insights.board import Board
from salesdesk.insights.wording import Voice, things
from salesdesk.kpis.catalogue.chain import CHAIN, RATES
from salesdesk.kpis.kpi import Kpi, Unit
from salesdesk.kpis.table import Score


@dataclass(frozen=True)
class ChainStep:
    """``of_before`` and ``of_first`` are fractions, None for the first step and where there is nothing to divide by.

    ``of_before`` is the declared rate: of contacts only opportunities with an outbound source are a part.
    """

    key: str
    name: str
    count: float
    of_before: float | None
    of_first: float | None
    hover: str


def outbound_note(steps: tuple[ChainStep, ...]) -> str:
    """Said under the picture where opportunities follow contacts: not all of them come from calls."""
    keys = [step.key for step in steps if step.of_before is not None]
    return "Of the contacts, only opportunities with an outbound source." if "opportunities" in keys else ""


def step_kpi(key: str) -> Kpi:
    """What a step counts. Raises KeyError for a key that is no step."""
    return _STEPS[key]


@dataclass(frozen=True)
class Counted:
    """A step's count and its rate to the step before, as scored; ``rate`` is None where there is none to tell."""

    kpi: Kpi
    count: float
    rate: Score | None


def counted_steps(board: Board) -> tuple[Counted, ...]:
    """The steps whose tables are there, in the selected period, each with its declared rate to the step before."""
    counts = [(kpi, board.chain[kpi.key].value) for kpi in CHAIN]
    there = [(kpi, count) for kpi, count in counts if count is not None]
    before = [None, *(kpi for kpi, _ in there)]
    return tuple(
        Counted(kpi, count, _rate(board, kpi, previous) if previous is not None else None)
        for (kpi, count), previous in zip(there, before, strict=False)
    )


def deal_steps(board: Board) -> tuple[Counted, ...] | None:
    """From the opportunity on; None where that leaves fewer than two steps, or all of them are empty."""
    steps = counted_steps(board)
    first = next((place for place, step in enumerate(steps) if step.kpi.key == "opportunities"), len(steps))
    found = (*(replace(step, rate=None) for step in steps[first : first + 1]), *steps[first + 1 :])
    return found if len(found) > 1 and any(step.count for step in found) else None


def chain_of(board: Board, voice: Voice) -> tuple[ChainStep, ...]:
    """The steps with their texts."""
    return chain_steps(counted_steps(board), board, voice)


def chain_steps(found: Sequence[Counted], board: Board, voice: Voice) -> tuple[ChainStep, ...]:
    """Steps with their texts; shares of the first are of the first of these."""
    steps: list[ChainStep] = []
    for step in found:
        kpi, rate = step.kpi, step.rate
        hover = f"{kpi.name}: {voice.style.text(step.count)}, {board.period.label}"
        if rate is not None:
            hover += f"\n{RATES[kpi.key].name}: {voice.score(rate, Unit.PERCENT)} ({_counts(rate, kpi, voice)})"
        of_first = _share(step.count, found[0].count) if steps else None
        steps.append(ChainStep(kpi.key, kpi.name, step.count, rate.value if rate else None, of_first, hover))
    return tuple(steps)


def _rate(board: Board, kpi: Kpi, before: Kpi) -> Score | None:
    """The rate of a step to the one before it; None if a step between is missing, or more came than could have."""
    places = [step.key for step in CHAIN]
    found = board.rates.get(kpi.key)
    if found is None or found.value is None or found.value > 1:
        return None
    return found if places.index(kpi.key) == places.index(before.key) + 1 else None


def _counts(rate: Score, kpi: Kpi, voice: Voice) -> str:
    top, bottom = (voice.style.text(part or 0.0) for part in (rate.numerator, rate.denominator))
    return f"{top} of {bottom} {things(rate.denominator, RATES[kpi.key].counted)}"


def _share(count: float, first: float) -> float | None:
    """None as well where a step is larger than the first: it then has other sources, and is no share of it."""
    return count / first if first > 0 and count <= first else None


_STEPS = {kpi.key: kpi for kpi in CHAIN}
