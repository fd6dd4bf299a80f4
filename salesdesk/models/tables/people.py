"""Reps, their absences and holidays, their quotas and ramp."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column

ROLES = {
    "bdr": ("business development representative", "business development rep"),
    "sdr": ("sales development representative", "sales development rep", "inside sales"),
    "ae": ("account executive", "sales executive", "hunter", "closer"),
    "am": ("account manager", "key account manager", "farmer", "csm", "customer success manager"),
    "manager": ("sales manager", "team lead", "head of sales", "director"),
}


@dataclass(frozen=True)
class Rep:
    rep_id: str | None = column(
        "Rep ID",
        Kind.ID,
        aliases=("employee id", "user id", "owner id", "agent id"),
        about="The id of the rep as other tables have it.",
    )
    name: str | None = column(
        "Rep",
        required=True,
        aliases=(
            "name",
            "rep name",
            "sales rep",
            "sales agent",
            "salesperson",
            "sales person",
            "person",
            "agent",
            "full name",
            "employee",
            "seller",
            "owner",
        ),
        about="The name of the rep.",
    )
    email: str | None = column(
        "Email", aliases=("e-mail", "email address", "user email"), about="The e-mail address of the rep."
    )
    team: str | None = column(
        "Team",
        aliases=("sales team", "hubspot team", "group", "regional office"),
        about="The team that the rep belongs to.",
    )
    manager: str | None = column(
        "Manager", aliases=("sales manager", "supervisor", "team lead", "snr sm id"), about="Who leads the rep."
    )
    role: str | None = column(
        "Role", Kind.CHOICE, aliases=("owner role", "job role", "position"), values=ROLES, about="What the rep does."
    )
    time_zone: str | None = column(
        "Time zone",
        aliases=("timezone", "tz"),
        about="The time zone of the rep, such as Europe/Berlin; empty for the company's.",
    )
    start_date: datetime | None = column(
        "Start date", Kind.DAY, aliases=("hire date", "joined", "employed since"), about="The first day in the job."
    )
    end_date: datetime | None = column(
        "End date",
        Kind.DAY,
        aliases=("leave date", "left", "last day"),
        about="The last day in the job; empty for those who are there.",
    )
    territory: str | None = column(
        "Territory", aliases=("region", "area", "sales region", "office"), about="The sales region of the rep."
    )


@dataclass(frozen=True)
class Absence:
    rep_id: str | None = column(
        "Rep", Kind.ID, required=True, refers="rep", aliases=("rep", "name", "employee"), about="Who was away."
    )
    date: datetime | None = column(
        "Date",
        Kind.DAY,
        required=True,
        aliases=("day", "absent on", "leave day"),
        about="A day on which the rep did not work; one row per day.",
    )


@dataclass(frozen=True)
class Holiday:
    date: datetime | None = column(
        "Date", Kind.DAY, required=True, aliases=("day", "holiday"), about="A day on which nobody works."
    )
    zone: str | None = column(
        "Zone",
        aliases=("time zone", "country", "region"),
        about="The time zone or country that it holds for; empty for all.",
    )


@dataclass(frozen=True)
class Quota:
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "rep name", "sales rep", "salesperson", "sales person", "sales agent", "agent", "employee",
                 "employee id", "owner", "salesman", "saleswoman", "account manager", "account executive",
                 "sales representative", "sales executive"),
        about="The rep whose quota it is.",
    )  # fmt: skip
    team: str | None = column("Team", aliases=("sales team",), about="The team, if it is a team's target.")
    location_id: str | None = column(
        "Location",
        Kind.ID,
        refers="location",
        aliases=("location", "store", "shop"),
        about="The shop, if it is a shop's target.",
    )
    product_id: str | None = column(
        "Product", Kind.ID, refers="product", aliases=("product",), about="The product, if it is a product's target."
    )
    period_start: datetime | None = column(
        "Period start",
        Kind.DAY,
        required=True,
        aliases=("start", "from", "month", "quota month", "period"),
        about="The first day of the month, quarter or year.",
    )
    period_end: datetime | None = column(
        "Period end",
        Kind.DAY,
        aliases=("end", "to", "until"),
        about="Its last day; empty for periods that follow one another.",
    )
    amount: float | None = column(
        "Amount",
        Kind.MONEY,
        required=True,
        aliases=("quota", "target", "goal", "target amount", "sales target", "sales quota", "sales goal"),
        about="What is to be reached.",
    )
    measure: str | None = column(
        "Measure",
        Kind.CHOICE,
        aliases=("quota type", "unit"),
        values={
            "amount": ("revenue", "money", "value"),
            "units": ("quantity", "pieces"),
            "count": ("deals", "number"),
        },
        about="Whether that is money, pieces or deals; empty means money.",
    )
    currency: str | None = column(
        "Currency", aliases=("currency code",), about="The three letters of the currency, such as EUR."
    )
    plan_rate: float | None = column(
        "Plan rate",
        Kind.NUMBER,
        aliases=("plan exchange rate",),
        about="The exchange rate that the plan was made with.",
    )


@dataclass(frozen=True)
class Ramp:
    months_since_start: float | None = column(
        "Months since start",
        Kind.NUMBER,
        required=True,
        aliases=("month", "month in role"),
        about="The month in the job: 1 for the first.",
    )
    factor: float | None = column(
        "Factor",
        Kind.NUMBER,
        required=True,
        aliases=("ramp factor", "share of quota"),
        about="The share of the quota in that month: 0.25 for a quarter of it.",
    )


TABLES = (
    Table(
        "reps",
        "Reps",
        Rep,
        "Who sells: one row per rep, with team, manager, role and dates.",
        aliases=(
            "reps",
            "people",
            "sales teams",
            "team",
            "owners",
            "users",
            "sales reps",
            "salespeople",
            "agents",
        ),
        key="rep_id",
        naming="name",
        any_of=("rep_id", "name"),
    ),
    Table("absences", "Absences", Absence, "Days on which a rep did not work.", aliases=("leave", "time off")),
    Table(
        "holidays",
        "Holidays",
        Holiday,
        "Days on which nobody works.",
        aliases=("bank holidays", "public holidays"),
    ),
    Table(
        "quotas",
        "Quotas",
        Quota,
        "What a rep, team, location or product is to reach in a period.",
        aliases=("quota", "targets", "goals", "sales targets"),
        any_of=("rep_id", "team", "location_id", "product_id"),
    ),
    Table("ramp", "Ramp", Ramp, "Share of the quota that a new rep carries in each month.", aliases=("ramp up",)),
)
