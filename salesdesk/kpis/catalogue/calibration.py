"""How many reps reach their quota, and whether that says something about the quota."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue.quota import BY, CREDIT, QUOTA, QUOTA_ATTAINMENT
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.rep_days import strength_days, team_days
from salesdesk.kpis.facts import Array
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Mark, Unit
from salesdesk.kpis.measures import Mix, Share
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.score import score
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.log import Mask
from salesdesk.models.period import Period, previous

BANDS = (0.5, 0.8, 1.0, 1.2)  # where the bands of attainment begin, after the lowest
BAND_NAMES = ("below_50", "from_50_to_80", "from_80_to_100", "from_100_to_120", "from_120")
TEAM_ONLY = tuple(dim for dim in BY if dim != "rep")


def _attained(credit: Array, quota: Array, employed: Array, days: Array) -> tuple[Mask, dict[str, Array]]:
    """Reps with a quota who were employed on at least half of the days."""
    with np.errstate(divide="ignore", invalid="ignore"):
        attained = credit / quota
    band = np.searchsorted(BANDS, attained, side="right").astype(np.float64)
    counted = (quota > 0) & (days > 0) & (2 * employed >= days)
    return counted, {"attained": attained, "hit": credit >= quota, "band": band}


REPS = Per(
    "rep",
    {"credit": CREDIT, "quota": Sum(QUOTA, "quota"), "employed": Sum(Side(strength_days, title="Days employed"))},
    _attained,
    whole={"days": Sum(Side(team_days, title="Working days"))},
    owns=(*BY_REP[1:], "region"),
    title="Reps with a quota",
)


def _hint(table: ScoreTable, book: Book) -> ScoreTable:
    """Tells of a quota that nearly nobody or nearly everybody reached in several periods in a row."""
    if table.figure is not None or table.lacking:
        return table
    periods = _in_a_row(table, book)
    notes = tuple(_hints(score(REPS_AT_QUOTA, book, table.cut.at(*periods)), book)) if periods else ()
    return replace(table, notes=(*table.notes, *notes))


def _in_a_row(table: ScoreTable, book: Book) -> list[Period]:
    """The newest period of the table and those before it; none where it is not over: too few are there by then."""
    settings = book.log.settings
    newest = max(table.periods, key=lambda period: period.end)
    if newest.is_all or newest.end > book.log.as_of + 1:
        return []
    found = [newest]
    while len(found) < settings.quota_hint_periods:
        found.append(previous(found[-1], settings.fiscal_start))
    return found


def _hints(shares: ScoreTable, book: Book) -> Iterator[str]:
    settings = book.log.settings
    few, most = settings.quota_hint
    enough = (shares.n >= settings.quota_hint_reps).all(axis=0)
    for below, word, limit in ((True, "high", few), (False, "low", most)):
        beyond = shares.value < limit if below else shares.value > limit
        told = f"in {settings.quota_hint_periods} periods in a row {'fewer' if below else 'more'} than"
        for place in np.argwhere(beyond.all(axis=0) & enough):
            names = [labels[at] for labels, at in zip(shares.labels, place, strict=True)]
            whose = f" of {' × '.join(names)}" if names else ""
            yield f"The quota{whose} is possibly too {word}: {told} {100 * limit:g} % of the reps reached it."


REPS_AT_QUOTA = Kpi(
    id="K04",
    key="reps_at_quota",
    name="Share of reps at quota",
    definition="Share of the reps with a quota who reached all of it.",
    formula="reps whose deals won, less refunds, are at least their quota / reps with a quota who were employed on at "
    "least half of the working days",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=QUOTA_ATTAINMENT.needs,
    measure=Share(REPS, "hit"),
    by=TEAM_ONLY,
    question="What do those above the line do in week one of the period?",
    page="team",
    counted="reps with a quota",
    notes=QUOTA_ATTAINMENT.notes,
)
QUOTA_CALIBRATION = Kpi(
    id="K05",
    key="quota_calibration",
    name="Is quota too high or too low?",
    definition="Attainment of the rep in the middle, and how many reps lie how far below and above their quota. A hint "
    "is given only when nearly all or nearly none reach it time and again.",
    formula="median of the attainment of the reps with a quota who were employed on at least half of the working days",
    unit=Unit.PERCENT,
    direction=Direction.NEUTRAL,
    needs=QUOTA_ATTAINMENT.needs,
    measure=Quantile(REPS, "attained"),
    by=TEAM_ONLY,
    figures={
        "bands": Figure("Reps by attainment", Unit.COUNT, Mix(REPS, "band", BAND_NAMES, shares=False)),
        "band_shares": Figure(
            "Shares of reps by attainment",
            Unit.PERCENT,
            Mix(REPS, "band", tuple(f"share_{name}" for name in BAND_NAMES)),
        ),
    },
    rule=_hint,
    mark=Mark.NONE,
    question="Is it the plan or the territory that differs?",
    page="team",
    counted="reps with a quota",
    notes=QUOTA_ATTAINMENT.notes,
)
KPIS = (REPS_AT_QUOTA, QUOTA_CALIBRATION)
