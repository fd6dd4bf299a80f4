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
    "open": ("in progress", "active", "pending", "false", "offen", "ouvert", "abierto", "aperto", "aberto"),
    "won": ("closed won", "win", "closedwon", "gewonnen", "gagné", "gagnée", "ganado", "ganada", "ganho", "vinto",
            "vinta"),
    "lost": ("closed lost", "loss", "abandoned", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida",
             "perso", "persa"),
}  # fmt: skip
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
        "Opportunity ID",
        Kind.ID,
        aliases=("deal id", "record id", "id", "opportunity number", "system id", "deal no", "deal number", "deal ref",
                 "opportunity no", "opp id", "opp no", "quote ref"),
        about="The number or id of the deal; other tables point to it.",
    )  # fmt: skip
    name: str | None = column(
        "Name",
        aliases=("opportunity name", "deal name", "opportunity", "deal", "title", "topic", "description", "opp",
                 "opp name", "opp title", "deal title", "opportunity title", "project name"),
        about="What the deal is called.",
    )  # fmt: skip
    created_at: datetime | None = column(
        "Created",
        Kind.MOMENT,
        happened=True,
        aliases=("created at", "create date", "created date", "created time", "created on", "deal created", "add time",
                 "date created", "date added", "creation date", "opened", "engage date", "open date", "opened on",
                 "opened at", "date opened", "entered on", "date entered", "entry date"),
        about="When the deal was opened.",
    )  # fmt: skip
    created_by_rep_id: str | None = column(
        "Created by",
        Kind.ID,
        refers="rep",
        aliases=("created by rep id", "opened by", "sdr owner", "sdr id"),
        about="Who opened the deal, if that was not its owner.",
    )
    owner_rep_id: str | None = column(
        "Owner",
        Kind.ID,
        refers="rep",
        aliases=("deal owner", "opportunity owner", "owner", "sales agent", "sales rep", "rep", "assigned to", "sr id",
                 "salesperson", "sales person", "owner name", "sales owner", "closer", "owner id", "salesman",
                 "saleswoman", "account manager", "account executive", "sales representative", "sales executive",
                 "handled by", "managed by", "sold by", "rep name", "sales rep name", "salesperson name"),
        about="The rep who owns the deal now.",
    )  # fmt: skip
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("account", "account name", "customer", "company", "associated company", "associated company domain",
                 "potential customer", "organization", "account id", "seller id", "client", "business name",
                 "customer name", "client name", "company name"),
        about="The company that is to buy: its id or its name.",
    )  # fmt: skip
    lead_id: str | None = column(
        "Lead", Kind.ID, aliases=("lead", "contact person", "associated contact", "associated contact email", "mql id",
                                  "contact", "contact name", "person"),
        about="The lead that the deal came from: its id, e-mail or name.",
    )  # fmt: skip
    activity_id: str | None = column(
        "Activity", Kind.ID, aliases=("source activity",), about="The activity that the deal came from."
    )
    product_id: str | None = column(
        "Product",
        Kind.ID,
        refers="product",
        aliases=("product", "product name", "product/service", "product or service", "what/product"),
        about="The main product of the deal: its id or its name.",
    )
    location_id: str | None = column(
        "Location",
        Kind.ID,
        refers="location",
        aliases=("location", "store", "branch"),
        about="The shop or branch that the deal belongs to.",
    )
    territory: str | None = column(
        "Territory", aliases=("region", "sales region"), about="The sales region that the deal belongs to."
    )
    segment: str | None = column(
        "Segment",
        aliases=("business segment", "customer segment"),
        about="The sort of customer, such as Banks or Small business.",
    )
    amount: float | None = column(
        "Amount",
        Kind.MONEY,
        aliases=("value", "deal value", "deal amount", "close value", "est. revenue", "estimated value", "revenue",
                 "opportunity amount", "opportunity value", "total contract value", "lead value", "forecast",
                 "expected value", "deal size", "deal worth", "contract value", "potential value", "order value",
                 "sale value"),
        about="What the deal is worth after discount, before tax.",
    )  # fmt: skip
    list_amount: float | None = column(
        "List amount",
        Kind.MONEY,
        aliases=("list price", "list value"),
        about="What it would be worth at list prices; the difference is the discount.",
    )
    currency: str | None = column(
        "Currency",
        aliases=("amount currency", "currency of value", "currency code"),
        about="The three letters of the currency, such as EUR.",
    )
    stage: str | None = column(
        "Stage",
        aliases=("deal stage", "opportunity stage", "sales stage", "pipeline stage", "stage name", "pipeline stage id",
                 "deal pipeline stage id", "deal stage id", "current stage", "current phase", "sales phase",
                 "deal phase"),
        values=OPPORTUNITY_STAGES,
        about="How far the deal is now.",
    )  # fmt: skip
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("deal status", "opportunity status", "won/lost", "won or lost", "win/loss"),
        values=STATUSES,
        about="Whether the deal is open, won or lost.",
    )
    closed_at: datetime | None = column(
        "Closed",
        Kind.MOMENT,
        aliases=("closed at", "close date", "closing date", "closed date", "actual close date", "closed on",
                 "won date", "won time", "deal closed on", "date won/lost", "won/lost date", "won/lost on",
                 "date closed", "decision date", "date of decision"),
        about="When the deal was won or lost; empty while it is open.",
    )  # fmt: skip
    expected_close: datetime | None = column(
        "Expected close",
        Kind.MOMENT,
        aliases=("expected close date", "est. close date", "estimated close date", "due date", "expected closing date",
                 "expected to close", "expected by", "forecast close date", "target close date"),
        about="When the deal is expected to close.",
    )  # fmt: skip
    next_step_at: datetime | None = column(
        "Next step",
        Kind.MOMENT,
        aliases=("next step at", "next activity date"),
        about="When the next step with the customer is planned.",
    )
    last_activity_at: datetime | None = column(
        "Last activity",
        Kind.MOMENT,
        aliases=("last activity at", "last activity date", "last activity time"),
        about="When something was last done about the deal.",
    )
    source: str | None = column(
        "Source",
        aliases=("lead source", "original source", "origin"),
        values=SOURCES,
        about="Where the deal came from, such as Website, Referral or Cold call.",
    )
    type: str | None = column(
        "Type",
        Kind.CHOICE,
        aliases=("deal type", "opportunity type"),
        values=TYPES,
        about="New business, or more from a customer the company has.",
    )
    pipeline: str | None = column(
        "Pipeline",
        aliases=("pipeline name", "deal pipeline id"),
        about="The name of the pipeline, if there are several.",
    )
    lost_reason: str | None = column(
        "Lost reason",
        aliases=("closed lost reason", "reason for loss", "loss reason", "lost because", "reason lost", "lost reasons",
                 "reason for losing", "why lost", "reason we lost"),
        about="Why the deal was lost.",
    )  # fmt: skip
    competitor: str | None = column(
        "Competitor", aliases=("lost to", "competitors", "rival"), about="Who else was in the running, or won the deal."
    )
    is_test: bool | None = column(
        "Test", Kind.FLAG, aliases=("is test", "test record"), about="Yes for a test record; it is left out."
    )


@dataclass(frozen=True)
class OpportunityStageEntry:
    opportunity_id: str | None = column(
        "Opportunity", Kind.ID, required=True, aliases=("deal id", "opportunity"), about="The id of the deal."
    )
    stage: str | None = column(
        "Stage",
        required=True,
        aliases=("new stage", "deal stage"),
        values=OPPORTUNITY_STAGES,
        about="The stage that the deal entered.",
    )
    entered_at: datetime | None = column(
        "Entered",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("entered at", "date entered", "changed at"),
        about="When it entered the stage.",
    )
    status: str | None = column(
        "Status", Kind.CHOICE, values=STATUSES, about="Whether the deal was open, won or lost from then on."
    )


@dataclass(frozen=True)
class DealSplit:
    opportunity_id: str | None = column(
        "Opportunity",
        Kind.ID,
        required=True,
        aliases=("deal id", "opportunity"),
        about="The id of the deal whose credit is shared.",
    )
    rep_id: str | None = column(
        "Rep", Kind.ID, required=True, refers="rep", aliases=("rep", "sales rep"), about="A rep who gets a share."
    )
    percent: float | None = column(
        "Percent",
        Kind.PERCENT,
        required=True,
        aliases=("split", "share", "split %"),
        about="The share in per cent: 50 for one half. The shares of a deal add up to 100.",
    )


@dataclass(frozen=True)
class Proposal:
    proposal_id: str | None = column(
        "Proposal ID",
        Kind.ID,
        required=True,
        aliases=("quote id", "quote number"),
        about="The number or id of the proposal.",
    )
    opportunity_id: str | None = column(
        "Opportunity",
        Kind.ID,
        required=True,
        aliases=("deal id", "opportunity"),
        about="The id of the deal that it was made for.",
    )
    sent_at: datetime | None = column(
        "Sent",
        Kind.MOMENT,
        happened=True,
        aliases=("sent at", "sent date", "quote date"),
        about="When it was sent to the customer.",
    )
    version: str | None = column(
        "Version", aliases=("revision",), about="The version of the proposal, if it was sent again."
    )
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("quote status",),
        values={"draft": ("in preparation", "not sent"), "sent": ("delivered", "presented", "open"),
                "accepted": ("signed", "won"), "declined": ("rejected", "lost")},
        about="What became of it.",
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
