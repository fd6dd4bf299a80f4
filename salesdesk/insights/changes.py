"""What changed: team figures and reps that differ from before, or from the team, by more than chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Direction
from salesdesk.stats.change import Word

MOST = 9


@dataclass(frozen=True)
class Line:
    """``start`` is who or what, ``rest`` what about it, ``place`` the page. ``mark``: better, worse or none."""

    key: str
    kpi: str
    members: tuple[tuple[str, str], ...]
    start: str
    rest: str
    place: str
    mark: str
    weight: float


def changed_lines(board: Board, voice: Voice) -> tuple[Line, ...]:
    """The heaviest first: clear changes of the team, then likely ones, then reps far from their team."""
    found = [*_team_lines(board, voice), *_rep_lines(board, voice)]
    found.sort(key=lambda line: -line.weight)
    few = _few_line(board)
    return (*found[: MOST - len(few)], *few)


def _team_lines(board: Board, voice: Voice) -> Iterator[Line]:
    for key, scores in board.kpis.items():
        change = scores.change
        if change is None or not change.is_real or scores.before is None:
            continue
        kpi = scores.kpi
        now, before = (voice.value(side.value, kpi.unit, side.n) for side in (scores.now, scores.before))
        verb = "rose" if change.difference > 0 else "fell"
        mark = "none" if change.better is None else "better" if change.better else "worse"
        weight = 3.0 if change.word is Word.CLEAR else 2.0
        yield Line(f"team {key}", key, (), kpi.name, f"{verb} from {before} to {now}", _page(scores), mark, weight)


def _rep_lines(board: Board, voice: Voice) -> Iterator[Line]:
    for key, fair in board.fairness.items():
        scores = board.kpis[key]
        kpi = scores.kpi
        if kpi.direction not in (Direction.HIGHER, Direction.LOWER):
            continue
        for place, name in enumerate(fair.names):
            step = int(fair.step[place])
            if not step:
                continue
            own = voice.score(scores.rep(name), kpi.unit)
            team = voice.value(fair.team, kpi.unit)
            rest = f"{_lower(kpi.name)} {own}, the team {team}"
            mark = "better" if step > 0 else "worse"
            yield Line(f"rep {key} {name}", key, (("rep", name),), name, rest, "Team", mark, abs(step) / 2)


def _few_line(board: Board) -> tuple[Line, ...]:
    scores = board.kpis.get("win_rate")
    fair = board.fairness.get("win_rate")
    if scores is None or fair is None:
        return ()
    few = int(fair.few.sum())
    if not few:
        return ()
    least = board.log.settings.limits.rate[0]
    who = "1 rep" if few == 1 else f"{few} reps"
    verb = "has" if few == 1 else "have"
    return (
        Line("few", "win_rate", (), who, f"{verb} fewer than {least} closed deals: not compared", "Team", "none", 0),
    )


def _lower(name: str) -> str:
    """A KPI's name inside a sentence; abbreviations stay as they are."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _page(scores: KpiScores) -> str:
    return scores.kpi.page.capitalize() or "Overview"
