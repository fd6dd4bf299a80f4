"""A card with one figure told apart by region, product, segment and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from salesdesk.insights.board import Board
from salesdesk.insights.slices import MOST, by_member
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.values import CategoryData, CategoryRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.plain import menu_text
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.kpi import Kpi
    from salesdesk.kpis.table import Score
    from salesdesk.ui.desk import Desk

_PARTS_OF_A_WHOLE = (MeasureKind.SUM, MeasureKind.COUNT, MeasureKind.SNAPSHOT)


class SliceCard(Card):
    """``lane`` is the card's own for looking up, so that two cards do not stop each other."""

    def __init__(self, desk: Desk, keys: Sequence[str], dims: Sequence[str], lane: str) -> None:
        super().__init__()
        self._desk, self._keys, self._dims, self._lane = desk, tuple(keys), tuple(dims), lane
        self._key, self._dim = "", ""
        self._members: tuple[tuple[str, Score], ...] = ()
        self.bars = CategoryBars()
        self.bars.picked.connect(self._open)
        self.add(self.bars, 1)
        self.figure, self.by = Chip("Figure"), Chip("by")
        for chip, several in ((self.figure, self._keys), (self.by, self._dims)):
            if len(several) > 1:
                self.add_to_head(chip)

    def offered(self, board: Board) -> dict[str, list[str]]:
        """The figures that this log has, each with the dimensions that can tell it apart."""
        sizes = {dim: len(board.book.labels(dim)) for dim in self._dims}
        there = sorted((dim for dim in self._dims if sizes[dim] > 1), key=lambda dim: sizes[dim] > MOST)
        found = {key: [dim for dim in there if dim in BY_KEY[key].by] for key in available(board, self._keys)}
        return {key: dims for key, dims in found.items() if dims}

    def show_board(self, board: Board) -> None:
        """Hides itself where there is nothing to tell apart."""
        offered = self.offered(board)
        self.setVisible(bool(offered))
        if not offered:
            return
        self._key = self._key if self._key in offered else next(iter(offered))
        dims = offered[self._key]
        self._dim = self._dim if self._dim in dims else dims[0]
        offer(self.figure, {key: BY_KEY[key].name for key in offered}, self._key, self._choose_figure)
        offer(self.by, {dim: DIMS[dim] for dim in dims}, self._dim, self._choose_dim)
        key, dim = self._key, self._dim
        self.set_title(_title(key, dim))
        self._desk.look_up(
            lambda: by_member(board, key, dim), lambda found: self._fill(board, key, dim, found), self._lane
        )

    def _fill(self, board: Board, key: str, dim: str, found: tuple[tuple[str, Score], ...]) -> None:
        if (key, dim) != (self._key, self._dim) or board.selection is not self._desk.board.selection:
            return
        self._members = found
        kpi, voice = BY_KEY[key], voice_of(board)
        whole = board.kpis[key].now.value if kpi.kind in _PARTS_OF_A_WHOLE else None
        rows = tuple(_row(name, cell, kpi, voice, whole) for name, cell in found)
        heads = ("", "share") if whole else ("", "")
        self.bars.set_data(CategoryData(_title(key, dim), rows, *heads, summary=_summary(found, kpi, voice)))

    def _choose_figure(self, key: str) -> None:
        self._key = key
        self.show_board(self._desk.board)

    def _choose_dim(self, dim: str) -> None:
        self._dim = dim
        self.show_board(self._desk.board)

    def _open(self, place: int) -> None:
        self._desk.show_records(Wanted(self._key, {self._dim: self._members[place][0]}))


def _title(key: str, dim: str) -> str:
    return told_by(key, DIMS[dim].lower())


def told_by(key: str, word: str) -> str:
    """A title: "Win rate by month". What a name already says it is told by gives way to the word."""
    return f"{BY_KEY[key].name.partition(' by ')[0]} by {word}"


def _row(name: str, cell: Score, kpi: Kpi, voice: Voice, whole: float | None) -> CategoryRow:
    share = cell.value / whole if whole and whole > 0 and cell.value is not None else None
    text = voice.score(cell, kpi.unit)
    return CategoryRow(
        name,
        cell.value,
        voice.short(cell.value, kpi.unit, cell.n) if cell.status in FIGURES else voice.basis(cell),
        share=share,
        share_text="" if share is None else f"{voice.style.text(share * 100)}%",
        hollow=cell.status != "ok",
        hover=f"{name}: {text} ({voice.basis(cell, kpi.counted)})",
    )


def _summary(found: Sequence[tuple[str, Score]], kpi: Kpi, voice: Voice) -> str:
    return ", ".join(f"{name} {voice.score(cell, kpi.unit)}" for name, cell in found[:5])


def offer(chip: Chip, choices: Mapping[str, str], chosen: str, answer) -> None:
    """A chip with a plain menu: one choice out of a few; without a choice it is not shown."""
    chip.setVisible(len(choices) > 1)
    chip.set_value(choices[chosen])
    menu = QMenu(chip)
    dress(menu, "menu")
    for key, text in choices.items():
        action = menu.addAction(menu_text(text))
        action.setCheckable(True)
        action.setChecked(key == chosen)
        action.triggered.connect(lambda _=False, key=key: answer(key))
    old = chip.menu()
    chip.setMenu(menu)
    if old is not None:
        old.deleteLater()
