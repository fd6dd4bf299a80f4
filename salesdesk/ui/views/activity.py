"""The pictures of the Activity page, and the order of its tiles."""

from __future__ import annotations

from salesdesk.ui.views import calling, effort, networks, rep_plane, sending, trying
from salesdesk.ui.views.view import Group

# The most important first; a log that lacks some of the first has the later ones.
TILES = (
    "activity_volume",
    "touches_per_day",
    "dial_to_contact_rate",
    "opps_per_1000_calls",
    "contact_to_sale_rate",
    "customer_acquisition_rate",
    "follow_up_rate",
    "touches_per_deal",
    "wins_by_contact_number",
    "followup_link_rate",
    "collateral_usage_rate",
    "campaign_enrolments",
    "social_activity",
    "social_sourced_share",
    "collateral_callback_rate",
)
_WIDTH = 480  # two cards in a row
GROUPS: tuple[Group, ...] = (
    Group("effort", (effort.WEEKS, rep_plane.ACTIVITY, effort.PACE_WEEKS, effort.PACE_CHANNELS), _WIDTH),
    Group("calling", (calling.HOURS, rep_plane.CALLS, calling.SALES), _WIDTH),
    Group("approach", (trying.CURVE, trying.ATTEMPTS, calling.METHODS, rep_plane.WORKLOAD), _WIDTH),
    Group("deals", (trying.WINS, trying.PROFILE), _WIDTH),
    Group("content", (sending.GRID, sending.LIST, sending.CALLBACKS, sending.LINKED, sending.CLICKED), _WIDTH),
    Group("reach", (effort.SOCIAL_WEEKS, networks.BY_REP, networks.WON, effort.ADDED), _WIDTH),
)
