"""Opportunities, their stages, splits and proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column
from salesdesk.models.tables.leads import SOURCES

OPPORTUNITY_STAGES = {
    "won": ("closed won", "closedwon", "closed - won", "order", "win", "deal won"),
    "lost": ("closed lost", "closedlost", "closed - lost", "abandoned", "disqualified", "deal lost"),
    "proposal": (
        "proposal/price quote",
        "quote sent",
        "contract sent",
        "contractsent",
        "proposal sent",
        "quotation",
    ),
}
STATUSES = {
    "open": ("in progress", "active", "pending", "false"),
    "won": ("closed won", "win", "closedwon"),
    "lost": ("closed lost", "loss", "abandoned", "closedlost"),
}
TYPES = {
    "new": ("new business", "newbusiness", "new customer", "new logo"),
    "upsell": (
        "existing business",
        "existingbusiness",
        "upgrade",
        "expansion",
        "existing customer - upgrade",
    ),
    "cross": ("cross-sell", "cross sell", "existing customer - cross-sell"),
    "renewal": ("renewals", "renew", "existing customer - renewal"),
}


@dataclass(frozen=True)
class Opportunity:
    opportunity_id: str | None = column(
        "Opportunity ID", Kind.ID, aliases=("deal id", "record id", "id", "opportunity number", "system id")
    )
    name: str | None = column(
        "Name", aliases=("opportunity name", "deal name", "opportunity", "deal", "title", "topic")
    )
    created_at: datetime | None = column(
        "Created",
        Kind.MOMENT,
        happened=True,
        aliases=("created at", "create date", "created date", "created time", "created on", "deal created", "add time",
                 "date created", "creation date", "opened", "engage date", "open date"),
    )  # fmt: skip
    created_by_rep_id: str | None = column(
        "Created by", Kind.ID, refers="rep", aliases=("created by rep id", "opened by", "sdr owner", "sdr id")
    )
    owner_rep_id: str | None = column(
        "Owner",
        Kind.ID,
        refers="rep",
        aliases=("deal owner", "opportunity owner", "owner", "sales agent", "sales rep", "rep", "assigned to", "sr id",
                 "salesperson", "sales person", "owner name", "closer"),
    )  # fmt: skip
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("account", "account name", "customer", "company", "associated company", "associated company domain",
                 "potential customer", "organization", "account id", "seller id", "client"),
    )  # fmt: skip
    lead_id: str | None = column(
        "Lead", Kind.ID, aliases=("lead", "contact person", "associated contact", "associated contact email", "mql id",
                                  "contact", "contact name")
    )  # fmt: skip
    activity_id: str | None = column("Activity", Kind.ID, aliases=("source activity",))
    product_id: str | None = column("Product", Kind.ID, refers="product", aliases=("product", "product name"))
    location_id: str | None = column("Location", Kind.ID, refers="location", aliases=("location", "store", "branch"))
    territory: str | None = column("Territory", aliases=("region", "sales region"))
    segment: str | None = column("Segment", aliases=("business segment", "customer segment"))
    amount: float | None = column(
        "Amount",
        Kind.MONEY,
        aliases=("value", "deal value", "deal amount", "close value", "est. revenue", "estimated value", "revenue",
                 "opportunity amount", "total contract value"),
    )  # fmt: skip
    list_amount: float | None = column("List amount", Kind.MONEY, aliases=("list price", "list value"))
    currency: str | None = column("Currency", aliases=("amount currency", "currency of value", "currency code"))
    stage: str | None = column(
        "Stage",
        aliases=("deal stage", "opportunity stage", "sales stage", "pipeline stage", "stage name"),
        values=OPPORTUNITY_STAGES,
    )
    status: str | None = column("Status", Kind.CHOICE, aliases=("deal status", "opportunity status"), values=STATUSES)
    closed_at: datetime | None = column(
        "Closed",
        Kind.MOMENT,
        aliases=("closed at", "close date", "closing date", "closed date", "actual close date", "closed on", "won date",
                 "won time", "deal closed on"),
    )  # fmt: skip
    expected_close: datetime | None = column(
        "Expected close",
        Kind.MOMENT,
        aliases=("expected close date", "est. close date", "estimated close date", "due date"),
    )
    next_step_at: datetime | None = column("Next step", Kind.MOMENT, aliases=("next step at", "next activity date"))
    last_activity_at: datetime | None = column(
        "Last activity", Kind.MOMENT, aliases=("last activity at", "last activity date", "last activity time")
    )
    source: str | None = column("Source", aliases=("lead source", "original source", "origin"), values=SOURCES)
    type: str | None = column("Type", Kind.CHOICE, aliases=("deal type", "opportunity type"), values=TYPES)
    pipeline: str | None = column("Pipeline", aliases=("pipeline name",))
    lost_reason: str | None = column(
        "Lost reason", aliases=("closed lost reason", "reason for loss", "loss reason", "lost because")
    )
    competitor: str | None = column("Competitor", aliases=("lost to", "competitors", "rival"))
    is_test: bool | None = column("Test", Kind.FLAG, aliases=("is test", "test record"))


@dataclass(frozen=True)
class OpportunityStageEntry:
    opportunity_id: str | None = column("Opportunity", Kind.ID, required=True, aliases=("deal id", "opportunity"))
    stage: str | None = column("Stage", required=True, aliases=("new stage", "deal stage"), values=OPPORTUNITY_STAGES)
    entered_at: datetime | None = column(
        "Entered",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("entered at", "date entered", "changed at"),
    )
    status: str | None = column("Status", Kind.CHOICE, values=STATUSES)


@dataclass(frozen=True)
class DealSplit:
    opportunity_id: str | None = column("Opportunity", Kind.ID, required=True, aliases=("deal id", "opportunity"))
    rep_id: str | None = column("Rep", Kind.ID, required=True, refers="rep", aliases=("rep", "sales rep"))
    percent: float | None = column("Percent", Kind.PERCENT, required=True, aliases=("split", "share", "split %"))


@dataclass(frozen=True)
class Proposal:
    proposal_id: str | None = column("Proposal ID", Kind.ID, required=True, aliases=("quote id", "quote number"))
    opportunity_id: str | None = column("Opportunity", Kind.ID, required=True, aliases=("deal id", "opportunity"))
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, happened=True, aliases=("sent at", "sent date", "quote date")
    )
    version: str | None = column("Version", aliases=("revision",))
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("quote status",),
        values={"draft": ("in preparation", "not sent"), "sent": ("delivered", "presented", "open"),
                "accepted": ("signed", "won"), "declined": ("rejected", "lost")},
    )  # fmt: skip


TABLES = (
    Table(
        "opportunities",
        "Opportunities",
        Opportunity,
        "Deals: one row per opportunity, with owner, value, stage and dates.",
        aliases=("opportunities", "opportunity", "deals", "closed deals", "pipeline", "sales pipeline", "sales log"),
        key="opportunity_id",
        any_of=("status", "stage", "amount", "created_at", "closed_at"),
    ),
    Table("opp_stage_history", "Opportunity stage history", OpportunityStageEntry,
          "When each opportunity entered each stage.", aliases=("deal stages", "stage history", "opportunity stages")),
    Table("deal_splits", "Deal splits", DealSplit, "Opportunities whose credit is shared.", aliases=("splits",)),
    Table("proposals", "Proposals", Proposal, "Proposals and quotes sent.",
          aliases=("quotes", "offers"), key="proposal_id"),
)  # fmt: skip
