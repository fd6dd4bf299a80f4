"""What reps did: calls, emails, meetings; emails sent and clicked, social actions, content, enrolments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column

TYPES = {
    "call": ("phone call", "phone", "dial", "outbound call", "logged call", "cold call"),
    "email": ("e-mail", "mail", "email sent", "logged email"),
    "meeting": ("demo", "appointment", "meeting held", "presentation"),
    "video": ("video meeting", "video call", "online meeting", "zoom", "teams"),
    "visit": ("field visit", "site visit", "on-site"),
    "social": ("linkedin message", "linkedin", "social message", "social touch"),
    "sms": ("text", "text message", "whatsapp"),
    "task": ("to-do", "todo"),
    "note": ("notes", "comment"),
}
OUTCOMES = {
    "connected": (
        "answered", "meaningful connect", "call back later", "not interested", "unqualified", "follow up",
        "meeting booked", "bad timing", "has a solution", "successful", "reached", "yes", "spoke",
    ),
    "voicemail": ("left voicemail", "left a voicemail", "vm"),
    "no_answer": ("no answer", "no answer, no voicemail", "missed", "not reached", "unsuccessful", "no pickup"),
    "busy": ("line busy",),
    "gatekeeper": ("left live message", "receptionist"),
    "wrong_number": ("wrong number", "not in service", "bad data", "invalid", "bad number"),
    "held": ("completed", "took place", "attended"),
    "no_show": ("no show", "no-show", "did not attend"),
    "scheduled": ("booked",),
    "rescheduled": ("moved", "postponed"),
    "cancelled": ("canceled",),
    "replied": ("reply", "replied to"),
    "bounced": ("bounce", "undelivered"),
    "": ("uncategorized", "-", "none", "unknown"),
}  # fmt: skip
STATUSES = {
    "done": ("completed", "complete", "true", "yes", "closed", "held", "finished", "sent", "logged", "1"),
    "planned": (
        "open", "not started", "scheduled", "to do", "waiting", "in progress", "deferred", "false", "no", "0",
        "pending", "rescheduled",
    ),
    "cancelled": ("canceled", "no show", "failed"),
}  # fmt: skip
SENTIMENTS = {
    "positive": ("interested", "meeting booked", "referral", "send info"),
    "negative": ("not interested", "objection", "unsubscribe", "stop"),
    "neutral": ("question", "later"),
}

PURPOSES = {
    "prospecting": ("prospect", "cold call", "cold calling", "cold outreach", "outreach", "new business",
                    "lead generation", "first contact", "outbound prospecting"),
}  # fmt: skip


@dataclass(frozen=True)
class Activity:
    activity_id: str | None = column(
        "Activity ID",
        Kind.ID,
        aliases=("call id", "id", "activity id (18 char)", "engagement id", "interaction id", "task id",
                 "record id"),
    )  # fmt: skip
    happened_at: datetime | None = column(
        "Date",
        Kind.MOMENT,
        happened=True,
        aliases=("happened at", "activity date", "call start time", "start time", "datetime", "datetime (utc)",
                 "datetime (tz offset incl.)", "due date", "call done date", "date and time", "timestamp",
                 "created date"),
    )  # fmt: skip
    type: str | None = column(
        "Type",
        Kind.CHOICE,
        required=True,
        aliases=("activity type", "channel", "task subtype", "kind"),
        values=TYPES,
    )
    direction: str | None = column(
        "Direction",
        Kind.CHOICE,
        aliases=("call direction", "call type"),
        values={"out": ("outbound", "outgoing", "sent"), "in": ("inbound", "incoming", "received")},
    )
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "activity owner", "assigned", "assigned to user", "activity assigned to", "call owner", "user",
                 "owner", "sales rep", "agent", "assigned to", "jnr sm id"),
    )  # fmt: skip
    person_id: str | None = column(
        "Person",
        Kind.ID,
        aliases=("contact", "associated contact email", "person email", "contact email", "contact id"),
    )
    lead_id: str | None = column("Lead", Kind.ID, aliases=("lead", "prospect id"))
    opportunity_id: str | None = column("Opportunity", Kind.ID, aliases=("opportunity", "deal id", "deal"))
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "account", "company", "account id", "organization", "company / account"),
    )
    number: str | None = column(
        "Number", aliases=("phone number", "to number", "to", "dialled number", "customer number")
    )
    outcome: str | None = column(
        "Outcome",
        Kind.CHOICE,
        aliases=("call outcome", "call result", "result", "disposition", "meeting outcome", "call status"),
        values=OUTCOMES,
    )
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("activity status", "task status", "done", "completed"),
        values=STATUSES,
    )
    is_automated: bool | None = column("Automated", Kind.FLAG, aliases=("is automated", "auto", "automated email"))
    booked_at: datetime | None = column("Booked", Kind.MOMENT, happened=True, aliases=("booked at", "booked on"))
    meeting_id: str | None = column("Meeting ID", Kind.ID, aliases=("meeting",))
    duration_s: float | None = column(
        "Duration",
        Kind.SECONDS,
        aliases=("duration (in call)", "call duration (seconds)", "call duration", "duration",
                 "call duration (in seconds)", "in-call duration", "duration s", "talk time", "talk duration",
                 "avg talk duration"),
    )  # fmt: skip
    sentiment: str | None = column("Sentiment", Kind.CHOICE, aliases=("reply sentiment",), values=SENTIMENTS)
    label: str | None = column("Label", aliases=("reply label", "tags"))
    purpose: str | None = column("Purpose", aliases=("call purpose", "call reason"), values=PURPOSES)
    issue_found: bool | None = column("Issue found", Kind.FLAG)
    issue_resolved: bool | None = column("Issue resolved", Kind.FLAG)
    subject: str | None = column("Subject", aliases=("call title", "title", "call/meeting title/subject"))


@dataclass(frozen=True)
class EmailSend:
    email_id: str | None = column("Email ID", Kind.ID, required=True, aliases=("message id",))
    rep_id: str | None = column("Rep", Kind.ID, required=True, refers="rep", aliases=("sender", "rep"))
    person_id: str | None = column("Person", Kind.ID, required=True, aliases=("recipient", "recipient email"))
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, required=True, happened=True, aliases=("sent at", "sent date")
    )
    delivered: bool | None = column("Delivered", Kind.FLAG, aliases=("was delivered",))
    is_automated: bool | None = column("Automated", Kind.FLAG, aliases=("is automated",))
    has_content_link: bool | None = column("Content link", Kind.FLAG, aliases=("has content link",))


@dataclass(frozen=True)
class LinkClick:
    email_id: str | None = column("Email ID", Kind.ID, required=True, aliases=("message id",))
    clicked_at: datetime | None = column("Clicked", Kind.MOMENT, required=True, happened=True, aliases=("clicked at",))
    is_bot: bool | None = column("Bot", Kind.FLAG, aliases=("is bot", "machine click"))


@dataclass(frozen=True)
class SocialAction:
    rep_id: str | None = column("Rep", Kind.ID, required=True, refers="rep", aliases=("rep",))
    happened_at: datetime | None = column("Date", Kind.MOMENT, required=True, happened=True, aliases=("happened at",))
    network: str | None = column("Network", aliases=("platform",))
    action: str | None = column("Action", aliases=("activity",))


@dataclass(frozen=True)
class ContentAsset:
    asset_id: str | None = column(
        "Asset", Kind.ID, required=True, refers="asset", aliases=("asset id", "content id", "document")
    )
    available_from: datetime | None = column("Available from", Kind.DAY, aliases=("published",))
    available_to: datetime | None = column("Available to", Kind.DAY, aliases=("retired",))
    tracking_number: str | None = column("Tracking number", aliases=("call tracking number",))


@dataclass(frozen=True)
class ContentUse:
    asset_id: str | None = column(
        "Asset", Kind.ID, required=True, refers="asset", aliases=("asset id", "content id", "document")
    )
    rep_id: str | None = column("Rep", Kind.ID, required=True, refers="rep", aliases=("rep", "shared by"))
    person_id: str | None = column("Person", Kind.ID, required=True, aliases=("recipient",))
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, required=True, happened=True, aliases=("sent at", "shared at")
    )
    recipient_kind: str | None = column("Recipient kind", aliases=("recipient type",))


@dataclass(frozen=True)
class CampaignEnrolment:
    contact_id: str | None = column("Contact", Kind.ID, required=True, aliases=("contact id", "contact email"))
    campaign_id: str | None = column("Campaign", Kind.ID, required=True, aliases=("campaign id", "list"))
    kind: str | None = column("Kind", aliases=("campaign type",))
    added_at: datetime | None = column(
        "Added", Kind.MOMENT, required=True, happened=True, aliases=("added at", "optin time")
    )
    added_by_rep_id: str | None = column("Added by", Kind.ID, refers="rep", aliases=("rep", "added by rep id"))
    consent: bool | None = column("Consent", Kind.FLAG, aliases=("opt-in",))
    unsubscribed_at: datetime | None = column("Unsubscribed", Kind.MOMENT, happened=True, aliases=("unsub time",))


TABLES = (
    Table(
        "activities",
        "Activities",
        Activity,
        "Calls, emails, meetings and visits: one row per activity.",
        aliases=("activities", "activity", "calls", "call log", "tasks", "engagements", "interactions", "touches"),
        key="activity_id",
    ),
    Table("email_sends", "Emails sent", EmailSend, "One row per email that a rep sent.",
          aliases=("emails", "sent emails"), key="email_id"),
    Table("link_clicks", "Link clicks", LinkClick, "Clicks on links in emails.", aliases=("clicks",)),
    Table("social_activities", "Social activities", SocialAction, "Posts, comments, messages.", aliases=("social",)),
    Table("content_assets", "Content", ContentAsset, "Brochures, cases and videos to send.",
          aliases=("assets", "collateral"), key="asset_id"),
    Table("content_uses", "Content sent", ContentUse, "Who sent which content to whom.", aliases=("content sends",)),
    Table("campaign_enrolments", "Campaign enrolments", CampaignEnrolment,
          "Contacts added to a drip campaign or newsletter.", aliases=("enrolments", "enrollments")),
)  # fmt: skip
