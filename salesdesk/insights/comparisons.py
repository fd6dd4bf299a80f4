"""What one figure is held against: the period before, the year before, the team, the goal, a published figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from salesdesk.insights.board import Board
from salesdesk.insights.change import Change, change
from salesdesk.insights.glossary import STANDINGS
from salesdesk.insights.selections import compared_period
from salesdesk.insights.wording import FIGURES, Voice
from salesdesk.kpis.kpi import Direction, Kpi
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.selection import Against


class With(StrEnum):
    """The five things a figure is compared with, in the order in which they are told."""

    PREVIOUS = "Previous period"
    LAST_YEAR = "Same period last year"
    TEAM = "Team"
    GOAL = "Goal"
    BENCHMARK = "Benchmark"


@dataclass(frozen=True)
class Compared:
    """``label`` is the period or the standing; ``value`` None: there is no figure to compare with, ``text`` says why.

    ``change`` is tested only where periods are compared; a goal and a published figure have the plain difference.
    """

    with_what: With
    label: str
    value: float | None
    text: str
    change: Change | None = None
    verdict: str = ""


def comparisons(
    board: Board, key: str, voice: Voice, cell: Mapping[str, str] | None = None, goal: float | None = None
) -> tuple[Compared, ...]:
    """Of the team's figure, or that of one member (``cell`` leads from a dimension to a label)."""
    kpi, member = board.kpis[key].kpi, dict(cell or {})
    now = _at(board, kpi, member)
    found = [*_periods(board, kpi, member, voice), *_team(board, kpi, member, now, voice)]
    if goal is not None:
        found.append(_goal(kpi, now, goal, voice))
    if kpi.benchmark is not None:
        found.append(_benchmark(kpi, now, voice))
    return tuple(found)


def _at(board: Board, kpi: Kpi, member: Mapping[str, str]) -> Score:
    return score(kpi, board.book, board.cut.sliced(*member).at(board.period)).at(0, **member)


def _periods(board: Board, kpi: Kpi, member: Mapping[str, str], voice: Voice) -> Iterator[Compared]:
    kinds = ((With.PREVIOUS, Against.PREVIOUS), (With.LAST_YEAR, Against.LAST_YEAR))
    for with_what, against in kinds:
        period = compared_period(board.log, replace(board.selection, against=against))
        if period is None:
            continue
        cut = board.cut.sliced(*member).at(board.period, period)
        table = score(kpi, board.book, cut)
        now, before = table.at(0, **member), table.at(1, **member)
        tested = change(kpi, board.book, cut, now, before, member)
        verdict = "" if tested is None else voice.change(tested, kpi.unit, period.label)
        yield Compared(with_what, period.label, before.value, voice.score(before, kpi.unit), tested, verdict)


def _team(board: Board, kpi: Kpi, member: Mapping[str, str], now: Score, voice: Voice) -> Iterator[Compared]:
    if not member:
        return
    team = board.kpis[kpi.key].now
    verdict = "" if team.value is None or now.value is None else _difference(kpi, now.value - team.value, voice)
    fair, name = board.fairness.get(kpi.key), member.get("rep")
    if verdict and fair is not None and name in fair.names:
        beyond = fair.outside[fair.names.index(name)]
        verdict += ", more than chance explains" if beyond else ", within what chance explains"
    yield Compared(With.TEAM, board.period.label, team.value, voice.score(team, kpi.unit), verdict=verdict)


def _goal(kpi: Kpi, now: Score, goal: float, voice: Voice) -> Compared:
    return Compared(
        With.GOAL, "set by you", goal, voice.value(goal, kpi.unit), verdict=goal_words(kpi, now, goal, voice)
    )


def goal_words(kpi: Kpi, now: Score, goal: float, voice: Voice) -> str:
    """ "reached", or by how much not; "" where there is no figure to judge."""
    if now.value is None or now.status not in FIGURES:
        return ""
    ahead = now.value - goal if kpi.direction is not Direction.LOWER else goal - now.value
    if ahead >= 0:
        return "reached"
    side = "above" if kpi.direction is Direction.LOWER else "below"
    return f"{voice.difference(ahead, kpi.unit, signed=False)} {side}"


def _benchmark(kpi: Kpi, now: Score, voice: Voice) -> Compared:
    mark = kpi.benchmark
    if mark is None:
        raise ValueError(kpi.key)
    verdict = ""
    if mark.standing.is_sound and mark.value is not None and now.value is not None:
        verdict = _difference(kpi, now.value - mark.value, voice)
    return Compared(With.BENCHMARK, STANDINGS[mark.standing], mark.value, mark.text, verdict=verdict)


def _difference(kpi: Kpi, difference: float, voice: Voice) -> str:
    return voice.difference(difference, kpi.unit) if difference else "the same"
