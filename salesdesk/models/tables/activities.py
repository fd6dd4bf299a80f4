"""What reps did: calls, emails, meetings; emails sent and clicked, social actions, content, enrolments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column

TYPES = {
    "call": ("phone call", "phone", "dial", "outbound call", "logged call", "cold call", "voice", "voip call"),
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
        "meeting booked", "bad timing", "has a solution", "successful", "reached", "yes", "spoke", "call connected",
        "accepted", "spoke to", "spoken", "spoke with", "talked", "talked to",
    ),
    "voicemail": ("left voicemail", "left a voicemail", "vm", "lvm", "left vm", "left message", "left a message"),
    "no_answer": (
        "no answer", "no answer, no voicemail", "missed", "not reached", "unsuccessful", "no pickup", "no reply",
        "no response", "did not answer", "not answered", "unanswered", "rang out",
    ),
    "busy": ("line busy", "engaged", "line engaged"),
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
        aliases=("call id", "id", "activity id (18 char)", "engagement id", "interaction id", "task id", "record id",
                 "call no", "call number", "activity no"),
        about="The id of the activity; by it a second copy is known.",
    )  # fmt: skip
    happened_at: datetime | None = column(
        "Date",
        Kind.MOMENT,
        happened=True,
        aliases=("happened at", "activity date", "call start time", "start time", "datetime", "datetime (utc)",
                 "datetime (tz offset incl.)", "due date", "call done date", "date and time", "timestamp",
                 "date started", "completed at", "created date", "call date", "date of call", "meeting date",
                 "visit date", "call started", "call start", "started at", "started on", "date of visit",
                 "date of meeting", "date of activity", "date contacted", "contacted on", "called at", "called on",
                 "visited on"),
        about="When it took place or is planned for, with the time of day if known.",
    )  # fmt: skip
    type: str | None = column(
        "Type",
        Kind.CHOICE,
        required=True,
        aliases=("activity type", "channel", "kind", "step type", "salesloft type"),
        values=TYPES,
        about="Call, e-mail, meeting and so on.",
    )
    direction: str | None = column(
        "Direction",
        Kind.CHOICE,
        aliases=("call direction", "call type"),
        values={"out": ("outbound", "outgoing", "sent"), "in": ("inbound", "incoming", "received")},
        about="Out if the rep reached out, in if the customer did; empty counts as out.",
    )
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "activity owner", "assigned", "assigned to user", "activity assigned to", "call owner", "user",
                 "owner", "sales rep", "agent", "assigned to", "owner id", "sales owner", "jnr sm id", "salesman",
                 "saleswoman", "account manager", "account executive", "sales representative", "sales executive",
                 "handled by", "managed by", "called by", "made by", "logged by", "done by", "visited by", "rep name",
                 "sales rep name", "salesperson", "sales person", "salesperson name"),
        about="Who did it.",
    )  # fmt: skip
    person_id: str | None = column(
        "Person",
        Kind.ID,
        aliases=("contact", "associated contact email", "person email", "contact email", "contact id",
                 "prospect email", "who id"),
        about="Whom it was with: an e-mail address or an id.",
    )  # fmt: skip
    lead_id: str | None = column(
        "Lead",
        Kind.ID,
        aliases=("lead", "prospect id", "prospect", "lead name", "prospect name"),
        about="The lead that it was about: its id, e-mail or name.",
    )
    opportunity_id: str | None = column(
        "Opportunity",
        Kind.ID,
        aliases=("opportunity", "deal id", "deal", "what id"),
        about="The id of the deal that it was about.",
    )
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "account", "company", "account id", "organization", "company / account", "client",
                 "customer name", "client name", "company name", "account name"),
        about="The company that it was about: its id or its name.",
    )  # fmt: skip
    number: str | None = column(
        "Number",
        aliases=("phone number", "to number", "to", "dialled number", "dialed number", "callee", "external number",
                 "customer number"),
        about="The number that was dialled or called in on.",
    )  # fmt: skip
    outcome: str | None = column(
        "Outcome",
        Kind.CHOICE,
        aliases=("call outcome", "call result", "result", "disposition", "meeting outcome", "call status",
                 "action result"),
        values=OUTCOMES,
        about="How it ended: connected, voicemail, no answer, held, no show and so on.",
    )  # fmt: skip
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("activity status", "task status", "done", "completed"),
        values=STATUSES,
        about="Whether it is done, planned or cancelled; empty counts as done.",
    )
    is_automated: bool | None = column(
        "Automated",
        Kind.FLAG,
        aliases=("is automated", "auto", "automated email"),
        about="Yes if a machine did it, such as a mail sequence or an autoresponder.",
    )
    booked_at: datetime | None = column(
        "Booked",
        Kind.MOMENT,
        happened=True,
        aliases=("booked at", "booked on"),
        about="When the meeting was booked, however far off it is.",
    )
    meeting_id: str | None = column(
        "Meeting ID",
        Kind.ID,
        aliases=("meeting",),
        about="The same for every row of one meeting, also after it was moved.",
    )
    duration_s: float | None = column(
        "Duration",
        Kind.SECONDS,
        aliases=("duration (in call)", "call duration (seconds)", "call duration", "duration",
                 "call duration (in seconds)", "in-call duration", "duration s", "talk time", "talk duration",
                 "avg talk duration", "dur", "length", "call length", "length of call", "minutes spoken",
                 "talk minutes", "call minutes", "duration minutes", "duration in minutes"),
        about="How long it took, in seconds.",
    )  # fmt: skip
    sentiment: str | None = column(
        "Sentiment", Kind.CHOICE, aliases=("reply sentiment",), values=SENTIMENTS, about="What the reply sounds like."
    )
    label: str | None = column("Label", aliases=("reply label", "tags"), about="A label that was given to the reply.")
    purpose: str | None = column(
        "Purpose",
        aliases=("call purpose", "call reason"),
        values=PURPOSES,
        about="What it was for, such as Service or Renewal.",
    )
    issue_found: bool | None = column("Issue found", Kind.FLAG, about="Yes if the customer had a problem.")
    issue_resolved: bool | None = column("Issue resolved", Kind.FLAG, about="Yes if the problem was solved.")
    subject: str | None = column(
        "Subject",
        aliases=("call title", "title", "call/meeting title/subject", "email subject"),
        about="Its subject or title.",
    )


@dataclass(frozen=True)
class EmailSend:
    email_id: str | None = column(
        "Email ID", Kind.ID, required=True, aliases=("message id",), about="The id of the e-mail; clicks point to it."
    )
    rep_id: str | None = column(
        "Rep", Kind.ID, required=True, refers="rep", aliases=("sender", "rep"), about="Who sent it."
    )
    person_id: str | None = column(
        "Person",
        Kind.ID,
        required=True,
        aliases=("recipient", "recipient email"),
        about="To whom: an e-mail address or an id.",
    )
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, required=True, happened=True, aliases=("sent at", "sent date"), about="When it was sent."
    )
    delivered: bool | None = column("Delivered", Kind.FLAG, aliases=("was delivered",), about="No if it bounced.")
    is_automated: bool | None = column(
        "Automated", Kind.FLAG, aliases=("is automated",), about="Yes if a machine sent it."
    )
    has_content_link: bool | None = column(
        "Content link", Kind.FLAG, aliases=("has content link",), about="Yes if it had a link to content in it."
    )


@dataclass(frozen=True)
class LinkClick:
    email_id: str | None = column(
        "Email ID", Kind.ID, required=True, aliases=("message id",), about="The id of the e-mail with the link."
    )
    clicked_at: datetime | None = column(
        "Clicked",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("clicked at",),
        about="When the link was clicked.",
    )
    is_bot: bool | None = column(
        "Bot", Kind.FLAG, aliases=("is bot", "machine click"), about="Yes if a mail scanner clicked, not a person."
    )


@dataclass(frozen=True)
class SocialAction:
    rep_id: str | None = column("Rep", Kind.ID, required=True, refers="rep", aliases=("rep",), about="Who did it.")
    happened_at: datetime | None = column(
        "Date", Kind.MOMENT, required=True, happened=True, aliases=("happened at",), about="When it took place."
    )
    network: str | None = column("Network", aliases=("platform",), about="Where, such as LinkedIn.")
    action: str | None = column(
        "Action", aliases=("activity",), about="What it was: a post, comment, message, connection and so on."
    )


@dataclass(frozen=True)
class ContentAsset:
    asset_id: str | None = column(
        "Asset",
        Kind.ID,
        required=True,
        refers="asset",
        aliases=("asset id", "content id", "document"),
        about="The id or name of the brochure, case or video.",
    )
    available_from: datetime | None = column(
        "Available from", Kind.DAY, aliases=("published",), about="The first day on which reps may send it."
    )
    available_to: datetime | None = column(
        "Available to", Kind.DAY, aliases=("retired",), about="The last day on which reps may send it."
    )
    tracking_number: str | None = column(
        "Tracking number",
        aliases=("call tracking number",),
        about="The telephone number printed on it, by which calls are traced to it.",
    )


@dataclass(frozen=True)
class ContentUse:
    asset_id: str | None = column(
        "Asset",
        Kind.ID,
        required=True,
        refers="asset",
        aliases=("asset id", "content id", "document"),
        about="What was sent: the id or name of the content.",
    )
    rep_id: str | None = column(
        "Rep", Kind.ID, required=True, refers="rep", aliases=("rep", "shared by"), about="Who sent it."
    )
    person_id: str | None = column(
        "Person", Kind.ID, required=True, aliases=("recipient",), about="To whom: an e-mail address or an id."
    )
    sent_at: datetime | None = column(
        "Sent", Kind.MOMENT, required=True, happened=True, aliases=("sent at", "shared at"), about="When it was sent."
    )
    recipient_kind: str | None = column(
        "Recipient kind", aliases=("recipient type",), about="Whether a lead or a customer got it."
    )


@dataclass(frozen=True)
class CampaignEnrolment:
    contact_id: str | None = column(
        "Contact",
        Kind.ID,
        required=True,
        aliases=("contact id", "contact email"),
        about="Who was added: an e-mail address or an id.",
    )
    campaign_id: str | None = column(
        "Campaign", Kind.ID, required=True, aliases=("campaign id", "list"), about="The campaign or newsletter."
    )
    kind: str | None = column("Kind", aliases=("campaign type",), about="Drip campaign or newsletter.")
    added_at: datetime | None = column(
        "Added",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("added at", "optin time"),
        about="When the contact was added.",
    )
    added_by_rep_id: str | None = column(
        "Added by", Kind.ID, refers="rep", aliases=("rep", "added by rep id"), about="The rep who added the contact."
    )
    consent: bool | None = column("Consent", Kind.FLAG, aliases=("opt-in",), about="Yes if the contact agreed to it.")
    unsubscribed_at: datetime | None = column(
        "Unsubscribed", Kind.MOMENT, happened=True, aliases=("unsub time",), about="When the contact left it again."
    )


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
