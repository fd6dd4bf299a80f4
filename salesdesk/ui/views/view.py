"""How the picture of a figure is declared, and the groups that share a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.needs import missing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk, Wanted
    from salesdesk.ui.widgets.card import LegendEntry


@dataclass(frozen=True)
class Shown:
    """What a view shows now: ``data`` for its chart, ``detail`` at the right of the title, ``note`` below."""

    data: Any
    detail: str = ""
    note: str = ""
    legend: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True)
class View:
    """One picture of a KPI.

    ``answer`` is worked out off the interface thread; None: there is nothing to show. ``show`` turns it, there as well,
    into what the chart is given. ``chart`` makes the widget when it is first shown; it has ``set_data`` and emits
    ``picked(place)``. ``pick`` says which records a click on a place opens; None where there are none; ``opens`` opens
    something else there, in front of a window. A log in which nothing tells several members of each of the ``dims``
    apart, that lacks what the second ``figure`` needs, or has nothing for it in any period (``there``), is not offered
    it. ``nothing`` is said where there is no answer.
    """

    key: str
    kpi: str
    title: str
    chart: Callable[[], Any]
    answer: Callable[[Board], Any]
    show: Callable[[Any, Board, Voice], Shown]
    pick: Callable[[Any, Board, int], Wanted | None] | None = None
    dims: tuple[str, ...] = ()
    figure: str | None = None
    there: Callable[[Board], bool] | None = None
    nothing: str = "Nothing to show in this period."
    opens: Callable[[Desk, Any, int, QWidget], None] | None = None

    def fits(self, board: Board) -> bool:
        """Whether the log has what the picture needs besides the KPI."""
        lacking = self.figure and missing(BY_KEY[self.kpi], board.log, self.figure)
        apart = all(len(board.book.labels(dim)) > 1 for dim in self.dims)
        return not lacking and apart and (self.there is None or self.there(board))


@dataclass(frozen=True)
class Group:
    """Views that share one card, the first that has something to show in front. Sizes as for a page's cards."""

    key: str
    views: tuple[View, ...]
    minimum: float = 440
    weight: float = 1.0
