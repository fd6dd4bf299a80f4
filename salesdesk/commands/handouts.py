"""`salesdesk handouts`: a hand-out for each rep that shows the team."""

from __future__ import annotations

import argparse

from salesdesk.commands import handing
from salesdesk.exports.handout import write_hand_outs


def run(chosen: argparse.Namespace) -> None:
    handing.for_reps(
        chosen,
        lambda board, names, progress: write_hand_outs(
            board, names, chosen.out, named=chosen.names, overwrite=chosen.overwrite, progress=progress
        ),
    )
