"""Sums over compacted facts are those over the rows, for every KPI and whatever is selected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unittest.mock import patch

import numpy as np
import pytest

from salesdesk.kpis import grain
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.grain import Compact
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import ScoreTable, score
from salesdesk.models.period import ALL as EVERYTHING
from salesdesk.models.period import Period
from tests.kpis.full_log import full_log

SCORED = (*ALL, *CHAIN, *RATES.values(), *PAST.values())
SEEDS = (7, 11)
SLICES = ((), ("rep",), ("team",))
COLUMNS = ("value", "numerator", "denominator", "n", "lo", "hi", "coverage")


@pytest.fixture(autouse=True)
def everything_is_compacted() -> Iterator[None]:
    """As if all logs were large."""
    with patch.multiple(grain, _SMALL=0, _WORTHWHILE=0, _SPACIOUS=10**9):
        yield


@lru_cache(maxsize=len(SEEDS))
def _books(seed: int) -> tuple[Book, Book]:
    fast, slow = Book(full_log(seed)), Book(full_log(seed), compacting=False)
    slow.made = fast.made  # the same facts
    return fast, slow


def selections(book: Book, chance: np.random.Generator, dims: tuple[str, ...], count: int) -> Iterator[Cut]:
    """Odd days, some of the reps, and one more filter."""
    span = book.log.span
    for _ in range(count):
        days = np.sort(chance.integers(span.first - 10, span.as_of + 20, (2, 2)), axis=1)
        cut = Cut((*(Period(int(first), int(after) + 1) for first, after in days), EVERYTHING))
        for dim in dict.fromkeys(("rep", *chance.choice([*dims], 1).tolist())):
            cut = cut.only(dim, chance.random(book.size(dim)) < 0.6)
        yield cut


def same(found: ScoreTable, expected: ScoreTable) -> None:
    for column in COLUMNS:
        np.testing.assert_allclose(getattr(found, column), getattr(expected, column), rtol=1e-12, err_msg=column)
    np.testing.assert_array_equal(found.status, expected.status)
    assert (found.labels, found.notes, found.ignored) == (expected.labels, expected.notes, expected.ignored)
    assert found.excluded.keys() == expected.excluded.keys()
    assert found.detail.keys() == expected.detail.keys()
    for parts, others in ((found.excluded, expected.excluded), (found.detail, expected.detail)):
        for name, values in parts.items():
            np.testing.assert_allclose(values, others[name], rtol=1e-12, err_msg=str(name))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kpi", SCORED, ids=[kpi.key for kpi in SCORED])
def test_that_compacted_facts_give_every_figure_of_every_selection(kpi: Kpi, seed: int):
    fast, slow = _books(seed)
    chance = np.random.default_rng([seed, *map(ord, kpi.key)])
    for cut in selections(fast, chance, kpi.by, 2):
        for by in (by for by in SLICES if set(by) <= set(kpi.by)):
            for figure in (None, *kpi.figures):
                sliced = cut.sliced(*by)
                same(score(kpi, fast, sliced, figure), score(kpi, slow, sliced, figure))


def test_that_the_facts_of_many_kpis_are_compacted_here_and_nowhere_in_the_plain_book():
    fast, slow = _books(SEEDS[0])
    sides = [side for kpi in ALL for side in kpi.measure.sides]
    compacted = [side for side in sides if isinstance(fast.grain(side.facts, frozenset()), Compact)]
    spells = [side for side in sides if fast.facts(side.facts).until is not None]
    assert {side.facts for side in compacted} | {side.facts for side in spells} == {side.facts for side in sides}
    assert not any(isinstance(slow.grain(side.facts, frozenset()), Compact) for side in sides)
