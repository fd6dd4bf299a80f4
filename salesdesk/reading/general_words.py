"""Headers that say too little by themselves, and enough in a sheet of which it is known what it holds."""

from __future__ import annotations

_ENTERED = {"value": "stage", "timestamp": "entered_at"}
# By table: what a header means there, if no other header of the sheet is a usual name for the same column. Of two
# words for one column, the one that stands further up counts.
HERE: dict[str, dict[str, str]] = {
    "opp_stage_history": _ENTERED,
    "lead_stage_history": _ENTERED,
    "opportunities": {
        "ref": "opportunity_id", "ref no": "opportunity_id", "reference": "opportunity_id",
        "reference no": "opportunity_id", "reference number": "opportunity_id", "record key": "opportunity_id",
        "who": "owner_rep_id", "agent": "owner_rep_id", "responsible": "owner_rep_id", "seller": "owner_rep_id",
        "employee": "owner_rep_id", "team member": "owner_rep_id", "prospect": "customer_id", "buyer": "customer_id",
        "what": "product_id", "item": "product_id", "service": "product_id", "project": "name", "phase": "stage",
        "price": "amount", "worth": "amount", "total": "amount",
        "result": "status", "outcome": "status", "why": "lost_reason",
    },
    "activities": {
        "ref": "activity_id", "ref no": "activity_id", "reference": "activity_id", "when": "happened_at",
        "day": "happened_at", "started": "happened_at", "start": "happened_at", "who": "rep_id", "by": "rep_id",
        "responsible": "rep_id", "employee": "rep_id", "team member": "rep_id", "colleague": "rep_id",
        "method": "type", "how": "type", "mode": "type", "what": "subject", "minutes": "duration_s",
        "mins": "duration_s", "min": "duration_s", "seconds": "duration_s", "secs": "duration_s",
        "time spent": "duration_s", "response": "outcome", "answer": "outcome", "what happened": "outcome",
        "how it went": "outcome", "topic": "subject", "about": "subject", "regarding": "subject",
    },
    "leads": {
        "ref": "lead_id", "ref no": "lead_id", "reference": "lead_id", "who": "owner_rep_id", "rep": "owner_rep_id",
        "agent": "owner_rep_id", "responsible": "owner_rep_id", "received": "created_at", "client": "company",
        "prospect": "name", "phase": "stage",
    },
    "order_lines": {
        "ref": "order_id", "ref no": "order_id", "reference": "order_id", "reference no": "order_id",
        "when": "order_date", "day": "order_date", "who": "rep_id", "agent": "rep_id", "seller": "rep_id",
        "employee": "rep_id", "buyer": "customer_id", "what": "product_id", "service": "product_id",
        "how many": "qty", "net": "amount",
    },
    "quotas": {
        "who": "rep_id", "seller": "rep_id", "when": "period_start",
    },
}  # fmt: skip
