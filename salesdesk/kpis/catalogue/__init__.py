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
    dials,
    early_churn,
    engagement,
    first_contacts,
    follow_up,
    follow_up_emails,
    growth,
    lifetime_value,
    new_logos,
    pipeline,
    promoters,
    proposals,
    quota,
    response,
    retention,
    revenue_per_rep,
    sales,
    satisfaction,
    social,
    targets,
    touch_counts,
    touch_pace,
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
            *early_churn.KPIS,
            *engagement.KPIS,
            *growth.KPIS,
            *promoters.KPIS,
            *lifetime_value.KPIS,
            *retention.KPIS,
            *touch_pace.KPIS,
            *dials.KPIS,
            *first_contacts.KPIS,
            *social.KPIS,
        ),
        key=lambda kpi: int(kpi.id[1:]),
    )
)
BY_ID: dict[str, Kpi] = {kpi.id: kpi for kpi in ALL}
BY_KEY: dict[str, Kpi] = {kpi.key: kpi for kpi in ALL}
