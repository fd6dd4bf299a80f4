"""What the grid of cells is given."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class GridCell:
    """`step` is a heat step from -3 to 3 and `share` the part of the fullest cell, which shades or fills this one.

    A cell with `few` observations is not shaded; `best` cells are framed.
    """

    value: float | None = None
    text: str = ""
    step: int = 0
    share: float | None = None
    few: bool = False
    best: bool = False
    hover: str = ""


@dataclass(frozen=True)
class GridData:
    """Rows by columns. Style: heat in steps, a ramp of one colour, or bars in the cells.

    `corner` says what the rows are. Heads of `ordered` columns, such as hours, are left out where there is no room.
    """

    title: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[GridCell, ...], ...] = ()
    style: Literal["heat", "ramp", "bars"] = "heat"
    corner: str = ""
    ordered: bool = False
    summary: str = ""
    empty_text: str = "no data"
