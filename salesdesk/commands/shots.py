"""`salesdesk shots`: a picture of every page, as the window shows them."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from salesdesk.commands import asked
from salesdesk.commands.endings import RefusedError
from salesdesk.commands.saying import told, workspace
from salesdesk.commands.screen import need_qt
from salesdesk.exports.files import NotWrittenError, make_folder, refuse_existing, write_beside
from salesdesk.paths import sample_log
from salesdesk.store.preferences import settings_of


def run(chosen: argparse.Namespace) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    said = told(chosen)
    need_qt()
    from salesdesk.ui.shots import NotOpenedError, names, png, shots

    paths = [chosen.folder / name for name in names(dark=chosen.dark)]
    kept = workspace(chosen.workspace)
    said = replace(said, zone=said.zone or settings_of(kept).zone)

    try:
        if not chosen.overwrite:
            refuse_existing(paths)
        files = tuple(chosen.files) or (sample_log(),)
        drawn, shown = shots(
            files,
            kept,
            said,
            lambda log: asked.period(log, chosen),
            size=chosen.size,
            dark=chosen.dark,
            whole=chosen.whole,
        )
        make_folder(chosen.folder)
        for path, picture in zip(paths, drawn, strict=True):
            write_beside(path, png(picture), overwrite=chosen.overwrite)
    except (NotOpenedError, NotWrittenError) as refused:
        raise RefusedError(asked.with_way_out(getattr(refused, "reasons", None) or [str(refused)], refused)) from None
    asked.say_selection(shown.log, shown.selection)
    sys.stdout.write("".join(f"{path}\n" for path in paths))
