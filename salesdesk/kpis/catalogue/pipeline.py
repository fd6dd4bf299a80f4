"""The open pipeline: what is open at an instant, in which stage, whose, and with what chance to be won."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.credit import credited, deal_owners, dims_of, opportunity_holders, owner_notes
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, cut_off, derived, latest, local_day, start_of_day, taken
from salesdesk.kpis.catalogue.outcomes import LOST, OPEN, WON, deals, stage_entries
from salesdesk.kpis.catalogue.reasons import BY_DEAL, FX_MISSING, NO_END
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.facts import STILL, Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Total
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import dimension, worded_codes
from salesdesk.models.log import NO_MOMENT, Days, Moments, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import Floats
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY
from salesdesk.stats.shrink import shrink_rates

HISTORY = "opp_stage_history"


class Stretches(NamedTuple):
    """Times in which an opportunity stood open in one stage with one owner: days [day, until)."""

    deal: Rows
    day: Days
    until: Days
    stage: Codes
    owner: Codes


@derived
def stretches(log: SalesLog) -> Stretches:
    """Every opportunity is cut at its stage entries and its changes of owner; what lies in a closing is left out."""
    deal, at = _changes(log)
    history = stage_entries(log)
    entry = latest(history.row, history.at, deal, at)
    day = local_day(log, at)
    after = np.append(day[1:], STILL)
    last = np.append(deal[1:] != deal[:-1], True)
    closed = deals(log).closed[deal]
    end = np.where(deals(log).status[deal] == OPEN, STILL, closed)
    until = np.minimum(np.where(last, STILL, after), end).astype(np.int32)
    stands = (taken(history.status, entry, OPEN) == OPEN) & (until > day)
    stage = _stage_at(log, entry, deal)
    owner = deal_owners(log, deal, np.where(at == NO_MOMENT, cut_off(log), at))
    return Stretches(deal[stands], day[stands], until[stands], stage[stands], owner[stands])


def _changes(log: SalesLog) -> tuple[Rows, Moments]:
    """Opening, stage entries and changes of owner of all real opportunities, by opportunity and time."""
    history, holders = stage_entries(log), opportunity_holders(log)
    real = np.flatnonzero(deals(log).real)
    created = start_of_day(log, deals(log).created)
    deal = np.concatenate([real, history.row, holders.row])
    at = np.concatenate([created[real], history.at, np.maximum(holders.since, created[holders.row])])
    known = deals(log).real[deal] & (at <= cut_off(log))
    order = np.lexsort((at[known], deal[known]))
    return deal[known][order], at[known][order]


def _stage_at(log: SalesLog, entry: Rows, deal: Rows) -> Codes:
    """The stage of an entry; unknown before the first one, and the stage of now where there is no history at all."""
    history = stage_entries(log)
    told = np.zeros(log.rows(TABLE), dtype=bool)
    told[history.row] = True
    now = worded_codes(log, "stage", log.text(TABLE, "stage"))[deal]
    entered = worded_codes(log, "stage", log.text(HISTORY, "stage"))[history.entry]
    return np.where(told[deal], taken(entered, entry, NOBODY_CODE), now)


@derived
def stage_chances(log: SalesLog) -> Floats:
    """For each stage (in the last place: none) the chance to win: as set, else of the deals that ever reached it.

    The shares are pulled towards the team's win rate, the more so the fewer deals there are; NaN without any
    closed deal.
    """
    every, history = deals(log), stage_entries(log)
    stages = dimension(log, "stage")
    count = len(stages.labels)
    team = _share(int(every.won.sum()), int(every.won.sum() + every.lost.sum()))
    chances = np.full(count + 1, team)
    if len(history.row) and count:
        stage = worded_codes(log, "stage", log.text(HISTORY, "stage"))[history.entry]
        decided = np.isin(every.status[history.row], (WON, LOST)) & every.real[history.row]
        decided &= (stage >= 0) & (history.status == OPEN)
        reached = np.unique(np.stack([stage[decided], history.row[decided]]), axis=1)
        n = np.bincount(reached[0], minlength=count)
        won = np.bincount(reached[0], every.won[reached[1]], minlength=count)
        if n.any():
            chances[:-1] = np.where(n > 0, shrink_rates(won, n).rate, team)
    for name, chance in log.settings.stage_chances:
        if (place := stages.lookup.get(name_key(name))) is not None:
            chances[place] = chance
    return chances


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan


@reads("rate_age_days", "stage_chances")
def open_deals(log: SalesLog) -> Facts:
    """What is open, as spells by stage and owner, shared as deals are split; at the rates of the log's last day.

    ``weighted`` is the amount times the chance of its stage.
    """
    found = stretches(log)
    money = in_base(log, TABLE, "amount", np.full(log.rows(TABLE), log.as_of, dtype=np.int32))
    parts = credited(log, found.deal, found.owner, money.whole[found.deal])
    deal, stage = found.deal[parts.of], found.stage[parts.of]
    closed_some_day = (deals(log).status[deal] != OPEN) & (deals(log).closed[deal] == NO_DAY)
    return facts(
        found.day[parts.of],
        {**dims_of(log, TABLE, deal, parts.rep), "stage": stage},
        until=found.until[parts.of],
        row=log.pointers(TABLE)[deal],
        money={"amount": parts.whole, "weighted": np.rint(parts.whole * stage_chances(log)[stage])},
        aside={NO_END: closed_some_day, FX_MISSING: money.no_rate[deal]},
    )


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(owner_notes(log))
    if log.settings.stage_chances:
        notes.append("Weighted by the chances set for the stages.")
    elif len(stage_entries(log).row):
        notes.append("Weighted by how many of the deals that reached a stage were won.")
    else:
        notes.append("Weighted by the team's win rate: there is no stage history.")
    return tuple(notes)


OPEN_DEALS = Side(open_deals, AT_END, title="Open deals")
OPEN_PIPELINE = Kpi(
    id="K57",
    key="open_pipeline",
    name="Open pipeline",
    definition="Value of the deals that were open at the end of the period, or of the log if that comes first.",
    formula="sum of the amounts of open deals; weighted: each times the chance that a deal of its stage is won",
    unit=Unit.MONEY,
    direction=Direction.HIGHER,
    needs=("opportunities.status", "opportunities.amount"),
    measure=Total(OPEN_DEALS, "amount", kind=MeasureKind.SNAPSHOT),
    by=(*BY_DEAL, "stage"),
    figures={
        "weighted": Figure("Weighted", Unit.MONEY, Total(OPEN_DEALS, "weighted", kind=MeasureKind.SNAPSHOT)),
    },
    question="Which of these has a next step with a date?",
    page="pipeline",
    counted="open deals",
    notes=_notes,
)
KPIS = (OPEN_PIPELINE,)
