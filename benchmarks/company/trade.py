"""What was sold: order lines of deals, of the stores and the online shop; refunds, samples, cancelled orders."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.company.deals import Deals
from benchmarks.company.market import (
    COSTS,
    FAMILIES,
    FIELD,
    LIKING,
    NAMES,
    ONLINE,
    PRICES,
    PROMOTED,
    PROMOTION,
    STORE_NAMES,
    STORES,
    Market,
    draw_products,
)  # fmt: skip
from benchmarks.company.people import Reps
from benchmarks.company.scale import DAY, NEVER, Clock, Ints, Scale, ids, ragged, words

_COLUMNS = ("moment", "order", "company", "deal", "rep", "product", "pieces", "price", "amount", "place", "kind")


def build_lines(scale: Scale, clock: Clock, market: Market, reps: Reps, deals: Deals) -> pd.DataFrame:
    """All order lines, oldest first, in the program's own numbers; refunds come last and point back."""
    sold = pd.concat(
        [_of_deals(scale, clock, market, deals), _of_stores(scale, clock, market, reps)], ignore_index=True
    )
    sold = sold.sort_values(["moment", "order"], kind="stable").reset_index(drop=True)
    sold["order"] = pd.factorize(sold["order"])[0]
    rng = scale.rng("orders")
    fate = rng.random(int(sold["order"].max()) + 1)
    sold["status"] = np.where(fate[sold["order"]] < 0.015, "Cancelled", "Completed")
    sold["original"] = NEVER
    return pd.concat([sold, _refunds(rng, clock, sold)], ignore_index=True)


def _of_deals(scale: Scale, clock: Clock, market: Market, deals: Deals) -> pd.DataFrame:
    """One to three lines per deal won, which add up to its amount to the cent."""
    rng = scale.rng("lines of deals")
    won = np.flatnonzero(deals.won)
    which, place = ragged(rng.choice((1, 2, 3), len(won), p=(0.6, 0.28, 0.12)))
    deal = won[which]
    lines = np.bincount(which)[which]
    cents = np.rint(deals.amount[deal] * 100)
    share = np.where(lines == 1, 1.0, np.array([0.6, 0.25, 0.15])[place])
    part = np.rint(cents * share)
    first = place == 0
    rest = np.bincount(which, np.where(first, 0, part))
    part = np.where(first, cents - rest[which], part)
    product = np.where(first, deals.product[deal], draw_products(rng, market.segment[deals.company[deal]]))
    pieces = np.maximum(1, np.rint(part / 100 / PRICES[product]))
    moment = np.minimum(deals.closed[deal] + 90, clock.last_moment)
    kind = np.where((deals.kind[deal] == "new") & ~first, "cross", deals.kind[deal])
    owner = deals.closer[deal]
    columns = (
        moment, deal, deals.company[deal], deal, owner, product, pieces, PRICES[product], part / 100,
        FIELD, kind,
    )  # fmt: skip
    return pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)))


def _of_stores(scale: Scale, clock: Clock, market: Market, reps: Reps) -> pd.DataFrame:
    """Small sales over the counter, every trading day; half of them with the help of a rep."""
    rng = scale.rng("lines of stores")
    weeks = clock.days / 7
    weight = np.array([store[2] for store in STORES])
    count = int(weeks * weight.sum() * scale.store_lines_a_week)
    day = _trading_days(rng, clock, count)
    place = _places(rng, clock, day, weight)
    segment = rng.choice(4, count, p=(0.05, 0.2, 0.2, 0.55))
    company = _buyers(rng, market, segment)
    product = _small(rng, count)
    pieces = rng.geometric(0.42, count).clip(1, 7)
    promoted = (place == PROMOTED) & (day >= clock.day_of(PROMOTION[0])) & (day <= clock.day_of(PROMOTION[1]))
    price = np.round(PRICES[product] * np.where(promoted, 0.9, rng.choice((1.0, 0.97, 0.95), count)), 2)
    near = np.array(
        [np.flatnonzero((reps.territory == STORES[store][1]) & (reps.role != "sdr")) for store in range(len(STORES))],
        dtype=object,
    )
    rep = np.array([rng.choice(near[store]) if len(near[store]) else NEVER for store in place])
    helped = (place != ONLINE) & (rng.random(count) < 0.5) & reps.works(day)[np.arange(count), rep] & (rep != NEVER)
    sample = rng.random(count) < 0.012
    kind = np.where(sample, "sample", words(rng, {"new": 0.35, "repeat": 0.65}, count))
    moment = np.minimum(day * DAY + rng.integers(9 * 60, 19 * 60, count), clock.last_moment)
    columns = (
        moment, np.arange(count) + 10_000_000, company, np.full(count, NEVER), np.where(helped, rep, NEVER), product,
        pieces, PRICES[product], np.where(sample, 0.0, np.round(pieces * price, 2)), place, kind,
    )  # fmt: skip
    return pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)))


def _trading_days(rng: np.random.Generator, clock: Clock, count: int) -> Ints:
    days = np.arange(clock.days)
    dates = [clock.date_of(day) for day in days]
    open_ = np.array([0.25 if each.weekday() == 6 else 1.3 if each.weekday() == 5 else 1.0 for each in dates])
    season = np.array([1.35 if each.month in (11, 12) else 1.0 for each in dates]) * (1 + 0.15 * days / clock.days)
    return rng.choice(days, count, p=open_ * season / (open_ * season).sum())


def _places(rng: np.random.Generator, clock: Clock, day: Ints, weight: np.ndarray) -> Ints:
    """The promotion draws more people into one store, and fewer in the two weeks behind it."""
    start, end = (clock.day_of(each) for each in PROMOTION)
    pull = np.tile(weight, (len(day), 1))
    pull[(day >= start) & (day <= end), PROMOTED] *= 2.6
    pull[(day > end) & (day <= end + 14), PROMOTED] *= 0.85
    running = np.cumsum(pull, axis=1)
    return (running < (rng.random(len(day)) * running[:, -1])[:, None]).sum(axis=1)


def _buyers(rng: np.random.Generator, market: Market, segment: Ints) -> Ints:
    """Known companies of a segment; some buy often."""
    company = np.zeros(len(segment), dtype=np.int64)
    for number in range(4):
        mine = np.flatnonzero(market.segment[: market.customers] == number)
        rows = np.flatnonzero(segment == number)
        company[rows] = mine[(len(mine) * rng.beta(1.1, 1.6, len(rows))).astype(np.int64)]
    return company


def _small(rng: np.random.Generator, count: int) -> Ints:
    small = np.flatnonzero(PRICES < 1_000)
    return rng.choice(small, count, p=LIKING[3, small] / LIKING[3, small].sum())


def _refunds(rng: np.random.Generator, clock: Clock, sold: pd.DataFrame) -> pd.DataFrame:
    """Lines given back weeks later, wholly or in part, booked as negative lines of an order of their own."""
    able = np.flatnonzero((sold["amount"] > 0) & (sold["status"] == "Completed"))
    rows = np.sort(rng.choice(able, round(len(sold) * 0.02), replace=False))
    back = sold.iloc[rows].copy()
    moment = clock.in_hours(back["moment"].to_numpy() + rng.integers(3, 40, len(rows)) * DAY, rng)
    whole = rng.random(len(rows)) < 0.6
    back["original"] = back["order"].to_numpy()
    back["order"] = sold["order"].max() + 1 + np.arange(len(rows))
    back["moment"] = moment
    back["amount"] = -np.where(whole, back["amount"], (back["amount"] * 0.4).round(2))
    back["pieces"] = -np.where(whole, back["pieces"], np.ceil(back["pieces"] * 0.4))
    back["kind"] = "refund"
    return back[moment <= clock.last_moment]


def lines_table(clock: Clock, market: Market, reps: Reps, deals: Deals, lines: pd.DataFrame) -> pd.DataFrame:
    order, product = lines["order"].to_numpy(), lines["product"].to_numpy()
    known = ids("O", int(order.max()) + 1)
    deal, rep, original = (lines[name].to_numpy() for name in ("deal", "rep", "original"))
    company = lines["company"].to_numpy()
    currency = np.where(market.dollars[company] & (lines["place"] != ONLINE), "USD", "EUR").astype(object)
    currency[np.flatnonzero(lines["place"] == ONLINE)[50::450]] = "CHF"  # a currency without a rate
    place = STORE_NAMES[lines["place"].to_numpy()]
    place[211::900] = None
    table = pd.DataFrame(
        {
            "order_id": known[order],
            "line_id": ids("OL", len(lines)),
            "customer_id": market.company[company],
            "opportunity_id": np.where(deal == NEVER, None, deals.id[deal]),
            "rep_id": np.where(rep == NEVER, None, reps.name[rep]),
            "order_date": clock.stamps(lines["moment"].to_numpy()),
            "product_id": NAMES[product],
            "product_family": FAMILIES[product],
            "qty": lines["pieces"],
            "list_price": lines["price"],
            "amount": lines["amount"],
            "currency": currency,
            "unit_cost": COSTS[product],
            "location_id": place,
            "channel": np.where(deal != NEVER, "Field", np.where(lines["place"] == ONLINE, "Online", "Store")),
            "status": lines["status"],
            "line_type": [kind.capitalize() for kind in lines["kind"]],
            "original_order_id": np.where(original == NEVER, None, known[original]),
        }
    )
    return table.sort_values("order_date", kind="stable").reset_index(drop=True)


def orders_table(lines: pd.DataFrame) -> pd.DataFrame:
    """Heads of the orders in ``lines`` (as from ``lines_table``)."""
    returned = set(lines["original_order_id"].dropna())
    heads = lines.drop_duplicates("order_id")
    table = heads[["order_id", "customer_id", "rep_id", "order_date", "status"]].reset_index(drop=True)
    table["payment_status"] = np.where(table["status"] == "Cancelled", "Void", "Paid")
    # Most of what came back is a refund among the lines; a few orders are only marked.
    unpaid = np.flatnonzero(~table["order_id"].isin(returned) & (table["status"] == "Completed"))[-400::90]
    table["returned"] = np.isin(np.arange(len(table)), unpaid)
    return table


def store_targets(clock: Clock, lines: pd.DataFrame) -> dict[str, float]:
    """Monthly targets, a little above what each place sells."""
    done = lines[lines["status"] != "Cancelled"].groupby("place")["amount"].sum() / clock.months
    return {
        STORE_NAMES[place]: float(round(done.get(place, 1000.0) * 1.06 / 500) * 500) for place in range(len(STORES))
    }


def company_days(lines: pd.DataFrame, companies: int) -> Ints:
    """The day of each company's last order; NEVER where it has none."""
    last = np.full(companies, NEVER)
    np.maximum.at(last, lines["company"].to_numpy(), lines["moment"].to_numpy() // DAY)
    return last
