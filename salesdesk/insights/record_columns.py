"""What a list of records shows: the columns of its table as they were read, the counted value, and file and row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.records import Records
from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.dims import OWN
from salesdesk.models.log import SalesLog
from salesdesk.models.selection import DIMS
from salesdesk.models.tables import BY_NAME

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class RecordColumn:
    """``kind`` is text, number or date; ``values`` are objects, floats or datetime64; ``text`` writes a number."""

    key: str
    title: str
    kind: str
    values: npt.NDArray[Any]
    text: Callable[[float], str] | None = None


def columns_of(log: SalesLog, listed: Records, unit: Unit, voice: Voice) -> tuple[RecordColumn, ...]:
    """Columns in which every cell is blank are left out."""
    counted = _counted(listed, unit, voice)
    if listed.members:
        names = np.array(listed.members, dtype=object)
        return (RecordColumn("member", DIMS.get(listed.table, listed.table.capitalize()), "text", names), *counted)
    rows = listed.pointers - log.offset(listed.table)
    declared = BY_NAME[listed.table].columns
    own = (_column(log, listed.table, column, rows, voice) for column in declared if log.has(listed.table, column.name))
    return (
        *counted,
        *_ended(listed),
        *(column for column in own if column is not None),
        *_origin(log, listed.table, rows, voice),
    )


def _counted(listed: Records, unit: Unit, voice: Voice) -> tuple[RecordColumn, ...]:
    """What each record counts for, unless that is 1 throughout."""
    if listed.value is None or bool((listed.value == 1).all()):
        return ()
    if unit is Unit.COUNT:
        return (RecordColumn("counted", "Counts", "number", listed.value, voice.style.trimmed),)
    return (RecordColumn("counted", "Counts", "number", listed.value, lambda value: voice.value(value, unit)),)


def _ended(listed: Records) -> tuple[RecordColumn, ...]:
    """Which times count only as far as they have run."""
    if listed.value is None or listed.ended is None or bool(listed.ended.all()):
        return ()
    words = np.where(listed.ended, "in full", "so far").astype(object)
    return (RecordColumn("ended", "Time counted", "text", np.where(np.isnan(listed.value), "", words)),)


def _column(log: SalesLog, table: str, column: Column, rows: Rows, voice: Voice) -> RecordColumn | None:
    values: npt.NDArray[Any]
    if column.kind in TIME_KINDS:
        values, kind = _local(log, table, column.name, rows), "date"
        blank = np.isnat(values)
    elif column.kind in NUMBER_KINDS:
        values, kind = log.number(table, column.name)[rows], "number"
        blank = np.isnan(values)
    else:
        values, kind = _texts(log, table, column, rows), "text"
        blank = values == ""
    if blank.all():
        return None
    text = (lambda value: voice.style.trimmed(value, 4)) if kind == "number" else None
    return RecordColumn(column.name, column.label, kind, values, text)


def _local(log: SalesLog, table: str, column: str, rows: Rows) -> npt.NDArray[np.datetime64]:
    """Local times in the reporting zone; dates without a time of day as they are."""
    moments = log.moment(table, column)[rows].view("datetime64[us]")
    timed = ~log.is_date_only(table, column)[rows] & ~np.isnat(moments)
    if timed.any():
        there = pd.DatetimeIndex(moments[timed]).tz_localize("UTC").tz_convert(ZoneInfo(log.settings.zone))
        moments = moments.copy()
        moments[timed] = there.tz_localize(None).to_numpy(dtype="datetime64[us]")
    return moments


def _texts(log: SalesLog, table: str, column: Column, rows: Rows) -> npt.NDArray[np.object_]:
    if column.kind is Kind.FLAG:
        blank = log.tables[table][column.name].isna().to_numpy(dtype=bool)[rows]
        return np.where(blank, "", np.where(log.flag(table, column.name)[rows], "yes", "no")).astype(object)
    if column.refers in OWN:
        codes, names = log.code(column.refers, table, column.name)[rows], log.members(column.refers).labels
    else:
        coded = log.text(table, column.name)
        codes, names = coded.codes[rows], coded.values
    return np.array([*names, ""], dtype=object)[codes]


def _origin(log: SalesLog, table: str, rows: Rows, voice: Voice) -> tuple[RecordColumn, ...]:
    if table not in log.origins:
        return ()
    origins = log.origins[table]
    files = [f"{source.title} · {source.sheet}" if source.sheet else source.title for source in log.sources]
    row = origins.row[rows].astype(np.float64)
    return (
        RecordColumn("file", "File", "text", np.array([*files, ""], dtype=object)[origins.source[rows]]),
        RecordColumn("row", "Row in file", "number", row, lambda value: voice.style.text(value)),
    )
