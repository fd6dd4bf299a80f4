"""Recounts of prices, products, territories and the volume of new opportunities."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from tests.kpis.recounts.first import net_sales
from tests.kpis.recounts.plain_rows import AS_OF, Row, Span, day, deals, lines, rows, within, worth


def _sign(row: Row) -> int:
    return -1 if row["line_type"] == "refund" or row["amount"] < 0 else 1


def average_retail_price(span: Span) -> float | None:
    paid, units = 0.0, 0.0
    for row in lines():
        if not within(row["order_date"], span) or row["line_type"] == "sample" or row["amount"] == 0:
            continue
        value = worth(row, day(row["order_date"]))
        if value is not None:
            paid += _sign(row) * abs(value)
            units += _sign(row) * abs(row["qty"])
    return paid / units if units > 0 else None


def _buyer(row: Row) -> str | None:
    """Of what was given back without a customer that of the same product in the order, else of its first line."""
    sold = [line for line in rows("order_lines") if line["order_id"] == row["original_order_id"]]
    same = [line for line in sold if line["product_id"] and line["product_id"] == row["product_id"]]
    return row["customer_id"] or next((line["customer_id"] for line in same or sold), None)


def product_penetration(span: Span) -> float:
    end = min(span[1], AS_OF)
    pieces: dict[str, float] = defaultdict(float)
    for row in lines():
        dated = row["order_date"] is None or day(row["order_date"]) <= end
        if dated and row["line_type"] != "sample" and (customer := _buyer(row)):
            pieces[customer] += _sign(row) * abs(row["qty"])
    customers = [row["customer_id"] for row in rows("customers")]
    return sum(pieces[name] > 0 for name in customers) / len(customers)


def price_index(span: Span) -> float | None:
    end = min(span[1], AS_OF)
    latest: dict[tuple[str, str, str | None], Row] = {}
    for row in sorted(rows("competitor_prices"), key=lambda row: row["observed_at"]):
        if not row["is_promo"] and day(row["observed_at"]) <= end:
            latest[row["product_id"], row["competitor"], row["location_id"]] = row
    asked: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (product, competitor, _), row in latest.items():
        seen = day(row["observed_at"])
        value = worth({**row, "amount": row["price"]}, seen)
        if value is not None and end - seen <= timedelta(days=60):
            asked[product][competitor].append(value)
    own = {row["product_id"]: row["list_price"] for row in rows("products")}
    references = {
        product: statistics.fmean(statistics.fmean(prices) for prices in parties.values())
        for product, parties in asked.items()
    }
    total = sum(references.values())
    return 100 * sum(own[product] for product in references) / total if total else None


def territory_growth(span: Span) -> float | None:
    if span[0].year == 2025:  # the log begins in that year
        return None
    before = net_sales((span[0].replace(year=span[0].year - 1), span[1].replace(year=span[1].year - 1)))
    return net_sales(span) / before - 1 if before > 0 else None


RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    "K48": price_index,
    "K49": average_retail_price,
    "K51": product_penetration,
    "K52": territory_growth,
    "K56": lambda span: sum(within(row["created_at"], span) and row["type"] != "renewal" for row in deals()),
}
