"""Opens files as one sales log: read in a process of their own, recognised, typed, cleaned, put together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from salesdesk.models.issue import Effect, Issue
from salesdesk.models.log import Mask, Origins, SalesLog
from salesdesk.models.settings import Settings
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading import grid as grids_
from salesdesk.reading.answers import NOT_RECOGNISED, Asked, NeedsAnswer, NotRecognised, Refused
from salesdesk.reading.child import read_grids
from salesdesk.reading.clean_copies import without_copies, without_raw_copies
from salesdesk.reading.clean_rows import without_junk, without_tests
from salesdesk.reading.contradictions import say_contradictions
from salesdesk.reading.derive_activities import derive_activities
from salesdesk.reading.derive_beside import tables_beside
from salesdesk.reading.derive_deals import derive_deals
from salesdesk.reading.derive_ids import with_ids, with_names
from salesdesk.reading.derive_leads import derive_leads
from salesdesk.reading.derive_links import with_deal_ids
from salesdesk.reading.derive_orders import with_heads, with_regional_reps
from salesdesk.reading.derive_quotas import by_month
from salesdesk.reading.derive_surveys import with_scale
from salesdesk.reading.doubts import doubt_of
from salesdesk.reading.explained import explained, ways_to_settle
from salesdesk.reading.fill_down import filled_down, groups_doubt, say_groups, told_apart
from salesdesk.reading.grid import Grid
from salesdesk.reading.grid_remarks import remark
from salesdesk.reading.groups import groups_of
from salesdesk.reading.lonely_dates import say_lonely_dates
from salesdesk.reading.match_tables import CONFIRMED, Plan, plan, usable
from salesdesk.reading.merge import merge
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.piece import Piece
from salesdesk.reading.presets import Presets, known_presets
from salesdesk.reading.read_piece import read_piece
from salesdesk.reading.reasons import CHANGED
from salesdesk.reading.report import Report
from salesdesk.reading.request import Progress
from salesdesk.reading.reread import read_as_told
from salesdesk.reading.stage_lists import STAGES, stage_list, with_stages
from salesdesk.reading.strangers import say_strangers

__all__ = ["Asked", "NeedsAnswer", "Progress", "Refused", "open_log", "understand"]

_PARTS = 100  # of the progress, per file


def open_log(
    paths: Sequence[Path],
    asked: Asked | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    *,
    strict: bool = True,
) -> SalesLog:
    """Raises Refused if a file cannot be read or no sheet can be used.

    ``strict``: raises NeedsAnswer for a column that can be read in two ways; otherwise it stays blank and is an
    issue. ``progress`` may raise to give up.
    """
    asked = asked or Asked()
    log = log_of(files_at(paths), asked, settings or Settings(zone=asked.zone, currency=asked.currency), progress)
    if strict and (open_ones := [issue for issue in log.issues if issue.effect is Effect.NEEDS_ANSWER]):
        raise NeedsAnswer([_question(issue) for issue in open_ones])
    return log


@dataclass(frozen=True)
class ToRead:
    """A file on its way into a log. ``read`` takes what `read_grids` does besides the path; both may raise Refused."""

    title: str
    read: Callable[..., tuple[Grid, ...]]
    digest: Callable[[], str]


def files_at(paths: Sequence[Path]) -> list[ToRead]:
    """Files to be read from where they are; nothing of them is kept."""
    return [ToRead(path.name, partial(read_grids, path), partial(_digest, path)) for path in paths]


def log_of(files: Sequence[ToRead], asked: Asked, settings: Settings, progress: Progress | None) -> SalesLog:
    """Reads all files, then understands them together; raises Refused with the reason of every file that has one."""
    total = _PARTS * (len(files) + 1)
    grids: list[Grid] = []
    digests: list[str] = []
    reasons: list[str] = []
    for number, file in enumerate(files):
        try:
            step = _part(progress, number, total, file.title)
            found = read_as_told(partial(file.read, progress=step), asked)
            grids += found
            digests += [file.digest()] * len(found)
        except grids_.Refused as refused:
            reasons.append(f"{file.title}: {refused.reason}")
    if reasons:
        raise Refused(reasons)
    return understand(grids, asked, settings, _part(progress, len(files), total, ""), digests)


def _digest(path: Path) -> str:
    """SHA-256 of the file, by which an export can be told from another one."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise grids_.Refused(CHANGED) from None


def _part(progress: Progress | None, number: int, total: int, title: str) -> Progress | None:
    """Progress within one file as progress within all of them."""
    if progress is None:
        return None

    def step(done: int, of: int, note: str) -> None:
        progress(number * _PARTS + round(_PARTS * done / max(1, of)), total, note or f"Reading {title}")

    return step


def _question(issue: Issue) -> str:
    where = issue.source if issue.sheet is None else f"{issue.source}, sheet {issue.sheet}"
    if issue.option is None:
        return f"{where}: {issue.text[:1].lower()}{issue.text[1:]}."
    option, _, words = issue.option.partition(" ")
    choices = " or ".join(f"{option} {word}" for word in words.split("|"))
    return f"{where}: {issue.text[:1].lower()}{issue.text[1:]}; give {choices}"


def understand(
    grids: Sequence[Grid],
    asked: Asked,
    settings: Settings,
    progress: Progress | None = None,
    digests: Sequence[str] = (),
) -> SalesLog:
    """Grids as one log; raises Refused if none of them can be used. ``digests``: of the file of each grid."""
    report = Report(grids, digests)
    presets = known_presets()
    report.broken_presets(presets.problems)
    asked = explained(grids, asked, presets)
    plans = without_copies(grids, usable(plan(grids, asked.matches, presets, asked.answers)))
    if not any(one.fits for one in plans):
        raise NotRecognised(_useless(grids, plans), ways=ways_to_settle(grids, plans, presets))
    reading = _Reading(grids, plans, asked, report, presets)
    for number, grid in enumerate(grids):
        if progress is not None:
            progress(number, len(grids) + 1, f"Understanding {grid.source}")
        reading.take(number)

    def step() -> None:
        if progress is not None:
            progress(len(grids), len(grids) + 1, "Putting the tables together")

    return _log(_stacks(reading, report, step), plans, settings, report)


def _useless(grids: Sequence[Grid], plans: Sequence[Plan]) -> list[str]:
    return [
        f"{grid.source}{'' if grid.sheet is None else f', sheet {grid.sheet}'}: {NOT_RECOGNISED}, {one.reason}."
        for grid, one in zip(grids, plans, strict=True)
    ]


class _Reading:
    """The pieces read so far, by table. ``derived``: tables found inside sheets that count for another table."""

    def __init__(
        self, grids: Sequence[Grid], plans: Sequence[Plan], asked: Asked, report: Report, presets: Presets
    ) -> None:
        self._grids, self._plans, self._asked, self._report, self._presets = grids, plans, asked, report, presets
        listing = (grid for grid, one in zip(grids, plans, strict=True) if one.reason == STAGES)
        self._stages = [found for grid in listing if (found := stage_list(grid))]
        self._listed = frozenset(fit.table.name for one in plans for fit in one.fits)
        self.pieces: dict[str, list[Piece]] = {}
        self.derived: set[str] = set()

    @property
    def titles(self) -> list[str]:
        return [grid.source for grid in self._grids]

    @property
    def zone(self) -> str:
        return self._asked.zone

    @property
    def grids(self) -> Sequence[Grid]:
        return self._grids

    def take(self, number: int) -> None:
        read, one = self._grids[number], self._plans[number]
        doubt = doubt_of(read, one)
        self._report.doubted(number, doubt)
        if not one.fits:
            self._report.unused(number, one.reason)
            return
        remark(read, number, self._report)
        for place, fit in enumerate(one.fits):
            # rows are counted once, for the table that the sheet is mainly read into
            report = self._report if place == 0 else self._report.aside_from(number)
            piece = read_piece(read, fit, self._asked, number, report, self._presets.units)
            piece = without_junk(piece, read, report)
            groups = groups_of(read, fit, piece, self._asked.told(read.names))
            say_groups(read, groups, number, report)
            if place == 0 and one.reason != CONFIRMED:
                self._report.doubted(number, doubt or groups_doubt(read, [each for each in groups if each.clear]))
            apart = told_apart(read, groups)
            grid, piece = filled_down(read, piece, groups)
            piece = with_stages(without_raw_copies(piece, apart, report), self._stages)
            piece = _derived(piece, grid, self._asked.zone, report)
            piece = by_month(piece, grid, fit.months, self._asked, report)
            piece = without_tests(piece, report, self._presets.made_by_system)
            self._add(piece, derived=place > 0)
            for side, matches in tables_beside(grid, fit, piece, self._asked, self._listed, self._report):
                self._report.matched(number, matches)
                self._add(side, derived=True)
            if fit.layout:
                self._report.note(number, f"Read as {fit.layout.title}.")
        self._report.say_unused_columns(number)

    def _add(self, piece: Piece, *, derived: bool) -> None:
        self.pieces.setdefault(piece.table, []).append(piece)
        if derived:
            self.derived.add(piece.table)


def _derived(piece: Piece, grid: Grid, zone: str, report: Report) -> Piece:
    if piece.table == "opportunities":
        piece = derive_deals(piece, report)
    if piece.table == "leads":
        piece = derive_leads(piece, report)
    if piece.table == "activities":
        piece = derive_activities(piece, grid, zone, report)
    if piece.table == "satisfaction_responses":
        piece = with_scale(piece, report)
    return piece


def _stacks(reading: _Reading, report: Report, step: Callable[[], None]) -> dict[str, Stack]:
    """``step`` is called again and again meanwhile; it may raise to give up."""
    stacks = {}
    for table, pieces in reading.pieces.items():
        step()
        quiet = table in reading.derived
        stacks[table] = merge(pieces, reading.titles, Report(reading.grids) if quiet else report, reading.zone)
    for stack in stacks.values():
        say_lonely_dates(stack, report)
    if "opportunities" in stacks:
        say_contradictions(stacks["opportunities"], report)
    say_strangers(stacks, report)
    step()
    stacks = with_regional_reps(with_heads(stacks, report), report)
    for table, stack in stacks.items():
        step()
        stacks[table] = with_ids(with_names(stack), reading.grids)
    step()
    return with_deal_ids(stacks)


def _log(stacks: Mapping[str, Stack], plans: Sequence[Plan], settings: Settings, report: Report) -> SalesLog:
    ordered = {table.name: stacks[table.name] for table in TABLES if table.name in stacks}
    names = {table: [column.name for column in BY_NAME[table].columns] for table in ordered}
    marks: dict[tuple[str, str], Mask] = {
        (table, name): whole
        for table, stack in ordered.items()
        for name, whole in stack.date_only.items()
        if whole.any() and name in names[table]
    }
    return SalesLog(
        tables={table: _frame(stack, names[table]) for table, stack in ordered.items()},
        settings=settings,
        date_only=marks,
        origins={table: Origins(stack.source, stack.row) for table, stack in ordered.items()},
        sources=report.sources([one.table for one in plans]),
        issues=tuple(report.issues),
        rewritten=tuple(report.rewritten),
    )


def _frame(stack: Stack, names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: stack.columns[name] for name in names if name in stack.columns}, copy=False)
