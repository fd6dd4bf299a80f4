"""`salesdesk scorecards`: an Excel scorecard for each rep."""

from __future__ import annotations

import argparse

from salesdesk.commands import asked, handing
from salesdesk.exports.handout import write_scorecards


def run(chosen: argparse.Namespace) -> None:
    log = asked.sales_log(chosen)
    board = handing.scored(log, asked.selection(log, chosen))
    names = asked.reps(board.book, chosen.rep) or board.rep_names()
    handing.hand_out(
        board,
        lambda: write_scorecards(
            board, names, chosen.out, overwrite=chosen.overwrite, progress=asked.telling() or handing.quiet
        ),
    )
