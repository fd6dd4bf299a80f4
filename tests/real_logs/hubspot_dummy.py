"""A made-up CRM of five sellers, exported as deals, contacts, companies and activities; dates without times."""

from __future__ import annotations

from typing import Any

from salesdesk.kpis.catalogue.chain import CHAIN, RATES
from tests.real_logs.oracles import Check, Real, all_same, same, stage_counts

DIALS, CONTACTS = CHAIN[0], CHAIN[1]
# Parts of an oracle that no figure answers yet.
PARTS_WITHOUT = {
    "by_owner": {"opp_to_win": "Divides by all deals; the opportunity-to-win ratio by those old enough to judge."},
    "activities_by_owner": {
        "Note": "Notes are no activity towards a person.",
        "Task": "Tasks are reminders, not done to a person.",
    },
    "call_connect_rate_by_owner": {"rate_of_all": "Calls without an outcome are left out of the contact rate."},
}
OTHER = {
    "lost_reasons": "Reasons for losing have no figure yet.",
    "meeting_outcomes_by_owner": "The meeting acceptance rate counts prospects, not what came of each meeting.",
    "lead_response_days_by_owner": (
        "Counts all contacts and the first touch on or after their creation; the lead response time counts inbound "
        "leads and leaves out those touched before they came in."
    ),
    "follow_up_distribution": "The second-contact rate counts attempts since the lead came in; the oracle all.",
    "second_touch_share": "The second-contact rate asks whether a second attempt came in time; the oracle at any time.",
    "touches_per_closed_deal": "The touches per deal are those up to its close; the oracle counts those of any date.",
}


def by_owner(real: Real, told: Any) -> None:
    for owner, figures in told.items():
        closed, cycle = real.of("K33", rep=owner), real.of("K36", rep=owner)
        ours = {
            "deals": real.of("K13", rep=owner).value,
            "won": real.of("K15", rep=owner).value,
            "lost": closed.n - (closed.numerator or 0),
            "win_ratio": closed.value,
            "won_amount": real.of("K01", rep=owner).value,
            "avg_won": real.of("K38", rep=owner).value,
            "open_amount": real.of("K57", rep=owner).value,
            "cycle_won_mean": cycle.details["mean"],
            "cycle_won_mean_nonneg": cycle.details["mean"],
        }
        assert all_same(ours, figures)
        assert figures.keys() - ours.keys() == PARTS_WITHOUT["by_owner"].keys()


def totals(real: Real, told: Any) -> None:
    closed, cycle = real.team("K33"), real.team("K36")
    ours = {
        "won": closed.numerator,
        "lost": closed.n - (closed.numerator or 0),
        "win_ratio": closed.value,
        "won_amount": real.team("K15").details["value"],
        "cycle_won_mean": cycle.details["mean"],
        "cycle_won_median": cycle.value,
        "closed_with_close_before_create": cycle.excluded.get("negative", 0),
    }
    assert ours.keys() == told.keys()
    assert all_same(ours, told)


def activities_by_owner(real: Real, told: Any) -> None:
    for owner, kinds in told.items():
        details = real.of("K08", rep=owner).details
        ours = {"Call": details["calls"], "Email": details["emails"], "Meeting": details["meetings"]}
        assert all_same(ours, kinds)
        assert kinds.keys() - ours.keys() == PARTS_WITHOUT["activities_by_owner"].keys()


def call_connect_rate_by_owner(real: Real, told: Any) -> None:
    for owner, figures in told.items():
        rate = real.of(RATES["contacts"], rep=owner)
        ours = {
            "calls": real.of(DIALS, rep=owner).value,
            "with_outcome": rate.n,
            "connected": real.of(CONTACTS, rep=owner).value,
            "rate_of_outcomes": rate.value,
        }
        assert all_same(ours, figures)
        assert figures.keys() - ours.keys() == PARTS_WITHOUT["call_connect_rate_by_owner"].keys()


def new_deals_by_month(real: Real, told: Any) -> None:
    assert all_same({month: real.team("K13", month).value for month in told}, told)
    assert same(real.team("K13").value, sum(told.values()))


def lifecycle_share(real: Real, told: Any) -> None:
    """Customers and evangelists stand outside."""
    found = real.team("K53")
    ours = {name: round(share * found.n) for name, share in found.details.items()}
    count = {stage: figures["n"] for stage, figures in told.items()}
    outside = count.pop("Customer") + count.pop("Evangelist")
    assert found.n == sum(count.values()) == 950 - outside
    assert ours["lead"] == count["Lead"] + count["Subscriber"]
    assert ours["mql"] == count["Marketing Qualified Lead"]
    assert ours["sql"] == count["Sales Qualified Lead"]
    assert (ours["opportunity"], ours["other"], ours["unset"]) == (count["Opportunity"], count["Other"], 0)


def deal_type(real: Real, told: Any) -> None:
    """What this CRM calls existing business is an upsell."""
    for kind, figures in told.items():
        won = real.of("K15", type={"Existing Business": "Upsell", "New Business": "New business"}[kind])
        assert all_same({"won": won.value, "won_amount": won.details["value"]}, figures)


AGREES: dict[str, Check] = {
    check.__name__: check
    for check in (
        stage_counts, by_owner, totals, activities_by_owner, call_connect_rate_by_owner, new_deals_by_month,
        lifecycle_share, deal_type,
    )
}  # fmt: skip
