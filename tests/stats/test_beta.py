"""The beta distribution against sums that can be written down."""

from __future__ import annotations

from math import comb, lgamma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.stats.beta import beta_cdf, beta_quantile, binomial_quantile, log_gamma


def binomial_cdf(k: int, n: int, rate: float) -> float:
    return sum(comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k + 1))


@given(st.floats(1e-3, 1e6))
def test_that_log_gamma_equals_the_standard_library(x: float) -> None:
    assert float(log_gamma(x)) == pytest.approx(lgamma(x), rel=1e-12, abs=1e-12)


@settings(max_examples=60)
@given(st.integers(1, 60), st.data(), st.floats(0.01, 0.99))
def test_that_the_beta_distribution_adds_up_the_binomial_one(n: int, data: st.DataObject, rate: float) -> None:
    k = data.draw(st.integers(0, n - 1))
    assert float(beta_cdf(1 - rate, n - k, k + 1)) == pytest.approx(binomial_cdf(k, n, rate), abs=1e-11)


@settings(max_examples=60)
@given(st.floats(0.05, 3000), st.floats(0.05, 3000), st.floats(0.001, 0.999))
def test_that_the_quantile_undoes_the_distribution(a: float, b: float, p: float) -> None:
    x = float(beta_quantile(p, a, b))
    assert 0 <= x <= 1
    # Where the curve is steep at an end of the scale, the last digit of x moves p visibly.
    assert float(beta_cdf(x - 1e-11, a, b)) - 1e-9 <= p <= float(beta_cdf(x + 1e-11, a, b)) + 1e-9


def test_that_a_flat_beta_is_the_diagonal_with_its_ends() -> None:
    assert beta_cdf([0, 0.25, 1], 1, 1) == pytest.approx([0, 0.25, 1])


@settings(max_examples=60)
@given(st.integers(0, 80), st.floats(0.01, 0.99), st.floats(0.001, 0.999))
def test_that_the_binomial_quantile_is_the_first_count_that_reaches_p(n: int, rate: float, p: float) -> None:
    k = int(binomial_quantile(p, n, rate))
    assert binomial_cdf(k, n, rate) >= p - 1e-12
    assert k == 0 or binomial_cdf(k - 1, n, rate) < p + 1e-12


def test_that_binomial_quantiles_come_for_many_sizes_at_once() -> None:
    assert binomial_quantile(0.55, np.array([0, 1, 10]), 0.5).tolist() == [0, 1, 5]
