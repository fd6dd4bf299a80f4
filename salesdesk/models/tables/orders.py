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
        aliases=("order", "order number", "sales order number", "sales id", "invoice", "invoice number", "order no",
                 "order nr", "order ref", "order reference", "invoice no", "invoice nr", "invoice ref", "invoice id",
                 "sales order", "sales order no", "receipt no", "receipt number"),
        about="The number of the order or invoice.",
    )  # fmt: skip
    line_id: str | None = column(
        "Line ID",
        Kind.ID,
        aliases=("row id", "line", "order line", "sales order line number", "line number"),
        about="The number of the line; by it a second copy is known.",
    )
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "account", "customer name", "contact id", "reseller key", "client", "client name",
                 "buyer name", "sold to"),
        about="Who bought: the id or the name of the company.",
    )  # fmt: skip
    opportunity_id: str | None = column(
        "Opportunity", Kind.ID, aliases=("deal id", "opportunity"), about="The id of the deal that the order came from."
    )
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "sales person", "salesperson", "sales rep", "employee key", "sold by", "salesman",
                 "saleswoman", "account manager", "account executive", "sales representative", "sales executive",
                 "handled by", "managed by", "salesperson name", "rep name", "sales rep name"),
        about="The rep who gets the credit; empty for house accounts.",
    )  # fmt: skip
    order_date: datetime | None = column(
        "Order date",
        Kind.MOMENT,
        happened=True,
        aliases=("date", "sales date", "invoice date", "booked on", "ordered at", "month year", "date of order",
                 "date ordered", "ordered on", "date sold", "sold on", "date of sale", "sale date", "date of invoice"),
        about="The day of the order, or of the refund.",
    )  # fmt: skip
    product_id: str | None = column(
        "Product",
        Kind.ID,
        refers="product",
        aliases=("product", "item no", "item", "sku", "product key", "article", "product/service", "item number",
                 "item sold", "product sold"),
        about="What was sold: the id or the name of the product.",
    )  # fmt: skip
    product_name: str | None = column(
        "Product name",
        aliases=("item name", "product description"),
        about="The name of the product, if the column before holds its number.",
    )
    product_family: str | None = column(
        "Product family",
        aliases=("category", "product category", "product category name", "product line", "product group", "series"),
        about="The family or category of the product.",
    )
    qty: float | None = column(
        "Quantity",
        Kind.NUMBER,
        aliases=("qty", "units", "units sold", "order quantity", "pieces", "number of units", "no of units",
                 "units ordered", "quantity sold"),
        about="How many pieces.",
    )  # fmt: skip
    list_price: float | None = column(
        "List price",
        Kind.MONEY,
        aliases=("unit price", "sale price", "list unit price"),
        about="The list price of one piece.",
    )
    amount: float | None = column(
        "Amount",
        Kind.MONEY,
        required=True,
        aliases=("sales", "net sales", "sales amount", "line price", "line total", "total price", "revenue",
                 "net amount", "total", "net value", "net total", "net sum", "order value", "order total",
                 "order amount", "sale amount", "sale value", "sales value", "invoice amount", "invoice total"),
        about="The whole line after discount, before tax; negative for a refund.",
    )  # fmt: skip
    currency: str | None = column(
        "Currency", aliases=("currency code",), about="The three letters of the currency, such as EUR."
    )
    unit_cost: float | None = column(
        "Unit cost", Kind.MONEY, aliases=("cost per unit",), about="What one piece costs the company."
    )
    cost: float | None = column(
        "Cost",
        Kind.MONEY,
        aliases=("cogs", "total product cost", "total cost"),
        about="What the whole line costs the company.",
    )
    location_id: str | None = column(
        "Location",
        Kind.ID,
        refers="location",
        aliases=("location", "store", "shop", "branch", "geography"),
        about="The shop, branch or web shop that sold it.",
    )
    country: str | None = column("Country", about="The country it was sold to.")
    region: str | None = column(
        "Region",
        aliases=("sales region", "territory", "sales territory", "sales territory key"),
        about="The sales region it was sold in.",
    )
    segment: str | None = column("Segment", aliases=("customer segment",), about="The sort of customer.")
    channel: str | None = column(
        "Channel", aliases=("sales channel",), about="The sales channel, such as Direct, Partner or Online."
    )
    status: str | None = column(
        "Status", Kind.CHOICE, aliases=("order status",), values=ORDER_STATUSES, about="Cancelled orders are left out."
    )
    line_type: str | None = column(
        "Line type",
        Kind.CHOICE,
        aliases=("sale type", "order type"),
        values=LINE_TYPES,
        about="First order, upsell, cross-sell, repeat, renewal, sample or refund.",
    )
    original_order_id: str | None = column(
        "Original order",
        Kind.ID,
        aliases=("original order id", "refund of"),
        about="The order that a refund gives back.",
    )


@dataclass(frozen=True)
class Order:
    order_id: str | None = column(
        "Order ID",
        Kind.ID,
        required=True,
        aliases=("sales id", "order number", "invoice number", "order no", "order nr", "invoice no", "invoice nr"),
        about="The number of the order; its lines carry the same.",
    )
    customer_id: str | None = column(
        "Customer",
        Kind.ID,
        refers="customer",
        aliases=("customer", "contact id", "account"),
        about="Who bought: the id or the name of the company.",
    )
    rep_id: str | None = column(
        "Rep",
        Kind.ID,
        refers="rep",
        aliases=("rep", "salesperson", "sales rep", "salesman", "saleswoman", "account manager", "account executive",
                 "sales representative", "sales executive", "handled by", "managed by"),
        about="The rep who gets the credit.",
    )  # fmt: skip
    order_date: datetime | None = column(
        "Order date",
        Kind.MOMENT,
        happened=True,
        aliases=("sales date", "date", "invoice date"),
        about="The day of the order.",
    )
    status: str | None = column(
        "Status", Kind.CHOICE, aliases=("order status",), values=ORDER_STATUSES, about="Cancelled orders are left out."
    )
    payment_status: str | None = column("Payment status", aliases=("paid",), about="Whether the order is paid.")
    returned: bool | None = column(
        "Returned", Kind.FLAG, aliases=("is returned",), about="Yes if the order was given back."
    )


@dataclass(frozen=True)
class Product:
    product_id: str | None = column(
        "Product ID",
        Kind.ID,
        aliases=("item no", "sku", "product key", "id"),
        about="The number of the product; other tables point to it.",
    )
    name: str | None = column(
        "Product", aliases=("name", "product name", "item name", "description"), about="The name of the product."
    )
    family: str | None = column(
        "Family",
        aliases=("category", "series", "product family", "product line"),
        about="The family or category of the product.",
    )
    tier: float | None = column(
        "Tier",
        Kind.NUMBER,
        aliases=("level",),
        about="The level within the family: 1 for the smallest, higher for better ones.",
    )
    list_price: float | None = column(
        "List price", Kind.MONEY, aliases=("sales price", "unit price", "price"), about="The list price of one piece."
    )


@dataclass(frozen=True)
class Location:
    location_id: str | None = column(
        "Location ID",
        Kind.ID,
        aliases=("store id", "shop id", "id"),
        about="The number of the shop or branch; other tables point to it.",
    )
    name: str | None = column(
        "Location", aliases=("name", "store", "shop", "branch", "store name"), about="The name of the shop or branch."
    )
    region: str | None = column(
        "Region",
        aliases=("sales region", "territory", "sales territory", "sales territory key"),
        about="The sales region that it belongs to.",
    )
    kind: str | None = column(
        "Kind",
        Kind.CHOICE,
        aliases=("type",),
        values={"store": ("shop", "branch"), "online": ("web", "webshop")},
        about="Whether it is a store or an online shop.",
    )
    trading_days: float | None = column(
        "Trading days", Kind.NUMBER, aliases=("open days",), about="On how many days it was open."
    )
    target: float | None = column("Target", Kind.MONEY, aliases=("sales target",), about="What it is to sell.")


@dataclass(frozen=True)
class Promotion:
    location_id: str | None = column(
        "Location",
        Kind.ID,
        required=True,
        refers="location",
        aliases=("store", "shop"),
        about="Where the promotion ran.",
    )
    start: datetime | None = column(
        "Start", Kind.DAY, required=True, aliases=("from", "start date"), about="Its first day."
    )
    end: datetime | None = column("End", Kind.DAY, required=True, aliases=("to", "end date"), about="Its last day.")
    kind: str | None = column("Kind", aliases=("promotion type",), about="Price, display, coupon, demo or sample.")
    product_id: str | None = column(
        "Product", Kind.ID, refers="product", aliases=("product",), about="For which product; empty for all."
    )


@dataclass(frozen=True)
class CompetitorPrice:
    product_id: str | None = column(
        "Product",
        Kind.ID,
        required=True,
        refers="product",
        aliases=("product",),
        about="The own product that it is compared with.",
    )
    competitor: str | None = column("Competitor", required=True, aliases=("rival",), about="Whose price it is.")
    observed_at: datetime | None = column(
        "Observed",
        Kind.MOMENT,
        required=True,
        happened=True,
        aliases=("observed at",),
        about="When the price was seen.",
    )
    price: float | None = column(
        "Price", Kind.MONEY, required=True, aliases=("competitor price",), about="The competitor's price for one piece."
    )
    currency: str | None = column("Currency", about="The three letters of the currency, such as EUR.")
    location_id: str | None = column(
        "Location", Kind.ID, refers="location", aliases=("store",), about="The shop near which it was seen."
    )
    is_promo: bool | None = column("Promotion", Kind.FLAG, aliases=("is promo",), about="Yes if it is a special offer.")


@dataclass(frozen=True)
class ExchangeRate:
    date: datetime | None = column("Date", Kind.DAY, required=True, about="The day of the rate.")
    currency: str | None = column(
        "Currency",
        required=True,
        aliases=("currency code",),
        about="The three letters of the foreign currency, such as USD.",
    )
    rate_to_base: float | None = column(
        "Rate",
        Kind.NUMBER,
        required=True,
        aliases=("rate to base", "exchange rate"),
        about="What one unit of it is worth in the company's own currency.",
    )


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
