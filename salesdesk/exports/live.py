"""Formulas over the lists of records, by the measure of a KPI; only such as give exactly the program's figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.facts import Floats
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.measures import Count, Mean, Measure, NetPromoter, Ratio, Share, Total
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.score import Score

_CLOSE = 1e-11  # relative; the sums of a spreadsheet are floating point as well


class Part(NamedTuple):
    """A column of a list: which side of the measure it is, how formulas call it, and the numbers in it."""

    side: str
    column: str
    values: Floats


class Live(NamedTuple):
    """Formulas without "="; ``n`` None where the lists do not give it."""

    value: str
    n: str | None


class _Worked(NamedTuple):
    formula: str
    value: float


def live(measure: Measure, parts: Sequence[Part], score: Score) -> Live | None:
    """None where no formula gives the figure."""
    makers: dict[type, Callable[[Measure, Sequence[Part]], _Worked | None]] = {
        Count: _total,
        Total: _total,
        Mean: _mean,
        Share: _mean,
        Ratio: _ratio,
        Quantile: _quantile,
        NetPromoter: _promoters,
        Growth: _growth,
    }
    maker = next((maker for kind, maker in makers.items() if isinstance(measure, kind)), None)
    worked = maker(measure, parts) if maker else None
    if worked is None or score.value is None or not _same(worked.value, score.value):
        return None
    cases = _cases(measure, parts)
    return Live(worked.formula, cases.formula if _same(cases.value, score.n) else None)


def _same(one: float, other: float) -> bool:
    return bool(np.isclose(one, other, rtol=_CLOSE, atol=1e-12))


def _sum(parts: Sequence[Part]) -> _Worked:
    return _Worked(_call("SUM", parts), float(sum(part.values.sum() for part in parts)))


def _count(parts: Sequence[Part]) -> _Worked:
    return _Worked(_call("COUNT", parts), float(sum(len(part.values) for part in parts)))


def _call(function: str, parts: Sequence[Part]) -> str:
    return f"{function}({','.join(part.column for part in parts)})"


def _total(measure: Measure, parts: Sequence[Part]) -> _Worked:  # noqa: ARG001  one signature for all
    return _sum(parts)


def _mean(measure: Measure, parts: Sequence[Part]) -> _Worked | None:  # noqa: ARG001
    count = _count(parts).value
    return _Worked(_call("AVERAGE", parts), _sum(parts).value / count) if count else None


def _ratio(measure: Measure, parts: Sequence[Part]) -> _Worked | None:
    if not isinstance(measure, Ratio):
        return None
    top, bottom = (_sum([part for part in parts if part.side == name]) for name in measure.names)
    if not bottom.value or "()" in top.formula + bottom.formula:
        return None
    scale = "" if measure.scale == 1 else f"{measure.scale:g}*"
    return _Worked(f"{scale}{top.formula}/{bottom.formula}", measure.scale * top.value / bottom.value)


def _growth(measure: Measure, parts: Sequence[Part]) -> _Worked | None:  # noqa: ARG001
    now, before = (_sum([part for part in parts if part.side == name]) for name in ("now", "before"))
    if not before.value or "()" in now.formula + before.formula:
        return None
    return _Worked(f"({now.formula}-{before.formula})/{before.formula}", (now.value - before.value) / before.value)


def _quantile(measure: Measure, parts: Sequence[Part]) -> _Worked | None:
    if not isinstance(measure, Quantile) or len(parts) != 1 or not len(parts[0].values):
        return None
    column, values = parts[0].column, parts[0].values
    formula = f"MEDIAN({column})" if measure.q == 0.5 else f"PERCENTILE({column},{measure.q:g})"
    return _Worked(formula, float(np.quantile(values, measure.q)))


def _promoters(measure: Measure, parts: Sequence[Part]) -> _Worked | None:
    if not isinstance(measure, NetPromoter) or len(parts) != 1 or not len(parts[0].values):
        return None
    column, answers = parts[0].column, parts[0].values
    formula = f'100*(COUNTIF({column},">=9")-COUNTIF({column},"<=6"))/COUNT({column})'
    balance = np.count_nonzero(answers >= 9) - np.count_nonzero(answers <= 6)
    return _Worked(formula, 100 * balance / len(answers))


def _cases(measure: Measure, parts: Sequence[Part]) -> _Worked:
    """How many observations there are."""
    if isinstance(measure, Ratio):
        parts = parts if measure.n == "both" else [part for part in parts if part.side == measure.names[1]]
    return _count(parts)
