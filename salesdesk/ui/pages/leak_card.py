"""Where one rep's money falls behind that of the others, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.insights.leakage import MONTH, SIZE, Leakage, Step, Untold, leakage
from salesdesk.insights.wording import things
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.values_rows import Stage, WaterfallData
from salesdesk.ui.charts.waterfall import Waterfall
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.units import u
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk

TITLE = "Where the money is lost"
_LEGEND = (
    LegendEntry("more", "bar", "good"),
    LegendEntry("lost", "bar", "worse"),
    LegendEntry("may be chance", "bar", "earlier"),
)
_NONE = "No step stands out: which one costs most may be chance."
_BASIS = f"Expected money of one rep in {MONTH} working days. Rates of small samples are pulled toward those of all."
_OUTBOUND = "Of the contacts, only opportunities with an outbound source."
_ALONE = "What-ifs do not add up: each changes one step alone."


class LeakCard(Card):
    """Follows the rep picked on the page; a click on a step opens the rep's records of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._rep = desk, ""
        self._found: Leakage | Untold | None = None
        self.chart, self.told = Waterfall(), Label("", wraps=True)
        self.chart.picked.connect(self._open)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(round(2 * u()))
        side_by_side.addWidget(self.chart, 3)
        side_by_side.addWidget(self.told, 1, Qt.AlignmentFlag.AlignTop)
        self.add_layout(side_by_side, 1)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.note)
        self.setVisible(False)

    def show_rep(self, board: Board, rep: str) -> None:
        """Hidden where there is nobody to compare with, or no deals."""
        self._rep = rep
        self.setVisible(rep in board.rep_names() and len(board.rep_names()) > 1)
        if self.isHidden():
            return
        self.set_title(TITLE, rep)
        self._desk.look_up(lambda: leakage(board, rep), lambda found: self._fill(board, rep, found), "leaks")

    def _fill(self, board: Board, rep: str, found: Leakage | Untold) -> None:
        if rep != self._rep or board.selection is not self._desk.board.selection:
            return
        self._found = found
        for part in (self.chart, self.note):
            part.setVisible(isinstance(found, Leakage))
        if isinstance(found, Untold):
            self.set_title(TITLE, f"{rep} · {board.period.label}")
            self.told.setText(found.reason)
            return
        voice = voice_of(board)
        self.set_title(TITLE, f"{rep} against {found.role or 'the team'} · {board.period.label}", _LEGEND)
        self.chart.set_data(leak_data(found, board, voice))
        self.told.setText(leak_text(found, voice))
        outbound = any(step.key == "opportunities" and step.is_rate for step in found.steps)
        self.note.setText(f"{_BASIS} {_OUTBOUND}" if outbound else _BASIS)

    def _open(self, place: int) -> None:
        if isinstance(self._found, Leakage) and 0 < place <= len(self._found.steps):
            self._desk.show_records(step_records(self._found.steps[place - 1], self._rep))


def step_records(step: Step, rep: str) -> Wanted:
    whose = {"rep": rep}
    return Wanted(SIZE, whose) if step.key == SIZE else Wanted("", whose, step=step.key)


def leak_data(found: Leakage, board: Board, voice: Voice) -> WaterfallData:
    start, end = (
        _total(name, value, voice) for name, value in ((_others(found), found.others), (found.rep, found.value))
    )
    steps = (_stage(step, _whole(found), voice) for step in found.steps)
    return WaterfallData(
        f"{TITLE}: {found.rep}, {board.period.label}",
        (start, *steps, end),
        upright=True,
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=board.log.currency or "",
        summary=_biggest(found, voice),
    )


def leak_text(found: Leakage, voice: Voice) -> str:
    """What costs most, and what the rep would have more with each single step of the others."""
    alone = [f"{voice.signed(step.alone, Unit.MONEY)} with its {_lower(step.name)}"
             for step in found.steps if step.part < 0 and not step.few]  # fmt: skip
    asked = ("", f"What if one step were like the {_whole(found)}'s?", *alone, _ALONE) if alone else ()
    return "\n".join((_biggest(found, voice), *asked))


def _biggest(found: Leakage, voice: Voice) -> str:
    if found.biggest is not None:
        return f"Biggest loss: {_lower(found.biggest.name)}, {voice.signed(found.biggest.part, Unit.MONEY)}"
    return _NONE if any(step.part < 0 for step in found.steps) else f"{found.rep} loses money at no step."


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _short(name: str) -> str:
    """The line below says which opportunities are meant."""
    return name.removeprefix("Outbound ").capitalize()


def _others(found: Leakage) -> str:
    return found.role or "Team"


def _total(name: str, value: float, voice: Voice) -> Stage:
    text = f"{name}: {voice.value(value, Unit.MONEY)} expected in {MONTH} working days"
    return Stage(name, value, voice.short(value, Unit.MONEY), total=True, hover=text)


def _whole(found: Leakage) -> str:
    """What a rep is held against, in a word."""
    return "role" if found.role else "team"


def _stage(step: Step, whole: str, voice: Voice) -> Stage:
    own, others = (_figure(step, value, voice) for value in (step.rep, step.others))
    told = [f"{step.name}: {voice.signed(step.part, Unit.MONEY)}", f"{own}, the {whole} {others}"]
    if step.is_rate and step.hits is not None and step.cases is not None:
        hits, cases = (voice.style.text(part) for part in (step.hits, step.cases))
        told.append(f"Counted: {hits} of {cases} {things(step.cases, step.counted)}")
    if step.few:
        told.append("Too small a sample to judge")
    if step.alone > 0:
        told.append(f"With the {whole}'s alone: {voice.signed(step.alone, Unit.MONEY)}\n{_ALONE}")
    role = "" if step.sure else "earlier"
    text = "too few" if step.few and not step.part else voice.signed(step.part, Unit.MONEY)
    return Stage(_short(step.name), step.part, text, role=role, hollow=step.few, hover="\n".join(told))


def _figure(step: Step, value: float, voice: Voice) -> str:
    if step.is_rate:
        return voice.value(value, Unit.PERCENT)
    if step.key == SIZE:
        return voice.value(value, Unit.MONEY)
    return f"{voice.style.text(value, 1)} in {MONTH} working days"
