"""The errors of a spreadsheet in a text file that was saved from it: cells without a value, no text of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.grid import CellError
from salesdesk.reading.typed_columns import ERRORS

if TYPE_CHECKING:
    from collections.abc import Sequence


def without_errors(columns: Sequence[pa.ChunkedArray], first_row: int) -> tuple[list[pa.ChunkedArray], list[CellError]]:
    """The columns with empty cells instead of errors, and each of these."""
    known = pa.array(ERRORS.values(), pa.string())
    kept, errors = [], []
    for number, column in enumerate(columns):
        wrong = pc.is_in(column, known)
        if pc.any(wrong).as_py():
            places = pc.indices_nonzero(wrong).to_pylist()
            errors += [CellError(first_row + place, number, column[place].as_py()) for place in places]
            kept.append(pc.if_else(wrong, None, column))
        else:
            kept.append(column)
    return kept, errors
