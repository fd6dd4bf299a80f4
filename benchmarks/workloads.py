"""The reference workload: a year of a team of fifty with a million activities, and its parts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.company.build import build_company, tables_of
from benchmarks.company.scale import Scale
from salesdesk.models.tables import BY_NAME

COLUMNS = {
    "activities": (
        "activity_id", "happened_at", "type", "direction", "rep_id", "lead_id", "opportunity_id", "customer_id",
        "outcome", "status", "is_automated", "duration_s",
    ),
    "leads": ("lead_id", "created_at", "source", "channel", "owner_rep_id", "assigned_at", "stage", "region"),
    "opportunities": (
        "opportunity_id", "name", "created_at", "created_by_rep_id", "owner_rep_id", "customer_id", "lead_id",
        "product_id", "territory", "amount", "currency", "stage", "status", "closed_at", "source",
    ),
    "reps": ("rep_id", "name", "team", "manager", "role", "start_date", "territory"),
    "customers": ("customer_id", "name", "segment", "territory"),
    "quotas": ("rep_id", "period_start", "period_end", "amount", "measure"),
}  # fmt: skip


def scale_of(
    activities: int = 1_000_000, leads: int = 100_000, opportunities: int = 20_000, reps: int = 50, months: int = 12
) -> Scale:
    return Scale(
        seed=7,
        first=date(2025, 1, 1),
        months=months,
        reps=reps,
        leads=leads,
        opportunities=opportunities,
        activities=activities,
        customers=4_000,
        stories=False,
    )


def workload(
    activities: int = 1_000_000, leads: int = 100_000, opportunities: int = 20_000, reps: int = 50, months: int = 12
) -> dict[str, pd.DataFrame]:
    """The tables that the benchmarks read; quotas: one row per rep and month."""
    tables = tables_of(build_company(scale_of(activities, leads, opportunities, reps, months)))
    tables["quotas"] = tables["quotas"][tables["quotas"]["rep_id"].notna()]
    return {name: tables[name][list(columns)].reset_index(drop=True) for name, columns in COLUMNS.items()}


def write_csv(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """One file per table, named and headed by the labels of the declarations."""
    for name, frame in tables.items():
        labels = {column.name: column.label for column in BY_NAME[name].columns}
        frame.rename(columns=labels).to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%d %H:%M")
