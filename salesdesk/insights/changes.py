"""What changed: team figures and reps that differ from before, or from the team, by more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.fairness import shown_table
from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Kpi, MeasureKind
from salesdesk.stats.change import Word
from salesdesk.stats.multiple import benjamini_hochberg

MOST, PER_REP, PER_KPI = 9, 2, 2
_HOW = (MeasureKind.RATE, MeasureKind.PER_THOUSAND, MeasureKind.DURATION, MeasureKind.SURVIVAL, MeasureKind.MEAN)
SAME_FIGURE = frozenset({"sales_by_location", "sales_by_product"})  # net sales, told apart
# What a figure adds to a line's weight: selling before what leads to it, and that before the detail of activity.
MONEY = frozenset({"net_sales", "quota_attainment", "win_rate", "opp_to_win_rate", "deals_won", "average_deal_size"})
_NEAR_MONEY, _LATE = 1.0, 0.5
_LATE_PAGES = frozenset({"overview", "pipeline", "customers"})


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
    """The heaviest first: changes of the team, then reps far from the others; no rep and no figure of reps more
    than twice.
    """
    found = [*_team_lines(board, voice), *_rep_lines(board, voice)]
    found.sort(key=lambda line: -line.weight)
    few = _few_line(board)
    return (*_not_too_often(found)[: MOST - len(few)], *few)


def _not_too_often(lines: list[Line]) -> list[Line]:
    of_rep: Counter[str] = Counter()
    of_kpi: Counter[str] = Counter()
    kept = []
    for line in lines:
        if line.members:
            if of_rep[line.start] == PER_REP or of_kpi[line.kpi] == PER_KPI:
                continue
            of_rep[line.start] += 1
            of_kpi[line.kpi] += 1
        kept.append(line)
    return kept


def importance(kpi: Kpi) -> float:
    """How much a figure matters beside others that differ as far."""
    if kpi.key in MONEY:
        return _NEAR_MONEY
    return _LATE if kpi.page in _LATE_PAGES else 0.0


def _team_lines(board: Board, voice: Voice) -> Iterator[Line]:
    for key in _beyond_noise(board):
        scores = board.kpis[key]
        change, kpi = scores.change, scores.kpi
        if change is None or scores.before is None:
            continue
        now, before = (voice.value(side.value, kpi.unit, side.n) for side in (scores.now, scores.before))
        verb = "rose" if change.difference > 0 else "fell"
        mark = "none" if change.better is None else "better" if change.better else "worse"
        weight = (6.0 if change.word is Word.CLEAR else 5.0) + importance(kpi) / 2
        yield Line(f"team {key}", key, (), kpi.name, f"{verb} from {before} to {now}", _page(scores), mark, weight)


def _beyond_noise(board: Board) -> list[str]:
    """The KPIs whose change still counts when all of them are looked at together.

    Several KPIs may tell the same figure by another slice: the first of them speaks for all.
    """
    real = {
        key: scores.change
        for key, scores in board.kpis.items()
        if scores.change is not None and scores.change.is_real and key not in SAME_FIGURE
    }
    tested = {
        key: scores.change.p
        for key, scores in board.kpis.items()
        if key not in SAME_FIGURE and scores.change is not None and scores.change.p is not None
    }
    kept = dict(zip(tested, benjamini_hochberg(list(tested.values())), strict=True))
    return [key for key in real if kept.get(key, True)]


def _rep_lines(board: Board, voice: Voice) -> Iterator[Line]:
    for key, fair in board.fairness.items():
        scores = board.kpis[key]
        kpi = scores.kpi
        if key in (*SAME_FIGURE, "revenue_per_rep") or not fair.step.any():
            continue
        table, now = shown_table(scores)
        for place, name in enumerate(fair.names):
            step = int(fair.step[place])
            if not step:
                continue
            own = voice.score(table.at(0, rep=name), kpi.unit)
            usual = voice.value(float((fair.centre if fair.usual is None else fair.usual)[place]), kpi.unit, now.n)
            rest = f"{_lower(kpi.name)} {own}, {fair.others(place)} {usual}"
            mark = "better" if step > 0 else "worse"
            # A rate or a duration says more about how somebody works than a count does.
            far = fair.far is not None and bool(fair.far[place])
            weight = abs(step) + (0.5 if kpi.kind in _HOW else 0.0) + (0.5 if far else 0.0) + importance(kpi)
            yield Line(f"rep {key} {name}", key, (("rep", name),), name, rest, "Team", mark, weight)


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
