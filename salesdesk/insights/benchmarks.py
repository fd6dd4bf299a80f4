"""What figures are held against besides the past and the goals: what was published, or the manager's own figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salesdesk.insights.goal_cells import kpi_named
from salesdesk.insights.goals import goal_value, typed_scale
from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import NotUnderstoodError, number_in
from salesdesk.insights.wording import Voice, unit_words
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Benchmark, Kpi, Standing

Own = Sequence[tuple[str, float | None]]  # by the key of a KPI its figure in the KPI's unit; None: none is shown
Faults = dict[tuple[int, int], str]


def held_against(kpi: Kpi, own: Own, currency: str | None) -> Kpi:
    """The KPI with the manager's own benchmark in place of the published one, if there is one."""
    told = dict(own)
    if kpi.key not in told:
        return kpi
    value = told[kpi.key]
    if value is None:
        return replace(kpi, benchmark=None)
    text = goal_value(value, kpi.unit, Voice(currency))
    return replace(kpi, benchmark=Benchmark(value, text, Standing.OWN, "settings"))


def benchmark_cells(own: Own, style: NumberStyle, currency: str | None) -> list[tuple[str, ...]]:
    """Figure, benchmark and unit of every KPI that has a published one or one of the manager's."""
    told: Mapping[str, float | None] = dict(own)
    rows: list[tuple[str, ...]] = []
    for kpi in ALL:
        value = told.get(kpi.key, kpi.benchmark.value if kpi.benchmark else None)
        if kpi.benchmark is not None or value is not None:
            text = "" if value is None else style.copied(round(value / typed_scale(kpi.unit), 8))
            rows.append((kpi.name, text, unit_words(kpi.unit, currency)))
    return rows


def benchmarks_in(cells: Sequence[Sequence[str]], style: NumberStyle) -> tuple[Own, Faults]:
    """Those of the rows that are not the published ones; a published one without its row, or without a number in it,
    is not to be shown."""
    faults: Faults = {}
    typed: dict[str, float | None] = {}
    for row, (name, number, *_) in enumerate(cells):
        if not name.strip() and not number.strip():
            continue
        kpi = kpi_named(name)
        if kpi is None:
            faults[row, 0] = f"There is no figure called “{name}”." if name.strip() else "Choose a figure."
            continue
        try:
            value = number_in(number, style)
        except NotUnderstoodError as wrong:
            faults[row, 1] = str(wrong)
            continue
        typed[kpi.key] = None if value is None else round(value * typed_scale(kpi.unit), 12)
    published = {kpi.key: kpi.benchmark.value if kpi.benchmark else None for kpi in ALL}
    found = ((key, typed.get(key)) for key, value in published.items() if typed.get(key) != value)
    return tuple(found), faults
