"""All KPIs, one declaration each."""

from __future__ import annotations

from salesdesk.kpis.catalogue import (
    activity,
    calibration,
    campaigns,
    cohorts,
    content,
    coverage,
    deals,
    follow_up,
    follow_up_emails,
    new_logos,
    pipeline,
    proposals,
    quota,
    response,
    revenue_per_rep,
    sales,
    satisfaction,
    targets,
    touch_counts,
)
from salesdesk.kpis.kpi import Kpi

ALL: tuple[Kpi, ...] = tuple(
    sorted(
        (
            *sales.KPIS,
            *quota.KPIS,
            *calibration.KPIS,
            *coverage.KPIS,
            *targets.KPIS,
            *revenue_per_rep.KPIS,
            *satisfaction.KPIS,
            *activity.KPIS,
            *follow_up.KPIS,
            *touch_counts.KPIS,
            *follow_up_emails.KPIS,
            *content.KPIS,
            *campaigns.KPIS,
            *proposals.KPIS,
            *response.KPIS,
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
