"""How wide columns are: as wide as what they show, squeezed a little or spread to fill the table."""

import numpy as np

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.tables.columns import TableColumn
from salesdesk.ui.tables.delegate import side_room, sign_room
from salesdesk.ui.tables.header import SORT_ROOM

_MEASURED_ROWS = 160
_SQUEEZE = 1.08
_WIDEST, _NARROWEST = 320, 44


def natural_width(column: TableColumn, shown: np.ndarray) -> float:
    """The width in pixels that title, footer and the rows looked at need; very long texts are cut."""
    face = faces()
    body = face.figures_bold if column.number else face.body
    bold = face.figures_bold if column.number else face.semi
    rows = shown if len(shown) <= _MEASURED_ROWS else _sample(shown)
    cells = max((body.width(column.written(row)) for row in rows), default=0.0)
    cells = max(cells + sign_room(column), bold.width(column.footer))
    title = max(face.body.width(each) for each in column.title.split("\n")) + SORT_ROOM * u()
    return min(max(cells, title, grown(_NARROWEST) - 2 * side_room()), grown(_WIDEST)) + 2 * side_room() + 2


def _sample(shown: np.ndarray) -> np.ndarray:
    half = _MEASURED_ROWS // 2
    return np.concatenate([shown[:half], shown[:: max(1, len(shown) // half)]])


def fitted(natural: list[float], room: float, fixed: list[bool] | None = None) -> list[int]:
    """Widths for a table `room` pixels wide.

    Spare room is spread in proportion; what is up to 8 % too wide is squeezed, anything wider scrolls. Columns whose
    width is `fixed` keep it.
    """
    held = fixed or [False] * len(natural)
    kept = sum(width for width, hold in zip(natural, held, strict=True) if hold)
    free = sum(natural) - kept
    left = room - kept
    factor = left / free if free and (left >= free or free <= left * _SQUEEZE) else 1.0
    exact = [width if hold else width * factor for width, hold in zip(natural, held, strict=True)]
    ends = np.floor(np.cumsum(exact) + 1e-6).astype(int) if exact else np.zeros(0, dtype=int)
    return [int(width) for width in np.diff(ends, prepend=0)]
