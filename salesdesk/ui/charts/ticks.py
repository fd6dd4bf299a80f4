"""Round numbers for axes."""

import math
from collections.abc import Callable

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_ticks(low: float, high: float, count: int = 4) -> list[float]:
    """About `count` intervals of a round size that cover low to high, ends included."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return []
    if high <= low:
        low, high = (low - 1, low + 1) if low else (0.0, 1.0)
    # Ticks have twelve digits: what differs by less cannot be told apart.
    least = max(1e-8 * max(abs(low), abs(high)), 1e-200)
    if high - low < least:
        low, high = low - least / 2, high + least / 2
    step = nice_step((high - low) / max(1, count))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def worded_ticks(low: float, high: float, count: int, write: Callable[[float], str]) -> list[tuple[float, str]]:
    """As `nice_ticks`, with their texts: so few that no two read alike, as 0.2 and 0.4 do among whole numbers."""
    ticks: list[tuple[float, str]] = []
    for fewer in range(max(1, count), 0, -1):
        ticks = [(tick, write(tick)) for tick in nice_ticks(low, high, fewer)]
        if len({text for _, text in ticks}) == len(ticks):
            break
    return ticks


def nice_step(rough: float) -> float:
    """The smallest round step that is not smaller than `rough`."""
    scale = 10 ** math.floor(math.log10(rough))
    return next(step * scale for step in _STEPS if step * scale >= rough * (1 - 1e-9))


def span_of(levels: list[float | None], *, from_zero: bool) -> tuple[float, float]:
    """Lowest and highest of the known levels, widened to hold zero if wanted; 0 to 1 without any."""
    known = [each for each in levels if each is not None and math.isfinite(each)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    if low == high:
        return (low, low + 1.0) if low == 0 else (min(low, low * 0.9, low * 1.1), max(low * 0.9, low * 1.1))
    return low, high
