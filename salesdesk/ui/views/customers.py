"""The pictures of the Customers page."""

from __future__ import annotations

from salesdesk.ui.views import customers_buying, customers_staying, customers_touched, customers_worth
from salesdesk.ui.views.view import Group

FIRST = (
    "customer_retention_rate",
    "net_revenue_retention",
    "early_churn_rate",
    "nps",
    "clv",
    "new_logos",
    "upsell_rate",
    "cross_sell_rate",
    "customer_touch_frequency",
)  # the most telling tiles first
_HALF = 480  # pixels: two cards side by side, never three
GROUPS: tuple[Group, ...] = (
    Group("staying", customers_staying.VIEWS, _HALF),
    Group("growth", customers_worth.GROWTH, _HALF),
    Group("touched", (*customers_touched.VIEWS, *customers_worth.WORTH), _HALF),
    Group("answers", customers_worth.ANSWERS, _HALF),
    Group("upsell", customers_buying.UPSELL, _HALF),
    Group("families", customers_buying.CROSS_SELL, _HALF),
)
