"""What was reached of the targets that are set for teams, places, products and reps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesdesk.kpis.alike import SEVERAL, Alike, Attained
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue.quota import quota_length_notes
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales import NEEDS
from salesdesk.kpis.catalogue.sales_facts import from_orders
from salesdesk.kpis.catalogue.target_facts import (
    AMOUNT,
    COUNT,
    OPENED,
    SCOPES,
    UNITS,
    counts_deals,
    only_strangers,
    target_days,
    target_results,
    targets,
)
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Formula
from salesdesk.kpis.rules import valueless
from salesdesk.kpis.sources import Sum
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.log import SalesLog

ACTUAL = Sum(Alike(target_results, title="What counts towards it", goals=target_days, scopes=SCOPES), "value")
TARGET = Sum(Alike(target_days, title="Targets", goals=target_days, scopes=SCOPES), "value")
ATTAINMENT = Attained(ACTUAL, TARGET, names=("actual", "target"))
_WHOSE = {"team": "team", "location": "location", "product": "product", "rep": "rep"}


def _where_alike(share: Floats, part: Floats) -> Floats:
    return np.where(np.isnan(share), np.nan, part)


def _comparable(table: ScoreTable, book: Book) -> ScoreTable:
    """Targets in different measures, or that nothing can be measured by, are no figure, and the reason is told."""
    several = table.detail.get(SEVERAL, np.full(table.value.shape, np.nan)) > 1
    unlike = several & np.isnan(table.value)
    gaps = sum((counts for reason, counts in table.excluded.items() if reason.gap), np.zeros(table.value.shape))
    unmeasured = np.isnan(table.value) & ~unlike & (gaps > 0) & (table.n == 0)
    notes = list(table.notes)
    if several.any():
        some = "" if unlike.all() else " This figure is of one measure only."
        notes.append(f"Targets in different measures are not added up: split by {_slices(book.log)}.{some}")
    if unmeasured.any():
        reasons = (reason.text for reason, counts in table.excluded.items() if reason.gap and (counts > 0).any())
        notes.append(f"There are targets that cannot be held against anything: {'; '.join(reasons)}.")
    strange = ~np.isnan(table.value) & only_strangers(book.log)
    if strange.any():
        notes.append("No sale names a rep who has a target: both need the same names or ids.")
    return valueless(replace(table, notes=tuple(notes)), unlike | unmeasured | strange, Status.NOT_AVAILABLE)


def _slices(log: SalesLog) -> str:
    used = {dim for place in np.unique(targets(log).scope) if place >= 0 for dim in SCOPES.names[place]}
    return _listed([name for dim, name in _WHOSE.items() if dim in used], "or")


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _notes(log: SalesLog) -> tuple[str, ...]:
    found = targets(log)
    kinds = set(np.unique(found.kind[found.scope >= 0]).tolist())
    lines, deals = "order lines", "won opportunities"
    told = []
    if AMOUNT in kinds:
        told.append(f"Targets in money are measured by {lines if from_orders(log) else deals}.")
    if UNITS in kinds:
        told.append(f"Targets in units are measured by the quantities of {lines}.")
    if COUNT in kinds:
        told.append(f"Targets in numbers are measured by {'deals won' if counts_deals(log) else 'orders'}.")
    if OPENED in kinds:
        told.append("Those of business and sales development reps are measured by opportunities opened.")
    return (*told, *quota_length_notes(log))


def _part(name: str, part: Sum) -> Figure:
    return Figure(name, Unit.COUNT, Formula({"share": ATTAINMENT, "part": part}, _where_alike, n="share"))


TARGET_ATTAINMENT = Kpi(
    id="K06",
    key="target_attainment",
    name="Target attainment",
    definition="What was reached as a share of the target set for a team, a location, a product or a rep, in the "
    "measure of the target: money, units, deals won or opportunities opened.",
    formula="net sales, units, deals won or opportunities opened of those the target is set for, while it lasts / "
    "target, less for working days outside the period",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        "quotas.rep_id | quotas.team | quotas.location_id | quotas.product_id",
        "quotas.period_start",
        "quotas.amount",
        f"{NEEDS[0]} | opportunities.status opportunities.closed_at",
    ),
    measure=ATTAINMENT,
    by=(*BY_REP, "region", "location", "product"),
    figures={"actual": _part("Actual", ACTUAL), "target": _part("Target", TARGET)},
    rule=_comparable,
    question="Which week did we fall behind?",
    page="team",
    counted="targets",
    notes=_notes,
)
KPIS = (TARGET_ATTAINMENT,)
