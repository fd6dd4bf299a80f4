"""`salesdesk template`: an empty workbook with every table, to be filled in and opened."""

from __future__ import annotations

import argparse
import sys

from salesdesk.commands.endings import RefusedError
from salesdesk.exports.files import NotWrittenError
from salesdesk.exports.template import write_template


def run(chosen: argparse.Namespace) -> None:
    try:
        path = write_template(chosen.file, overwrite=chosen.overwrite)
    except NotWrittenError as refused:
        raise RefusedError([str(refused)]) from None
    sys.stdout.write(f"{path}\n")
