"""The marks on a board: which changes are more than noise, and which reps differ from their team beyond chance."""

from __future__ import annotations

from dataclasses import replace

from salesdesk.insights.board import Board, Progress, quiet
from salesdesk.insights.change import change
from salesdesk.insights.changes import SAME_FIGURE
from salesdesk.insights.fairness import fair, set_apart


def marked(board: Board, progress: Progress = quiet) -> Board:
    """The same board with every team figure's change tested and the reps compared; some seconds on a large log.

    ``progress`` may raise to give up.
    """
    found, fairness, apart = {}, {}, set_apart(board)
    for place, (key, scores) in enumerate(board.kpis.items()):
        progress(place, len(board.kpis), "Comparing")
        before = scores.before
        tested = None if before is None else change(scores.kpi, board.book, board.cut, scores.now, before, {})
        found[key] = replace(scores, change=tested)
        if scores.reps is not None and scores.now.status != "not_available" and key not in SAME_FIGURE:
            fairness[key] = fair(board, key, apart)
    return replace(board, kpis=found, fairness=fairness, is_marked=True)
