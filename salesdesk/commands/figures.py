"""Scores as the command line hands them out: which ones, and as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from salesdesk.insights.wording import Voice
from salesdesk.kpis.book import Book
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import Score, score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, months_within
from salesdesk.models.selection import Selection


@dataclass(frozen=True)
class Figure:
    """One score with its KPI."""

    kpi: Kpi
    score: Score


def figures(book: Book, selection: Selection, kpis: Iterable[Kpi], by: str | None) -> list[Figure]:
    """One figure per KPI; with ``by`` one for each of its keys in their order and then the team's."""
    of_kpi = _by_month if by == "month" else _by_dim
    return [Figure(kpi, found) for kpi in kpis for found in of_kpi(book, selection, kpi, by)]


def _by_dim(book: Book, selection: Selection, kpi: Kpi, by: str | None) -> list[Score]:
    cut = cut_for(book, selection)
    team = score(kpi, book, cut).at()
    if by is None:
        return [team]
    table = score(kpi, book, cut.sliced(by))
    if by not in table.by:
        return [replace(table.at(), by=by)]
    return [*(table.at(0, **{by: label}) for label in sorted(table.labels[0])), replace(team, by=by)]


def _by_month(book: Book, selection: Selection, kpi: Kpi, by: str | None) -> list[Score]:
    cut = cut_for(book, selection)
    months = months_within(_dated(book.log, selection.period)) if book.log.span.is_dated else ()
    table = score(kpi, book, cut.at(*months))
    found = [replace(table.at(place), by=by, key=f"{month.first:%Y-%m}") for place, month in enumerate(months)]
    return [*found, replace(score(kpi, book, cut).at(), by=by)]


def _dated(log: SalesLog, period: Period) -> Period:
    return Period(log.span.first, log.span.as_of + 1) if period.is_all else period


# JSON


def as_json(found: Sequence[Figure]) -> str:
    return json.dumps([_object(figure.kpi, figure.score) for figure in found], indent=2, ensure_ascii=False)


def _object(kpi: Kpi, score: Score) -> dict[str, Any]:
    return {
        "kpi": kpi.key,
        "id": kpi.id,
        "by": score.by,
        "key": score.key,
        "period": _days(score.period),
        "value": _number(score.value),
        "unit": score.unit.value,
        "numerator": _number(score.numerator),
        "denominator": _number(score.denominator),
        "n": score.n,
        "status": score.status.value,
        "interval": None if score.interval is None else [_number(bound) for bound in score.interval],
        "details": {name: _number(value) for name, value in score.details.items()},
        "coverage": _number(score.coverage),
        "notes": list(score.notes),
        "excluded": dict(score.excluded),
        "matured": None if score.matured is None else _object(kpi, score.matured),
    }


def _days(period: Period) -> dict[str, str | None]:
    """Both days included; all there is has neither."""
    first, last = (None, None) if period.is_all else (period.first.isoformat(), period.last.isoformat())
    return {"label": period.label, "start": first, "end": last}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a fraction; nothing for what is no number."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)


# CSV

_COLUMNS: dict[str, Callable[[Kpi, Score], Any]] = {
    "kpi": lambda kpi, _: kpi.key,
    "id": lambda kpi, _: kpi.id,
    "name": lambda kpi, _: kpi.name,
    "by": lambda _, score: score.by,
    "key": lambda _, score: score.key,
    "period": lambda _, score: score.period.label,
    "start": lambda _, score: _days(score.period)["start"],
    "end": lambda _, score: _days(score.period)["end"],
    "value": lambda _, score: _number(score.value),
    "unit": lambda _, score: score.unit.value,
    "numerator": lambda _, score: _number(score.numerator),
    "denominator": lambda _, score: _number(score.denominator),
    "n": lambda _, score: score.n,
    "status": lambda _, score: score.status.value,
    "low": lambda _, score: _number(score.interval[0]) if score.interval else None,
    "high": lambda _, score: _number(score.interval[1]) if score.interval else None,
    "coverage": lambda _, score: _number(score.coverage),
    "notes": lambda _, score: "; ".join(score.notes),
}


def as_csv(found: Sequence[Figure]) -> tuple[str, int]:
    """The table, and how many of its texts got a ' in front because a spreadsheet would take them for formulas."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(_COLUMNS)
    guarded = 0
    for figure in found:
        cells = [tell(figure.kpi, figure.score) for tell in _COLUMNS.values()]
        guarded += sum(map(_is_risky, cells))
        rows.writerow([f"'{cell}" if _is_risky(cell) else cell for cell in cells])
    return written.getvalue(), guarded


def _is_risky(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_plain_number(cell)


def _is_plain_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdecimal()


# Table


def as_table(found: Sequence[Figure], voice: Voice) -> str:
    """Aligned text: a line per figure, under its KPI's name if there are several of one; the notes below."""
    lines: list[tuple[str, str, str]] = []
    notes: dict[str, list[str]] = {}
    headed: list[Kpi] = []
    for figure in found:
        if figure.score.status == "not_available" and figure.score.key is not None:
            continue  # the team's line says once why there is nothing
        sliced = figure.score.by is not None
        if sliced and figure.kpi not in headed:
            headed.append(figure.kpi)
            lines.append((f"{figure.kpi.name} ({figure.kpi.id})", "", ""))
        lines.append(_line(figure, voice, sliced=sliced))
        for note in figure.score.notes if figure.score.status != "not_available" else ():
            notes.setdefault(note, []).append(figure.kpi.id)
    widths = [max((len(line[column]) for line in lines), default=0) for column in (0, 1)]
    text = [f"{name:{widths[0]}}  {value:>{widths[1]}}  {basis}".rstrip() for name, value, basis in lines]
    told = [f"{', '.join(dict.fromkeys(ids))}: {note}" for note, ids in notes.items()]
    return "".join(f"{line}\n" for line in (*text, *([""] if told else []), *told))


def _line(figure: Figure, voice: Voice, *, sliced: bool) -> tuple[str, str, str]:
    kpi, score = figure.kpi, figure.score
    name = f"  {score.key or 'Team'}" if sliced else f"{kpi.id:3}  {kpi.name}"
    told = list(score.notes) if score.status == "not_available" else [voice.basis(score, kpi.counted)]
    if score.matured is not None:
        told.append(f"{score.matured.period.label}: {voice.score(score.matured, score.matured.unit)}")
    return name, voice.score(score, score.unit), "; ".join(told)
