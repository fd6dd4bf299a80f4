"""Opportunities: whether a deal is open, won or lost, and on which day it was closed."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.issue import Effect
from salesdesk.models.names import name_key
from salesdesk.models.tables.deals import OPPORTUNITY_STAGES
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report, rows_text
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import Values
from salesdesk.reading.types_text import categorical

Codes = npt.NDArray[np.int32]
WORDS = ["open", "won", "lost"]
_OPEN, _WON, _LOST, _UNKNOWN = 0, 1, 2, -1
_SAYS_WON = re.compile(r"\b(won|gewonnen|gagnée?|ganad[oa]|ganh[oa]|vint[oa])\b")
_SAYS_LOST = re.compile(r"\b(lost|verloren|perdue?|perdid[oa]|pers[oa])\b")
_NOT_YET = re.compile(
    r"\b(not|never|almost|nearly|be|likely|probably|soon|pending|verbal(ly)?|expected|forecast) (closed )?(won|lost)\b"
)
_SAYS_CLOSED = re.compile(r"\b(closed|dead|cancell?ed|dropped|abgeschlossen|storniert|annulée?|cancelad[oa])\b")
_ENDED = frozenset({"signed", "contract signed", "complete", "completed", "done", "finished", "accepted", "rejected",
                    "declined", "withdrawn", "no decision"})  # fmt: skip
_PARTS = ("won_at", "lost_at", "is_won", "is_lost", "is_closed", "won_amount", "is_cross")


def derive_deals(piece: Piece, report: Report) -> Piece:
    """Status from its own column, else from flags, stage, won and lost dates; closing dates only on closed deals."""
    status = _status(piece, report)
    if status is not None:
        piece = piece.with_columns(status=pd.Series(categorical(WORDS, status)))
        piece = _closings(piece, status)
        piece = _amounts(piece, status)
    return _crossed(piece).without(*_PARTS)


def _crossed(piece: Piece) -> Piece:
    """A deal that is marked as cross-selling is of that type, whatever else is said of it."""
    if "is_cross" not in piece.columns:
        return piece
    crossed = piece.columns["is_cross"].to_numpy(dtype=bool, na_value=False)
    if "type" not in piece.columns:
        return piece.with_columns(type=pd.Series(categorical(["cross"], np.where(crossed, 0, -1).astype(np.int32))))
    told = piece.columns["type"]
    words = list(dict.fromkeys((*told.cat.categories, "cross")))
    codes = np.where(crossed, words.index("cross"), told.cat.codes.to_numpy()).astype(np.int32)
    return piece.with_columns(type=pd.Series(categorical(words, codes)))


def _status(piece: Piece, report: Report) -> Codes | None:
    """Codes into WORDS, -1 where nothing tells; None if the sheet has no column that could."""
    tells = (_from_words, _from_flags, _from_last_stage, _from_dates, _from_stage)
    known = {tell: codes for tell in tells if (codes := tell(piece)) is not None}
    if not known:
        return None
    told = list(known.values())
    _say_all_open(
        piece, known.get(_from_stage), alone=not known.keys() - {_from_stage, _from_last_stage}, report=report
    )
    _say_disagreement(piece, known.get(_from_words), known.get(_from_stage), report)
    status = np.full(len(piece), _UNKNOWN, dtype=np.int32)
    for codes in told:
        status = np.where(status == _UNKNOWN, codes, status)
    unclear = status == _UNKNOWN
    if unclear.any() and "stage" in piece.columns:
        named = unclear & piece.columns["stage"].notna().to_numpy()
        if named.any():
            rows = piece.rows[named]
            text = f"The stage does not tell whether these deals are open, won or lost ({rows_text(rows)})"
            report.say(piece.source, text, Effect.NOTED, row=int(rows[0]), count=int(rows.size))
    return status


def _say_all_open(piece: Piece, stages: Codes | None, *, alone: bool, report: Report) -> None:
    """A closing date where no deal ever ends is odd: perhaps the stages are in words that the program does not know."""
    closing = "closed_at" in piece.columns and piece.columns["closed_at"].notna().any()
    if closing and alone and stages is not None and (stages == _OPEN).any() and not (stages > _OPEN).any():
        text = "No stage says won or lost: deals whose stage says nothing else count as open"
        report.say(piece.source, text, Effect.NOTED, count=int((stages == _OPEN).sum()))


def _say_disagreement(piece: Piece, words: Codes | None, stages: Codes | None, report: Report) -> None:
    if words is None or stages is None:
        return
    rows = piece.rows[(words > _OPEN) & (stages > _OPEN) & (words != stages)]
    if rows.size:
        text = f"Stage and status disagree on whether these deals were won; the status counts ({rows_text(rows)})"
        report.say(piece.source, text, Effect.NOTED, row=int(rows[0]), count=int(rows.size))


def _from_words(piece: Piece) -> Codes | None:
    if "status" not in piece.columns:
        return None
    return _looked_up(piece.columns["status"], lambda word: WORDS.index(word) if word in WORDS else _UNKNOWN)


def _from_stage(piece: Piece) -> Codes | None:
    return _looked_up(piece.columns["stage"], stage_status) if "stage" in piece.columns else None


def _from_last_stage(piece: Piece) -> npt.NDArray[np.int32] | None:
    """Stages that tell an end; in all others a deal may have been when it ended."""
    told = _from_stage(piece)
    return None if told is None else np.where(told == _OPEN, _UNKNOWN, told)


def stage_status(stage: str) -> int:
    """What a stage's name says; a stage that speaks of neither winning nor losing is open."""
    key = name_key(stage)
    for code, word in ((_WON, "won"), (_LOST, "lost")):
        if key in {word, *OPPORTUNITY_STAGES[word]}:
            return code
    plain = re.sub(r"[\W_]+", " ", key).strip()
    if _NOT_YET.search(plain) or plain in _ENDED:
        return _UNKNOWN
    if _SAYS_LOST.search(plain):
        return _LOST
    if _SAYS_WON.search(plain):
        return _WON
    return _UNKNOWN if _SAYS_CLOSED.search(plain) else _OPEN


def _looked_up(column: pd.Series, meaning) -> Codes:  # type: ignore[no-untyped-def]
    codes, values = (
        (column.cat.codes.to_numpy(), column.cat.categories)
        if isinstance(column.dtype, pd.CategoricalDtype)
        else pd.factorize(column)
    )
    of_value = np.array([*(meaning(str(value)) for value in values), _UNKNOWN], dtype=np.int32)
    return of_value[codes]


def _from_flags(piece: Piece) -> Codes | None:
    flags = {name: piece.columns[name] for name in ("is_won", "is_lost", "is_closed") if name in piece.columns}
    if not flags:
        return None
    yes = {name: flag.to_numpy(dtype=bool, na_value=False) for name, flag in flags.items()}
    nothing = np.zeros(len(piece), dtype=bool)
    won, lost, closed = (yes.get(name, nothing) for name in ("is_won", "is_lost", "is_closed"))
    lost = lost | (closed & ~won) if "is_won" in flags else lost
    told = "is_closed" in flags or {"is_won", "is_lost"} <= flags.keys()
    return np.where(won, _WON, np.where(lost, _LOST, _OPEN if told else _UNKNOWN)).astype(np.int32)


def _from_dates(piece: Piece) -> Codes | None:
    dates = {name: piece.columns[name].notna().to_numpy() for name in ("won_at", "lost_at") if name in piece.columns}
    if not dates:
        return None
    nothing = np.zeros(len(piece), dtype=bool)
    won, lost = dates.get("won_at", nothing), dates.get("lost_at", nothing)
    rest = _OPEN if len(dates) == 2 else _UNKNOWN
    return np.where(won & ~lost, _WON, np.where(lost & ~won, _LOST, np.where(won, _UNKNOWN, rest))).astype(np.int32)


def _closings(piece: Piece, status: Codes) -> Piece:
    """A won deal closed when it was won, a lost one when it was lost; an open deal's closing date is a plan."""
    closed: tuple[pd.Series, Mask] | None = None
    for name, where in (("won_at", status == _WON), ("lost_at", status == _LOST), ("closed_at", status > _OPEN)):
        if name in piece.columns:
            some = _masked(piece, name, where)
            closed = some if closed is None else _first(closed, some)
    planned = None
    if "closed_at" in piece.columns:
        moved = _masked(piece, "closed_at", status <= _OPEN)
        own = (
            (piece.columns["expected_close"], piece.whole_days("expected_close"))
            if "expected_close" in piece.columns
            else None
        )
        if own is not None or moved[0].notna().any():
            planned = moved if own is None else _first(own, moved)
    if closed is not None:
        piece = piece.with_dates(closed_at=closed)
    return piece if planned is None else piece.with_dates(expected_close=planned)


def _masked(piece: Piece, name: str, where: Mask) -> tuple[pd.Series, Mask]:
    return piece.columns[name].where(where), piece.whole_days(name) & where


def _first(dates: tuple[pd.Series, Mask], others: tuple[pd.Series, Mask]) -> tuple[pd.Series, Mask]:
    """The dates, and the others where there is none."""
    missing = dates[0].isna().to_numpy()
    return dates[0].where(~missing, others[0]), np.where(missing, others[1], dates[1])


def _amounts(piece: Piece, status: Values) -> Piece:
    """What a won deal really brought, where that stands beside the estimate."""
    if "won_amount" not in piece.columns:
        return piece
    actual = piece.columns["won_amount"].where(status == _WON)
    return piece.with_columns(amount=actual.fillna(piece.columns["amount"]) if "amount" in piece.columns else actual)
