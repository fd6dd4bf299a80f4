"""`salesdesk kpis`: the figures of a log on standard output."""

from __future__ import annotations

import argparse
import sys

from salesdesk.commands import asked
from salesdesk.commands.figures import as_csv, as_json, as_table, figures
from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book


def run(chosen: argparse.Namespace) -> None:
    kpis = asked.kpis(chosen.kpi)
    opened = asked.opened(chosen)
    selection = asked.selection(opened, chosen)
    found = figures(Book(opened.log), selection, kpis, chosen.by)
    asked.say_selection(opened.log, selection)
    if chosen.format == "json":
        sys.stdout.write(as_json(found) + "\n")
    elif chosen.format == "csv":
        text, guarded = as_csv(found)
        if guarded:
            sys.stderr.write(f"Texts that begin like a formula got a ' in front: {guarded}.\n")
        sys.stdout.write(text)
    else:
        sys.stdout.write(as_table(found, Voice(opened.log.currency)))
