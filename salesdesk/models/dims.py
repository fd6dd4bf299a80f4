"""The dimensions by which figures are sliced and filtered, and where each row of a table stands in them.

Region of a row: its own, else its location's, the customer's territory, the owner's territory, the owner's team.
A log that knows none of these at all takes countries for regions.
Segment: its own, else the customer's segment or industry.
"""

from __future__ import annotations

import numpy as np

from salesdesk.models.log import SalesLog
from salesdesk.models.members import NOBODY_CODE, Coded, Codes, Members
from salesdesk.models.names import name_key

# The columns whose texts make up a dimension that has no table of its own, the most telling first.
WORDED: dict[str, tuple[tuple[str, str], ...]] = {
    "team": (("reps", "team"), ("quotas", "team"), ("satisfaction_responses", "team")),
    "manager": (("reps", "manager"),),
    "role": (("reps", "role"),),
    "region": (
        ("locations", "region"),
        ("order_lines", "region"),
        ("customers", "territory"),
        ("opportunities", "territory"),
        ("leads", "region"),
        ("reps", "territory"),
        ("reps", "team"),
    ),
    "segment": (
        ("customers", "segment"),
        ("customers", "industry"),
        ("order_lines", "segment"),
        ("opportunities", "segment"),
    ),
    "stage": (("opportunities", "stage"), ("opp_stage_history", "stage")),
    "source": (("opportunities", "source"), ("leads", "source")),
    "channel": (("order_lines", "channel"), ("leads", "channel")),
    "type": (("opportunities", "type"),),
    "lost_reason": (("opportunities", "lost_reason"),),
    "competitor": (("opportunities", "competitor"), ("competitor_prices", "competitor")),
    "campaign": (("leads", "campaign"),),
    "wave": (("satisfaction_responses", "survey_id"),),
}
# Dimensions whose members are the same in every log, in their order.
FIXED: dict[str, tuple[str, ...]] = {
    "size": ("Small", "Medium", "Large"),
    "cycle": ("Fast", "Slow"),
    "tenure": ("Under 3 months", "3 to 6 months", "6 to 12 months", "1 to 2 years", "Over 2 years"),
    "method": ("Call", "E-mail", "Meeting", "Video meeting", "Visit", "Social message", "Text message", "Other"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "hour": tuple(f"{hour:02d}:00" for hour in range(24)),
}
# Neutral words of choices as people read them.
SHOWN: dict[str, dict[str, str]] = {
    "role": {
        "bdr": "Business development",
        "sdr": "Sales development",
        "ae": "Account executives",
        "am": "Account managers",
        "manager": "Managers",
    },
    "type": {"new": "New business", "upsell": "Upsell", "cross": "Cross-sell", "renewal": "Renewal"},
}
COUNTRIES = (("order_lines", "country"), ("customers", "country"), ("leads", "country"))
OWN = ("rep", "customer", "product", "location", "asset")


def dimension(log: SalesLog, dim: str) -> Members:
    """The members of any dimension, listed or only worded."""
    if dim in OWN:
        return log.members(dim)
    key = ("dimension", dim)
    if key not in log.memo:
        log.memo[key] = _worded(log, dim)
    found: Members = log.memo[key]
    return found


def labels(log: SalesLog, dim: str) -> tuple[str, ...]:
    return dimension(log, dim).labels


def _worded(log: SalesLog, dim: str) -> Members:
    if dim in FIXED:
        return Members(FIXED[dim], {name_key(label): place for place, label in enumerate(FIXED[dim])})
    shown: dict[str, str] = {}
    for table, column in COUNTRIES if dim == "region" and _by_country(log) else WORDED[dim]:
        if (table, column) == ("reps", "team") and dim == "region" and log.has("reps", "territory"):
            continue
        found = _texts(log, dim, table, column)
        for code in np.unique(found.codes[found.codes >= 0]):
            value = found.values[code].strip()
            shown.setdefault(name_key(value), SHOWN.get(dim, {}).get(value, value))
    return Members(tuple(shown.values()), {key: place for place, key in enumerate(shown)})


def _texts(log: SalesLog, dim: str, table: str, column: str) -> Coded:
    return log.words(table, column) if dim in SHOWN else log.text(table, column)


def _by_country(log: SalesLog) -> bool:
    return not any(log.has(table, column) for table, column in WORDED["region"])


def attribute(log: SalesLog, owner: str, dim: str) -> Codes:
    """For each member of ``owner`` (rep, customer, location) its code in ``dim``; -1 where unknown."""
    key = ("attribute", owner, dim)
    if key not in log.memo:
        log.memo[key] = _attribute(log, owner, dim)
    found: Codes = log.memo[key]
    return found


_SOURCES: dict[tuple[str, str], tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    ("rep", "team"): ("reps", ("rep_id", "name", "email"), ("team",)),
    ("rep", "manager"): ("reps", ("rep_id", "name", "email"), ("manager",)),
    ("rep", "role"): ("reps", ("rep_id", "name", "email"), ("role",)),
    ("rep", "region"): ("reps", ("rep_id", "name", "email"), ("territory", "team")),
    ("customer", "region"): ("customers", ("customer_id", "name", "domain"), ("territory",)),
    ("customer", "segment"): ("customers", ("customer_id", "name", "domain"), ("segment", "industry")),
    ("location", "region"): ("locations", ("location_id", "name"), ("region",)),
}


def _attribute(log: SalesLog, owner: str, dim: str) -> Codes:
    table, by, columns = _SOURCES[owner, dim]
    if (owner, dim) == ("customer", "region") and _by_country(log):
        columns = ("country",)
    of_member = np.full(len(log.members(owner).labels), NOBODY_CODE, dtype=np.int32)
    for column in reversed(columns):
        codes = worded_codes(log, dim, _texts(log, dim, table, column))
        for reference in reversed(by):
            if log.has(table, reference):
                members = log.members(owner).codes(log.text(table, reference))
                told = (members >= 0) & (codes >= 0)
                of_member[members[told]] = codes[told]
    return of_member


def worded_codes(log: SalesLog, dim: str, column: Coded) -> Codes:
    return dimension(log, dim).codes(column)


def through(of_member: Codes, members: Codes) -> Codes:
    """Looks an attribute up for each row by its member; nobody has none."""
    if not of_member.size:
        return np.full(members.shape, NOBODY_CODE, dtype=np.int32)
    return np.where(members >= 0, of_member[members], NOBODY_CODE).astype(np.int32)


def first_known(*choices: Codes) -> Codes:
    """Row by row the first choice that is known."""
    result = choices[0].copy()
    for choice in choices[1:]:
        result = np.where(result >= 0, result, choice)
    return result.astype(np.int32)


def row_dims(log: SalesLog, table: str, rep: Codes) -> dict[str, Codes]:
    """Every dimension of every row of a table, given who gets the credit for it."""
    customer = log.code("customer", table, "customer_id") if log.has(table, "customer_id") else _none(rep)
    location = log.code("location", table, "location_id") if log.has(table, "location_id") else _none(rep)
    product = log.code("product", table, "product_id") if log.has(table, "product_id") else _none(rep)
    return {
        "rep": rep,
        "team": through(attribute(log, "rep", "team"), rep),
        "manager": through(attribute(log, "rep", "manager"), rep),
        "role": through(attribute(log, "rep", "role"), rep),
        "customer": customer,
        "location": location,
        "product": product,
        "region": first_known(
            _own(log, table, "region"),
            through(attribute(log, "location", "region"), location),
            through(attribute(log, "customer", "region"), customer),
            _own(log, table, "region", "territory"),
            through(attribute(log, "rep", "region"), rep),
            _own(log, table, "region", "country" if _by_country(log) else None),
        ),
        "segment": first_known(_own(log, table, "segment"), through(attribute(log, "customer", "segment"), customer)),
        "source": _own(log, table, "source"),
        "channel": _own(log, table, "channel"),
        "type": _own(log, table, "type") if table == "opportunities" else _none(rep),
        "lost_reason": _own(log, table, "lost_reason"),
        "competitor": _own(log, table, "competitor"),
        "campaign": _own(log, table, "campaign"),
    }


def _none(like: Codes) -> Codes:
    return np.full(like.shape, NOBODY_CODE, dtype=np.int32)


def _own(log: SalesLog, table: str, dim: str, column: str | None = None) -> Codes:
    if not log.has(table, column or dim):
        return np.full(log.rows(table), NOBODY_CODE, dtype=np.int32)
    return worded_codes(log, dim, _texts(log, dim, table, column or dim))
