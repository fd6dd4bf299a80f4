"""Leads with their stages and owners, customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column

SOURCES = {
    "inbound": (
        "website", "web", "web form", "form", "organic", "organic search", "organic_search", "paid search",
        "paid_search", "direct traffic", "direct_traffic", "referral", "referrals", "inbound call", "chat",
        "live chat", "phone inquiry", "inquiry",
    ),
    "outbound": ("cold call", "cold email", "prospecting", "list", "purchased list", "sdr", "bdr", "offline sources"),
    "social": ("linkedin", "facebook", "twitter", "x", "instagram", "xing", "social media", "social_media",
               "organic social", "paid social"),
    "marketing": ("campaign", "newsletter", "event", "trade show", "email campaign", "email marketing", "email",
                  "display", "webinar", "other campaigns", "other_publicities", "advertisement", "ad"),
}  # fmt: skip

LEAD_STAGES = {
    "lead": ("subscriber", "new", "open", "raw lead"),
    "mql": ("marketing qualified lead", "marketing qualified"),
    "sql": ("sales qualified lead", "sales qualified", "qualified"),
    "opportunity": ("opportunity created", "in opportunity"),
    "customer": ("client", "closed won", "won", "evangelist"),
    "disqualified": ("unqualified", "lost", "junk", "rejected", "spam", "duplicate"),
}


@dataclass(frozen=True)
class Lead:
    lead_id: str | None = column(
        "Lead ID",
        Kind.ID,
        aliases=("contact id", "mql id", "record id", "id", "record id - contact", "prospect id"),
    )
    name: str | None = column("Name", aliases=("lead name", "full name", "contact name", "contact"))
    first_name: str | None = column("First name", aliases=("given name", "first"))
    last_name: str | None = column("Last name", aliases=("surname", "family name", "last"))
    company: str | None = column(
        "Company",
        aliases=("company name", "company / account", "account name", "organization", "business name",
                 "associated company", "associated company domain"),
    )  # fmt: skip
    email: str | None = column("Email", aliases=("e-mail", "email address", "contact email"))
    region: str | None = column("Region", aliases=("state/region", "state", "state or province", "area"))
    country: str | None = column("Country")
    created_at: datetime | None = column(
        "Created",
        Kind.MOMENT,
        happened=True,
        aliases=("created at", "create date", "created date", "created time", "created on", "date created",
                 "first contact date", "date added", "add time"),
    )  # fmt: skip
    source: str | None = column(
        "Source",
        aliases=("lead source", "original source", "original traffic source", "origin", "lead gen source"),
        values=SOURCES,
    )
    channel: str | None = column("Channel", aliases=("marketing channel", "medium"))
    campaign: str | None = column("Campaign", aliases=("campaign name", "source campaign", "landing page id"))
    score: float | None = column("Score", Kind.NUMBER, aliases=("lead score", "rating"))
    owner_rep_id: str | None = column(
        "Owner",
        Kind.ID,
        refers="rep",
        aliases=(
            "lead owner",
            "contact owner",
            "owner",
            "assigned to",
            "sales rep",
            "sdr id",
            "owner name",
            "jnr sm id",
        ),
    )
    assigned_at: datetime | None = column(
        "Assigned",
        Kind.MOMENT,
        happened=True,
        aliases=("owner assigned date", "assigned date", "assigned at"),
    )
    stage: str | None = column(
        "Stage", aliases=("lifecycle stage", "lead stage", "lead status", "status"), values=LEAD_STAGES
    )
    is_qualified: bool | None = column("Qualified", Kind.FLAG, aliases=("is qualified",))
    disqualified_at: datetime | None = column("Disqualified", Kind.MOMENT, happened=True, aliases=("disqualified at",))
    first_seen_at: datetime | None = column(
        "First seen", Kind.MOMENT, happened=True, aliases=("first seen at", "first visit")
    )
    first_response_at: datetime | None = column(
        "First response",
        Kind.MOMENT,
        happened=True,
        aliases=("first response at", "first outreach date", "date of first engagement"),
    )
    customer_id: str | None = column("Customer", Kind.ID, refers="customer", aliases=("customer", "account id"))
    opportunity_id: str | None = column("Opportunity", Kind.ID, aliases=("deal id", "opportunity"))
    time_zone: str | None = column("Time zone", aliases=("timezone",))
    do_not_call: bool | None = column("Do not call", Kind.FLAG, aliases=("dnc",))


@dataclass(frozen=True)
class LeadStageEntry:
    lead_id: str | None = column("Lead", Kind.ID, required=True, aliases=("contact id",))
    stage: str | None = column("Stage", required=True, aliases=("lifecycle stage", "new stage"), values=LEAD_STAGES)
    entered_at: datetime | None = column(
        "Entered",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("entered at", "date entered", "changed at"),
    )


@dataclass(frozen=True)
class OwnerEntry:
    object_type: str | None = column(
        "Object",
        Kind.CHOICE,
        required=True,
        aliases=("object type",),
        values={
            "lead": ("contact", "prospect"),
            "opportunity": ("deal",),
            "customer": ("account", "company"),
        },
    )
    object_id: str | None = column("Object ID", Kind.ID, required=True, aliases=("record id",))
    rep_id: str | None = column("Owner", Kind.ID, required=True, refers="rep", aliases=("owner", "new owner", "rep"))
    from_at: datetime | None = column(
        "From", Kind.MOMENT, required=True, happened=True, aliases=("from at", "changed at")
    )
    to_at: datetime | None = column("To", Kind.MOMENT, aliases=("to at", "until"))


@dataclass(frozen=True)
class Customer:
    customer_id: str | None = column(
        "Customer ID",
        Kind.ID,
        aliases=("account id", "company id", "id", "account number", "record id", "client id", "customer number",
                 "contact id"),
    )  # fmt: skip
    name: str | None = column(
        "Customer",
        aliases=("name", "customer name", "account", "account name", "company", "company name", "client",
                 "organization", "full name", "contact name"),
    )  # fmt: skip
    segment: str | None = column("Segment", aliases=("customer segment", "business segment", "tier"))
    industry: str | None = column("Industry", aliases=("sector", "vertical"))
    country: str | None = column("Country", aliases=("office location",))
    domain: str | None = column("Domain", aliases=("company domain name", "website domain"))
    parent_id: str | None = column("Parent", Kind.ID, aliases=("subsidiary of", "parent account", "parent company"))
    owner_rep_id: str | None = column(
        "Owner", Kind.ID, refers="rep", aliases=("account owner", "company owner", "owner", "account manager")
    )
    territory: str | None = column("Territory", aliases=("region", "sales region", "state/region", "state"))
    first_order_date: datetime | None = column("First order", Kind.DAY, aliases=("first order date", "customer since"))
    churned_at: datetime | None = column("Churned", Kind.DAY, happened=True, aliases=("churned at", "churn date"))
    onboarded_at: datetime | None = column("Onboarded", Kind.DAY, happened=True, aliases=("onboarded at", "go-live"))


TABLES = (
    Table(
        "leads",
        "Leads",
        Lead,
        "People and companies who might buy, with where they came from and who looks after them.",
        aliases=("leads", "contacts", "prospects", "marketing qualified leads", "mqls", "mql", "inquiries"),
        key="lead_id",
        naming="name",
    ),
    Table(
        "lead_stage_history",
        "Lead stage history",
        LeadStageEntry,
        "When each lead entered each lifecycle stage.",
        aliases=("lead stages", "lifecycle history"),
    ),
    Table(
        "owner_history",
        "Owner history",
        OwnerEntry,
        "Who owned a lead or an opportunity, and from when to when.",
        aliases=("ownership history", "owners history"),
    ),
    Table(
        "customers",
        "Customers",
        Customer,
        "Companies that buy, with segment, territory and account manager.",
        aliases=("customers", "accounts", "companies", "organizations", "clients"),
        key="customer_id",
        naming="name",
        any_of=("customer_id", "name"),
    ),
)
