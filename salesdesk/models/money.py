"""Money as whole ten-thousandths, so that sums are exact and do not depend on their order.

Real order lines carry four decimals (a discount on a unit price); rounding each to cents moves a total of ten
thousand lines by several euros. Ten-thousandths keep them, and stay exact in float64 up to 9·10¹¹.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SCALE = 10_000

Floats = npt.NDArray[np.float64]


def units(amounts: npt.ArrayLike) -> Floats:
    """Amounts as whole ten-thousandths (float64 holding integers); NaN stays NaN."""
    return np.rint(np.asarray(amounts, dtype=np.float64) * SCALE)


def amount(whole: npt.ArrayLike) -> Floats:
    """Ten-thousandths back to the currency's unit."""
    return np.asarray(whole, dtype=np.float64) / SCALE


def spread(total: float, factors: npt.ArrayLike) -> Floats:
    """``total`` (whole ten-thousandths) over days in proportion to ``factors``, each a share of the whole.

    Every day gets the difference of the rounded running sum, so the days add up to the rounded whole.
    """
    running = np.rint(np.cumsum(np.asarray(factors, dtype=np.float64)) * total)
    return np.diff(running, prepend=0.0)
