"""From a KPI's scores to what its tile shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.glossary import definition_lines
from salesdesk.insights.goals import goal_text
from salesdesk.insights.wording import FIGURES, Voice
from salesdesk.kpis.kpi import MeasureKind, Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.widgets.page import ScrollPage
from salesdesk.ui.widgets.tile import ChangeText, Tile, TileData

if TYPE_CHECKING:
    from salesdesk.kpis.table import Score
    from salesdesk.ui.desk import Desk


_PACES = (Unit.PER_WEEK, Unit.PER_QUARTER)  # which the names of their KPIs do not tell


def voice_of(board: Board) -> Voice:
    """How figures of this log are written for this user."""
    return Voice(board.log.currency, number_style())


def tile_data(board: Board, scores: KpiScores, voice: Voice) -> TileData:
    kpi, now = scores.kpi, scores.now
    shown = now.matured or now
    info = "\n\n".join(f"{head}\n{text}" for head, text in definition_lines(kpi))
    if shown.status not in FIGURES or shown.value is None:
        goal = _goal(board, scores, shown, voice)
        note = " · ".join(part for part in (_unsplit(scores), _why(scores, voice), goal) if part)
        return TileData(
            kpi.name,
            voice.score(shown, kpi.unit),
            note=note,
            series=_series(scores),
            status=now.status,
            info=info,
            greyed=bool(scores.table.ignored),
        )
    number, unit = voice.parts(shown.value, kpi.unit, shown.n)
    return TileData(
        title=kpi.name,
        value=number,
        unit=unit.strip() or (kpi.unit.value if kpi.unit in _PACES else ""),
        change=_change(board, scores, voice) if shown is now else ChangeText(_older(shown)),
        note=_note(board, scores, shown, voice),
        series=_series(scores),
        reference=_reference(board, scores),
        status=shown.status,
        info=info,
        hollow=shown.status == "indicative",
        greyed=bool(scores.table.ignored),
    )


def _older(shown: Score) -> str:
    """A cohort that is too young for its figure gives way to an older one, and that is said."""
    return f"of {shown.period.label}, the newest period old enough"


def _series(scores: KpiScores) -> tuple[float | None, ...]:
    values = scores.months.series()
    return tuple(None if value != value else float(value) for value in values)


def _goal(board: Board, scores: KpiScores, shown: Score, voice: Voice) -> str:
    """The manager's own goal for the period and how far the figure is from it, "" without one."""
    goal = board.goals.get(scores.kpi.key)
    return "" if goal is None else goal_text(goal, shown, scores.kpi, voice, running=board.running)


def _reference(board: Board, scores: KpiScores) -> float | None:
    """The dashed line of the trend: the manager's own goal, else what is known to be good."""
    goal = board.goals.get(scores.kpi.key)
    if goal is not None:
        return goal.monthly
    if scores.kpi.key == "quota_attainment":
        return 1.0
    mark = scores.kpi.benchmark
    return mark.value if mark is not None and mark.standing.is_sound else None


def _change(board: Board, scores: KpiScores, voice: Voice) -> ChangeText | None:
    if board.compared is None or not board.is_marked:
        return None
    change = scores.change
    text = voice.change(change, scores.kpi.unit, board.compared.label)
    if change is None or not change.is_real or change.difference == 0:
        return ChangeText(text)
    tone = "quiet" if change.better is None else "good" if change.better else "worse"
    return ChangeText(text, tone, "up" if change.difference > 0 else "down")


def _note(board: Board, scores: KpiScores, shown: Score, voice: Voice) -> str:
    parts = [_unsplit(scores)] if scores.table.ignored else []
    mark, goal = scores.kpi.benchmark, _goal(board, scores, shown, voice)
    if goal:
        parts.append(goal)
    if board.running:
        parts.append("to date")
    elif shown.status == "indicative":
        parts.append("small sample")
    if mark is not None and mark.standing.is_sound and not goal:
        parts.append(f"Benchmark {voice.value(mark.value, scores.kpi.unit)}")
    parts.append(voice.basis(shown, scores.kpi.counted))
    coverage = shown.coverage
    if coverage is not None and coverage < board.log.settings.limits.coverage:
        parts.append(f"based on {voice.style.text(coverage * 100)} % of {scores.kpi.counted}")
    return " · ".join(parts)


def _unsplit(scores: KpiScores) -> str:
    """Which filters in force this figure cannot follow."""
    ignored = ", ".join(DIMS[dim].lower() for dim in scores.table.ignored)
    return f"not split by {ignored}" if ignored else ""


def _why(scores: KpiScores, voice: Voice) -> str:
    now, counted = scores.now, scores.kpi.counted
    if now.status in ("not_available", "immature"):
        return "; ".join(now.notes)
    if now.status == "no_data":
        return f"{voice.basis(now, counted)}, none with a value" if now.n else f"no {counted} in this period"
    if now.status == "not_enough_data" and scores.kpi.kind in (MeasureKind.COUNT, MeasureKind.SUM):
        return "the log covers a part of this period only"
    return voice.basis(now, counted) if now.n else ""


ACROSS = 4  # tiles in a full row
_GRIDS = {1: (1,), 2: (2, 1), 3: (3, 1), 6: (3, 2, 1), 9: (3, 1)}  # so many tiles leave no hole


class TileRow:
    """The tiles of a page: made once per KPI, then only given other figures.

    ``in_one_row``: so many are set in one row where there is room, as they stand above what the page is about.
    """

    def __init__(self, desk: Desk, page: ScrollPage, in_one_row: int = 0) -> None:
        self._in_one_row = in_one_row
        self._desk, self._page, self._layout = desk, page, page.add_tiles()
        self.tiles: dict[str, Tile] = {}

    def show(self, board: Board, keys: Sequence[str], minimum: float = 212) -> None:
        if tuple(keys) != tuple(self.tiles):
            self._make(keys, minimum)
        voice = voice_of(board)
        for key, tile in self.tiles.items():
            tile.set_data(tile_data(board, board.kpis[key], voice))

    def set_visible(self, *, visible: bool) -> None:
        for tile in self.tiles.values():
            tile.setVisible(visible)

    def _make(self, keys: Sequence[str], minimum: float) -> None:
        self._layout.clear()
        grid = _GRIDS.get(len(keys), (ACROSS, 2, 1))
        self._layout.set_columns((len(keys), *grid) if len(keys) == self._in_one_row else grid)
        for tile in self.tiles.values():
            tile.deleteLater()
        self.tiles = {}
        for key in keys:
            tile = Tile()
            tile.opened.connect(partial(self._desk.show_records, Wanted(key)))
            tile.info_requested.connect(partial(self._explain, key, tile))
            self._layout.add(tile, minimum)
            self.tiles[key] = tile
        self._reach_first()

    def _reach_first(self) -> None:
        """Tiles are made after the cards below them, and are reached by Tab before."""
        mine = [part for tile in self.tiles.values() for part in (tile, tile.info_button)]
        window = self._page.window()
        below = [part for part in self._page.body.findChildren(QWidget) if part.window() is window]
        others = [part for part in below if part not in mine and _takes_tab(part)]
        for before, after in pairwise((*mine, *others)):
            QWidget.setTabOrder(before, after)

    def _explain(self, key: str, tile: Tile) -> None:
        explain(self._desk, key, {}, tile.window())


def explain(desk: Desk, key: str, cell: Mapping[str, str], window: QWidget) -> None:
    """Opens what a figure of the board on the desk is held against, and what it means."""
    from salesdesk.insights.comparisons import comparisons
    from salesdesk.insights.glossary import about
    from salesdesk.ui.dialogs.figure import FigureDialog

    board = desk.board
    scores, voice = board.kpis[key], voice_of(board)
    shown = scores.rep(cell["rep"]) if "rep" in cell else scores.now
    title = ", ".join((scores.kpi.name, *cell.values(), board.period.label))

    def answer(held: tuple) -> None:
        FigureDialog(title, voice.score(shown, scores.kpi.unit), held, about(scores.kpi), window).open()

    desk.look_up(lambda: comparisons(board, key, voice, cell), answer, "explaining")


def available(board: Board, keys: Sequence[str]) -> tuple[str, ...]:
    """Those of the KPIs that this log can fill, in the same order."""
    return tuple(key for key in keys if key in board.kpis and board.kpis[key].now.status != "not_available")


def telling_first(board: Board, keys: Sequence[str]) -> tuple[str, ...]:
    """In the same order, but KPIs without a figure in any month behind all others."""
    return tuple(sorted(keys, key=lambda key: _is_silent(board, key)))


def filling_rows(board: Board, keys: Sequence[str]) -> tuple[str, ...]:
    """As ``telling_first``, without those KPIs that have no figure in any month and would begin a row with a hole."""
    ordered = telling_first(board, keys)
    telling = sum(not _is_silent(board, key) for key in ordered)
    return ordered[: max(telling, len(ordered) - len(ordered) % ACROSS)] if telling else ordered


def _is_silent(board: Board, key: str) -> bool:
    return bool(np.isnan(board.kpis[key].months.value).all())


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
