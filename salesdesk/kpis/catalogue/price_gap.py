"""Competitor price gap: own prices against what competitors ask for the same products."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.market_prices import PLACES, competitor_prices, own_list_prices
from salesdesk.kpis.catalogue.prices_paid import prices_paid
from salesdesk.kpis.clocks import AT_END
from salesdesk.kpis.facts import Array, Floats
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Formula, Ratio, Share, divide
from salesdesk.kpis.picks import How, Pick
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.settings import Settings

REGULAR = Side(competitor_prices, AT_END, where="regular", title="Prices of competitors")
PROMOTED = Side(competitor_prices, AT_END, where="promo", title="Promotion prices of competitors")
LISTED = Side(own_list_prices, AT_END, shared=PLACES[1:], title="List prices")
PAID = Side(prices_paid, shared=("competitor",), title="Order lines")
REFERENCES: tuple[How, ...] = ("mean", "median", "lowest")
MONEY = ("own", "reference", *REFERENCES, "own_worth", "reference_worth")
ROUNDING = 1e-9  # of a price; a gap of exactly the limit still matches


def _own(listed: Array, paid: Array, units: Array) -> Floats:
    """The list price, else what was paid per unit; NaN where neither is known."""
    return np.where(listed > 0, listed, divide(paid, units))


def _compared(
    settings: Settings, listed: Array, paid: Array, units: Array, **references: Array
) -> tuple[Mask, dict[str, Array]]:
    own, reference = _own(listed, paid, units), references[settings.price_reference]
    pieces = np.maximum(units, 0)
    near = np.abs(own - reference) <= (settings.price_match + ROUNDING) * reference
    worth = {"own_worth": own * pieces, "reference_worth": reference * pieces}
    columns = {"own": own, "reference": reference, **references, **worth, "near": near, "sold": pieces > 0}
    return (own > 0) & (reference > 0), columns


def _promotions(listed: Array, paid: Array, units: Array, asked: Array) -> tuple[Mask, dict[str, Array]]:
    own = _own(listed, paid, units)
    return (own > 0) & (asked > 0), {"own": own, "asked": asked}


OWN = {"listed": Sum(LISTED, "price"), "paid": Sum(PAID, "amount"), "units": Sum(PAID, "units")}
PRODUCTS = Per(
    "product",
    {**OWN, **{how: Pick(REGULAR, "price", how, party="competitor") for how in REFERENCES}},
    _compared,
    money=MONEY,
    title="Products",
    by_settings=True,
)
AGAINST_PROMOTIONS = Per(
    "product",
    {**OWN, "asked": Pick(PROMOTED, "price", "mean", party="competitor")},
    _promotions,
    money=("own", "asked"),
    title="Products",
)


def _index(of: Per, reference: str) -> Ratio:
    return Ratio(Sum(of, "own"), Sum(of, reference), scale=100, names=("own", "reference"))


def _gap(own: Floats, reference: Floats) -> Floats:
    return divide(own - reference, reference)


def _notes(log: SalesLog) -> tuple[str, ...]:
    settings = log.settings
    words = {"mean": "the mean", "median": "the median", "lowest": "the lowest"}[settings.price_reference]
    return (
        f"Compared with {words} of the competitors' latest prices, none older than {settings.price_stale_days} days.",
        "The own price is the list price of the product; without one, what was paid per unit in the period.",
    )


PRICE_INDEX = Kpi(
    id="K48",
    key="price_index",
    name="Competitor price gap",
    definition="Own price relative to the competitors' for the same product: 100 is equal, above 100 is dearer.",
    formula="100 × own price / reference price; of several products the sum of each. The reference price is the mean "
    "(or median, or lowest) of each competitor's latest price, promotions left out",
    unit=Unit.INDEX,
    direction=Direction.NEUTRAL,
    needs=(
        "competitor_prices.product_id",
        "competitor_prices.competitor",
        "competitor_prices.observed_at",
        "competitor_prices.price",
        "products.list_price | order_lines.amount order_lines.qty order_lines.product_id",
    ),
    measure=_index(PRODUCTS, "reference"),
    by=PLACES,
    figures={
        "gap": Figure(
            "Gap",
            Unit.PERCENT,
            Formula({"own": Sum(PRODUCTS, "own"), "reference": Sum(PRODUCTS, "reference")}, _gap, n="reference"),
        ),
        "mean": Figure("Against the mean", Unit.INDEX, _index(PRODUCTS, "mean")),
        "median": Figure("Against the median", Unit.INDEX, _index(PRODUCTS, "median")),
        "lowest": Figure("Against the lowest", Unit.INDEX, _index(PRODUCTS, "lowest")),
        "promotions": Figure("Against promotion prices", Unit.INDEX, _index(AGAINST_PROMOTIONS, "asked")),
        "basket": Figure(
            "Of a basket as it was sold",
            Unit.INDEX,
            Ratio(
                Sum(PRODUCTS, "own_worth", where="sold"),
                Sum(PRODUCTS, "reference_worth", where="sold"),
                scale=100,
                names=("own", "reference"),
            ),
            needs=("order_lines.qty", "order_lines.product_id"),
        ),
        "price_match": Figure("Price match feasible", Unit.PERCENT, Share(PRODUCTS, hit="near")),
    },
    question="How do you answer “the other one is cheaper” without a discount?",
    page="market",
    counted="products",
    notes=_notes,
)
KPIS = (PRICE_INDEX,)
