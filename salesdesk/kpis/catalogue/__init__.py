"""All KPIs, one declaration each."""

from __future__ import annotations

from salesdesk.kpis.catalogue import (
    activity,
    cohorts,
    deals,
    followed_up,
    lead_conversion,
    lifecycle,
    new_logos,
    pipeline,
    proposals,
    quota,
    reply_rates,
    response,
    sales,
    stage_shares,
    within_limit,
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
            *within_limit.KPIS,
            *followed_up.KPIS,
            *reply_rates.KPIS,
            *lead_conversion.KPIS,
            *stage_shares.KPIS,
            *lifecycle.KPIS,
            *deals.KPIS,
            *cohorts.KPIS,
            *pipeline.KPIS,
            *new_logos.KPIS,
        ),
        key=lambda kpi: int(kpi.id[1:]),
    )
)
BY_ID: dict[str, Kpi] = {kpi.id: kpi for kpi in ALL}
BY_KEY: dict[str, Kpi] = {kpi.key: kpi for kpi in ALL}
