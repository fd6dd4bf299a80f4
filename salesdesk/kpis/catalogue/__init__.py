"""All KPIs, one declaration each."""

from __future__ import annotations

from salesdesk.kpis.catalogue import (
    activity,
    campaigns,
    cohorts,
    content,
    deals,
    dials,
    early_churn,
    engagement,
    first_contacts,
    follow_up,
    follow_up_emails,
    followed_up,
    growth,
    lead_conversion,
    lifecycle,
    lifetime_value,
    new_logos,
    pipeline,
    promoters,
    proposals,
    quota,
    reply_rates,
    response,
    retention,
    sales,
    social,
    stage_shares,
    touch_counts,
    touch_pace,
    within_limit,
)
from salesdesk.kpis.kpi import Kpi

ALL: tuple[Kpi, ...] = tuple(
    sorted(
        (
            *sales.KPIS,
            *quota.KPIS,
            *activity.KPIS,
            *follow_up.KPIS,
            *touch_counts.KPIS,
            *follow_up_emails.KPIS,
            *content.KPIS,
            *campaigns.KPIS,
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
