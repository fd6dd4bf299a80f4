"""Two reps head to head on the figures that the table of reps shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.duel import Duel, duels
from salesdesk.insights.wording import FIGURES
from salesdesk.ui.charts.duel import DuelChart
from salesdesk.ui.charts.values_rows import DuelData, DuelRow, Lane
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.team_table import cell_text
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk

_NOTE = (
    "Each figure has its own scale; bars are 95 % intervals, hollow dots small samples. “Within chance” is said of two "
    "figures that two reps who work alike would have as well."
)
_OTHERS = "what others in the same role have"


class DuelCard(Card):
    """Hidden until there are two reps; a click on a figure opens the records of the first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keys: tuple[str, ...] = ()
        self._pair = ("", "")
        self._found: tuple[Duel, ...] = ()
        self.chart = DuelChart()
        self.chart.picked.connect(self._open)
        self.add(self.chart, 1)
        self.add(Label(_NOTE, size="small", tone="quiet", wraps=True))
        self.setVisible(False)

    def show_pair(self, board: Board, keys: tuple[str, ...], one: str, other: str) -> None:
        """``keys`` are the figures to compare them by."""
        self._pair, self._keys = (one, other), keys
        shown = bool(one and other)
        self.setVisible(shown)
        if not shown:
            return
        self.set_title(f"{one} and {other}, head to head", board.period.label)
        self._desk.look_up(
            lambda: duels(board, keys, one, other), lambda found: self._fill(board, (one, other), found), "duel"
        )

    def _fill(self, board: Board, pair: tuple[str, str], found: tuple[Duel, ...]) -> None:
        if pair != self._pair or board.selection is not self._desk.board.selection:
            return
        self._found = found
        self.chart.set_data(duel_data(board, pair, found, voice_of(board)))

    def _open(self, place: int) -> None:
        self._desk.show_records(Wanted(self._found[place].key, {"rep": self._pair[0]}))


def duel_data(board: Board, pair: tuple[str, str], found: tuple[Duel, ...], voice: Voice) -> DuelData:
    rows = tuple(_row(board, pair, duel, voice) for duel in found)
    apart = [f"{row.name}: {row.verdict}" for row in rows if row.winner is not None]
    told = ", ".join(apart) if apart else "no figure differs beyond chance"
    return DuelData(f"{pair[0]} and {pair[1]}, head to head", pair, rows, _OTHERS, told, "no figure that both have")


def _row(board: Board, pair: tuple[str, str], duel: Duel, voice: Voice) -> DuelRow:
    kpi = board.kpis[duel.key].kpi
    lanes = tuple(
        Lane(
            side.score.value,
            cell_text(side.score, kpi, voice),
            side.low,
            side.high,
            side.centre,
            side.score.status != "ok",
        )
        for side in duel.sides
    )
    told = [f"{kpi.name}, {duel.sides[0].score.period.label}"]
    for name, side in zip(pair, duel.sides, strict=True):
        shown = voice.value(side.score.value, kpi.unit, side.score.n)
        few = "" if side.score.status in FIGURES else ", too few to judge"
        told.append(f"{name}: {shown} ({voice.basis(side.score, kpi.counted)}){few}")
    verdict = duel.text
    winner = duel.better if duel.better is not None else duel.higher
    if winner is not None:
        verdict = f"{pair[winner]} {'better' if duel.better is not None else 'more'}, {duel.text.split(' ')[0]}"
    return DuelRow(kpi.name, (lanes[0], lanes[1]), verdict, winner, "\n".join([*told, duel.text.capitalize()]))
