"""Hands workbooks out: plans each from the scores on screen and puts it where the user wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from salesdesk.exports.blocks import Book
from salesdesk.exports.files import NotWrittenError, make_folder, refuse_existing, write_beside
from salesdesk.exports.meeting import plan_hand_out
from salesdesk.exports.names import file_names
from salesdesk.exports.scorecard import plan_scorecard, plan_team
from salesdesk.exports.subject import Hand
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.board import Board, Progress, quiet
from salesdesk.insights.marks import marked
from salesdesk.models.period import Period


def scorecard_paths(reps: Sequence[str], period: Period, folder: Path, kind: str = "") -> tuple[Path, ...]:
    """As many different files as reps, all of them in the folder: "Ann Q2 2026.xlsx", "Ann Q2 2026 hand-out.xlsx"."""
    paths = tuple(folder / name for name in file_names(reps, f"{period.label} {kind}".strip()))
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
    hand = Hand(board, targets or {})
    paths = scorecard_paths(reps, board.period, folder)
    return _write_each(hand, reps, paths, lambda rep: plan_scorecard(hand, rep), overwrite=overwrite, progress=progress)


def write_hand_outs(
    board: Board,
    reps: Sequence[str],
    folder: Path,
    *,
    named: bool = False,
    overwrite: bool = False,
    progress: Progress = quiet,
) -> tuple[Path, ...]:
    """One file per rep as with scorecards; ``named``: every rep's figures stand in each by name."""
    hand = Hand(board)
    paths = scorecard_paths(reps, board.period, folder, "hand-out")
    return _write_each(
        hand, reps, paths, lambda rep: plan_hand_out(hand, rep, named=named), overwrite=overwrite, progress=progress
    )


def _write_each(
    hand: Hand,
    reps: Sequence[str],
    paths: Sequence[Path],
    plan: Callable[[str], Book],
    *,
    overwrite: bool,
    progress: Progress,
) -> tuple[Path, ...]:
    if paths:
        make_folder(paths[0].parent)
    if not overwrite:
        refuse_existing(paths)
    for done, (rep, path) in enumerate(zip(reps, paths, strict=True)):
        hand.pulse = partial(progress, done, len(reps), rep)
        hand.pulse()
        write_beside(path, workbook_bytes(plan(rep), hand.pulse), overwrite=overwrite)
    progress(len(reps), len(reps), "")
    return tuple(paths)


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
