"""Order lines, products, locations, promotions, competitor prices, exchange rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesdesk.models.columns import Kind, Table, column

LINE_TYPES = {
    "new": ("first", "new business"),
    "upsell": ("upgrade", "expansion"),
    "cross": ("cross-sell", "cross sell"),
    "repeat": ("reorder", "re-order"),
    "renewal": ("renewals",),
    "sample": ("free", "free sample"),
    "refund": ("return", "returned", "credit note", "credit"),
}
ORDER_STATUSES = {
    "done": ("completed", "shipped", "paid", "invoiced", "delivered"),
    "cancelled": ("canceled", "void"),
    "open": ("pending", "processing"),
}


@dataclass(frozen=True)
class OrderLine:
    order_id: str | None = column(
        "Order ID",
        Kind.ID,
        aliases=("order", "order number", "sales order number", "sales id", "invoice", "invoice number"),
    )
    line_id: str | None = column(
        "Line ID", Kind.ID, aliases=("row id", "line", "order line", "sales order line number", "line number")
    )
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "account", "customer name", "contact id", "reseller key"),
    )
    opportunity_id: str | None = column("Opportunity", Kind.ID, aliases=("deal id", "opportunity"))
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "sales person", "salesperson", "sales rep", "employee key", "sold by"),
    )
    order_date: datetime | None = column(
        "Order date",
        Kind.MOMENT,
        happened=True,
        aliases=("date", "sales date", "invoice date", "booked on", "ordered at", "month year"),
    )
    product_id: str | None = column(
        "Product",
        Kind.ID,
        refers="product",
        aliases=("product", "item no", "item", "sku", "product key", "article"),
    )
    product_name: str | None = column("Product name", aliases=("item name", "product description"))
    product_family: str | None = column(
        "Product family",
        aliases=("category", "product category", "product category name", "product line", "product group", "series"),
    )
    qty: float | None = column(
        "Quantity", Kind.NUMBER, aliases=("qty", "units", "units sold", "order quantity", "pieces")
    )
    list_price: float | None = column("List price", Kind.MONEY, aliases=("unit price", "sale price", "list unit price"))
    amount: float | None = column(
        "Amount",
        Kind.MONEY,
        required=True,
        aliases=(
            "sales",
            "net sales",
            "sales amount",
            "line price",
            "line total",
            "total price",
            "revenue",
            "net amount",
            "total",
        ),
    )
    currency: str | None = column("Currency", aliases=("currency code",))
    unit_cost: float | None = column("Unit cost", Kind.MONEY, aliases=("cost per unit",))
    cost: float | None = column("Cost", Kind.MONEY, aliases=("cogs", "total product cost", "total cost"))
    location_id: str | None = column(
        "Location", Kind.ID, refers="location", aliases=("location", "store", "shop", "branch", "geography")
    )
    country: str | None = column("Country")
    region: str | None = column(
        "Region", aliases=("sales region", "territory", "sales territory", "sales territory key")
    )
    segment: str | None = column("Segment", aliases=("customer segment",))
    channel: str | None = column("Channel", aliases=("sales channel",))
    status: str | None = column(
        "Status",
        Kind.CHOICE,
        aliases=("order status",),
        values=ORDER_STATUSES,
    )
    line_type: str | None = column("Line type", Kind.CHOICE, aliases=("sale type", "order type"), values=LINE_TYPES)
    original_order_id: str | None = column("Original order", Kind.ID, aliases=("original order id", "refund of"))


@dataclass(frozen=True)
class Order:
    order_id: str | None = column(
        "Order ID", Kind.ID, required=True, aliases=("sales id", "order number", "invoice number")
    )
    customer_id: str | None = column(
        "Customer", Kind.ID, refers="customer", aliases=("customer", "contact id", "account")
    )
    rep_id: str | None = column("Rep", Kind.ID, refers="rep", aliases=("rep", "salesperson", "sales rep"))
    order_date: datetime | None = column(
        "Order date", Kind.MOMENT, happened=True, aliases=("sales date", "date", "invoice date")
    )
    status: str | None = column("Status", Kind.CHOICE, aliases=("order status",), values=ORDER_STATUSES)
    payment_status: str | None = column("Payment status", aliases=("paid",))
    returned: bool | None = column("Returned", Kind.FLAG, aliases=("is returned",))


@dataclass(frozen=True)
class Product:
    product_id: str | None = column("Product ID", Kind.ID, aliases=("item no", "sku", "product key", "id"))
    name: str | None = column("Product", aliases=("name", "product name", "item name", "description"))
    family: str | None = column("Family", aliases=("category", "series", "product family", "product line"))
    tier: float | None = column("Tier", Kind.NUMBER, aliases=("level",))
    list_price: float | None = column("List price", Kind.MONEY, aliases=("sales price", "unit price", "price"))


@dataclass(frozen=True)
class Location:
    location_id: str | None = column("Location ID", Kind.ID, aliases=("store id", "shop id", "id"))
    name: str | None = column("Location", aliases=("name", "store", "shop", "branch", "store name"))
    region: str | None = column(
        "Region", aliases=("sales region", "territory", "sales territory", "sales territory key")
    )
    kind: str | None = column(
        "Kind",
        Kind.CHOICE,
        aliases=("type",),
        values={"store": ("shop", "branch"), "online": ("web", "webshop")},
    )
    trading_days: float | None = column("Trading days", Kind.NUMBER, aliases=("open days",))
    target: float | None = column("Target", Kind.MONEY, aliases=("sales target",))


@dataclass(frozen=True)
class Promotion:
    location_id: str | None = column("Location", Kind.ID, required=True, refers="location", aliases=("store", "shop"))
    start: datetime | None = column("Start", Kind.DAY, required=True, aliases=("from", "start date"))
    end: datetime | None = column("End", Kind.DAY, required=True, aliases=("to", "end date"))
    kind: str | None = column("Kind", aliases=("promotion type",))
    product_id: str | None = column("Product", Kind.ID, refers="product", aliases=("product",))


@dataclass(frozen=True)
class CompetitorPrice:
    product_id: str | None = column("Product", Kind.ID, required=True, refers="product", aliases=("product",))
    competitor: str | None = column("Competitor", required=True, aliases=("rival",))
    observed_at: datetime | None = column(
        "Observed", Kind.MOMENT, required=True, happened=True, aliases=("observed at",)
    )
    price: float | None = column("Price", Kind.MONEY, required=True, aliases=("competitor price",))
    currency: str | None = column("Currency")
    location_id: str | None = column("Location", Kind.ID, refers="location", aliases=("store",))
    is_promo: bool | None = column("Promotion", Kind.FLAG, aliases=("is promo",))


@dataclass(frozen=True)
class ExchangeRate:
    date: datetime | None = column("Date", Kind.DAY, required=True)
    currency: str | None = column("Currency", required=True, aliases=("currency code",))
    rate_to_base: float | None = column("Rate", Kind.NUMBER, required=True, aliases=("rate to base", "exchange rate"))


TABLES = (
    Table(
        "order_lines",
        "Order lines",
        OrderLine,
        "What was sold: one row per product line of an order, refunds as negative lines.",
        aliases=("order lines", "orders", "sales lines", "sales", "reseller sales", "invoices", "transactions"),
        key="line_id",
    ),
    Table("orders", "Orders", Order, "Heads of orders: date, customer, rep; returns marked.",
          aliases=("orders", "sales", "returns"), key="order_id"),
    Table("products", "Products", Product, "What is sold, with family and list price.",
          aliases=("products", "items", "price list"), key="product_id", naming="name", any_of=("product_id", "name")),
    Table("locations", "Locations", Location, "Shops, regions and online channels.",
          aliases=("locations", "stores", "shops", "branches"), key="location_id", naming="name",
          any_of=("location_id", "name")),
    Table("promotions", "Promotions", Promotion, "Which location ran a promotion, and when.", aliases=("promotion",)),
    Table("competitor_prices", "Competitor prices", CompetitorPrice, "Prices of rivals for the same product.",
          aliases=("competitor price", "price observations")),
    Table("fx_rates", "Exchange rates", ExchangeRate, "Value of one unit of a currency in the base currency.",
          aliases=("exchange rates", "currency rates")),
)  # fmt: skip
