"""The pictures of the Leads page."""

from __future__ import annotations

from salesdesk.ui.views import leads_answers, leads_replies, leads_stages
from salesdesk.ui.views.view import Group

_HALF = 480  # two cards to a row, three on wide screens
FIRST = (
    "lead_response_time",
    "responded_within_sla",
    "leads_followed_up",
    "positive_reply_rate",
    "meeting_acceptance_rate",
    "mql_to_customer_rate",
    "sql_to_customer_rate",
    "lifecycle_length",
    "negative_reply_rate",
)  # the most telling tiles first
GROUPS: tuple[Group, ...] = (
    Group("soon", leads_answers.SOON, _HALF),
    Group("who", leads_answers.WHO, _HALF),
    Group("replies", leads_replies.VIEWS, _HALF),
    Group("customers", leads_stages.CUSTOMERS, _HALF),
    Group("stages", leads_stages.STANDING, _HALF),
    Group("lengths", leads_stages.LENGTHS, _HALF),
)
