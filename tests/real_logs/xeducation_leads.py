"""9,240 leads of a school with what they answered in a form; without any date."""

from __future__ import annotations

from tests.real_logs.oracles import Check

NO_DATES = "The rates of leads who buy go by days: the log has neither dates nor deals, only a mark of who bought."
NOT_ASKED = "What people answered in a form, and how they used the website, has no figure."
OTHER = {
    "conversion": NO_DATES,
    "by_origin": NO_DATES,
    "by_source_raw": NO_DATES,
    "by_source_casefold": NO_DATES,
    "by_last_activity": NO_DATES,
    "email_engagement": "The clicks from follow-up e-mails go by single e-mails, not by the last thing a lead did.",
    "lead_quality_share": "The mix of lifecycle stages goes by stages, not by a school's own grades of leads.",
    "missing_with_select": "Counts of blank cells are shown where files are checked.",
    "visits": NOT_ASKED,
    "tags_not_contacted": NOT_ASKED,
}
AGREES: dict[str, Check] = {}
