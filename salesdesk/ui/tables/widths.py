"""How wide columns are: as wide as what they show, squeezed a little or spread to fill the table."""

import numpy as np

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.tables.columns import TableColumn
from salesdesk.ui.tables.delegate import side_room, sign_room
from salesdesk.ui.tables.header import SORT_ROOM

_MEASURED_ROWS = 160
SQUEEZE = 1.08
_WIDEST, _NARROWEST = 320, 44


def natural_width(column: TableColumn, shown: np.ndarray) -> float:
    """The width in pixels that a column takes: its whole one, but very long texts are cut."""
    return as_natural(column, whole_width(column, shown))


def as_natural(column: TableColumn, whole: float) -> float:
    """No wider than a column is made without need."""
    return min(whole, grown(column.widest or _WIDEST) + _edges())


def whole_width(column: TableColumn, shown: np.ndarray) -> float:
    """The width in pixels that title, footer and the rows looked at need."""
    face = faces()
    body = face.figures_bold if column.number else face.body
    bold = face.figures_bold if column.number else face.semi
    rows = shown if len(shown) <= _MEASURED_ROWS else _sample(shown)
    cells = max((body.width(column.written(row)) for row in rows), default=0.0)
    cells = max(cells + sign_room(column), bold.width(column.footer))
    title = max(face.body.width(each) for each in column.title.split("\n")) + SORT_ROOM * u()
    return max(cells, title, grown(_NARROWEST) - 2 * side_room()) + _edges()


def _edges() -> float:
    return 2 * side_room() + 2


def _sample(shown: np.ndarray) -> np.ndarray:
    half = _MEASURED_ROWS // 2
    return np.concatenate([shown[:half], shown[:: max(1, len(shown) // half)]])


def fitted(
    natural: list[float],
    room: float,
    fixed: list[bool] | None = None,
    whole: list[float] | None = None,
    squeeze: float = SQUEEZE,
) -> list[int]:
    """Widths for a table `room` pixels wide.

    Spare room goes to columns whose texts are cut until they are `whole`, the rest is spread in proportion; what is
    up to `squeeze` times too wide gives way where it is widest, anything wider scrolls. Columns whose width is `fixed`
    keep it.
    """
    held = fixed or [False] * len(natural)
    natural = _completed(natural, room, held, whole) if whole else natural
    kept = sum(width for width, hold in zip(natural, held, strict=True) if hold)
    free = sum(natural) - kept
    left = room - kept
    if left < free <= left * squeeze:
        natural = _squeezed(natural, left, held)
        free = left
    factor = left / free if free and left >= free else 1.0
    exact = [width if hold else width * factor for width, hold in zip(natural, held, strict=True)]
    ends = np.floor(np.cumsum(exact) + 1e-6).astype(int) if exact else np.zeros(0, dtype=int)
    return [int(width) for width in np.diff(ends, prepend=0)]


def _squeezed(natural: list[float], left: float, held: list[bool]) -> list[float]:
    """The widest columns give way, so that short texts are not cut."""
    free = sorted(width for width, hold in zip(natural, held, strict=True) if not hold)
    widest, rest = left, left
    for place, width in enumerate(free):
        widest = rest / (len(free) - place)
        if width >= widest:
            break
        rest -= width
    return [width if hold else min(width, widest) for width, hold in zip(natural, held, strict=True)]


def _completed(natural: list[float], room: float, held: list[bool], whole: list[float]) -> list[float]:
    """What is cut gets what it lacks, or its part of what there is."""
    lacks = [0.0 if hold else max(0.0, all_ - some) for some, all_, hold in zip(natural, whole, held, strict=True)]
    spare = room - sum(natural)
    if spare <= 0 or not any(lacks):
        return natural
    part = min(1.0, spare / sum(lacks))
    return [some + part * lack for some, lack in zip(natural, lacks, strict=True)]
