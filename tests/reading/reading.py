"""What tests of the reader ask again and again."""

from pathlib import Path
from typing import Any

import pytest

from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.read_file import read_file
from salesdesk.reading.request import Request


def grids(path: Path, **options: Any) -> list[Grid]:
    """Read in this process: the tests of the child show that it makes no difference, and this is quicker."""
    folder = path.parent / "scratch"
    folder.mkdir(exist_ok=True)
    return list(read_file(Request(path, **options), folder, lambda done, total, note: None))


def grid(path: Path, **options: Any) -> Grid:
    (only,) = grids(path, **options)
    return only


def rows(of: Grid) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in of.columns), strict=True))


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(Refused) as caught:
        grids(path, **options)
    return caught.value.reason


def types(of: Grid) -> list[str]:
    return [str(column.type) for column in of.columns]
