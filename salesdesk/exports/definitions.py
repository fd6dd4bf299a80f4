"""The sheet that says what each figure means, in the words of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from salesdesk.exports.blocks import Cell, Grid, List, ListColumn, Sheet
from salesdesk.exports.heights import wrapped_rows
from salesdesk.insights.glossary import DIRECTIONS, STANDINGS
from salesdesk.insights.wording import unit_words
from salesdesk.kpis.kpi import Kpi

NAME = "Definitions"
_HEADER_ROW = 2


def definitions_sheet(kpis: Iterable[Kpi], currency: str | None) -> Sheet:
    chosen = tuple(kpis)
    told: tuple[tuple[str, float, Callable[[Kpi], str]], ...] = (
        ("KPI", 24, lambda kpi: kpi.name),
        ("What it is", 44, lambda kpi: kpi.definition),
        ("How it is worked out", 44, lambda kpi: kpi.formula),
        ("Unit", 10, lambda kpi: unit_words(kpi.unit, currency)),
        ("Better is", 14, lambda kpi: DIRECTIONS[kpi.direction]),
        ("Benchmark", 20, _benchmark),
        ("About the benchmark", 44, lambda kpi: kpi.benchmark.about if kpi.benchmark else ""),
        ("Ask", 40, lambda kpi: kpi.question),
    )
    made = (ListColumn(head, "Wrapped text", [of(kpi) or None for kpi in chosen], width) for head, width, of in told)
    columns = tuple(column for column in made if any(column.values) or not chosen)
    block = List(_HEADER_ROW, 0, "Meanings", columns)
    return Sheet(
        NAME,
        (Grid(0, 0, ((Cell("What the figures mean", "Title"),),)), block),
        widths={place: column.width for place, column in enumerate(columns)},
        heights=wrapped_rows(block, {}),
        freeze=(_HEADER_ROW + 1, 1),
        repeat=(_HEADER_ROW, _HEADER_ROW),
    )


def _benchmark(kpi: Kpi) -> str:
    mark = kpi.benchmark
    return f"{mark.text} ({mark.source}; {STANDINGS[mark.standing]})" if mark else ""
