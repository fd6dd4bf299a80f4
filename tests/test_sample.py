"""The sample team: the committed workbook, the generator it came from, and the stories in it."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import fastexcel
import numpy as np
import pandas as pd
import pytest

from benchmarks.company.people import IMPROVER, JOINER, LEAVER, OPENER, STAR, build_reps
from benchmarks.company.scale import Clock, Scale
from benchmarks.generate import sample_tables
from benchmarks.lean_workbook import write_lean
from benchmarks.workloads import COLUMNS, workload
from salesdesk.models.columns import Kind
from salesdesk.models.names import name_key
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.paths import resource

QUARTER = pd.Timestamp("2026-04-01")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return sample_tables()


@pytest.fixture(scope="module")
def names() -> list[str]:
    scale = Scale()
    return list(build_reps(scale, Clock(scale.first, scale.months)).name)


def committed() -> Path:
    (path,) = resource("sample").glob("*.xlsx")
    return path


def test_that_the_committed_workbook_is_what_the_generator_makes(tables: dict[str, pd.DataFrame]) -> None:
    book = fastexcel.read_excel(str(committed()))
    assert book.sheet_names == [table.title for table in TABLES]
    for table in TABLES:
        sheet, made = book.load_sheet(table.title, schema_sample_rows=None).to_pandas(), tables[table.name]
        assert list(sheet.columns) == [table.column(name).label for name in made.columns]
        assert len(sheet) == len(made)
        for label, name in zip(sheet.columns, made.columns, strict=True):
            assert same(sheet[label], made[name]), (table.name, name)


def same(read: pd.Series, made: pd.Series) -> bool:
    if made.isna().all():
        return bool(read.isna().all())
    if made.dtype.kind == "M":
        apart = (read.astype("datetime64[ms]") - made).abs().max()
        return bool((read.isna() == made.isna()).all() and apart < pd.Timedelta(seconds=1))
    if made.dtype.kind in "fi":
        return bool(np.allclose(read.astype(float), made.astype(float), equal_nan=True))
    return (
        read.astype(object).where(read.notna(), None).tolist() == made.astype(object).where(made.notna(), None).tolist()
    )


def test_that_the_workbook_stays_small() -> None:
    assert committed().stat().st_size < 3_000_000


def test_that_every_table_is_filled_and_every_required_column_is_there(tables: dict[str, pd.DataFrame]) -> None:
    for table in TABLES:
        assert len(tables[table.name]) >= 4, table.name
        assert {column.name for column in table.columns if column.required} <= set(tables[table.name].columns)


def test_that_every_word_of_a_choice_is_one_that_the_program_knows(tables: dict[str, pd.DataFrame]) -> None:
    for table in TABLES:
        for column in table.columns:
            if column.name in tables[table.name] and column.values:
                known = {name_key(word) for pair in column.values.items() for word in (pair[0], *pair[1])}
                used = {name_key(word) for word in tables[table.name][column.name].dropna()}
                if column.kind is Kind.CHOICE and (table.name, column.name) != ("orders", "status"):
                    assert used <= known, (table.name, column.name, used - known)


def test_that_every_reference_leads_to_a_row(tables: dict[str, pd.DataFrame]) -> None:
    ids = {table.name: set(tables[table.name].get(table.key, [])) for table in TABLES if table.key}
    listed = {
        "rep": set(tables["reps"]["name"]),
        "customer": set(tables["customers"]["name"]) | ids["customers"],
        "product": set(tables["products"]["name"]),
        "location": set(tables["locations"]["name"]),
        "asset": ids["content_assets"],
    }
    for table in TABLES:
        for column in table.columns:
            if column.name not in tables[table.name] or column.name == table.key:
                continue
            used = set(tables[table.name][column.name].dropna())
            if column.refers:
                assert used <= listed[column.refers], (table.name, column.name)
            for key, target in (("lead_id", "leads"), ("opportunity_id", "opportunities"), ("order_id", "orders")):
                if column.name.endswith(key):
                    assert used <= ids[target], (table.name, column.name)


def test_that_names_tell_members_apart(tables: dict[str, pd.DataFrame]) -> None:
    for name in ("reps", "customers", "products", "locations"):
        keys = tables[name]["name"].map(name_key)
        assert keys.is_unique
        assert not set(keys) & {name_key(key) for key in tables[name][BY_NAME[name].key]}


def test_that_what_happened_lies_within_the_eighteen_months(tables: dict[str, pd.DataFrame]) -> None:
    first, after = pd.Timestamp("2025-01-01"), pd.Timestamp("2026-07-01")
    newest = []
    for table in TABLES:
        for column in table.columns:
            if column.happened and column.kind is Kind.MOMENT and column.name in tables[table.name]:
                rows = tables[table.name]
                done = rows[rows["status"] == "Done"] if table.name == "activities" else rows
                moments = done[column.name].dropna()
                assert moments.between(first, after, inclusive="left").all(), (table.name, column.name)
                newest.append(moments.max())
    assert max(newest).date() == date(2026, 6, 30)
    assert tables["opportunities"]["closed_at"].dropna().between(first, after).all()


def test_that_deals_run_forwards(tables: dict[str, pd.DataFrame]) -> None:
    deals = tables["opportunities"].set_index("opportunity_id")
    assert (deals["closed_at"].isna() == (deals["status"] == "Open")).all()
    assert (deals["closed_at"].dropna() > deals["created_at"][deals["closed_at"].notna()]).all()
    history = tables["opp_stage_history"]
    last = history.groupby("opportunity_id").last()
    assert (last["status"] == deals["status"][last.index]).all()
    assert (last["stage"] == deals["stage"][last.index]).all()
    assert (history["entered_at"] >= history["opportunity_id"].map(deals["created_at"])).all()


def test_that_the_lines_of_a_deal_add_up_to_its_amount(tables: dict[str, pd.DataFrame]) -> None:
    lines = tables["order_lines"]
    sold = lines[lines["opportunity_id"].notna() & (lines["line_type"] != "Refund")]
    totals = sold.groupby("opportunity_id")["amount"].sum()
    deals = tables["opportunities"].set_index("opportunity_id")
    valued = deals[(deals["status"] == "Won") & (deals["amount"] > 0)]
    assert (totals[valued.index] - valued["amount"]).abs().max() < 0.005


def test_that_splits_share_out_the_whole_deal(tables: dict[str, pd.DataFrame]) -> None:
    assert (tables["deal_splits"].groupby("opportunity_id")["percent"].sum() == 100).all()


def closed(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Won and closed deals per owner in the last quarter."""
    deals = tables["opportunities"]
    mine = deals[deals["closed_at"] >= QUARTER].groupby("owner_rep_id")
    return pd.DataFrame({"closed": mine.size(), "won": mine["status"].agg(lambda status: (status == "Won").sum())})


def attainment(tables: dict[str, pd.DataFrame]) -> pd.Series:
    deals, quotas = tables["opportunities"], tables["quotas"]
    won = deals[(deals["closed_at"] >= QUARTER) & (deals["status"] == "Won")].groupby("owner_rep_id")["amount"].sum()
    asked = quotas[(quotas["period_start"] >= QUARTER) & (quotas["measure"] == "Amount")]
    return (won / asked.groupby("rep_id")["amount"].sum()).dropna()


def test_that_most_reps_come_to_between_70_and_120_percent(tables: dict[str, pd.DataFrame]) -> None:
    reached = attainment(tables)
    assert len(reached) == 14
    assert reached.between(0.7, 1.2).mean() > 0.8


def test_that_one_rep_opens_doors_and_cannot_close(tables: dict[str, pd.DataFrame], names: list[str]) -> None:
    deals, done = tables["opportunities"], closed(tables)
    opened = deals[deals["created_at"] >= QUARTER - pd.DateOffset(months=9)].groupby("created_by_rep_id").size()
    closers = tables["reps"].loc[tables["reps"]["role"] == "AE", "name"]
    assert opened.reindex(closers).idxmax() == names[OPENER]
    assert done["won"][names[OPENER]] / done["closed"][names[OPENER]] < 0.15
    assert done["won"].sum() / done["closed"].sum() > 0.3
    assert attainment(tables)[names[OPENER]] < 0.6


def test_that_one_rep_learnt_to_answer_quickly(tables: dict[str, pd.DataFrame], names: list[str]) -> None:
    leads = tables["leads"]
    mine = leads[(leads["owner_rep_id"] == names[IMPROVER]) & ~leads["source"].isin(["Prospecting", "List"])]
    waited = (mine["first_response_at"] - mine["created_at"]).dt.total_seconds() / 60
    changed = pd.Timestamp("2026-03-30")
    assert waited[mine["created_at"] < changed].median() > 4 * waited[mine["created_at"] >= changed].median()


def test_that_a_promotion_lifted_one_store(tables: dict[str, pd.DataFrame]) -> None:
    promotion = tables["promotions"].iloc[-1]
    lines = tables["order_lines"]
    walked_in = lines[(lines["channel"] == "Store") & (lines["line_type"] != "Refund")]
    running = walked_in["order_date"].between(promotion["start"], promotion["end"] + pd.Timedelta(days=1))
    before = walked_in["order_date"].between(promotion["start"] - pd.Timedelta(days=84), promotion["start"])
    here = walked_in["location_id"] == promotion["location_id"]
    lift = {place: (running & at).sum() / 28 / ((before & at).sum() / 84) for place, at in ((1, here), (0, ~here))}
    assert lift[1] > 1.4
    assert lift[1] > 1.4 * lift[0]


def test_that_one_joined_and_one_left(tables: dict[str, pd.DataFrame], names: list[str]) -> None:
    reps, deals = tables["reps"].set_index("name"), tables["opportunities"]
    assert reps["start_date"][names[JOINER]] == pd.Timestamp("2026-03-02")
    assert deals[deals["owner_rep_id"] == names[JOINER]]["closed_at"].min() > pd.Timestamp("2026-03-02")
    left = reps["end_date"][names[LEAVER]]
    assert left == pd.Timestamp("2026-01-31")
    assert deals[deals["created_by_rep_id"] == names[LEAVER]]["created_at"].max() <= left + pd.Timedelta(days=1)
    assert not ((deals["owner_rep_id"] == names[LEAVER]) & (deals["status"] == "Open")).any()


def test_that_one_wins_nearly_always_but_hardly_ever_plays(tables: dict[str, pd.DataFrame], names: list[str]) -> None:
    mine = closed(tables).loc[names[STAR]]
    assert mine["closed"] < 10
    assert mine["won"] / mine["closed"] >= 0.8


def test_that_refunds_cancellations_samples_and_foreign_money_occur(tables: dict[str, pd.DataFrame]) -> None:
    lines = tables["order_lines"]
    assert (lines["line_type"] == "Refund").sum() > 20
    assert (lines.loc[lines["line_type"] == "Refund", "amount"] < 0).all()
    assert (lines["status"] == "Cancelled").sum() > 20
    assert (lines.loc[lines["line_type"] == "Sample", "amount"] == 0).all()
    assert {"EUR", "USD", "CHF"} == set(lines["currency"])
    assert "CHF" not in set(tables["fx_rates"]["currency"])


def test_that_people_work_on_working_days(tables: dict[str, pd.DataFrame]) -> None:
    done = tables["activities"]
    calls = done.loc[(done["type"] == "Call").to_numpy(), "happened_at"]
    assert (calls.dt.day_of_week < 5).all()
    assert calls.dt.hour.between(9, 17).all()
    assert not set(calls.dt.normalize()) & set(tables["holidays"]["date"])


def test_that_the_workload_has_the_size_that_was_asked_for() -> None:
    made = workload(activities=3_000, leads=600, opportunities=120, reps=5, months=3)
    sizes = {name: len(made[name]) for name in ("activities", "leads", "opportunities", "quotas")}
    assert sizes == {"activities": 3_000, "leads": 600, "opportunities": 120, "quotas": 15}
    assert {name: tuple(frame.columns) for name, frame in made.items()} == COLUMNS
    assert math.isclose(made["activities"]["happened_at"].isna().sum(), 0)


def test_that_the_workload_reads_back_as_it_was_made(tmp_path: Path) -> None:
    made = workload(activities=3_000, leads=600, opportunities=120, reps=5, months=3)
    write_lean(made, tmp_path / "workload.xlsx")
    book = fastexcel.read_excel(str(tmp_path / "workload.xlsx"))
    assert book.sheet_names == [BY_NAME[name].title for name in made]
    for name, frame in made.items():
        sheet = book.load_sheet(BY_NAME[name].title, schema_sample_rows=None).to_pandas()
        for label, column in zip(sheet.columns, frame.columns, strict=True):
            assert same(sheet[label], frame[column]), (name, column)


def test_that_the_same_number_draws_the_same_company() -> None:
    once, again = (workload(activities=2_000, leads=400, opportunities=80, reps=4, months=3) for _ in range(2))
    for name, frame in once.items():
        pd.testing.assert_frame_equal(frame, again[name])
