"""Everything that can be handed out; menu, dialog, command line and tests read this tuple."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from salesdesk.exports.blocks import Book
from salesdesk.exports.scorecard import plan_scorecard, plan_team
from salesdesk.exports.subject import Hand


class About(StrEnum):
    """Whom a workbook is about: one per rep, or one for all."""

    REP = "rep"
    TEAM = "team"


@dataclass(frozen=True)
class Export:
    """``plan`` takes the board in hand and a rep (None for the team's) and describes the workbook."""

    key: str
    title: str
    subject: About
    plan: Callable[[Hand, str | None], Book]


SCORECARD = Export("scorecard", "Scorecard per rep", About.REP, plan_scorecard)
TEAM = Export("team", "Team workbook", About.TEAM, plan_team)
EXPORTS: tuple[Export, ...] = (SCORECARD, TEAM)
