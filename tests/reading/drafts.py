"""Files drafted, chosen about, remembered and opened again, as the window does it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from salesdesk.models.log import SalesLog
from salesdesk.reading.answers import Asked
from salesdesk.reading.choosing import Chosen, Decision, to_remember
from salesdesk.reading.draft import Draft, DraftColumn, DraftSheet
from salesdesk.reading.drafting import Drafting
from salesdesk.reading.open import files_at, open_log
from salesdesk.store.matches import Match
from salesdesk.store.workspace import Workspace

# Remarks above a header, more of them than the header is looked for in.
FAR_BELOW = "".join(f"Remark {number} about this export,,,,,,\n" for number in range(1, 32))


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these rows in these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def draft_of(*paths: Path, asked: Asked | None = None) -> Draft:
    drafting = Drafting(files_at(paths), asked or Asked())
    return drafting.draft(drafting.start())


def column(sheet: DraftSheet, header: str) -> DraftColumn:
    return next(each for each in sheet.columns if each.header == header)


class Assistant:
    """Answers about files one after the other; what was remembered lies in a workspace."""

    def __init__(self, *paths: Path, asked: Asked | None = None) -> None:
        self.drafting = Drafting(files_at(paths), asked or Asked())
        self.chosen = self.drafting.start()
        self.draft = self.drafting.draft(self.chosen)

    def sheet(self, number: int = 0) -> DraftSheet:
        return self.draft.sheets[number]

    def choose(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.draft = self.drafting.draft(chosen)

    def remembered(self) -> Asked:
        """What the reader is told after a restart of the program."""
        return kept(to_remember(self.draft, self.chosen))


def kept(decisions: dict[str, Decision]) -> Asked:
    workspace = Workspace.in_memory()
    for signature, each in decisions.items():
        workspace.matches.set(signature, Match(each.table, each.columns, each.answers))
    return Asked(matches=workspace.matches.confirmed(), answers=workspace.matches.answers())


def opened(paths: Sequence[Path], asked: Asked) -> SalesLog:
    """Raises NeedsAnswer if anything is still asked."""
    log = open_log(paths, asked)
    assert not any(source.doubt for source in log.sources)
    return log
