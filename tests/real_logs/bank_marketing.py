"""45,211 customers of a bank with the number of calls that each got; not recognised as a log of single calls."""

from __future__ import annotations

from tests.real_logs.oracles import Check

COUNTED = "A row is a customer with a number of calls, not a call: a person must say so when files are matched."
OTHER = {
    "conversion": COUNTED,
    "by_contacts": COUNTED,
    "contacts_total": COUNTED,
    "sales_share_by_contact_bucket": COUNTED,
    "by_channel": COUNTED,
    "by_month": "The days have no year.",
    "duration": "How long calls last has no figure.",
    "by_poutcome": "What came of an earlier campaign has no figure.",
}
AGREES: dict[str, Check] = {}
