"""Which customer owns which product family, and since when."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.account_managers import managers_now, of_customer
from salesdesk.kpis.catalogue.bought_more import bought, named_families
from salesdesk.kpis.catalogue.credit import of_rep
from salesdesk.kpis.catalogue.sales_facts import LINES
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.models.log import SalesLog


@reads()
def ownership(log: SalesLog) -> Facts:
    """The first purchase of each ``family`` (its place among the named ones) by each customer.

    Credited to the customer's account manager now. What was given back in full is not owned.
    """
    found = bought(log)
    family = named_families(log).code[found.line]
    known = np.flatnonzero(family >= 0)
    pair = (found.customer[known].astype(np.int64) << 32) + family[known]
    _, first = np.unique(pair, return_index=True)  # lines stand by customer and day: the first one is the earliest
    rows = known[first]
    customer = found.customer[rows]
    return facts(
        found.day[rows],
        {**of_customer(log, customer), **of_rep(log, managers_now(log)[customer])},
        {"family": family[rows].astype(np.float64)},
        row=log.pointers(LINES)[found.line[rows]],
    )
