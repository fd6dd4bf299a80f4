"""Everything that can be handed out; menu, dialog, command line and tests read this tuple."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from salesdesk.exports.blocks import Book
from salesdesk.exports.handout import write_hand_outs, write_scorecards, write_team
from salesdesk.exports.meeting import plan_hand_out
from salesdesk.exports.scorecard import plan_scorecard, plan_team
from salesdesk.exports.subject import Hand
from salesdesk.insights.board import Board, Progress


class About(StrEnum):
    """Whom a workbook is about: one per rep, or one for all."""

    REP = "rep"
    TEAM = "team"


class Write(Protocol):
    """Writes the workbooks of some reps into a folder, or the team's (whatever ``reps``) to a file.

    ``named``: with the names of other reps, where an export ``may_name`` them.
    """

    def __call__(
        self,
        board: Board,
        reps: Sequence[str],
        target: Path,
        /,
        *,
        overwrite: bool,
        progress: Progress,
        named: bool = False,
    ) -> tuple[Path, ...]: ...


@dataclass(frozen=True)
class Export:
    """``plan`` takes the board in hand and a rep (None for the team's) and describes the workbook."""

    key: str
    title: str
    subject: About
    plan: Callable[[Hand, str | None], Book]
    write: Write
    may_name: bool = False


def _write_scorecards(
    board: Board,
    reps: Sequence[str],
    target: Path,
    *,
    overwrite: bool,
    progress: Progress,
    named: bool = False,  # noqa: ARG001
) -> tuple[Path, ...]:
    return write_scorecards(board, reps, target, overwrite=overwrite, progress=progress)


def _write_team(
    board: Board,
    reps: Sequence[str],  # noqa: ARG001  one signature for all
    target: Path,
    *,
    overwrite: bool,
    progress: Progress,
    named: bool = False,  # noqa: ARG001
) -> tuple[Path, ...]:
    return (write_team(board, target, overwrite=overwrite, progress=progress),)


SCORECARD = Export("scorecard", "Scorecard per rep", About.REP, plan_scorecard, _write_scorecards)
TEAM = Export("team", "Team workbook", About.TEAM, plan_team, _write_team)
SHOW_TEAM = Export("show_team", "Team hand-out", About.REP, plan_hand_out, write_hand_outs, may_name=True)
EXPORTS: tuple[Export, ...] = (SCORECARD, TEAM, SHOW_TEAM)
BY_KEY: dict[str, Export] = {export.key: export for export in EXPORTS}
