"""Typed quotas, holidays and exchange rates join a log as rows of its tables, in place of those of the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.quota_facts import QUOTAS, quota_ends
from salesdesk.models.columns import TEXT_KINDS, TIME_KINDS, Kind
from salesdesk.models.issue import Source
from salesdesk.models.log import Mask, Origins, SalesLog, storage
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY, Period, day_number
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.models.typed import TYPED, Typed

HOLIDAYS, RATES = "holidays", "fx_rates"
_NO_SOURCE = -1
Rows = Sequence[Mapping[str, Any]]


def with_typed(log: SalesLog, typed: Typed) -> SalesLog:
    """The log with the typed rows in it; without any, the very log that was given.

    A quota takes the place of every quota of money that a file has for the same rep in a period it overlaps, a
    holiday that of the same day, a rate that of the same day and currency. Quotas of reps whom the log does not know
    stay out: they belong to another team's log.
    """
    known = log.members("rep").lookup if typed.quotas else {}
    typed = replace(typed, quotas=tuple(each for each in typed.quotas if name_key(each.rep) in known))
    rows: dict[str, Rows] = {
        QUOTAS: [
            {"rep_id": each.rep, "period_start": each.first, "period_end": each.last, "amount": each.amount}
            for each in typed.quotas
        ],
        HOLIDAYS: [{"date": each.day} for each in typed.holidays],
        RATES: [{"date": each.day, "currency": each.currency, "rate_to_base": each.rate} for each in typed.rates],
    }
    gone = {QUOTAS: _replaced_quotas, HOLIDAYS: _replaced_holidays, RATES: _replaced_rates}
    for table, added in rows.items():
        if added:
            keep = ~gone[table](log, typed) if table in log.tables else np.empty(0, dtype=bool)
            log = _joined(_with_ends(log) if table == QUOTAS else log, table, keep, added)
    return log


def _replaced_quotas(log: SalesLog, typed: Typed) -> Mask:
    gone = np.zeros(log.rows(QUOTAS), dtype=bool)
    if not log.has(QUOTAS, "rep_id", "period_start"):
        return gone
    rep, start, ends = log.code("rep", QUOTAS, "rep_id"), log.day(QUOTAS, "period_start"), quota_ends(log)
    in_money = (start != NO_DAY) & ~log.says(QUOTAS, "measure", "units", "count")
    members = log.members("rep")
    for quota in typed.quotas:
        code = members.lookup.get(name_key(quota.rep))
        if code is not None:
            gone |= in_money & (rep == code) & (start < quota.period.end) & (quota.period.start < ends)
    return gone


def _with_ends(log: SalesLog) -> SalesLog:
    """The quotas of the files with their ends said: typed ones among them would make others seem shorter."""
    if not log.has(QUOTAS, "period_start"):
        return log
    stated, ends = log.day(QUOTAS, "period_end"), quota_ends(log)
    lacking = (stated == NO_DAY) & (ends != NO_DAY)
    days = np.where(lacking, ends.astype(np.int64) - 1, 0)
    said = pd.Series(pd.DatetimeIndex(days.astype("datetime64[D]").astype("datetime64[us]"), tz="UTC"))
    frame = log.tables[QUOTAS].copy()
    known = frame["period_end"].reset_index(drop=True) if "period_end" in frame else said.mask(~lacking)
    frame["period_end"] = pd.DatetimeIndex(known.mask(lacking, said)).as_unit("us")
    marks = {**log.date_only, (QUOTAS, "period_end"): log.is_date_only(QUOTAS, "period_end") | lacking}
    return replace(log, tables={**log.tables, QUOTAS: frame}, date_only=marks)


def _replaced_holidays(log: SalesLog, typed: Typed) -> Mask:
    return np.isin(log.day(HOLIDAYS, "date"), [day_number(each.day) for each in typed.holidays])


def _replaced_rates(log: SalesLog, typed: Typed) -> Mask:
    stated, day = log.text(RATES, "currency"), log.day(RATES, "date")
    gone = np.zeros(log.rows(RATES), dtype=bool)
    for rate in typed.rates:
        same = [code for code, name in enumerate(stated.values) if name.strip().upper() == rate.currency]
        gone |= np.isin(stated.codes, same) & (day == day_number(rate.day))
    return gone


def _joined(log: SalesLog, table: str, keep: Mask, rows: Rows) -> SalesLog:
    added = _frame(table, rows)
    before = log.tables[table][keep] if table in log.tables else None
    frame = added if before is None else _together(table, before, added)
    tables = {**log.tables, table: frame}
    marks = {key: mark for key, mark in log.date_only.items() if key[0] != table}
    for name in map(str, frame):
        if BY_NAME[table].column(name).kind in TIME_KINDS:
            own = log.is_date_only(table, name)[keep] if before is not None else np.empty(0, dtype=bool)
            marks[table, name] = np.concatenate([own, np.ones(len(rows), dtype=bool)])
    source = Source(TYPED, BY_NAME[table].title, table, 0, len(rows), len(rows))
    return replace(
        log,
        tables={each.name: tables[each.name] for each in TABLES if each.name in tables},
        date_only=marks,
        origins={**log.origins, table: _origins(log, table, keep, len(rows))},
        sources=(*log.sources, source),
    )


def _origins(log: SalesLog, table: str, keep: Mask, count: int) -> Origins:
    """The typed rows are numbered; their source is the one that is added last."""
    found = log.origins.get(table)
    kept = int(keep.sum())
    source = np.full(kept, _NO_SOURCE, dtype=np.int16) if found is None else found.source[keep]
    row = np.zeros(kept, dtype=np.int32) if found is None else found.row[keep]
    return Origins(
        np.concatenate([source, np.full(count, len(log.sources), dtype=np.int16)]),
        np.concatenate([row, np.arange(1, count + 1, dtype=np.int32)]),
    )


def _frame(table: str, rows: Rows) -> pd.DataFrame:
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return pd.DataFrame({name: _series(cells, BY_NAME[table].column(name).kind) for name, cells in columns.items()})


def _series(cells: list[Any], kind: Kind) -> pd.Series:
    if kind in TIME_KINDS:
        return pd.Series(pd.DatetimeIndex(pd.to_datetime(cells, utc=True)).as_unit("us"))
    return _kept(pd.Series(cells, dtype="object"), storage(kind))


def _kept(column: pd.Series, dtype: Any) -> pd.Series:
    found: pd.Series = column.astype(dtype)
    return found


def _together(table: str, before: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """The rows of both, with the columns of both, each in the type that its kind is kept in."""
    columns = {}
    for column in BY_NAME[table].columns:
        if column.name in before or column.name in added:
            kind = "str" if column.kind in TEXT_KINDS or column.kind is Kind.CHOICE else storage(column.kind)
            parts = [
                _kept(frame[column.name] if column.name in frame else _blank(len(frame)), kind)
                for frame in (before, added)
            ]
            columns[column.name] = _kept(pd.concat(parts, ignore_index=True), storage(column.kind))
    return pd.DataFrame(columns)


def _blank(rows: int) -> pd.Series:
    return pd.Series([None] * rows, dtype="object")


def file_quota(log: SalesLog, rep: str, period: Period) -> float | None:
    """What the files say that a rep is to reach in exactly this period, in the base currency; None if nothing."""
    if not log.has(QUOTAS, "rep_id", "period_start", "amount"):
        return None
    code = log.members("rep").lookup.get(name_key(rep))
    same = (log.code("rep", QUOTAS, "rep_id") == code) & (log.day(QUOTAS, "period_start") == period.start)
    rows = np.flatnonzero(same & (quota_ends(log) == period.end) & ~log.says(QUOTAS, "measure", "units", "count"))
    amounts = log.number(QUOTAS, "amount")[rows]
    known = amounts[~np.isnan(amounts)]
    return float(known.sum()) if known.size else None
