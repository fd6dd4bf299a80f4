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
        aliases=("contact id", "mql id", "record id", "id", "record id - contact", "prospect id", "lead no",
                 "lead number", "lead ref"),
        about="The id of the lead; other tables point to it.",
    )  # fmt: skip
    name: str | None = column(
        "Name",
        aliases=("lead name", "full name", "contact name", "contact", "display name"),
        about="The full name of the person.",
    )
    first_name: str | None = column(
        "First name", aliases=("given name", "first"), about="The given name, if names are in two columns."
    )
    last_name: str | None = column(
        "Last name", aliases=("surname", "family name", "last"), about="The family name, if names are in two columns."
    )
    company: str | None = column(
        "Company",
        aliases=("company name", "company / account", "account name", "organization", "business name",
                 "associated company", "associated company domain", "organisation", "client company",
                 "prospect company"),
        about="The company that the person works for.",
    )  # fmt: skip
    email: str | None = column(
        "Email",
        aliases=("e-mail", "email address", "contact email", "primary email"),
        about="The e-mail address; by it replies and activities are found.",
    )
    region: str | None = column(
        "Region", aliases=("state/region", "state", "state or province", "area"), about="The region, state or area."
    )
    country: str | None = column("Country", aliases=("country/region",), about="The country.")
    created_at: datetime | None = column(
        "Created",
        Kind.MOMENT,
        happened=True,
        aliases=("created at", "create date", "created date", "created time", "created on", "date created",
                 "first contact date", "date of first contact", "date of 1st contact", "date added", "add time",
                 "person created", "contact created", "received on", "received at", "date received", "entered on",
                 "date entered", "enquiry date", "inquiry date", "date of enquiry", "date of inquiry", "came in on"),
        about="When the lead came in, with the time of day if known.",
    )  # fmt: skip
    source: str | None = column(
        "Source",
        aliases=("lead source", "original source", "original traffic source", "origin", "lead gen source",
                 "how did you hear about us", "where from", "came from", "how found"),
        values=SOURCES,
        about="Where the lead came from, such as Website, Referral or Cold call.",
    )  # fmt: skip
    channel: str | None = column(
        "Channel", aliases=("marketing channel", "medium"), about="The marketing channel, such as Search or Events."
    )
    campaign: str | None = column(
        "Campaign",
        aliases=("campaign name", "source campaign", "landing page id"),
        about="The campaign that brought the lead.",
    )
    score: float | None = column(
        "Score", Kind.NUMBER, aliases=("lead score", "rating"), about="The score that the lead was given."
    )
    owner_rep_id: str | None = column(
        "Owner",
        Kind.ID,
        refers="rep",
        aliases=("lead owner", "contact owner", "owner", "assigned to", "sales rep", "sales person", "salesperson",
                 "sdr id", "owner name", "owner id", "sales owner", "jnr sm id", "salesman", "saleswoman",
                 "account manager", "account executive", "sales representative", "sales executive", "handled by",
                 "managed by", "sales rep name", "salesperson name"),
        about="The rep who looks after the lead.",
    )  # fmt: skip
    assigned_at: datetime | None = column(
        "Assigned",
        Kind.MOMENT,
        happened=True,
        aliases=("owner assigned date", "assigned date", "assigned at"),
        about="When the lead was given to its owner.",
    )
    stage: str | None = column(
        "Stage",
        aliases=("lifecycle stage", "lead stage", "lead status", "status", "status label"),
        values=LEAD_STAGES,
        about="How far the lead is: lead, MQL, SQL, opportunity, customer, disqualified.",
    )
    is_qualified: bool | None = column(
        "Qualified", Kind.FLAG, aliases=("is qualified", "is converted"), about="Yes if the lead is qualified."
    )
    disqualified_at: datetime | None = column(
        "Disqualified",
        Kind.MOMENT,
        happened=True,
        aliases=("disqualified at",),
        about="When the lead was found not to fit.",
    )
    first_seen_at: datetime | None = column(
        "First seen",
        Kind.MOMENT,
        happened=True,
        aliases=("first seen at", "first visit"),
        about="When the person was first seen, such as the first visit to the website.",
    )
    first_response_at: datetime | None = column(
        "First response",
        Kind.MOMENT,
        happened=True,
        aliases=("first response at", "first outreach date", "date of first engagement", "first contacted",
                 "first contacted on", "first contacted at", "date first contacted", "first contacted date",
                 "first reply", "first replied", "first called", "first call", "responded at", "responded on",
                 "first touch"),
        about="When a rep first answered, if activities are not recorded.",
    )  # fmt: skip
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "account id"),
        about="The customer that the lead became: its id or its name.",
    )
    opportunity_id: str | None = column(
        "Opportunity",
        Kind.ID,
        aliases=("deal id", "opportunity", "converted opportunity id"),
        about="The deal that came out of the lead.",
    )
    time_zone: str | None = column(
        "Time zone", aliases=("timezone",), about="The time zone of the person, such as Europe/Berlin."
    )
    do_not_call: bool | None = column(
        "Do not call", Kind.FLAG, aliases=("dnc",), about="Yes if the person must not be called."
    )


@dataclass(frozen=True)
class LeadStageEntry:
    lead_id: str | None = column("Lead", Kind.ID, required=True, aliases=("contact id",), about="The id of the lead.")
    stage: str | None = column(
        "Stage",
        required=True,
        aliases=("lifecycle stage", "new stage"),
        values=LEAD_STAGES,
        about="The stage that the lead entered.",
    )
    entered_at: datetime | None = column(
        "Entered",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("entered at", "date entered", "changed at"),
        about="When it entered the stage.",
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
        about="Whether it is a lead, an opportunity or a customer.",
    )
    object_id: str | None = column(
        "Object ID",
        Kind.ID,
        required=True,
        aliases=("record id",),
        about="The id of the lead, opportunity or customer.",
    )
    rep_id: str | None = column(
        "Owner",
        Kind.ID,
        required=True,
        refers="rep",
        aliases=("owner", "new owner", "rep"),
        about="The rep who owned it.",
    )
    from_at: datetime | None = column(
        "From", Kind.MOMENT, required=True, happened=True, aliases=("from at", "changed at"), about="From when on."
    )
    to_at: datetime | None = column(
        "To", Kind.MOMENT, aliases=("to at", "until"), about="Until when; empty for the owner of today."
    )


@dataclass(frozen=True)
class Customer:
    customer_id: str | None = column(
        "Customer ID",
        Kind.ID,
        aliases=("account id", "company id", "id", "account number", "record id", "client id", "customer number",
                 "contact id"),
        about="The number or id of the company; other tables point to it.",
    )  # fmt: skip
    name: str | None = column(
        "Customer",
        aliases=("name", "customer name", "account", "account name", "company", "company name", "client",
                 "organization", "full name", "contact name"),
        about="The name of the company.",
    )  # fmt: skip
    segment: str | None = column(
        "Segment",
        aliases=("customer segment", "business segment", "tier"),
        about="The sort of customer, such as Banks or Small business.",
    )
    industry: str | None = column("Industry", aliases=("sector", "vertical"), about="The industry of the company.")
    country: str | None = column("Country", aliases=("office location",), about="The country of the company.")
    domain: str | None = column(
        "Domain",
        aliases=("company domain name", "website domain"),
        about="The domain of its website or e-mail addresses.",
    )
    parent_id: str | None = column(
        "Parent",
        Kind.ID,
        aliases=("subsidiary of", "parent account", "parent company"),
        about="The company that it belongs to.",
    )
    owner_rep_id: str | None = column(
        "Owner",
        Kind.ID,
        refers="rep",
        aliases=("account owner", "company owner", "owner", "account manager", "owner id", "sales owner", "salesman",
                 "saleswoman", "handled by", "managed by", "looked after by"),
        about="The rep who looks after the customer.",
    )  # fmt: skip
    territory: str | None = column(
        "Territory",
        aliases=("region", "sales region", "state/region", "state"),
        about="The sales region that the customer belongs to.",
    )
    first_order_date: datetime | None = column(
        "First order",
        Kind.DAY,
        aliases=("first order date", "customer since"),
        about="The day of the very first order, if that is older than the orders here.",
    )
    churned_at: datetime | None = column(
        "Churned",
        Kind.DAY,
        happened=True,
        aliases=("churned at", "churn date"),
        about="The day on which the customer left.",
    )
    onboarded_at: datetime | None = column(
        "Onboarded",
        Kind.DAY,
        happened=True,
        aliases=("onboarded at", "go-live"),
        about="The day on which the customer was up and running.",
    )


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
