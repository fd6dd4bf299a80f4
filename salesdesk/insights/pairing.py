"""Who opens and who closes: opportunities created against win rate, and who might learn from whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.apart import passing
from salesdesk.insights.board import Board
from salesdesk.insights.fairness import LIKE_ENOUGH
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.table import Score
from salesdesk.stats.change import Word, word_for_rates

_MOST = 3  # pairs that are named


@dataclass(frozen=True)
class OpenerCloser:
    """A rep's opportunities created and win rate; ``few``: too few deals, left, or new."""

    name: str
    opened: float
    won: Score
    few: bool


@dataclass(frozen=True)
class Openers:
    """``opened`` and ``won``: the medians of the reps who are compared, None if there are fewer than three.

    ``pairs``: an opener whose win rate is below that of a closer by more than chance, and the closer. ``without``:
    reps who open deals that others close.
    """

    reps: tuple[OpenerCloser, ...]
    opened: float | None
    won: float | None
    pairs: tuple[tuple[str, str], ...]
    without: tuple[str, ...]


def openers(board: Board) -> Openers | None:
    """None where nobody has closed a deal, or the log cannot tell."""
    created, rates = board.kpis["opportunities_created"].reps, board.kpis["win_rate"].reps
    if created is None or rates is None or created.lacking or rates.lacking:
        return None
    names = board.rep_names()
    away = dict(zip(names, passing(board, names), strict=True))
    found, without = [], []
    for name in names:
        opened, won = created.find(0, rep=name), rates.find(0, rep=name)
        if opened is None or opened.value is None:
            continue
        if won is not None and won.value is not None:
            few = bool(away[name]) or won.status not in FIGURES
            found.append(OpenerCloser(name, opened.value, won, few))
        elif opened.value > 0:
            without.append(name)
    if not found:
        return None
    alike = [rep for rep in found if not rep.few]
    if len(alike) < LIKE_ENOUGH:
        return Openers(tuple(found), None, None, (), tuple(without))
    middle = (float(np.median([rep.opened for rep in alike])), float(np.median([_rate(rep) for rep in alike])))
    return Openers(tuple(found), *middle, _pairs(alike, *middle), tuple(without))


def _rate(rep: OpenerCloser) -> float:
    return rep.won.value or 0.0


def _pairs(reps: list[OpenerCloser], opened: float, won: float) -> tuple[tuple[str, str], ...]:
    """Each opener at most with one closer, who helps one; the widest gaps first."""
    lacking = sorted((rep for rep in reps if rep.opened >= opened and _rate(rep) < won), key=_rate)
    closers = sorted((rep for rep in reps if _rate(rep) > won), key=_rate, reverse=True)
    found: list[tuple[str, str]] = []
    for opener in lacking:
        closer = next((rep for rep in closers if _differ(opener.won, rep.won)), None)
        if closer is not None:
            closers.remove(closer)
            found.append((opener.name, closer.name))
    return tuple(found[:_MOST])


def _differ(one: Score, other: Score) -> bool:
    counts = [part or 0.0 for part in (one.numerator, one.denominator, other.numerator, other.denominator)]
    return word_for_rates(*counts) in (Word.CLEAR, Word.LIKELY)
