"""The pictures of the Market page."""

from __future__ import annotations

from salesdesk.ui.views import market_paid, market_places, market_prices, market_products, market_territories
from salesdesk.ui.views.view import Group

FIRST = ("territory_growth", "product_penetration", "price_index", "average_retail_price")  # the most telling tiles
IN_CARDS = ("sales_by_location", "sales_by_product")  # both are the same sum: what counts is how it is made up
_HALF = 480  # pixels: two cards side by side, never three
GROUPS: tuple[Group, ...] = (
    Group("places", market_places.VIEWS, _HALF),
    Group("territories", market_territories.VIEWS, _HALF),
    Group("products", market_products.BOUGHT, _HALF),
    Group("owners", market_products.OWNERS, _HALF),
    Group("prices", market_prices.VIEWS, _HALF),
    Group("paid", market_paid.VIEWS, _HALF),
)
