"""What competitors ask: their latest prices as spells, and the own list prices beside them."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.derived import Rows
from salesdesk.kpis.catalogue.prices_paid import list_prices
from salesdesk.kpis.catalogue.reasons import FX_MISSING
from salesdesk.kpis.facts import NO_DATE, STILL, Facts, Reason, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE
from salesdesk.models.period import NO_DAY

TABLE = "competitor_prices"
PLACES = ("product", "competitor", "location", "region")
STALE = Reason("stale", "too old")
NO_PRODUCT = Reason("no_product", "no product", gap=True)
NO_PRICE = Reason("no_price", "no price", gap=True)


@reads("price_stale_days", "rate_age_days")
def competitor_prices(log: SalesLog) -> Facts:
    """Prices as spells: each holds until the same competitor's next one for the product and place, or grows stale.

    ``promo`` marks those of promotions, ``regular`` the others; neither takes the place of the other.
    """
    day, price = log.day(TABLE, "observed_at"), in_base(log, TABLE, "price", log.day(TABLE, "observed_at"))
    promo, product = log.flag(TABLE, "is_promo"), log.code("product", TABLE, "product_id")
    usable = (day != NO_DAY) & (product >= 0) & (log.number(TABLE, "price") > 0)
    old = np.where(day == NO_DAY, NO_DAY, day.astype(np.int64) + log.settings.price_stale_days + 1).astype(np.int32)
    following = _next_days(log, usable)
    late = np.flatnonzero(usable & (old < following))
    row = np.concatenate([np.arange(len(day)), late])
    start = np.concatenate([day, old[late]])
    until = np.concatenate([np.minimum(old, following), following[late]])
    stale = np.arange(len(row)) >= len(day)
    nobody = np.full(len(day), NOBODY_CODE, dtype=np.int32)
    dims = row_dims(log, TABLE, nobody)
    return facts(
        start,
        {name: dims[name][row] for name in PLACES},
        {"promo": promo[row], "regular": ~promo[row]},
        until=until,
        row=log.pointers(TABLE)[row],
        money={"price": price.whole[row]},
        keep=(until > start) | ~usable[row],
        aside={
            STALE: stale,
            NO_DATE: (day == NO_DAY)[row],
            NO_PRODUCT: (product < 0)[row],
            NO_PRICE: ~(log.number(TABLE, "price") > 0)[row],
            FX_MISSING: price.no_rate[row],
        },
    )


def _next_days(log: SalesLog, usable: Mask) -> Days:
    """The day of the next price of the same sort, competitor, product and place; STILL where there is none."""
    at, promo = log.moment(TABLE, "observed_at"), log.flag(TABLE, "is_promo")
    product, location = (_codes(log, dim) for dim in ("product", "location"))
    competitor = log.text(TABLE, "competitor").codes
    named = np.array([value.strip().casefold() for value in log.text(TABLE, "competitor").values] or [""])
    _, alike = np.unique(named, return_inverse=True)
    party = np.where(competitor >= 0, alike[competitor], NOBODY_CODE)
    rows: Rows = np.flatnonzero(usable)
    keys = np.stack([promo[rows], location[rows], party[rows], product[rows]])
    order = np.lexsort((rows, at[rows], *keys))
    same = np.all(keys[:, order[1:]] == keys[:, order[:-1]], axis=0)
    days = log.day(TABLE, "observed_at")[rows][order]
    following = np.full(len(usable), STILL, dtype=np.int32)
    following[rows[order[:-1]]] = np.where(same, days[1:], STILL)
    return following


def _codes(log: SalesLog, dim: str) -> Rows:
    if not log.has(TABLE, f"{dim}_id"):
        return np.full(log.rows(TABLE), NOBODY_CODE, dtype=np.int64)
    return log.code(dim, TABLE, f"{dim}_id").astype(np.int64)


@reads()
def own_list_prices(log: SalesLog) -> Facts:
    """The list price of each product that has one, at all times."""
    found = list_prices(log)
    count = len(found.row)
    return facts(
        np.full(count, NO_DAY, dtype=np.int32),
        {"product": found.product},
        until=np.full(count, STILL, dtype=np.int32),
        row=log.pointers("products")[found.row] if count else found.row,
        money={"price": found.price},
    )
