"""What a sum is made of: net sales by product and by place, as sums over the list of records."""

from __future__ import annotations

import re

import numpy as np

from salesdesk.exports.blocks import Cell, Grid, ListColumn, address
from salesdesk.exports.records import Listed, in_formulas
from salesdesk.exports.subject import Line, Subject
from salesdesk.insights.wording import unit_words
from salesdesk.kpis.score import score
from salesdesk.models.selection import DIMS, nobody
from salesdesk.models.tables import BY_NAME

# KPIs that are another one's figure told apart: by which dimension.
BY_DIM = {"sales_by_product": "product", "sales_by_location": "location"}
_MOST = 12
_NOT_LITERAL = re.compile(r"^[<>=]|[*?~]")  # what SUMIFS takes for more than the text itself


def breakdowns(subject: Subject, listed: Listed, row: int) -> tuple[Grid, ...]:
    """A small table per KPI that is told apart, from ``row`` on, each below the one before."""
    grids = []
    for line in subject.lines:
        if line.kpi.key in BY_DIM and line.has_value:
            grid = _breakdown(subject, line, listed, row)
            if grid is not None:
                grids.append(grid)
                row += len(grid.cells) + 1
    return tuple(grids)


def _breakdown(subject: Subject, line: Line, listed: Listed, row: int) -> Grid | None:
    dim = BY_DIM[line.kpi.key]
    largest = _largest(subject, line, dim)
    if not [label for label, _ in largest if label != nobody(dim)]:
        return None
    unit = unit_words(line.kpi.unit, subject.currency)
    first, last = row + 2, row + 1 + len(largest)
    total = f"{_fixed(first)}:{_fixed(last)}"
    cells = [
        tuple(Cell(line.kpi.name if place == 0 else None, "Heading") for place in range(4)),
        (
            Cell(DIMS[dim], "Header"),
            Cell("Unit", "Header"),
            Cell("Value", "Number header"),
            Cell("Share", "Number header"),
        ),
    ]
    whole = sum(value for _, value in largest)
    for place, (label, value) in enumerate(largest, start=first):
        formula = _formula(line, listed, dim, label, value, place)
        share = (
            Cell(value / whole, "Whole percent", f"{address(place, 2)}/SUM({total})") if whole else Cell(None, "Text")
        )
        shown = "All others" if label is None else subject.wash(label)
        cells.append((Cell(shown, "Text"), Cell(unit, "Quiet text"), Cell(value, "Money", formula), share))
    return Grid(row, 0, tuple(cells))


def _fixed(row: int) -> str:
    return f"$C${row + 1}"


def _largest(subject: Subject, line: Line, dim: str) -> list[tuple[str | None, float]]:
    """Members with the most, and the rest of them together under None."""
    table = score(line.kpi, subject.board.book, subject.board.cut.sliced(*subject.cell, dim))
    if table.lacking or dim not in table.by:
        return []
    labels = table.labels[table.by.index(dim)]
    values = table.value[(0, *(table.labels[0].index(label) for label in subject.cell.values()))]
    order = [place for place in np.argsort(-np.nan_to_num(values), kind="stable").tolist() if values[place]]
    order = [place for place in order if not np.isnan(values[place])]
    found: list[tuple[str | None, float]] = [(labels[place], float(values[place])) for place in order[:_MOST]]
    if order[_MOST:]:
        found.append((None, float(sum(values[place] for place in order[_MOST:]))))
    return found


def _formula(line: Line, listed: Listed, dim: str, label: str | None, value: float, row: int) -> str | None:
    """A sum over the list of records, if that gives the value."""
    if label is None or label == nobody(dim) or _NOT_LITERAL.search(label):
        return None
    header = BY_NAME["order_lines"].column(f"{dim}_id").label
    for block, worth in listed.worths(line.kpi.key):
        members = next((column for column in block.columns if column.header == header), None)
        if members is not None and np.isclose(_added(members, worth, label), value, rtol=1e-11):
            names = (in_formulas(block.name, column.header) for column in (worth, members))
            return f"SUMIFS({','.join(names)},{address(row, 0)})"
    return None


def _added(members: ListColumn, worth: ListColumn, label: str) -> float:
    """What SUMIFS gives: it does not tell upper from lower case."""
    pairs = zip(members.values, worth.values, strict=True)
    return sum(
        added
        for member, added in pairs
        if isinstance(member, str) and isinstance(added, float) and member.casefold() == label.casefold()
    )
