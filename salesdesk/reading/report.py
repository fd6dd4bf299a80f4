"""What is found while files become a log: issues, rows set aside by reason, notes; by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from salesdesk.models.rewritten import Rewriting, Rewritten
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.grid import Grid
from salesdesk.reading.header import USUAL
from salesdesk.reading.typed import Problem

_SHOWN = 5
_NAMES = 12
_TOLD = {
    Rewriting.CHANGED: ("was changed since", "were changed since"),
    Rewriting.REOWNED: ("has another owner than in", "have another owner than in"),
    Rewriting.BACKDATED: ("has an earlier date than in", "have an earlier date than in"),
}


class Report:
    """Sources are numbered in the order of their grids. ``digests``: of the file of each grid."""

    def __init__(self, grids: Sequence[Grid], digests: Sequence[str] = ()) -> None:
        self._grids = tuple(grids)
        self._digests = tuple(digests) or ("",) * len(self._grids)
        self.issues: list[Issue] = []
        self.rewritten: list[Rewritten] = []
        self._blanked: list[tuple[int, str, Problem, Issue]] = []
        self._aside: list[dict[str, int]] = [{} for _ in grids]
        self._notes: list[list[str]] = [list(_worth_saying(grid)) for grid in grids]
        self._doubts = [""] * len(self._grids)
        self._matches: list[dict[int, ColumnMatch]] = [{} for _ in grids]

    def matched(self, source: int, matches: Mapping[int, ColumnMatch]) -> None:
        """By the column's position; a header that is used counts more than the same one unused."""
        known = self._matches[source]
        for place, match in matches.items():
            if place not in known or known[place].field is None:
                known[place] = match

    def say(self, source: int, text: str, effect: Effect, *, row: int | None = None, count: int = 1) -> None:
        """An issue of a whole sheet."""
        grid = self._grids[source]
        self.issues.append(Issue(grid.source, grid.sheet, text, effect, row, None, count))

    def broken_presets(self, problems: Mapping[str, str]) -> None:
        """By file name, what is wrong with presets that are left out."""
        for file, wrong in problems.items():
            text = f"The preset {file} is not used: {wrong}. Correct the file or remove it."
            self.issues.append(Issue(file, None, text, Effect.NOTED))

    def note(self, source: int, text: str) -> None:
        """A remark beside the sheet, no issue."""
        self._notes[source].append(text)

    def doubted(self, source: int, text: str) -> None:
        """What somebody should look at before the sheet is used."""
        self._doubts[source] = text

    def matches(self, source: int) -> dict[int, ColumnMatch]:
        """By the column's position."""
        return dict(self._matches[source])

    def problem(self, source: int, header: str, problem: Problem) -> None:
        grid = self._grids[source]
        rows = problem.places + grid.first_row
        where = f" ({rows_text(rows)})" if rows.size and problem.effect is not Effect.NEEDS_ANSWER else ""
        text = f"Column “{header}”: {problem.text}{where}"
        row = int(rows[0]) if rows.size else None
        count = max(1, rows.size)
        self.issues.append(Issue(grid.source, grid.sheet, text, problem.effect, row, header, count, problem.option))
        if problem.effect is Effect.BLANKED and rows.size:
            self._blanked.append((source, header, problem, self.issues[-1]))

    def set_aside(self, source: int, reason: str, rows: npt.NDArray[np.integer]) -> None:
        """``rows``: row numbers in the file."""
        if not rows.size:
            return
        grid, aside = self._grids[source], self._aside[source]
        aside[reason] = aside.get(reason, 0) + int(rows.size)
        text = f"Set aside: {reason} ({rows_text(rows)})"
        self.issues.append(Issue(grid.source, grid.sheet, text, Effect.SET_ASIDE, int(rows[0]), None, int(rows.size)))
        self._forget_cells(source, rows)

    def _forget_cells(self, source: int, rows: npt.NDArray[np.integer]) -> None:
        """What is wrong with the cells of a row that is not used need not be said."""
        told, self._blanked = self._blanked, []
        for where, header, problem, issue in told:
            gone = np.isin(problem.places + self._grids[source].first_row, rows)
            if where != source or not gone.any():
                self._blanked.append((where, header, problem, issue))
                continue
            self.issues.remove(issue)
            if not gone.all():
                self.problem(source, header, replace(problem, places=problem.places[~gone]))

    def rewrote(self, found: Rewritten) -> None:
        """A later export tells something else than an earlier one; said as an issue of the later one."""
        if self._file(found.older) == self._file(found.newer):
            return  # two sheets of one workbook are one export
        self.rewritten.append(found)
        row = None if found.sort is Rewriting.VANISHED else min(cell.row for cell in found.cells)
        text = rewritten_text(found, self._grids[found.older].source, stays=True)
        self.say(found.newer, text, Effect.NOTED, row=row, count=found.count)

    def _file(self, source: int) -> tuple[str, str]:
        return self._grids[source].source, self._digests[source]

    def stands_beside(self, source: int) -> bool:
        """Whether the sheet has another table that was met before."""
        own = self._place_of(source)
        return any(self._place_of(other) == own for other in range(source))

    def _place_of(self, source: int) -> tuple[str, str, str | None]:
        return *self._file(source), self._grids[source].sheet

    def aside_from(self, source: int) -> Report:
        """A report for reading a sheet once more: only its column matches are kept."""
        other = Report(self._grids)
        other._matches[source] = self._matches[source]
        return other

    def say_unused_columns(self, source: int) -> None:
        """One issue for the columns of a sheet that are not used."""
        matches = self._matches[source].values()
        names = [f"“{match.header}”" for match in matches if match.field is None and match.header.strip()]
        if names:
            shown = ", ".join(names[:_NAMES]) + (f" and {len(names) - _NAMES} more" if len(names) > _NAMES else "")
            columns = "1 column is" if len(names) == 1 else f"{len(names)} columns are"
            self.say(source, f"{columns} not used: {shown}", Effect.UNMATCHED, count=len(names))

    def unused(self, source: int, reason: str) -> None:
        """A sheet that is not used at all."""
        grid = self._grids[source]
        if len(grid):
            self._aside[source] = {f"not used: {reason}": len(grid)}
        self._notes[source].append(reason)
        self.issues.append(
            Issue(grid.source, grid.sheet, f"Not used: {reason}", Effect.UNMATCHED, count=max(1, len(grid)))
        )

    def sources(self, tables: Sequence[str | None]) -> tuple[Source, ...]:
        """``tables``: what each grid was read into."""
        return tuple(self._source(number, table) for number, table in enumerate(tables))

    def _source(self, number: int, table: str | None) -> Source:
        grid, aside = self._grids[number], self._aside[number]
        return Source(
            title=grid.source,
            sheet=grid.sheet,
            table=table,
            header_row=grid.header_row,
            rows=len(grid),
            used=len(grid) - sum(aside.values()),
            set_aside=dict(aside),
            matches=tuple(match for _, match in sorted(self._matches[number].items(), key=_place)),
            notes=tuple(self._notes[number]),
            digest=self._digests[number],
            doubt=self._doubts[number],
        )


def _place(entry: tuple[int, ColumnMatch]) -> int:
    return entry[0]


def rewritten_text(found: Rewritten, older: str, *, stays: bool) -> str:
    """``stays``: what vanished is still in the log, from the older file."""
    rows = np.array(sorted({cell.row for cell in found.cells}), dtype=np.int64)
    one = found.count == 1
    what = f"{BY_NAME[found.table].title}: {found.count:,} record{'' if one else 's'}"
    if found.sort is not Rewriting.VANISHED:
        return f"{what} {_TOLD[found.sort][not one]} {older} ({_first_rows(rows, found.count)})"
    gone = f"{'is' if one else 'are'} not in it any more"
    still = f" and still count{'s' if one else ''}" if stays else ""
    return f"{what} of {older} {gone}{still} ({_first_rows(rows, found.count)} there)"


def _first_rows(rows: npt.NDArray[np.integer], count: int) -> str:
    """As `rows_text`, where only the first rows of all are at hand."""
    if len(rows) == count:
        return rows_text(rows)
    return f"rows {', '.join(f'{row:,}' for row in rows[:_SHOWN].tolist())} and {count - _SHOWN:,} more"


def rows_text(rows: npt.NDArray[np.integer]) -> str:
    """ "row 12", "rows 12, 15 and 40", "rows 12, 15, 19, 20, 31 and 900 more"."""
    shown = [f"{row:,}" for row in rows[:_SHOWN].tolist()]
    if len(rows) > _SHOWN:
        return f"rows {', '.join(shown)} and {len(rows) - _SHOWN:,} more"
    return f"row {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def _worth_saying(grid: Grid) -> Iterator[str]:
    """A header in the first row is what everybody expects; one further down is told with its row."""
    for note in grid.notes:
        if note != USUAL:
            yield note
        elif grid.header_row > 1:
            yield f"The column names stand in row {grid.header_row}."
