"""Grids on their way from the reading process to the program: Arrow files beside one file of facts."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.ipc

from salesdesk.reading.grid import CellError, Grid, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ANSWER = "answer.json"
_ROWS = 1 << 20


def write_columns(grid: Grid, folder: Path, number: int) -> Grid:
    """The grid without its columns, which are in a file of the folder now."""
    table = pa.table(list(grid.columns), names=[str(place) for place in range(len(grid.columns))])
    table = table.unify_dictionaries().combine_chunks()
    with pa.ipc.new_file(str(folder / f"{number}.arrow"), table.schema) as file:
        file.write_table(table, max_chunksize=_ROWS)
    return replace(grid, columns=())


def write_answer(folder: Path, grids: Sequence[Grid]) -> None:
    """What `write_columns` left of the grids, in the order of their numbers."""
    _write(folder, {"grids": [asdict(grid) for grid in grids]})


def write_refusal(folder: Path, reason: str) -> None:
    _write(folder, {"refused": reason})


def read_answer(folder: Path) -> tuple[Grid, ...] | None:
    """The grids with memory-mapped columns, None if the reading process left no answer; raises Refused."""
    try:
        answer = json.loads((folder / _ANSWER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return tuple(_grid(facts, folder / f"{number}.arrow") for number, facts in enumerate(answer["grids"]))


def _write(folder: Path, answer: dict[str, Any]) -> None:
    part = folder / (_ANSWER + ".part")
    part.write_text(json.dumps(answer), encoding="utf-8")
    part.replace(folder / _ANSWER)


def _grid(facts: dict[str, Any], file: Path) -> Grid:
    table = pa.ipc.open_file(pa.memory_map(str(file))).read_all()
    known = {field.name for field in fields(Grid)}
    kept: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in facts.items() if key in known
    }
    kept["columns"] = tuple(table.columns)
    kept["preview"] = tuple(tuple(row) for row in facts["preview"])
    kept["errors"] = tuple(CellError(**error) for error in facts["errors"])
    return Grid(**kept)
