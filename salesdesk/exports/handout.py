"""Hands workbooks out: plans each from the scores on screen and puts it where the user wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from salesdesk.exports.files import NotWrittenError, make_folder, refuse_existing, write_beside
from salesdesk.exports.names import file_names
from salesdesk.exports.scorecard import plan_scorecard, plan_team
from salesdesk.exports.subject import Hand
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.board import Board, Progress, quiet
from salesdesk.insights.marks import marked
from salesdesk.models.period import Period


def scorecard_paths(reps: Sequence[str], period: Period, folder: Path) -> tuple[Path, ...]:
    """As many different files as reps, all of them in the folder: "Ann Q2 2026.xlsx"."""
    paths = tuple(folder / name for name in file_names(reps, period.label))
    outside = [path for path in paths if path.resolve().parent != folder.resolve()]
    if outside:
        raise NotWrittenError(f"“{outside[0].name}” leads out of the folder: choose another folder.")
    return paths


def write_scorecards(
    board: Board,
    reps: Sequence[str],
    folder: Path,
    *,
    overwrite: bool = False,
    targets: Mapping[str, float] | None = None,
    progress: Progress = quiet,
) -> tuple[Path, ...]:
    """One file per rep; what is finished when ``progress`` raises stays, and nothing is half written.

    ``targets``: the company's own figures by the key of the KPI. Raises NotWrittenError, before anything is
    written if a file is there already.
    """
    paths = scorecard_paths(reps, board.period, folder)
    make_folder(folder)
    if not overwrite:
        refuse_existing(paths)
    hand = Hand(board, targets or {})
    for done, (rep, path) in enumerate(zip(reps, paths, strict=True)):
        hand.pulse = partial(progress, done, len(reps), rep)
        hand.pulse()
        write_beside(path, workbook_bytes(plan_scorecard(hand, rep), hand.pulse), overwrite=overwrite)
    progress(len(reps), len(reps), "")
    return paths


def write_team(
    board: Board,
    path: Path,
    *,
    overwrite: bool = False,
    targets: Mapping[str, float] | None = None,
    progress: Progress = quiet,
) -> Path:
    """The team's workbook. Raises NotWrittenError."""
    if not overwrite:
        refuse_existing([path])
    ready = board if board.is_marked else marked(board, progress)
    plan = plan_team(Hand(ready, targets or {}, partial(progress, 0, 2, "Working out")))
    content = workbook_bytes(plan, partial(progress, 1, 2, "Writing"))
    make_folder(path.parent)
    written = write_beside(path, content, overwrite=overwrite)
    progress(2, 2, "")
    return written
