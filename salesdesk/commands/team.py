"""`salesdesk team`: the team's Excel workbook."""

from __future__ import annotations

import argparse

from salesdesk.commands import asked, handing
from salesdesk.exports.handout import write_team


def run(chosen: argparse.Namespace) -> None:
    opened = asked.opened(chosen)
    board = handing.scored(opened.log, asked.selection(opened, chosen))
    progress = asked.telling() or handing.quiet
    handing.hand_out(board, lambda: (write_team(board, chosen.out, overwrite=chosen.overwrite, progress=progress),))
