"""The survey waves of job satisfaction over a year, as far as they can be shown without telling who said what."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period

KEY = "employee_satisfaction"


@dataclass(frozen=True)
class Wave:
    """Answers with the top grade, other answers, and invitations without one; None where too few answered to show."""

    name: str
    score: Score
    top: float | None = None
    others: float | None = None
    silent: float | None = None


def waves(board: Board) -> tuple[Wave, ...] | None:
    """Those of the months up to the selected period, the oldest first; None where there are none."""
    kpi = BY_KEY[KEY]
    year = Period(board.months[0].start, max(board.months[-1].end, board.months[0].end))
    table = score(kpi, board.book, board.cut.at(year).sliced("wave"))
    if not table.labels or table.lacking:
        return None
    months = score(kpi, board.book, board.cut.at(*board.months).sliced("wave"))
    first = {name: _first_month(months.n[:, place]) for place, name in enumerate(months.labels[0])}
    found = [_wave(name, table.at(0, wave=name)) for name in table.labels[0]]
    shown = [wave for wave in found if wave.score.n or wave.score.status is Status.SUPPRESSED]
    return tuple(sorted(shown, key=lambda wave: (first.get(wave.name, 0), wave.name))) or None


def _first_month(answers: Floats) -> int:
    return next((place for place, n in enumerate(answers) if n > 0), 0)


def _wave(name: str, found: Score) -> Wave:
    top, rate = found.details.get("top_box"), found.details.get("response_rate")
    if found.status is Status.SUPPRESSED or top is None:
        return Wave(name, found)
    graded = round(top * found.n)
    silent = None if not rate else max(0.0, round(found.n / rate) - found.n)
    return Wave(name, found, float(graded), float(found.n - graded), silent)
