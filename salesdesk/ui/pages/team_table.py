"""The table of reps by figures: values, shades beyond chance, small samples hollow, the team in the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.wording import NOTHING
from salesdesk.ui.tables.columns import Frame, TableColumn

if TYPE_CHECKING:
    from salesdesk.insights.board import Board, KpiScores
    from salesdesk.insights.fairness import Fair
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.kpi import Kpi
    from salesdesk.kpis.table import Score

_LONG = 9  # letters; longer names of figures take two lines


def team_frame(board: Board, keys: tuple[str, ...], names: tuple[str, ...], voice: Voice, at_first: int) -> Frame:
    """``at_first``: how many columns are shown before the user asks for more."""
    reps = TableColumn("rep", "Rep", np.array(names, dtype=object), kind="text", footer="Team")
    columns = (_column(board, key, names, voice, hidden=place >= at_first) for place, key in enumerate(keys))
    return Frame((reps, *columns), title="Reps side by side", empty_text="No reps")


def cell_of(scores: KpiScores, name: str, period: int = 0) -> Score | None:
    """A rep's figure as it is shown: of a cohort that is too young the newest one old enough."""
    found = None if scores.reps is None else scores.reps.find(period, rep=name)
    return found if found is None else found.matured or found


def cell_text(cell: Score | None, kpi: Kpi, voice: Voice) -> str:
    if cell is None:
        return ""
    if cell.status == "no_losses":
        return voice.score(cell, kpi.unit)
    if cell.status == "not_enough_data" and cell.value is not None and kpi.unit == "percent":
        return voice.basis(cell)
    return voice.short(cell.value, kpi.unit, cell.n)


def head(name: str) -> str:
    """A figure's name on two lines of about equal length if it is long."""
    words = name.split(" ")
    if len(name) <= _LONG or len(words) < 2:
        return name.replace("-to-", "-\nto-") if len(name) > 2 * _LONG else name
    breaks = [" ".join(words[:place]) + "\n" + " ".join(words[place:]) for place in range(1, len(words))]
    return min(breaks, key=lambda text: max(map(len, text.split("\n"))))


def _column(board: Board, key: str, names: tuple[str, ...], voice: Voice, *, hidden: bool) -> TableColumn:
    scores = board.kpis[key]
    kpi = scores.kpi
    cells = [cell_of(scores, name) for name in names]
    fair = board.fairness.get(key)
    places = {} if fair is None else {name: place for place, name in enumerate(fair.names)}
    steps = [0 if fair is None or name not in places else int(fair.step[places[name]]) for name in names]
    team = scores.now.matured or scores.now
    hints = [_hint(name, cell, kpi, voice) for name, cell in zip(names, cells, strict=True)]
    return TableColumn(
        key,
        head(kpi.name),
        np.array([_number(cell) for cell in cells], dtype=np.float64),
        kind="number",
        text=[cell_text(cell, kpi, voice) for cell in cells],
        blank=NOTHING,
        heat=np.array(steps, dtype=np.int8),
        hollow=np.array([cell is not None and cell.status in ("indicative", "not_enough_data") for cell in cells]),
        hint=lambda row: hints[row],
        spoken=lambda row: hints[row] + _against(fair, places.get(names[row])),
        head_hint=kpi.definition,
        footer=voice.short(team.value, kpi.unit, team.n),
        footer_value=team.value,
        footer_hint=f"Team: {voice.score(team, kpi.unit)} ({voice.basis(team, kpi.counted)})",
        hidden=hidden,
    )


def _number(cell: Score | None) -> float:
    return np.nan if cell is None or cell.value is None else cell.value


def _hint(name: str, cell: Score | None, kpi: Kpi, voice: Voice) -> str:
    if cell is None:
        return f"{name}: nothing"
    return f"{name}, {kpi.name} {cell.period.label}: {voice.score(cell, kpi.unit)} ({voice.basis(cell, kpi.counted)})"


def _against(fair: Fair | None, place: int | None) -> str:
    if fair is None or place is None or not fair.step[place]:
        return ""
    return ", better than the team beyond chance" if fair.step[place] > 0 else ", worse than the team beyond chance"
