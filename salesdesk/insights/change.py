"""Is a change more than noise? One answer per KPI for a period against another, in words and in the KPI's unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.weeks import weeks_within
from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import Direction, Kpi, Mark
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period
from salesdesk.stats import change as tests
from salesdesk.stats.change import Word
from salesdesk.stats.resampling import mean_difference_p, sum_difference_p
from salesdesk.stats.survival import log_rank

SHOWN = ("ok", "indicative")


@dataclass(frozen=True)
class Change:
    """``difference`` = now − before in the KPI's unit (a fraction for rates: × 100 = pp).

    ``word`` None: this kind of figure gets the plain difference and no mark. ``better`` None: neither way is, or the
    difference is noise or untested. ``p`` where a test gives one.
    """

    difference: float
    word: Word | None
    better: bool | None
    p: float | None = None

    @property
    def is_real(self) -> bool:
        """Beyond noise, by a test."""
        return self.word in (Word.CLEAR, Word.LIKELY)


def change(kpi: Kpi, book: Book, cut: Cut, now: Score, before: Score, cell: Mapping[str, str]) -> Change | None:
    """``cut`` has the two periods, now first; ``cell`` the member of a dimension. None where a side has no value."""
    if now.value is None or before.value is None:
        return None
    enough = now.status in SHOWN and before.status in SHOWN
    word, p = _tested(kpi, book, cut, now, before, cell, enough=enough)
    difference = now.value - before.value
    return Change(difference, word, _better(kpi.direction, difference, word), p)


def _better(direction: Direction, difference: float, word: Word | None) -> bool | None:
    real = word in (Word.CLEAR, Word.LIKELY)
    if direction not in (Direction.HIGHER, Direction.LOWER) or difference == 0 or not real:
        return None
    return (difference > 0) is (direction is Direction.HIGHER)


def _tested(
    kpi: Kpi, book: Book, cut: Cut, now: Score, before: Score, cell: Mapping[str, str], *, enough: bool
) -> tuple[Word | None, float | None]:
    match kpi.marked_by:
        case Mark.NONE:
            return None, None
        case Mark.RATE:
            return tests.word_for_rates(*_pair(now), *_pair(before), enough=enough), None
        case Mark.SCORE:
            return _nps_word(now, before, enough=enough), None
        case Mark.COUNT:
            p = _count_p(kpi, book, cut, now, before, cell)
        case Mark.SUM | Mark.MEAN:
            p = _values_p(kpi, book, cut, cell)
        case Mark.DURATION:
            p = _duration_p(kpi, book, cut, cell)
    return tests.word_for_p(p, enough=enough), None if p != p else p


def _nps_word(now: Score, before: Score, *, enough: bool) -> Word | None:
    """None for a score that is not made of promoters and detractors."""
    sides = [(of.details.get("promoters"), of.details.get("detractors"), float(of.n)) for of in (now, before)]
    told = [(up, down, n) for up, down, n in sides if up is not None and down is not None]
    return tests.word_for_nps(told[0], told[1], enough=enough) if len(told) == len(sides) else None


def _pair(of: Score) -> tuple[float, float]:
    return of.numerator or 0.0, of.denominator or 0.0


def _exposures(book: Book, cut: Cut) -> tuple[float, float]:
    """Working days of the two periods, each at most up to the end of the log."""
    calendar, after = book.log.calendar, book.log.as_of + 1
    now, before = (float(len(calendar.working_days(Period(p.start, min(p.end, after))))) for p in cut.periods[:2])
    return now, before


def _count_p(kpi: Kpi, book: Book, cut: Cut, now: Score, before: Score, cell: Mapping[str, str]) -> float:
    """A count per working day; a ratio of two counts per whatever it is divided by."""
    below = now.denominator, before.denominator
    exposures = _exposures(book, cut) if below[0] is None or below[1] is None else (below[0], below[1])
    weeks = weeks_within(cut.periods[:2], book.log.as_of)
    counts = score(kpi, book, cut.at(*weeks)).counts(**cell) if weeks else np.empty(0)
    spread = tests.dispersion(np.nan_to_num(counts))
    events = now.numerator or 0.0, before.numerator or 0.0
    found = tests.count_change(events[0], exposures[0], events[1], exposures[1], 1.0 if spread != spread else spread)
    return found.p


def _values_p(kpi: Kpi, book: Book, cut: Cut, cell: Mapping[str, str]) -> float:
    rows = cell_values(kpi, book, cut)
    now, before = (rows.at(*place_of(book, cut, cell, period)) for period in (0, 1))
    seed = book.log.settings.seed
    if kpi.marked_by is Mark.MEAN:
        return mean_difference_p(now, before, seed)
    exposures = _exposures(book, cut)
    return sum_difference_p(now, before, exposures[0] / max(sum(exposures), 1.0), seed)


def _duration_p(kpi: Kpi, book: Book, cut: Cut, cell: Mapping[str, str]) -> float:
    rows = cell_values(kpi, book, cut)
    places = [place_of(book, cut, cell, period) for period in (0, 1)]
    now, before = (rows.lasting(*place) for place in places)
    if now is None or before is None:
        return tests.time_change(*(rows.at(*place) for place in places), seed=book.log.settings.seed).p
    if not (len(now[0]) and len(before[0])):
        return nan
    time, ended = np.concatenate([now[0], before[0]]), np.concatenate([now[1], before[1]])
    return log_rank(time, ended, np.arange(len(time)) < len(now[0])).p
