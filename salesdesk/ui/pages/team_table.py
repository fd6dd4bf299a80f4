"""The table of reps by figures: values, shades beyond chance, small samples hollow, who is not compared below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.apart import apart
from salesdesk.insights.fairness import shown_table
from salesdesk.insights.wording import NOTHING
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.selection import nobody
from salesdesk.ui.tables.columns import Frame, TableColumn, date_text

if TYPE_CHECKING:
    from salesdesk.insights.apart import Apart
    from salesdesk.insights.board import Board, KpiScores
    from salesdesk.insights.fairness import Fair
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.kpi import Kpi
    from salesdesk.kpis.table import Score

USUAL = (
    "quota_attainment",
    "net_sales",
    "touches_per_day",
    "lead_response_time",
    "opportunities_created",
    "win_rate",
    "sales_cycle_length",
    "average_deal_size",
    "new_logos",
)
_TELLS_NO_REPS_APART = ("lifecycle_stage_share", "sales_by_location", "sales_by_product")
ABOUT_REPS = tuple(kpi.key for kpi in ALL if "rep" in kpi.by and kpi.key not in _TELLS_NO_REPS_APART)
COLUMNS = (*USUAL, *(key for key in ABOUT_REPS if key not in USUAL))
PAGES = {
    "overview": "Overview",
    "team": "Team",
    "activity": "Activity",
    "leads": "Leads",
    "pipeline": "Pipeline",
    "customers": "Customers",
    "market": "Market",
}
_NAMED = 4  # reps below the line who are named in the note
_LONG = 9  # letters; longer names of figures take two lines
_COMPARED, _APART, _NOBODY = range(3)


@dataclass(frozen=True)
class TeamRows:
    """The reps in the order of the table; ``apart``: those who left or are new, and why."""

    names: tuple[str, ...]
    apart: dict[str, Apart]

    @property
    def block(self) -> np.ndarray:
        return np.array([_NOBODY if name == nobody("rep") else _APART if name in self.apart else _COMPARED
                         for name in self.names], dtype=np.int64)  # fmt: skip


def team_rows(board: Board) -> TeamRows:
    """Alphabetical; who is not compared stands below, and nobody last."""
    those = apart(board)
    names = sorted(board.rep_rows, key=lambda name: (name == nobody("rep"), name in those))
    return TeamRows(tuple(names), those)


def team_frame(board: Board, keys: tuple[str, ...], rows: TeamRows, voice: Voice) -> Frame:
    """A column for each figure; only the usual ones are shown at first."""
    names = rows.names
    reps = TableColumn("rep", "Rep", np.array(names, dtype=object), footer="Team", tones=_quiet(rows),
                       hint=lambda row: _why(names[row], rows))  # fmt: skip
    columns = (_column(board, key, rows, voice) for key in keys)
    block = rows.block
    return Frame((reps, *columns), "Reps side by side", "No reps", block if block.any() else None)


def below_the_line(rows: TeamRows) -> str:
    """Who stands apart in the table, and why; "" if nobody does."""
    told = []
    for word in ("left", "new"):
        names = [name for name in rows.names if name in rows.apart and rows.apart[name].word == word]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        told += [f"{word}: {', '.join(names[:_NAMED])}{more}"] if names else []
    return f"Below the line, not compared: {'; '.join(told)}." if told else ""


def _why(name: str, rows: TeamRows) -> str:
    found = rows.apart.get(name)
    if found is None:
        return "Rows that belong to no rep" if name == nobody("rep") else name
    told = f"left on {date_text(found.left)}" if found.left else f"there only since {date_text(found.since)}"
    return f"{name} {told}: not compared with the others"


def _quiet(rows: TeamRows) -> list[str]:
    return ["quiet" if block else "" for block in rows.block]


def cell_of(scores: KpiScores, name: str, period: int = 0) -> Score | None:
    """A rep's figure as it is shown: where the team's cohort is too young, of the newest one that is old enough."""
    if scores.reps is None:
        return None
    return (shown_table(scores)[0] if period == 0 else scores.reps).find(period, rep=name)


def cell_text(cell: Score | None, kpi: Kpi, voice: Voice) -> str:
    if cell is None:
        return ""
    if cell.status == "no_losses":
        return voice.score(cell, kpi.unit)
    if cell.status == "not_enough_data" and cell.value is not None and kpi.unit == "percent":
        return voice.basis(cell) if cell.denominator == cell.n else voice.short(cell.value, kpi.unit, cell.n)
    return voice.short(cell.value, kpi.unit, cell.n)


def head(name: str) -> str:
    """A figure's name on two lines of about equal length if it is long."""
    words = name.split(" ")
    if len(name) <= _LONG or len(words) < 2:
        return name.replace("-to-", "-\nto-") if len(name) > 2 * _LONG else name
    breaks = [" ".join(words[:place]) + "\n" + " ".join(words[place:]) for place in range(1, len(words))]
    return min(breaks, key=lambda text: max(map(len, text.split("\n"))))


def _column(board: Board, key: str, rows: TeamRows, voice: Voice) -> TableColumn:
    scores, names = board.kpis[key], rows.names
    kpi, team = scores.kpi, shown_table(scores)[1]
    cells = [cell_of(scores, name) for name in names]
    fair = board.fairness.get(key)
    places = {} if fair is None else {name: place for place, name in enumerate(fair.names)}
    steps = [0 if fair is None or name not in places else int(fair.step[places[name]]) for name in names]
    hints = [_hint(name, cell, kpi, voice) for name, cell in zip(names, cells, strict=True)]
    told = [hint + _against(fair, places.get(name), voice) for hint, name in zip(hints, names, strict=True)]
    older = f"\n\nOf {team.period.label}, the newest period old enough." if team is scores.now.matured else ""
    return TableColumn(
        key,
        head(kpi.name),
        np.array([_number(cell) for cell in cells], dtype=np.float64),
        kind="number",
        text=[cell_text(cell, kpi, voice) for cell in cells],
        blank=NOTHING,
        heat=np.array(steps, dtype=np.int8),
        hollow=np.array([cell is not None and cell.status in ("indicative", "not_enough_data") for cell in cells]),
        tones=_quiet(rows),
        hint=lambda row: told[row],
        spoken=lambda row: told[row],
        head_hint=f"{kpi.definition}\n\nSorted by the fair estimate; too few cases come last.{older}",
        footer=cell_text(team, kpi, voice),
        footer_value=team.value,
        footer_hint=f"Team: {voice.score(team, kpi.unit)} ({voice.basis(team, kpi.counted)})",
        hidden=key not in USUAL,
        sorted_as=_order(fair, places, names, cells),
        group=PAGES.get(kpi.page, "Other"),
    )


def _number(cell: Score | None) -> float:
    return np.nan if cell is None or cell.value is None else cell.value


def _order(fair: Fair | None, places: dict[str, int], names: tuple[str, ...], cells: list[Score | None]) -> np.ndarray:
    """By the fair estimate, unknown where there are too few cases; who stands apart by the bare figure."""
    numbers = np.array([_number(cell) for cell in cells], dtype=np.float64)
    if fair is None:
        return numbers
    for row, name in enumerate(names):
        cell, place = cells[row], places.get(name)
        if place is not None and not (fair.few[place] and cell is not None and cell.status in ("ok", "indicative")):
            numbers[row] = np.nan if fair.few[place] else fair.shrunk[place]
    return numbers


def _hint(name: str, cell: Score | None, kpi: Kpi, voice: Voice) -> str:
    if cell is None:
        return f"{name}: nothing"
    return f"{name}, {kpi.name} {cell.period.label}: {voice.score(cell, kpi.unit)} ({voice.basis(cell, kpi.counted)})"


def _against(fair: Fair | None, place: int | None, voice: Voice) -> str:
    if fair is None or place is None or fair.few[place]:
        return ""
    others, step = fair.others(place), int(fair.step[place])
    beyond = f"{'Better' if step > 0 else 'Worse'} than {others} beyond chance" if step else ""
    return "".join(f"\n{part}" for part in (beyond, chances(fair, place, voice)) if part)


def chances(fair: Fair, place: int, voice: Voice) -> str:
    """How likely the rep's true rate lies above that of the others; "" where it is no rate, or cannot be said."""
    if fair.above is None or fair.few[place] or np.isnan(fair.above[place]):
        return ""
    whose = "the team's" if fair.others(place) == "the team" else f"that of {fair.others(place)}"
    chance = min(max(float(fair.above[place]), 0.01), 0.99)
    return f"Probability that the true rate is above {whose}: {voice.style.text(100 * chance)} %"
