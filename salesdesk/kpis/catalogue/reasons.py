"""Why rows do not count, and the dimensions along which the rows of each table can be told apart."""

from __future__ import annotations

from salesdesk.kpis.facts import Reason

FX_MISSING = Reason("fx_missing", "no exchange rate for the currency on that day", gap=True)
NO_AMOUNT = Reason("no_amount", "no amount", gap=True)
RENEWAL = Reason("renewal", "renewal")
NO_START = Reason("no_start", "no date on which it was opened", gap=True)
NO_END = Reason("no_end", "no date on which it was closed", gap=True)
NEGATIVE = Reason("negative", "ends before it begins", gap=True)
SAMPLE = Reason("sample", "free sample")
NO_CUSTOMER = Reason("no_customer", "no customer", gap=True)
NO_TYPE = Reason("no_type", "no type of activity", gap=True)

BY_REP = ("rep", "team", "manager", "role")
BY_ORIGIN = ("region", "location", "product", "segment", "source", "type", "customer")
BY_DEAL = (*BY_REP, *BY_ORIGIN)
BY_SIZE = (*BY_DEAL, "size")
BY_CLOSED = (*BY_SIZE, "stage", "lost_reason", "competitor")
BY_LINE = (*BY_REP, "region", "location", "product", "segment", "channel", "customer")
BY_LEAD = (*BY_REP, "region", "source", "channel")
