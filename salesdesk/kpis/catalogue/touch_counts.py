"""How many touches deals take, won and lost."""

from __future__ import annotations

from salesdesk.kpis.catalogue.credit import owner_notes
from salesdesk.kpis.catalogue.deal_touches import SHARE_NAMES, STEP_NAMES, touched_deals
from salesdesk.kpis.catalogue.follow_up import FOLKLORE, FOLKLORE_SOURCE
from salesdesk.kpis.catalogue.reasons import BY_DEAL
from salesdesk.kpis.catalogue.touches import CHANNELS, touch_notes
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, Mark, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Count, Mean, Mix
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.part_measures import SideBySide
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog

WON = Side(touched_deals, where="won", title="Deals won")
TOUCHED = {
    "won": Side(touched_deals, where="won_touched", title="Deals won, with touches"),
    "lost": Side(touched_deals, where="lost_touched", title="Deals lost, with touches"),
}
UNTOUCHED = {
    "won": Side(touched_deals, where="won_untouched", title="Deals won, no touch logged"),
    "lost": Side(touched_deals, where="lost_untouched", title="Deals lost, no touch logged"),
}
ACTS = "activities.type activities.happened_at"
LINKS = (
    f"opportunities.opportunity_id {ACTS} activities.opportunity_id",
    f"opportunities.lead_id {ACTS} activities.lead_id",
    f"opportunities.lead_id {ACTS} activities.person_id",
    "opportunities.lead_id email_sends.sent_at email_sends.person_id",
)
NEEDS = ("opportunities.status", "opportunities.closed_at", " | ".join(LINKS))


def _median(side: Side, column: str) -> Quantile:
    return Quantile(side, column, kind=MeasureKind.MEAN)


def _outcome(outcome: str) -> dict[str, Figure]:
    side = TOUCHED[outcome]
    means = {f"{outcome}_{name}": Mean(side, name) for name in CHANNELS}
    medians = {f"{outcome}_{name}_median": _median(side, name) for name in CHANNELS}
    return {
        f"{outcome}_median": Figure(f"Median of {outcome} deals", Unit.PER_DEAL, _median(side, "touches")),
        f"{outcome}_means": Figure(f"Mean by channel, {outcome} deals", Unit.PER_DEAL, SideBySide(means)),
        f"{outcome}_medians": Figure(f"Median by channel, {outcome} deals", Unit.PER_DEAL, SideBySide(medians)),
        f"{outcome}_untouched": Figure(
            f"{outcome.capitalize()} deals without a touch", Unit.COUNT, Count(UNTOUCHED[outcome])
        ),
    }


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (*touch_notes(log), *owner_notes(log))


WINS_BY_CONTACT_NUMBER = Kpi(
    id="K18",
    key="wins_by_contact_number",
    name="Contact number at which deals are won",
    definition="How many touches had been made when each deal was won: half of the deals won in the period took no "
    "more. Deals without any touch in the log are told apart.",
    formula="median number of touches of the deal or its lead up to the closing, over the deals won in the period "
    "that have one",
    unit=Unit.PER_DEAL,
    direction=Direction.NEUTRAL,
    needs=NEEDS,
    measure=Quantile(TOUCHED["won"], "touches"),
    mark=Mark.MEAN,
    by=BY_DEAL,
    figures={
        "numbers": Figure("Deals won by number of touches", Unit.COUNT, Mix(WON, "step", STEP_NAMES, shares=False)),
        "shares": Figure(
            "Shares of the deals with a touch", Unit.PERCENT, Mix(TOUCHED["won"], "step_touched", SHARE_NAMES)
        ),
        "none_logged": Figure("Deals won, no touch logged", Unit.COUNT, Count(UNTOUCHED["won"])),
    },
    benchmark=Benchmark(
        5,
        "10 % of sales on the 4th contact, 80 % on the 5th to 12th",
        Standing.QUOTED,
        FOLKLORE_SOURCE,
        FOLKLORE,
    ),
    question="How many touches do you plan before you let go?",
    page="activity",
    counted="deals won with a touch",
    notes=_notes,
)
TOUCHES_PER_DEAL = Kpi(
    id="K32",
    key="touches_per_deal",
    name="Sales touches per deal",
    definition="Average number of touches that the deals won in the period took, and those lost beside them, by "
    "channel. Touches of any rep count, automatic e-mails and what came after the closing do not.",
    formula="touches of the deal or its lead up to the closing / deals won in the period that have one",
    unit=Unit.PER_DEAL,
    direction=Direction.LOWER,
    needs=NEEDS,
    measure=Mean(TOUCHED["won"], "touches"),
    by=BY_DEAL,
    figures={
        "lost": Figure("Mean of lost deals", Unit.PER_DEAL, Mean(TOUCHED["lost"], "touches")),
        **_outcome("won"),
        **_outcome("lost"),
    },
    benchmark=Benchmark(
        15,
        "won: 3 video meetings, 8 e-mails, 4 calls; lost: 5, 11, 7",
        Standing.EXAMPLE,
        "24 KPIs Every Sales Manager Should Measure",
        "An example of an article, not research: 15 touches for a deal that is won, and as a warning 23 for one "
        "that is lost all the same.",
    ),
    question="At which touch did you know it was lost?",
    page="activity",
    counted="deals won with a touch",
    notes=_notes,
)
KPIS = (WINS_BY_CONTACT_NUMBER, TOUCHES_PER_DEAL)
