"""`salesdesk scorecards`: an Excel scorecard for each rep."""

from __future__ import annotations

import argparse

from salesdesk.commands import handing
from salesdesk.exports.handout import write_scorecards


def run(chosen: argparse.Namespace) -> None:
    handing.for_reps(
        chosen,
        lambda board, names, progress: write_scorecards(
            board, names, chosen.out, overwrite=chosen.overwrite, progress=progress
        ),
    )
