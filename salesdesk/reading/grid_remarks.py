"""What was noticed about a sheet before its columns were understood, in sentences."""

from __future__ import annotations

import numpy as np

from salesdesk.models.issue import Effect
from salesdesk.reading.grid import CellError, Grid
from salesdesk.reading.report import Report, rows_text
from salesdesk.reading.tables_below import rows_of_table_above
from salesdesk.reading.typed import Problem

_FORMULA = (
    "never calculated and counts as empty: open and save the file in Excel",
    "never calculated and count as empty: open and save the file in Excel",
)
_LONG = "more fields than the header; the surplus is not used"
_SHORT = "fewer fields than the header; the missing ones are empty"
_USED = "used like all others"
_MERGED = "value stands in the first row only"


def remark(grid: Grid, source: int, report: Report) -> None:
    """Cells without a value, rows of another length, hidden rows, merged cells; what is counted for a whole sheet is
    told once.
    """
    once = 0 if report.stands_beside(source) else 1
    by_column: dict[int, list[CellError]] = {}
    for error in grid.errors:
        by_column.setdefault(error.column, []).append(error)
    for column, errors in by_column.items():
        kinds = ", ".join(dict.fromkeys(error.content for error in errors))
        places = np.array([error.row - grid.first_row for error in errors], dtype=np.int64)
        header = grid.names[column] if column < len(grid.names) else ""
        report.problem(source, header, Problem(f"{kinds} counts as an empty cell", Effect.BLANKED, places))
    if (more := grid.error_count - len(grid.errors)) > 0:
        report.say(source, f"{more:,} more cells with errors count as empty", Effect.BLANKED, count=more)
    if above := rows_of_table_above(grid):
        text = f"Rows {above.start} to {above.stop - 1} look like another table and are not read: give it its own sheet"
        report.say(source, text, Effect.NOTED, row=above.start, count=len(above))
    if rows := grid.loose_quotes:
        where = rows_text(np.array(rows))
        text = f'A quotation mark (") in {where} is not closed and was read as text: check what follows it'
        report.say(source, text, Effect.NOTED, row=rows[0], count=len(rows))
    for count, effect, one, many in (
        (once * grid.uncalculated, Effect.BLANKED, f"formula was {_FORMULA[0]}", f"formulas were {_FORMULA[1]}"),
        (grid.long_rows, Effect.NOTED, f"row has {_LONG}", f"rows have {_LONG}"),
        (grid.short_rows, Effect.NOTED, f"row has {_SHORT}", f"rows have {_SHORT}"),
        (once * grid.hidden_rows, Effect.NOTED, f"hidden row is {_USED}", f"hidden rows are {_USED}"),
        (once * grid.hidden_columns, Effect.NOTED, f"hidden column is {_USED}", f"hidden columns are {_USED}"),
        (once * grid.merged, Effect.NOTED, f"merged cell: its {_MERGED}", f"merged cells: their {_MERGED}"),
    ):
        if count:
            report.say(source, f"{count:,} {one if count == 1 else many}", effect, count=count)
