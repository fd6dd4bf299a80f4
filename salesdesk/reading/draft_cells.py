"""The cells of a draft's columns as a person reads them in the file."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from salesdesk.reading.grid import STORED, Grid
from salesdesk.reading.types_distinct import is_text
from salesdesk.reading.types_text import as_text

_SAMPLES = 3
_LOOKED_AT = 2_000


def sample_cells(grid: Grid, place: int, witness: int | None) -> list[tuple[int, str]]:
    """Row and text of some different cells, the one that settled the column first."""
    column = grid.columns[place]
    found: dict[str, int] = {}
    if witness is not None:
        found[cell_text(column, witness)] = witness
    for row, text in enumerate(_texts(column.slice(0, _LOOKED_AT))):
        if text is not None and text.strip() and len(found) < _SAMPLES:
            found.setdefault(text.strip(), row)
    if not found and column.null_count < len(column):
        row = int(np.argmax(np.asarray(column.is_valid())))
        found[cell_text(column, row)] = row
    return [(row, _as_seen(text) if grid.encoding is None else text) for text, row in found.items()]


def _as_seen(text: str) -> str:
    """A day among texts in a sheet has no time of day there."""
    return text.removesuffix(" 00:00:00") or text


def cell_text(column: pa.ChunkedArray, row: int) -> str:
    """One cell as it stands in the file."""
    return (_texts(column.slice(row, 1))[0] or "").strip()


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    cells = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(cells, pa.ChunkedArray):
        cells = pa.concat_arrays(cells.chunks) if cells.num_chunks else pa.array([], column.type)
    if pa.types.is_duration(cells.type):
        return [None if each is None else str(each) for each in cells.to_pylist()]
    texts: list[str | None] = (cells if is_text(cells.type) else as_text(cells)).to_pylist()
    return [text and text.removeprefix(STORED) for text in texts]
