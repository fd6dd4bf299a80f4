"""Pictures of deals lost: reasons and competitors by rep, size and stage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.losses import LOST, Losses, losses
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS, nobody
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

_FEW = 10  # lost deals of a row; shares of fewer say little
_ALL, _TOTAL = "All deals lost", "lost"
_WORDS = {"lost_reason": ("Lost reasons", "reason"), "competitor": ("Lost to competitors", "competitor")}


def show_losses(found: Losses, board: Board, voice: Voice) -> Shown:
    title = f"{_WORDS[found.what][0]} by {DIMS[found.dim].lower()}"
    counts = [found.whole.tolist(), *found.counts.tolist()]
    totals = [found.lost, *found.totals.tolist()]
    names = (_ALL, *("not stated" if name == nobody(found.dim) and found.dim != "rep" else name for name in found.rows))
    rows = tuple(
        (*(_cell(found, name, column, count, total, voice)
           for column, count in zip(found.columns, row, strict=True)),
         GridCell(total, voice.style.text(total), few=True, hover=f"{name}: {voice.style.text(total)} deals lost"))
        for name, row, total in zip(names, counts, totals, strict=True)
    )  # fmt: skip
    data = GridData(
        f"{title}, share of the deals lost, {board.period.label}",
        names,
        (*(_said(found, column) for column in found.columns), _TOTAL),
        rows,
        "ramp",
        DIMS[found.dim],
        summary="; ".join(cell.hover for cell in rows[0]),
    )
    return Shown(data, f"share of deals lost, {board.period.label}", _note(found, voice))


def _said(found: Losses, column: str) -> str:
    return "not stated" if column == nobody(found.what) else column


def _cell(found: Losses, row: str, column: str, count: float, total: float, voice: Voice) -> GridCell:
    share, number = count / total if total else 0.0, voice.style.text
    hover = f"{row}, {_said(found, column)}: {number(count)} of {number(total)} deals lost"
    if not count:
        return GridCell(hover=hover)
    if total < _FEW:
        return GridCell(share, f"n {number(count)}", few=True, hover=hover)
    text = voice.short(share, Unit.PERCENT, 1)
    # What nobody stated is no finding: it is not shaded.
    unsaid = column == nobody(found.what)
    return GridCell(share, text, share=share, few=unsaid, hover=f"{hover} ({text})")


def _note(found: Losses, voice: Voice) -> str:
    word, number = _WORDS[found.what][1], voice.style.text
    most = found.columns[0]
    share = voice.short(found.whole[0] / found.lost, Unit.PERCENT, 1)
    said = f"Most often: {most}, {number(found.whole[0])} of {number(found.lost)} deals lost ({share})."
    if found.stated < found.lost:
        said += f" For {number(found.lost - found.stated)} no {word} is stated."
    few = " n: rows of fewer than ten lost deals show counts." if (found.totals < _FEW).any() else ""
    return said + few


def pick_losses(found: Losses, _: Board, place: int) -> Wanted:
    row, column = divmod(place, len(found.columns) + 1)
    members = {} if not row else {found.dim: found.rows[row - 1]}
    if column < len(found.columns):
        members[found.what] = found.columns[column]
    return Wanted(LOST, members)


def _losses(what: str, dim: str, board: Board) -> Losses | None:
    return losses(board, what, dim)


def _view(what: str, dim: str) -> View:
    title = f"{_WORDS[what][0]} by {DIMS[dim].lower()}"
    return View(f"{what} {dim}", LOST, title, HeatGrid, partial(_losses, what, dim), show_losses, pick_losses)


VIEWS = tuple(_view(what, dim) for what in _WORDS for dim in ("size", "stage", "rep"))
