"""Places for words beside marks, so that none covers another."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from salesdesk.ui.look.painting import pen

# Where a name may stand from its mark, best first: the side or corner that touches it, and how many lines further off.
_CORNERS = ((0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
_FAR = 4
_SIDES = (
    ((1, 0, 0), (-1, 0, 0), *((dx, dy, 0) for dx, dy in _CORNERS)),
    *(tuple((dx, dy, far) for dx, dy in _CORNERS) for far in range(1, _FAR + 1)),
)


def spread(tops: list[float], height: float, view: QRectF) -> list[float]:
    """Moves labels apart so that none covers another, in their order, as little as possible."""
    order = sorted(range(len(tops)), key=lambda i: tops[i])
    placed = list(tops)
    last = view.top() - height
    for i in order:
        placed[i] = max(placed[i], last + height, view.top())
        last = placed[i]
    bottom = view.bottom() - height
    for i in reversed(order):
        placed[i] = min(placed[i], bottom)
        bottom = placed[i] - height
    return placed


def beside(
    marks: Sequence[QPointF],
    wanted: Sequence[tuple[int, QSizeF]],
    view: QRectF,
    taken: Sequence[QRectF],
    gap: float,
    lines: Sequence[QPointF] = (),
) -> dict[int, QRectF]:
    """Places for the names of some `marks` (index and size of each, most important first), within `view`.

    A name covers no mark, no other name and nothing in `taken`; one that finds no free place is left out. It crosses
    `lines`, given as close points, only where there is no other place.
    """
    dots = np.array([(each.x(), each.y()) for each in marks]).reshape(-1, 2)
    crossed = np.array([(each.x(), each.y()) for each in lines]).reshape(-1, 2)
    used, found = list(taken), dict[int, QRectF]()
    for index, size in wanted:
        for sides in _SIDES:
            spots = [_spot(marks[index], size, side, gap) for side in sides]
            free = [
                spot
                for spot in spots
                if view.contains(spot)
                and _is_free(spot, used, dots, gap / 2)
                and not any(_leader(marks[index], spot).intersects(each) for each in used)
            ]
            if free:
                found[index] = next((spot for spot in free if not _covers(spot, crossed)), free[0])
                used += [found[index], _leader(marks[index], found[index])]
                break
    return found


def _is_free(spot: QRectF, used: Sequence[QRectF], dots: np.ndarray, air: float) -> bool:
    clear = not any(spot.intersects(each) for each in used)
    return clear and not _covers(spot.adjusted(-air, -air, air, air), dots)


def _covers(area: QRectF, points: np.ndarray) -> bool:
    xs, ys = points[:, 0], points[:, 1]
    inside = (xs > area.left()) & (xs < area.right()) & (ys > area.top()) & (ys < area.bottom())
    return bool(inside.any())


def _spot(mark: QPointF, size: QSizeF, side: tuple[int, int, int], gap: float) -> QRectF:
    wide, tall, (dx, dy, far) = size.width(), size.height(), side
    left = mark.x() + dx * gap - wide * (1 - dx) / 2
    top = mark.y() + dy * (0.7 * gap + far * tall) - tall * (1 - dy) / 2
    return QRectF(left, top, wide, tall)


def draw_leader(painter: QPainter, mark: QPointF, name: QRectF, gap: float, colour: QColor) -> None:
    """A fine line from a mark to its name, where the name could not stand beside it."""
    end = _near_end(mark, name)
    if abs(end.y() - mark.y()) > 1.5 * gap:
        painter.setPen(pen(colour))
        painter.drawLine(mark, end)


def _near_end(mark: QPointF, name: QRectF) -> QPointF:
    """The point of a name that is nearest to its mark."""
    x, y = (
        min(max(at, low), high)
        for at, low, high in ((mark.x(), name.left(), name.right()), (mark.y(), name.top(), name.bottom()))
    )
    return QPointF(x, y)


def _leader(mark: QPointF, name: QRectF) -> QRectF:
    """The room of the line from a mark to its name."""
    return QRectF(mark, _near_end(mark, name)).normalized().adjusted(-1, -1, 1, 1)


def aside(xs: Sequence[float], size: float, most: float) -> list[float]:
    """How far dots `size` wide are moved up or down so that none covers another, at most `most` either way."""
    order = sorted(range(len(xs)), key=lambda i: xs[i])
    ways = [0.0] * len(xs)
    steps = max(0, int(most // size))
    lanes = [0, *(lane for step in range(1, steps + 1) for lane in (-step, step))]
    ends = dict.fromkeys(lanes, float("-inf"))
    for i in order:
        lane = next((lane for lane in lanes if xs[i] - ends[lane] >= size), None)
        if lane is None:
            lane = min(lanes, key=lambda each: ends[each])
        ends[lane] = xs[i]
        ways[i] = lane * size
    return ways
