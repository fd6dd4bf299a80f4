"""Makes drafts of an opening with the functions that read, and makes them anew for what a person chooses."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.alike_names import alike
from salesdesk.reading.answers import Asked, Refused
from salesdesk.reading.choosing import NOT_USED, Chosen, with_table
from salesdesk.reading.clean_copies import without_copies
from salesdesk.reading.clean_rows import without_junk
from salesdesk.reading.column_answers import LEAVE
from salesdesk.reading.derive_beside import tables_beside
from salesdesk.reading.doubts import doubt_of
from salesdesk.reading.draft import Draft, DraftColumn, DraftSheet, Option, Question
from salesdesk.reading.draft_columns import draft_columns
from salesdesk.reading.draft_names import Names
from salesdesk.reading.explained import explained
from salesdesk.reading.fill_down import filled_down, groups_doubt
from salesdesk.reading.grid import Grid, letters
from salesdesk.reading.grid import Refused as FileRefused
from salesdesk.reading.grid_remarks import remark
from salesdesk.reading.groups import Groups, groups_of, may_have_groups
from salesdesk.reading.header_words import column_keys, header_signature
from salesdesk.reading.match_columns import Fit
from salesdesk.reading.match_tables import CONFIRMED, Plan, as_table, lacking, plan
from salesdesk.reading.open import ToRead
from salesdesk.reading.piece import Piece
from salesdesk.reading.presets import Presets, known_presets
from salesdesk.reading.read_piece import as_piece, read_columns
from salesdesk.reading.report import Report
from salesdesk.reading.request import Progress
from salesdesk.reading.reread import Form, form_told


class Drafting:
    """The files of one opening. What was read once is kept, so that a choice about columns reads no file again."""

    def __init__(self, files: Sequence[ToRead], asked: Asked) -> None:
        """The titles of the files are one of a kind."""
        self.files, self.asked = {file.title: file for file in files}, asked
        self._read: dict[tuple[str, str], tuple[Grid, ...]] = {}
        self._presets: Presets | None = None
        self._tables: dict[int, tuple[Option, ...]] = {}  # by grid, which lives as long as this

    def start(self, progress: Progress | None = None) -> Chosen:
        """Reads the files as they are found; what was said about such files before is chosen already.

        Raises Refused.
        """
        forms: dict[str, Form] = {}
        for title in self.files:
            form = form_told(self._grids(title, Form(), progress), self.asked)
            with contextlib.suppress(FileRefused):  # what was said once need not fit this file
                if not form.is_found and self._grids(title, form, progress):
                    forms[title] = form
        found = [grid for title in self.files for grid in self._grids(title, forms.get(title, Form()), progress)]
        self.asked = explained(found, self.asked, self._known_presets())
        return Chosen(forms)

    def draft(self, chosen: Chosen, progress: Progress | None = None) -> Draft:
        """Raises Refused, or what ``progress`` raises to give up."""
        grids: list[Grid] = []
        firsts: list[Grid] = []
        for title in self.files:
            found = self._grids(title, Form(), progress)
            form = chosen.forms.get(title, Form())
            again = found if form.is_found else self._grids(title, form, progress)
            grids += again
            firsts += [_first_of(grid, found) for grid in again]
        if progress is not None:
            progress(1, 1, "Looking at the columns")
        presets = self._known_presets()
        for grid in grids:
            if id(grid) not in self._tables:
                self._tables[id(grid)] = _tables(grid, presets)
        return _draft(grids, firsts, self._tables, presets, chosen.over(self.asked), self.asked)

    def into_table(self, chosen: Chosen, draft: Draft, sheet: DraftSheet, table: str) -> Chosen:
        """The choice to read a sheet into a table, with the columns that are found for it there."""
        if table == NOT_USED:
            return with_table(chosen, draft, sheet, table, {})
        grid = self._grid(chosen, sheet)
        keys = column_keys(grid.names)
        found = as_table(grid, table, self._known_presets())
        columns = {keys[hit.place]: hit.field for hit in found.hits}
        return with_table(chosen, draft, sheet, table, columns)

    def _known_presets(self) -> Presets:
        if self._presets is None:
            self._presets = known_presets()
        return self._presets

    def _grid(self, chosen: Chosen, sheet: DraftSheet) -> Grid:
        grids = self._grids(sheet.source, chosen.forms.get(sheet.source, Form()), None)
        return next(g for g in grids if g.sheet == sheet.sheet and header_signature(g.names) == sheet.signature)

    def _grids(self, title: str, form: Form, progress: Progress | None) -> tuple[Grid, ...]:
        key = title, repr(form)
        if key not in self._read:
            try:
                self._read[key] = self.files[title].read(progress=progress, **form.how)
            except FileRefused as refused:
                raise Refused([f"{title}: {refused.reason}"]) from None
        return self._read[key]


def _first_of(grid: Grid, found: Sequence[Grid]) -> Grid:
    """How the sheet is found when nothing was said about it."""
    same = header_signature(grid.names)
    twins = [other for other in found if other.sheet == grid.sheet]
    return next((other for other in twins if header_signature(other.names) == same), twins[0] if twins else grid)


def _draft(
    grids: Sequence[Grid],
    firsts: Sequence[Grid],
    tables: Mapping[int, tuple[Option, ...]],
    presets: Presets,
    asked: Asked,
    before: Asked,
) -> Draft:
    plans = without_copies(grids, plan(grids, asked.matches, presets, asked.answers))
    listed = frozenset(fit.table.name for one in plans for fit in one.fits)
    names, notes = Names(), _notes(grids)
    sheets = []
    for number, (grid, one, first) in enumerate(zip(grids, plans, firsts, strict=True)):
        columns: tuple[DraftColumn, ...] = ()
        sheet = _sheet(number, grid, first, one, asked, before)
        if one.fits:
            known = sheet.signature in before.matches
            columns, doubt = _columns(grid, one, asked, listed, presets, names, known=known)
            sheet = replace(sheet, doubt=sheet.doubt or doubt)
        part = _part(grid, grids)
        sheets.append(replace(sheet, columns=columns, tables=tables[id(grid)], part=part, notes=notes[number]))
    return Draft(tuple(sheets), alike(names))


def _columns(
    grid: Grid, one: Plan, asked: Asked, listed: frozenset[str], presets: Presets, names: Names, *, known: bool
) -> tuple[tuple[DraftColumn, ...], str]:
    """The columns of a sheet, and what is doubtful about them. ``known``: somebody confirmed such a sheet before."""
    report = Report([grid])
    for place, fit in enumerate(one.fits):
        found = read_columns(grid, fit, asked, presets.units)
        piece = as_piece(grid, fit, found, 0, report if place == 0 else report.aside_from(0))
        groups = _groups(grid, fit, piece, asked, known=known)
        full, piece = filled_down(grid, piece, groups)
        names.take(piece)
        for side, matches in tables_beside(full, fit, piece, asked, listed, report):
            report.matched(0, matches)
            names.take(side)
        if place == 0:
            main, above = found, {each.place: each for each in groups}
    guess = as_table(grid, one.fits[0].table.name, presets) if one.reason == CONFIRMED else one.fits[0]
    columns = draft_columns(grid, one, guess, main, report, asked, above)
    return columns, groups_doubt(grid, tuple(above.values()))


def _groups(grid: Grid, fit: Fit, piece: Piece, asked: Asked, *, known: bool) -> tuple[Groups, ...]:
    """What stands above groups of records; of a sheet that is known nobody is asked again."""
    told = asked.told(grid.names)
    if not may_have_groups(grid, fit, told):
        return ()
    found = groups_of(grid, fit, without_junk(piece, grid, Report([grid])), told)
    return tuple(replace(each, told=each.told or LEAVE) for each in found) if known else found


def _sheet(
    number: int,
    grid: Grid,
    first: Grid,
    one: Plan,
    asked: Asked,
    before: Asked,
) -> DraftSheet:
    signature = header_signature(grid.names)
    return DraftSheet(
        number=number,
        source=grid.source,
        sheet=grid.sheet,
        kind=_kind(grid),
        signature=signature,
        found=header_signature(first.names),
        found_encoding=first.encoding,
        known=signature in before.matches or signature in before.answers,
        rows=len(grid),
        header_row=grid.header_row,
        first_row=grid.first_row,
        preview=grid.preview,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        table=one.table,
        title=BY_NAME[one.table].title if one.table else "Not used",
        reason=one.reason,
        lacking=lacking(one.fits[0], grid) if one.fits else (),
        told=asked.told(grid.names),
        doubt=doubt_of(grid, one),
        question=_question(one),
        places=grid.places,
    )


def _notes(grids: Sequence[Grid]) -> list[tuple[str, ...]]:
    """What was noticed about each sheet as a whole."""
    report, told = Report(grids), []
    for number, source in enumerate(report.sources([None] * len(grids))):
        before = len(report.issues)
        remark(grids[number], number, report)
        told.append((*source.notes, *(f"{issue.text}." for issue in report.issues[before:])))
    return told


def _part(grid: Grid, grids: Sequence[Grid]) -> str:
    """Which columns or rows of its sheet a table takes, where there are several."""
    twins = [other for other in grids if (other.source, other.sheet) == (grid.source, grid.sheet)]
    if len(twins) < 2 or not grid.places:
        return ""
    if any(other.header_row > grid.first_row or grid.header_row > other.first_row for other in twins):
        top, end = grid.first_row, grid.first_row + len(grid) - 1
        return f"row {top:,}" if end <= top else f"rows {top:,} to {end:,}"
    first, last = letters(grid.places[0]), letters(grid.places[-1])
    return f"column {first}" if first == last else f"columns {first} to {last}"


def _tables(grid: Grid, presets: Presets) -> tuple[Option, ...]:
    """Every table with the number of columns that are known there, the best ones first."""
    known = {table.name: len(as_table(grid, table.name, presets).hits) for table in TABLES}
    ordered = sorted(TABLES, key=lambda table: -known[table.name])
    headed = sum(bool(name.strip()) for name in grid.names)
    notes = {name: f"{count} of {headed} columns" if count else "" for name, count in known.items()}
    options = (Option(table.name, table.title, notes[table.name]) for table in ordered)
    return (*options, Option(NOT_USED, "Not used"))


def _question(one: Plan) -> Question | None:
    if not one.torn:
        return None
    titles = [BY_NAME[table].title for table in one.torn]
    options = tuple(Option(table, BY_NAME[table].title) for table in one.torn)
    text = f"What does this sheet hold? Its columns fit {' and '.join(titles)} equally well."
    return Question("table", text, (*options, Option(NOT_USED, "Leave it out")))


_ENDINGS: Mapping[str, str] = {
    ".xlsx": "Excel workbook", ".xlsm": "Excel workbook", ".xlsb": "Excel workbook", ".xls": "Excel workbook",
    ".ods": "OpenDocument spreadsheet",
}  # fmt: skip


def _kind(grid: Grid) -> str:
    if grid.encoding is not None:
        return "Text file"
    return (
        _ENDINGS.get(Path(grid.source).suffix.lower(), "Workbook") if grid.sheet is not None else "Table of a web page"
    )
