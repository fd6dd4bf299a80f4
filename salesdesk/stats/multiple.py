"""Many tests at once: which of them still count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def benjamini_hochberg(p: ArrayLike, false_share: float = 0.10) -> NDArray[np.bool_]:
    """Which p-values to keep so that about `false_share` of the kept are chance; NaN is never kept."""
    p = np.asarray(p, float)
    tested = ~np.isnan(p)
    ordered = np.sort(p[tested])
    allowed = false_share * np.arange(1, len(ordered) + 1) / max(1, len(ordered))
    passing = ordered[ordered <= allowed]
    return tested & (p <= passing[-1]) if len(passing) else np.zeros(p.shape, bool)
