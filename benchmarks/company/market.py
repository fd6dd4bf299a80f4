"""What the made-up company sells, where, to whom, and in which currencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.company.people import TERRITORIES
from benchmarks.company.scale import Clock, Flags, Floats, Ints, Scale, ids, pick
from benchmarks.company.words import INDUSTRY, RIVALS, SEGMENTS, Texts, company_names

# name, family, tier, list price, unit cost as a share of it, how readily each segment buys it
PRODUCTS = (
    ("Office router", "Network", 1, 690, 0.62, (1, 2, 2, 4)),
    ("Branch router", "Network", 2, 1_450, 0.6, (4, 2, 3, 3)),
    ("Wi-Fi access point", "Network", 1, 320, 0.58, (2, 4, 3, 5)),
    ("Managed switch", "Network", 2, 980, 0.61, (3, 3, 5, 2)),
    ("Bandwidth 200", "Bandwidth", 1, 2_400, 0.45, (3, 3, 3, 4)),
    ("Bandwidth 1000", "Bandwidth", 2, 5_900, 0.43, (6, 3, 3, 1)),
    ("Managed firewall", "Security", 1, 3_600, 0.4, (6, 4, 3, 2)),
    ("Threat monitoring", "Security", 2, 7_800, 0.38, (6, 3, 2, 1)),
    ("Backup line", "Security", 1, 1_900, 0.47, (4, 5, 2, 1)),
    ("Cloud telephony", "Telephony", 1, 1_200, 0.5, (1, 4, 3, 3)),
    ("Contact centre", "Telephony", 2, 6_400, 0.48, (3, 2, 1, 2)),
    ("Desk phone", "Telephony", 1, 140, 0.66, (2, 3, 2, 2)),
)
NAMES = np.array([product[0] for product in PRODUCTS], dtype=object)
FAMILIES = np.array([product[1] for product in PRODUCTS], dtype=object)
PRICES = np.array([product[3] for product in PRODUCTS], dtype=float)
COSTS = np.array([product[3] * product[4] for product in PRODUCTS], dtype=float).round(2)
LIKING = np.array([product[5] for product in PRODUCTS], dtype=float).T  # segment × product
# name, region, weekly weight, trading days in a year
STORES = (
    ("Harbour Street", 0, 1.0, 302),
    ("Old Mill", 1, 0.8, 302),
    ("Station Square", 1, 1.25, 355),
    ("Castle Gate", 2, 0.9, 302),
    ("Linden Park", 3, 0.7, 280),
    ("Airport Plaza", 3, 1.1, 355),
    ("Online shop", -1, 2.4, 365),
    ("Field sales", -1, 0.0, 251),
)
ONLINE, FIELD = 6, 7
PROMOTED = 0  # Harbour Street
PROMOTION = (date(2026, 4, 13), date(2026, 5, 10))
STORE_NAMES = np.array([store[0] for store in STORES], dtype=object)


@dataclass(frozen=True)
class Market:
    """Companies: those below ``customers`` bought before the log begins, the rest may."""

    company: Texts
    segment: npt.NDArray[np.int64]
    territory: npt.NDArray[np.int64]
    customers: int
    manager: npt.NDArray[np.int64]  # the rep who looks after it
    dollars: npt.NDArray[np.bool_]


def build_market(scale: Scale, roles: Texts) -> Market:
    rng = scale.rng("market")
    count = scale.customers + scale.leads // 2
    names, segments = company_names(rng, count)
    kinds = list(SEGMENTS)
    carers = np.flatnonzero(roles == "am")
    managers = np.where(rng.random(count) < 0.9, rng.choice(carers, count), -1)
    return Market(
        company=names,
        segment=np.array([kinds.index(segment) for segment in segments]),
        territory=rng.choice(4, count, p=(0.27, 0.29, 0.21, 0.23)),
        customers=scale.customers,
        manager=managers,
        dollars=rng.random(count) < 0.045,
    )


def draw_products(rng: np.random.Generator, segment: Ints) -> Ints:
    return pick(rng, LIKING[segment])


def products_table() -> pd.DataFrame:
    tier = [product[2] for product in PRODUCTS]
    return pd.DataFrame(
        {"product_id": ids("P", len(PRODUCTS)), "name": NAMES, "family": FAMILIES, "tier": tier, "list_price": PRICES}
    )


def locations_table(targets: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "location_id": ids("L", len(STORES)),
            "name": STORE_NAMES,
            "region": [TERRITORIES[store[1]] if store[1] >= 0 else None for store in STORES],
            "kind": ["Store"] * 6 + ["Online", None],
            "trading_days": [store[3] for store in STORES],
            "target": [targets[store[0]] for store in STORES],
        }
    )


def rates(scale: Scale, clock: Clock) -> dict[str, Floats]:
    """Euros for one unit of each currency, week by week."""
    rng = scale.rng("rates")
    weeks = clock.days // 7 + 2
    return {
        currency: np.round(start + np.cumsum(rng.normal(0, 0.004, weeks)), 4)
        for currency, start in (("USD", 0.92), ("GBP", 1.17))
    }


def rates_table(scale: Scale, clock: Clock) -> pd.DataFrame:
    tables = []
    for currency, values in rates(scale, clock).items():
        days = np.arange(0, clock.days, 7)
        stamps = clock.day_stamps(days)
        tables.append(pd.DataFrame({"date": stamps, "currency": currency, "rate_to_base": values[: len(days)]}))
    return pd.concat(tables, ignore_index=True)


def customers_table(
    scale: Scale,
    market: Market,
    clock: Clock,
    accounts: Ints,
    first_won: Ints,
    quick: Flags,
    last_order: Ints,
    owner: Texts,
) -> pd.DataFrame:
    """``accounts`` are the companies that buy or have a deal; ``first_won`` the day of their first deal won here.

    Of those whose first deal was ``quick`` more leave again: they had not thought it over.
    """
    rng = scale.rng("customers")
    count = len(accounts)
    old = accounts < market.customers
    first = np.where(old, -rng.integers(20, 2_000, count), first_won)
    onboarded = np.where(first >= 0, first + rng.integers(5, 35, count), np.where(old, first + 21, -1))
    onboarded = np.where((first < 0) & ~old | (onboarded >= clock.days), -10_000, onboarded)
    leaves = rng.random(count) < np.where(old, 0.5, np.where(quick, 0.36, 0.14))
    gone = (last_order >= 0) & (last_order < clock.days - 200) & leaves
    churned = np.where(gone, last_order + rng.integers(60, 180, count), -1)
    parent = np.where((rng.random(count) < 0.04) & (np.arange(count) > 60), rng.integers(0, 60, count), -1)
    known = ids("C", count)
    segments = np.array(list(SEGMENTS), dtype=object)[market.segment[accounts]]
    return pd.DataFrame(
        {
            "customer_id": known,
            "name": market.company[accounts],
            "segment": segments,
            "industry": [INDUSTRY[segment] for segment in segments],
            "country": np.where(market.dollars[accounts], "United States", "Germany"),
            "parent_id": np.where(parent >= 0, known[parent], None),
            "owner_rep_id": owner,
            "territory": np.array(TERRITORIES, dtype=object)[market.territory[accounts]],
            "first_order_date": _dates(clock, np.where((first >= 0) | old, first, -10_000)),
            "churned_at": _dates(clock, np.where(churned >= 0, churned, -10_000)),
            "onboarded_at": _dates(clock, onboarded),
        }
    )


def _dates(clock: Clock, days: Ints) -> pd.DatetimeIndex:
    """Days before the log are dates too; -10,000 stands for none."""
    return pd.DatetimeIndex([pd.NaT if day == -10_000 else pd.Timestamp(clock.date_of(day)) for day in days])


def competitor_prices_table(scale: Scale, clock: Clock) -> pd.DataFrame:
    """One look at every rival's price for every product each month."""
    rng = scale.rng("rivals")
    month, product, rival = np.meshgrid(np.arange(clock.months), np.arange(len(PRODUCTS)), np.arange(len(RIVALS)))
    month, product, rival = month.ravel(), product.ravel(), rival.ravel()
    order = np.lexsort((rival, product, month))
    month, product, rival = month[order], product[order], rival[order]
    count = len(month)
    starts = np.searchsorted(clock.month_of_day, month)
    day = clock.next_workday(starts + rng.integers(0, 24, count))
    promo = rng.random(count) < 0.08
    level = np.array([0.97, 1.06, 0.91])[rival] * rng.normal(1, 0.02, count) * np.where(promo, 0.85, 1)
    return pd.DataFrame(
        {
            "product_id": NAMES[product],
            "competitor": np.array(RIVALS, dtype=object)[rival],
            "observed_at": clock.stamps(day * 1440 + rng.integers(9 * 60, 17 * 60, count)),
            "price": (PRICES[product] * level).round(0),
            "currency": "EUR",
            "location_id": np.where(rng.random(count) < 0.4, STORE_NAMES[rng.integers(0, 6, count)], None),
            "is_promo": promo,
        }
    )


def promotions_table() -> pd.DataFrame:
    rows = [
        ("Old Mill", date(2025, 6, 2), date(2025, 6, 15), "Display", "Wi-Fi access point"),
        ("Online shop", date(2025, 11, 24), date(2025, 11, 30), "Coupon", None),
        ("Castle Gate", date(2025, 9, 15), date(2025, 9, 28), "Demo", "Cloud telephony"),
        (STORES[PROMOTED][0], *PROMOTION, "Price", None),
    ]
    table = pd.DataFrame(rows, columns=["location_id", "start", "end", "kind", "product_id"])
    table["start"], table["end"] = pd.to_datetime(table["start"]), pd.to_datetime(table["end"])
    return table
