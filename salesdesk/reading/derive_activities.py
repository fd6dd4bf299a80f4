"""Activities: outcome and status from the columns of their kind, times put to dates, kinds that go without saying."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.models.names import word_key
from salesdesk.models.tables.activities import STATUSES
from salesdesk.reading.dates_zone import to_utc
from salesdesk.reading.derive_types import implied_type
from salesdesk.reading.grid import Grid
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.time_of_day import CLOCK
from salesdesk.reading.types_text import categorical

_MEETINGS = ("meeting", "video", "visit")
_PARTS = ("task_subtype", "call_outcome", "meeting_outcome", "task_status", "answered", CLOCK, "caller_number")


def derive_activities(piece: Piece, grid: Grid, zone: str, report: Report) -> Piece:
    """Works the parts of an activities sheet into its declared columns. ``zone``: where its clock times were taken."""
    if "task_subtype" in piece.columns:
        piece = _coalesced(piece, "type", piece.columns["task_subtype"])
    piece = _typed(piece, grid, report)
    piece = _timed(piece, zone)
    meeting = piece.columns.get("meeting_outcome")
    if meeting is not None:
        piece = _coalesced(piece, "status", _only(piece, _as_status(meeting), _MEETINGS))
    if "task_status" in piece.columns:
        piece = _coalesced(piece, "status", _only(piece, piece.columns["task_status"], ("task",)))
    for part, kinds in (("call_outcome", ("call",)), ("meeting_outcome", _MEETINGS)):
        if part in piece.columns:
            piece = _coalesced(piece, "outcome", _only(piece, piece.columns[part], kinds))
    if "answered" in piece.columns:
        answered = piece.columns["answered"]
        codes = np.where(answered.isna(), -1, np.where(answered.fillna(value=False), 0, 1)).astype(np.int32)
        piece = _coalesced(piece, "outcome", pd.Series(categorical(["connected", "no_answer"], codes)))
    piece = _with_persons(piece)
    return piece.without(*_PARTS)


def _typed(piece: Piece, grid: Grid, report: Report) -> Piece:
    kind = implied_type(grid)
    if "type" in piece.columns or kind is None:
        return piece
    report.say(piece.source, f"Every row counts as a {kind}: the sheet has no column for the kind", Effect.NOTED)
    return piece.with_columns(type=pd.Series(categorical([kind], np.zeros(len(piece), dtype=np.int32))))


def _timed(piece: Piece, zone: str) -> Piece:
    """A date and a time of day that stand in two columns."""
    if CLOCK not in piece.columns or "happened_at" not in piece.columns:
        return piece
    whole, clock = piece.whole_days("happened_at"), piece.columns[CLOCK]
    put = whole & clock.notna().to_numpy()
    days = piece.columns["happened_at"].dt.tz_localize(None).dt.as_unit("us").to_numpy().view(np.int64)
    wall = np.where(put, days + np.rint(clock.fillna(0).to_numpy() * 1_000_000).astype(np.int64), days)
    moments = to_utc(wall, put, zone).utc.view("datetime64[us]")
    return piece.with_dates(happened_at=(pd.Series(moments).dt.tz_localize("UTC"), whole & ~put))


def _with_persons(piece: Piece) -> Piece:
    """Who is known by a telephone number only: who called, or who was called."""
    if not {"caller_number", "number", "direction"} <= piece.columns.keys():
        return piece
    caller, number = (piece.columns[name].astype("str") for name in ("caller_number", "number"))
    person = number.where(piece.columns["direction"] != "in", caller)
    if "person_id" in piece.columns:
        person = piece.columns["person_id"].astype("str").fillna(person)
    return piece.with_columns(person_id=person)


def _only(piece: Piece, column: pd.Series, kinds: Sequence[str]) -> pd.Series:
    """The cells of the activities of these kinds."""
    if "type" not in piece.columns:
        return column
    return column.where(piece.columns["type"].isin(list(kinds)))


def _as_status(outcome: pd.Series) -> pd.Series:
    """A meeting that was only scheduled is planned, a cancelled one is cancelled, one that took place is done."""
    known = {word_key(word): status for status, words in STATUSES.items() for word in (status, *words)}
    meant = [known.get(word_key(word), "") for word in outcome.cat.categories]
    words = list(dict.fromkeys(word for word in meant if word))
    place = np.array([*(words.index(word) if word else -1 for word in meant), -1], dtype=np.int32)
    return pd.Series(categorical(words, place[outcome.cat.codes.to_numpy()]))


def _coalesced(piece: Piece, name: str, more: pd.Series) -> Piece:
    """What the column says, else what the other one says."""
    if name not in piece.columns:
        return piece.with_columns(**{name: more})
    first, second = piece.columns[name], more
    words = list(dict.fromkeys((*first.cat.categories, *second.cat.categories)))
    codes = [pd.Index(words).get_indexer(column.cat.categories) for column in (first, second)]
    own, other = (
        np.append(code, -1)[column.cat.codes.to_numpy()] for code, column in zip(codes, (first, second), strict=True)
    )
    return piece.with_columns(**{name: pd.Series(categorical(words, np.where(own >= 0, own, other).astype(np.int32)))})
