"""What one full-time rep sells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from salesdesk.kpis.catalogue.credit import of_rep
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.rep_days import selling_reps, strength_days, team_days
from salesdesk.kpis.catalogue.sales import NEEDS
from salesdesk.kpis.catalogue.sales_facts import sales, sales_notes
from salesdesk.kpis.facts import Array, Facts, Floats, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Formula, Total
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.dims import attribute, through
from salesdesk.models.log import Mask, SalesLog

BY = (*BY_REP, "region")


@reads("rate_age_days")
def rep_sales(log: SalesLog) -> Facts:
    """All sales, in the region of their rep: ``credited`` to a rep who sells, or of the ``house`` where there is none.

    What managers without a quota sold is neither.
    """
    found = sales(log)
    return replace(_by_rep(log, found), aside=None if found.aside is None else _by_rep(log, found.aside))


def _by_rep(log: SalesLog, found: Facts) -> Facts:
    rep = np.asarray(found.dims["rep"])
    sells = np.append(selling_reps(log), False)  # -1 takes the last
    values: Mapping[str, Array] = {"amount": found.values["amount"], "credited": sells[rep], "house": rep < 0}
    dims = of_rep(log, rep) | {"region": through(attribute(log, "rep", "region"), rep)}
    return replace(found, dims=dims, values=values)


CREDITED = Sum(Side(rep_sales, where="credited", title="Sales of reps"), "amount")
STRENGTH = Sum(Side(strength_days, title="Days employed"), where="strength")
TEAM_DAYS = Sum(Side(team_days, shared=BY, title="Working days"))


def _at_work(sold: Array, strength: Array, days: Array) -> tuple[Mask, dict[str, Array]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return strength > 0, {"rate": sold * days / strength}


AT_WORK = Per("rep", {"sold": CREDITED, "strength": STRENGTH}, _at_work, whole={"days": TEAM_DAYS},
              owns=(*BY_REP[1:], "region"), money=("rate",), title="Reps at work")  # fmt: skip


def _full_time(strength: Floats, days: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((strength > 0) & (days > 0), strength / days, np.nan)


def _per_full_time(sold: Floats, strength: Floats, days: Floats) -> Floats:
    return sold / _full_time(strength, days)


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(sales_notes(log))
    if not (log.has("reps", "start_date") or log.has("reps", "end_date")):
        notes.append("Nothing says since when reps are employed: all count in full.")
    if not log.has("absences"):
        notes.append("Nothing says who was on leave: nobody counts for less because of that.")
    return tuple(notes)


REVENUE_PER_REP = Kpi(
    id="K02",
    key="revenue_per_rep",
    name="Revenue per rep",
    definition="Net sales credited to reps for every full-time rep of the period. Who joined or left on the way counts "
    "for the days employed; what belongs to no rep is left out.",
    formula="net sales of reps / sum of each rep's working days employed, by the working days of the period; days of a "
    "leave longer than 20 working days and managers without a quota do not count",
    unit=Unit.MONEY_PER_FTE,
    direction=Direction.HIGHER,
    needs=(*NEEDS, "order_lines.rep_id | opportunities.owner_rep_id | customers.owner_rep_id"),
    measure=Formula({"sold": CREDITED, "strength": STRENGTH, "days": TEAM_DAYS}, _per_full_time, n="sold"),
    by=BY,
    figures={
        "median": Figure("Median rep", Unit.MONEY_PER_FTE, Quantile(AT_WORK, "rate", kind=MeasureKind.MEAN)),
        "full_time": Figure(
            "Full-time reps", Unit.RATIO, Formula({"strength": STRENGTH, "days": TEAM_DAYS}, _full_time, n="strength")
        ),
        "credited": Figure("Sales of reps", Unit.MONEY, Total(CREDITED.of, "amount")),
        "house": Figure(
            "Sales of no rep", Unit.MONEY, Total(Side(rep_sales, where="house", title="Sales of no rep"), "amount")
        ),
    },
    question="Is the gap deal count, deal size or time in role?",
    page="team",
    counted="sales of reps",
    notes=_notes,
)
KPIS = (REVENUE_PER_REP,)
