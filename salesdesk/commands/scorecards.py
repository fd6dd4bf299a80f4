"""`salesdesk scorecards`: an Excel scorecard for each rep."""

from __future__ import annotations

import argparse

from salesdesk.commands import asked, handing
from salesdesk.exports.handout import write_scorecards


def run(chosen: argparse.Namespace) -> None:
    opened = asked.opened(chosen)
    named = asked.reps(opened.log, chosen.rep)
    selection = asked.selection(opened, chosen)
    board = handing.scored(opened.log, selection.only("rep", None) if named else selection)
    names = named or board.rep_names()
    handing.hand_out(
        board,
        lambda: write_scorecards(
            board, names, chosen.out, overwrite=chosen.overwrite, progress=asked.telling() or handing.quiet
        ),
    )
