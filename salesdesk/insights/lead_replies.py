"""What comes back from prospects: replies by what they say, labels of the positive ones, and meetings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.prospects import positive_replies, reply_labels
from salesdesk.kpis.catalogue.touches import OTHER
from salesdesk.kpis.sources import Side
from salesdesk.kpis.table import Score, ScoreTable

POSITIVE, NEGATIVE, MEETINGS = "positive_reply_rate", "negative_reply_rate", "meeting_acceptance_rate"
NO_LABEL = "no label"
MOST_LABELS = 12


@dataclass(frozen=True)
class ReplyRow:
    """Prospects by what their last classified reply says; ``other`` ones are neutral or not classified.

    ``score`` is the positive reply rate.
    """

    name: str
    positive: int
    other: int
    negative: int
    silent: int
    score: Score

    @property
    def n(self) -> int:
        return self.positive + self.other + self.negative + self.silent


def replies_by(board: Board, dim: str) -> tuple[ReplyRow, ...] | None:
    """By the members of a dimension that have prospects, the most prospects first; None without any."""
    positive, negative = board.by(POSITIVE, dim), board.by(NEGATIVE, dim)
    if not positive.labels:
        return None
    names = positive.labels[0]
    cells = [_row(name, positive, negative, (0, place), 0, {dim: name}) for place, name in enumerate(names)]
    rows = sorted((row for row in cells if row.n), key=lambda row: (-row.n, row.name.casefold()))
    return tuple(rows) or None


def replies_of_all(board: Board) -> ReplyRow:
    return _row("All", board.kpis[POSITIVE].table, board.kpis[NEGATIVE].table, (0,), 0, {})


def replies_by_month(board: Board) -> tuple[ReplyRow, ...] | None:
    """Prospects by the month of their first contact, in the order of the board's months."""
    positive, negative = board.kpis[POSITIVE].months, board.kpis[NEGATIVE].months
    rows = tuple(_row(month.label, positive, negative, (place,), place, {}) for place, month in enumerate(board.months))
    return rows if any(row.n for row in rows) else None


def _row(
    name: str, positive: ScoreTable, negative: ScoreTable, place: tuple[int, ...], period: int, member: dict[str, str]
) -> ReplyRow:
    count = [positive.numerator, negative.numerator, positive.figures["reply_rate"].numerator, positive.denominator]
    good, bad, replied, everybody = (int(np.nan_to_num(values[place])) for values in count)
    score = positive.at(period, **member)
    return ReplyRow(name, good, replied - good - bad, bad, everybody - replied, score)


@dataclass(frozen=True)
class LabelCounts:
    """How many positive replies have each label, by channel: ``counts[label][channel]``."""

    labels: tuple[str, ...]
    channels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))


def labels_of_positive(board: Board) -> LabelCounts | None:
    """Positive replies that came in the selected period, the commonest label first, those without one last."""
    cut = board.cut.at(board.period).sliced().kept_by(BY_KEY[POSITIVE].by)
    rows = Side(positive_replies).rows(board.book, cut)
    if not len(rows):
        return None
    words = reply_labels(board.log)
    label, channel = rows.number("label"), rows.number("channel").astype(np.int64)
    code = np.where(np.isnan(label), len(words), np.nan_to_num(label)).astype(np.int64)
    table = np.zeros((len(words) + 1, OTHER + 1), dtype=np.int64)
    np.add.at(table, (code, channel), 1)
    used = [place for place in np.argsort(-table[:-1].sum(axis=1), kind="stable") if table[place].any()][:MOST_LABELS]
    used += [len(words)] if table[-1].any() else []
    through = np.flatnonzero(table.sum(axis=0))
    names = (*words, NO_LABEL)
    methods = board.book.labels("method")
    return LabelCounts(
        tuple(names[place] for place in used),
        tuple(methods[place] for place in through),
        tuple(tuple(int(table[place, way]) for way in through) for place in used),
    )


@dataclass(frozen=True)
class MeetingSteps:
    """Prospects step by step; ``show_rate`` of the meetings that were due, ``apart``: met without a reply."""

    approached: float
    replied: float
    agreed: float
    met: float | None
    rate: Score
    show_rate: Score | None
    apart: float


def meeting_steps(board: Board) -> MeetingSteps | None:
    """None where nobody replied in the selected period, or no meeting is told of."""
    scores = board.kpis[MEETINGS]
    now = scores.now
    if now.value is None or not now.denominator:
        return None
    figures = scores.table.figures
    met = figures["met"].at() if "met" in figures else None
    show = figures["show_rate"].at() if "show_rate" in figures else None
    apart = now.details.get("without_reply", 0.0)
    approached = board.kpis[POSITIVE].table.denominator[0] if POSITIVE in board.kpis else np.nan
    return MeetingSteps(
        float(np.nan_to_num(approached)) or now.denominator,
        now.denominator,
        now.numerator or 0.0,
        None if met is None else met.numerator,
        now,
        show,
        apart,
    )
