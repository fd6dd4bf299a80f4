"""All KPIs, one declaration each."""

from __future__ import annotations

from salesdesk.kpis.catalogue import (
    activity,
    cohorts,
    deals,
    new_logos,
    penetration,
    pipeline,
    price_gap,
    proposals,
    quota,
    response,
    retail_price,
    sales,
    territories,
)
from salesdesk.kpis.kpi import Kpi

ALL: tuple[Kpi, ...] = tuple(
    sorted(
        (
            *sales.KPIS,
            *quota.KPIS,
            *activity.KPIS,
            *proposals.KPIS,
            *response.KPIS,
            *deals.KPIS,
            *cohorts.KPIS,
            *pipeline.KPIS,
            *new_logos.KPIS,
            *territories.KPIS,
            *retail_price.KPIS,
            *price_gap.KPIS,
            *penetration.KPIS,
        ),
        key=lambda kpi: int(kpi.id[1:]),
    )
)
BY_ID: dict[str, Kpi] = {kpi.id: kpi for kpi in ALL}
BY_KEY: dict[str, Kpi] = {kpi.key: kpi for kpi in ALL}
