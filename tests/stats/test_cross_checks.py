"""The program's own statistics against those of scipy and statsmodels, on made-up data of many shapes."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from salesdesk.stats.beta import beta_cdf, beta_quantile, binomial_quantile
from salesdesk.stats.intervals import newcombe, normal_quantile, poisson, quantile_ranks, wilson
from salesdesk.stats.multiple import benjamini_hochberg
from salesdesk.stats.resampling import mean_difference_p
from salesdesk.stats.survival import band, cumulative_incidence, kaplan_meier, log_rank, median, restricted_mean

SEEDS = range(6)


def durations(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Whole days with ties, and how each record ended: 0 open, 1 won, 2 lost."""
    chance = np.random.default_rng(seed)
    return chance.geometric(0.06, n).astype(float), chance.choice([0, 1, 2], n, p=[0.3, 0.4, 0.3])


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_that_wilson_equals_statsmodels(confidence: float) -> None:
    n = np.repeat([1, 3, 5, 50, 310, 4000], 5)
    hits = np.tile([0, 0.2, 0.5, 0.93, 1], 6) * n // 1
    theirs = proportion_confint(hits, n, alpha=1 - confidence, method="wilson")
    for ours, limit in zip(wilson(hits, n, confidence), theirs, strict=True):
        assert ours == pytest.approx(np.asarray(limit), abs=1e-12)


@pytest.mark.parametrize(
    "counts", [(20, 65, 12, 60), (60, 195, 36, 180), (190, 290, 11, 20), (60, 80, 240, 920), (0, 9, 3, 8), (7, 7, 0, 5)]
)
def test_that_newcombe_equals_statsmodels(counts: tuple[int, int, int, int]) -> None:
    theirs = confint_proportions_2indep(*counts, compare="diff", method="newcomb")
    assert [float(limit) for limit in newcombe(*counts)] == pytest.approx([float(limit) for limit in theirs], abs=1e-9)


def test_that_the_limits_of_a_count_are_close_to_scipys_exact_ones() -> None:
    counts = np.array([1, 2, 5, 10, 30, 84, 400])
    low, high = poisson(counts)
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * counts) / 2, rel=0.02, abs=0.02)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * counts + 2) / 2, rel=0.005)
    assert float(poisson(0)[1]) == pytest.approx(stats.chi2.ppf(0.975, 2) / 2, rel=0.01)


def test_that_the_beta_distribution_and_its_quantiles_equal_scipys() -> None:
    a, b = np.array([0.3, 1, 13.2, 68, 400]), np.array([2, 1, 32.3, 167, 20])
    x, p = np.array([0.01, 0.2, 0.5, 0.9]), np.array([0.001, 0.025, 0.5, 0.975])
    ours, theirs = beta_cdf(x[:, None], a, b), stats.beta.cdf(x[:, None], a, b)
    assert ours == pytest.approx(theirs, abs=1e-10)
    assert beta_quantile(p[:, None], a, b) == pytest.approx(stats.beta.ppf(p[:, None], a, b), abs=1e-9)


def test_that_normal_and_binomial_quantiles_equal_scipys() -> None:
    assert normal_quantile(0.95) == pytest.approx(stats.norm.ppf(0.975), abs=1e-12)
    n, p = np.array([1, 5, 12, 60, 100, 3000])[:, None], np.array([0.001, 0.025, 0.5, 0.975, 0.999])
    assert binomial_quantile(p, n, 68 / 235).tolist() == stats.binom.ppf(p, n, 68 / 235).astype(int).tolist()


def test_that_the_ranks_around_a_median_hold_it_with_the_stated_chance() -> None:
    for n in (6, 11, 30, 100):
        low, high = (int(rank) for rank in quantile_ranks(n))
        inside = stats.binom.cdf(high, n, 0.5) - stats.binom.cdf(low, n, 0.5)
        narrower = stats.binom.cdf(high - 1, n, 0.5) - stats.binom.cdf(low + 1, n, 0.5)
        assert narrower < 0.95 <= inside + 1e-12


@pytest.mark.parametrize("seed", SEEDS)
def test_that_benjamini_hochberg_equals_statsmodels_and_scipy(seed: int) -> None:
    p = np.random.default_rng(seed).beta(0.5, 2, 30)
    kept = benjamini_hochberg(p)
    assert kept.tolist() == multipletests(p, 0.10, "fdr_bh")[0].tolist()
    assert kept.tolist() == (stats.false_discovery_control(p) <= 0.10).tolist()


def _difference(now: np.ndarray, before: np.ndarray, axis: int) -> np.ndarray:
    return np.mean(now, axis=axis) - np.mean(before, axis=axis)


def test_that_an_enumerated_permutation_equals_scipys() -> None:
    for now, before in (([60, 90, 240, 1440], [12, 25, 40, 55]), ([3, 3, 9, 4], [5, 8, 3, 1, 3])):
        theirs = stats.permutation_test((now, before), _difference, n_resamples=np.inf, vectorized=True)
        beyond = np.abs(theirs.null_distribution) >= abs(theirs.statistic) - 1e-9
        assert mean_difference_p(now, before) == pytest.approx(beyond.mean(), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_a_shuffled_permutation_is_close_to_scipys(seed: int) -> None:
    chance = np.random.default_rng(seed)
    now, before = chance.lognormal(8.2, 0.7, 30), chance.lognormal(8.0, 0.7, 40)
    theirs = stats.permutation_test((now, before), _difference, n_resamples=5_000, vectorized=True, rng=chance)
    assert mean_difference_p(now, before) == pytest.approx(theirs.pvalue, abs=0.04)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_survival_curve_equals_scipys_and_statsmodels(seed: int) -> None:
    time, cause = durations(seed)
    curve = kaplan_meier(time, cause > 0)
    theirs = stats.ecdf(stats.CensoredData(uncensored=time[cause > 0], right=time[cause == 0])).sf
    assert curve.survival == pytest.approx(theirs.evaluate(curve.time), abs=1e-12)
    other = SurvfuncRight(time, (cause > 0).astype(int))
    assert curve.time.tolist() == other.surv_times.tolist()
    assert curve.survival == pytest.approx(other.surv_prob, abs=1e-12)
    assert median(curve) == other.quantile(0.5)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_without_open_records_the_curve_is_the_empirical_distribution(seed: int) -> None:
    time, _ = durations(seed)
    curve = kaplan_meier(time, np.ones(len(time)))
    theirs = stats.ecdf(time)
    assert curve.time.tolist() == theirs.cdf.quantiles.tolist()
    assert 1 - curve.survival == pytest.approx(theirs.cdf.probabilities, abs=1e-12)
    assert restricted_mean(curve, 1_000) == pytest.approx(time.mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_band_around_the_curve_equals_scipys(seed: int) -> None:
    time, cause = durations(seed)
    curve = kaplan_meier(time, cause > 0)
    sample = stats.CensoredData(uncensored=time[cause > 0], right=time[cause == 0])
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The confidence interval is undefined")  # where all have ended
        theirs = stats.ecdf(sample).sf.confidence_interval(method="log-log")
    going = curve.survival > 1e-12
    for ours, limit in zip(band(curve), (theirs.low, theirs.high), strict=True):
        assert ours[going] == pytest.approx(limit.evaluate(curve.time)[going], abs=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_log_rank_test_equals_scipys_and_statsmodels(seed: int) -> None:
    time, cause = durations(seed)
    marked = np.random.default_rng(seed + 100).random(len(time)) < 0.4
    ours = log_rank(time, cause > 0, marked)
    groups = [
        stats.CensoredData(uncensored=time[here & (cause > 0)], right=time[here & (cause == 0)])
        for here in (marked, ~marked)
    ]
    theirs = stats.logrank(*groups)
    assert ours.z == pytest.approx(theirs.statistic, abs=1e-9)
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-9)
    square, p = survdiff(time, (cause > 0).astype(int), marked.astype(int))
    assert (ours.z**2, ours.p) == pytest.approx((float(square), float(p)), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_share_that_ended_each_way_equals_statsmodels(seed: int) -> None:
    time, cause = durations(seed)
    with np.errstate(divide="ignore", invalid="ignore"):  # in a variance, where all have ended
        ours, theirs = cumulative_incidence(time, cause), CumIncidenceRight(time, cause)
    for way, shares in zip((1, 2), theirs.cinc, strict=True):
        assert [ours.at(way, day) for day in theirs.times] == pytest.approx(list(shares), abs=1e-12)


def test_that_the_competing_ending_is_no_kaplan_meier_of_one_cause() -> None:
    time, cause = durations(1)
    alone = 1 - kaplan_meier(time, cause == 1).survival
    together = [cumulative_incidence(time, cause).at(1, day) for day in kaplan_meier(time, cause == 1).time]
    assert (alone >= np.array(together) - 1e-12).all()
    assert alone[-1] > together[-1]
