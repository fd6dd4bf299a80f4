"""What each factor of a product has to do with the gap between two products: shares that add up to the whole gap."""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MOST = 6  # factors whose orders are all gone through


def contributions(one: ArrayLike, other: ArrayLike) -> Floats:
    """Parts of the gap ∏one − ∏other, factor by factor along the last axis; they add up to it.

    Factors are 0 or more. By logarithms; where a factor is 0, which has none, by the average over all orders.
    """
    first, second = _pair(one, other)
    positive = ((first > 0) & (second > 0)).all(axis=-1)
    if positive.all():
        return lmdi(first, second)
    found = np.array(shapley(first, second))
    if positive.any():
        found[positive] = lmdi(first[positive], second[positive])
    return found


def lmdi(one: ArrayLike, other: ArrayLike) -> Floats:
    """As ``contributions``, of positive factors only (logarithmic mean Divisia index, Ang)."""
    first, second = _pair(one, other)
    logs = np.log(first / second)
    whole = logs.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.where(whole == 0, 1.0, np.expm1(whole) / whole)
    return np.asarray(second.prod(axis=-1, keepdims=True) * growth * logs, float)


def shapley(one: ArrayLike, other: ArrayLike) -> Floats:
    """As ``contributions``: what changing a factor brings, on average over all orders of changing them.

    Raises ValueError for more than six factors.
    """
    first, second = _pair(one, other)
    size = first.shape[-1]
    if size > MOST:
        raise ValueError(f"{size} factors have too many orders")
    found = np.zeros(first.shape)
    for factor in range(size):
        rest = [place for place in range(size) if place != factor]
        step = first[..., factor] - second[..., factor]
        for changed in (those for count in range(size) for those in combinations(rest, count)):
            weight = factorial(len(changed)) * factorial(size - len(changed) - 1) / factorial(size)
            kept = [place for place in rest if place not in changed]
            beside = first[..., list(changed)].prod(axis=-1) * second[..., kept].prod(axis=-1)
            found[..., factor] += weight * step * beside
    return found


def what_ifs(one: ArrayLike, other: ArrayLike) -> Floats:
    """By how much ∏one would rise if a single factor were the other's; these do not add up to the gap."""
    first, second = _pair(one, other)
    places = range(first.shape[-1])
    beside = np.stack([np.delete(first, place, axis=-1).prod(axis=-1) for place in places], axis=-1)
    return np.asarray(beside * (second - first), float)


def _pair(one: ArrayLike, other: ArrayLike) -> tuple[Floats, Floats]:
    first, second = np.broadcast_arrays(np.asarray(one, float), np.asarray(other, float))
    return first, second
