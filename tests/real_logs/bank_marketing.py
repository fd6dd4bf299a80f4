"""45,211 customers of a bank with the number of calls that each got; a person says that they are leads."""

from __future__ import annotations

from tests.real_logs.oracles import Check

NO_DATES = "The days have no year, and rates of leads and deals go by days; those who bought are counted as qualified."
COUNTED = "A row is a customer with a number of calls, not a call."
OTHER = {
    "conversion": NO_DATES,
    "by_channel": NO_DATES,
    "by_month": NO_DATES,
    "by_contacts": COUNTED,
    "contacts_total": COUNTED,
    "sales_share_by_contact_bucket": COUNTED,
    "duration": "How long the last call to somebody took has no figure.",
    "by_poutcome": "What came of an earlier campaign has no figure.",
}
AGREES: dict[str, Check] = {}
