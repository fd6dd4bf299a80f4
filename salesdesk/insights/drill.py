"""The records behind one number: a list for each side of it, and the rows that were set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.insights.chain import step_kpi
from salesdesk.insights.record_columns import RecordColumn, columns_of
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Measure
from salesdesk.kpis.picks import Pick
from salesdesk.kpis.records import Records, records
from salesdesk.kpis.score import score
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period
from salesdesk.models.selection import DIMS


@dataclass(frozen=True, eq=False)
class RecordList:
    """Rows of one table, or the members (reps, customers) that a side is made of.

    ``values``: what each counts for, None where rows are only listed. ``sum_text`` says in words how they make up the
    number. ``side`` names the side of the figure; a side may have a list of members besides those of its rows.
    """

    title: str
    side: str
    pointers: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64] | None
    sum_text: str
    columns: tuple[RecordColumn, ...]
    of_members: bool = False

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0


@dataclass(frozen=True, eq=False)
class Drill:
    """``figure`` says the number once more, with what it is made of."""

    title: str
    figure: str
    score: Score
    lists: tuple[RecordList, ...]


def drill(
    board: Board, key: str, members: Mapping[str, str], period: Period | None, step: str | None, voice: Voice
) -> Drill:
    """The records behind a KPI's figure (or a ``step`` of the chain) for a member of a dimension.

    ``period`` None: the selected one; a cohort too young for a figure is answered by the one that is shown instead.
    """
    kpi = BY_KEY[key] if step is None else step_kpi(step)
    cut = board.cut.sliced(*members).at(period or board.period)
    cell = {dim: label for dim, label in members.items() if dim in kpi.by}
    found = _score(board, kpi, cut, cell)
    if found.matured is not None:
        cut = cut.at(found.matured.period)
        found = found.matured
    listed = {name: each for name, each in records(kpi, board.book, cut, cell).items() if len(each)}
    title = ", ".join((kpi.name, *cell.values(), found.period.label))
    lists = [_list(board, kpi, name, each, listed, found, voice) for name, each in listed.items()]
    lists.sort(key=_rank)
    return Drill(title, _figure_text(kpi, found, voice), found, tuple(lists))


def _rank(listed: RecordList) -> int:
    """Rows first, then the members they add up to, then what was set aside."""
    return 2 if listed.values is None else int(listed.of_members)


def _score(board: Board, kpi: Kpi, cut: Cut, cell: Mapping[str, str]) -> Score:
    return score(kpi, board.book, cut.sliced(*cell)).at(0, **cell)


def _figure_text(kpi: Kpi, found: Score, voice: Voice) -> str:
    said = f"{kpi.name}: {voice.score(found, kpi.unit)}"
    if found.value is not None and found.n:
        said += f" ({voice.basis(found, kpi.counted)})"
    return ". ".join(part.rstrip(".") for part in (said, f"Worked out as: {kpi.formula}", *found.notes)) + "."


def _side_of(name: str) -> str:
    """Lists of one side in several tables are numbered: "rows", "rows 2"."""
    head, _, number = name.rpartition(" ")
    return head if number.isdigit() else name


def _list(
    board: Board, kpi: Kpi, name: str, listed: Records, among: Mapping[str, Records], found: Score, voice: Voice
) -> RecordList:
    side = _side_of(name)
    unit = _units(board, kpi, tuple(found.by.split(" × ")) if found.by else ()).get(side, Unit.COUNT)
    columns = columns_of(board.log, listed, unit, voice)
    if listed.aside:
        title = f"Set aside: {listed.reason}"
        words = f"{_rows(len(listed), voice)} not counted: {listed.reason}."
        return RecordList(title, side, listed.pointers, None, words, columns)
    of_members = bool(listed.members)
    same = [
        each
        for other, each in among.items()
        if _side_of(other) == side and not each.aside and bool(each.members) is of_members
    ]
    words = _sum_text(kpi, listed, same, unit, found, voice)
    title = _title(kpi, side, listed, alone=len(same) == 1)
    return RecordList(title, side, listed.pointers, listed.value, words, columns, of_members)


def _title(kpi: Kpi, side: str, listed: Records, *, alone: bool) -> str:
    if listed.members:
        parts = [part for part in kpi.measure.counted if part.key == side and isinstance(part.of, Per)]
        of = parts[0].of.sides.get(side) if parts and isinstance(parts[0].of, Per) else None
        what = of.of.title.lower() if of is not None and isinstance(of.of, Side) else ""
        return f"{listed.title}: {what}" if what else listed.title
    return listed.title if alone else f"{listed.title}: {_table_title(listed.table)}"


def _table_title(table: str) -> str:
    from salesdesk.models.tables import BY_NAME

    return BY_NAME[table].title.lower() if table in BY_NAME else DIMS.get(table, table).lower()


def _units(board: Board, kpi: Kpi, dims: tuple[str, ...]) -> dict[str, Unit]:
    """In which unit the values of each side are."""
    found: dict[str, Unit] = {}
    measure = kpi.measure_of(None, dims)
    for part in measure.counted:
        found[part.key] = _unit(board, kpi, measure, Sum(part.of, part.value))
        if isinstance(part.of, Per):
            for name, total in part.of.sides.items():
                found.setdefault(name, _unit(board, kpi, measure, total))
    return found


def _unit(board: Board, kpi: Kpi, measure: Measure, part: Sum | Pick) -> Unit:
    if part.value is None:
        return Unit.COUNT
    if part.of.is_money(board.book, part.value):
        return Unit.MONEY
    single = measure.kind in _AVERAGED or measure.kind in (MeasureKind.SUM, MeasureKind.SNAPSHOT)
    return kpi.unit if single else Unit.COUNT


_AVERAGED = (MeasureKind.DURATION, MeasureKind.SURVIVAL, MeasureKind.MEAN, MeasureKind.SCORE)


def _sum_text(kpi: Kpi, listed: Records, same: list[Records], unit: Unit, found: Score, voice: Voice) -> str:
    """How the rows make up the number, in words."""
    rows = _rows(len(listed), voice)
    if listed.value is None:
        return f"{rows}."
    values = np.concatenate([each.value for each in same if each.value is not None])
    own, together = float(np.nansum(listed.value)), float(np.nansum(values))
    known = values[~np.isnan(values)]
    in_all = "" if len(same) == 1 else f"; with the other lists of this side {voice.value(together, unit)}"
    match kpi.kind:
        case MeasureKind.DURATION if unit is kpi.unit and len(known):
            return f"{rows}. Half of them took {voice.value(float(np.median(known)), unit)} or less."
        case MeasureKind.SURVIVAL if len(known):
            half = f"Half of them took {voice.value(found.value, unit)} or less" if found.value is not None else ""
            return f"{rows}. {half or 'Half of them are not done yet'}; those not done count with their time so far."
        case MeasureKind.MEAN if unit in (Unit.MONEY, kpi.unit) and len(known):
            mean, total = voice.value(float(known.mean()), kpi.unit), voice.value(together, unit)
            return f"{_rows(len(known), voice)} with a value: {total} in all, {mean} on average."
        case MeasureKind.RATE if (
            kpi.unit is Unit.PERCENT and len(known) and not len(known[(known != 0) & (known != 1)])
        ):
            if own == len(listed):
                return f"{rows}{in_all}."
            share = voice.value(own / len(listed), kpi.unit, len(listed))
            return f"{rows}, {voice.value(own, Unit.COUNT)} of them count: {share}."
    if unit is Unit.COUNT and own == len(listed):
        return f"{rows}{in_all}."
    return f"{rows}, together {voice.value(own, unit)}{in_all}."


def _rows(count: int, voice: Voice) -> str:
    return f"{voice.style.text(count)} record{'' if count == 1 else 's'}"
