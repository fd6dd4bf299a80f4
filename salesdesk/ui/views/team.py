"""The pictures of the Team page: quotas and targets, sales per rep, who opens and who closes, job satisfaction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.pairing import openers
from salesdesk.insights.quota_view import attainments, has_targets, quotas, targets_by
from salesdesk.insights.waves import waves
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.bullets import BulletRows
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.scatter import ScatterChart
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.values_columns import ColumnData, Series, StackData
from salesdesk.ui.charts.values_plane import Axis, Guide, Point, Quarters, ScatterData
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.team_bars import reached_data, sales_of_reps, sales_per_rep
from salesdesk.ui.views.team_path import VIEW as PATH
from salesdesk.ui.views.view import Group, Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.pairing import OpenerCloser, Openers
    from salesdesk.insights.quota_view import Quotas, Reached
    from salesdesk.insights.waves import Wave
    from salesdesk.insights.wording import Voice

_WIDE = 560  # two cards in a row
_BANDS = {
    "below_50": "under 50 %",
    "from_50_to_80": "50 to 80 %",
    "from_80_to_100": "80 to 100 %",
    "from_100_to_120": "100 to 120 %",
    "from_120": "120 % and more",
}
_SCOPES = {"team": "team", "location": "location", "product": "product", "rep": "rep"}
_QUARTERS = ("closers", "open and close", "", "openers")


# Quotas


def _show_quotas(found: Quotas, board: Board, voice: Voice) -> Shown:
    told = [
        f"{row.name} ({voice.score(row.attainment, Unit.PERCENT)} of the quota; {voice.style.text(row.touches, 1)} "
        f"touches per lost deal, the team {voice.style.text(row.team_touches, 1)})"
        for row in found.missed
    ]
    note = "Missed the quota with many touches per lost deal: " + "; ".join(told) + "." if told else ""
    name = "Quota attainment by rep"
    return Shown(reached_data(name, found.rows, voice, Unit.MONEY, goal="quota"), board.period.label, note)


def _pick_reached(kpi: str, dim: str, found: tuple[Reached, ...], place: int) -> Wanted:
    return Wanted(kpi, {dim: found[place].name})


def _show_strip(found: tuple[tuple[str, float], ...], board: Board, voice: Voice) -> Shown:
    score = board.kpis["reps_at_quota"].now
    dots = tuple(
        Dot(value, name, "better" if value >= 1 else "neutral", text=voice.value(value, Unit.PERCENT), named=True)
        for name, value in found
    )
    data = RangeData(
        "Attainment of each rep",
        (RangeRow("", dots),) if dots else (),
        Axis("quota attainment", lambda value: voice.axis(value, Unit.PERCENT)),
        (Guide(1.0, "x", "quota"),),
        summary=f"{voice.score(score, Unit.PERCENT)} at quota",
    )
    note = f"{voice.basis(score)} reps reached all of their quota. 99.96 % is shown as 100 % and does not count."
    return Shown(data, board.period.label, note)


def _bands(board: Board) -> tuple[tuple[str, float], ...] | None:
    details = board.kpis["quota_calibration"].now.details
    found = tuple((text, details.get(key, 0.0)) for key, text in _BANDS.items())
    return found if sum(count for _, count in found) else None


def _show_bands(found: tuple[tuple[str, float], ...], board: Board, voice: Voice) -> Shown:
    score, total = board.kpis["quota_calibration"].now, sum(count for _, count in found)
    counts = [voice.style.text(count) for _, count in found]
    shares = [voice.value(count / total, Unit.PERCENT) for _, count in found]
    data = ColumnData(
        "Reps by quota attainment",
        tuple(text for text, _ in found),
        (Series("reps", tuple(count for _, count in found), texts=tuple(counts)),),
        tops=tuple(count if count != "0" else "" for count in counts),
        hover=tuple(
            f"{text} of the quota: {count} of {voice.style.text(total)} reps ({share})"
            for (text, _), count, share in zip(found, counts, shares, strict=True)
        ),
        axis=lambda value: voice.style.trimmed(value),
        unit="reps",
    )
    hints = [note for note in score.notes if "possibly" in note]
    settings = board.log.settings
    none = (
        f"No hint: nearly all or nearly none of at least {settings.quota_hint_reps} reps would have to reach it, "
        f"{settings.quota_hint_periods} periods in a row."
    )
    return Shown(data, f"{board.period.label} · median {voice.score(score, Unit.PERCENT)}", " ".join(hints) or none)


# Targets


def _show_targets(dim: str, found: tuple[Reached, ...], board: Board, voice: Voice) -> Shown:
    name = f"Target attainment by {_SCOPES[dim]}"
    notes = [note for note in found[0].score.notes if note.startswith(("Targets in", "Those of"))]
    notes = [note for note in notes if "not added up" not in note]
    return Shown(
        reached_data(name, found, voice, None, goal="target"),
        board.period.label,
        " ".join(notes),
    )


def _targets_view(dim: str) -> View:
    return View(
        f"targets {dim}",
        "target_attainment",
        f"Target attainment by {_SCOPES[dim]}",
        BulletRows,
        partial(targets_by, dim=dim),
        partial(_show_targets, dim),
        lambda found, _, place: _pick_reached("target_attainment", dim, found, place),
        there=partial(has_targets, dim=dim),
    )


# Who opens, who closes


def _show_openers(found: Openers, board: Board, voice: Voice) -> Shown:
    order = sorted(found.reps, key=lambda rep: rep.few)
    quarters = None
    if found.opened is not None and found.won is not None:
        quarters = Quarters(found.opened, found.won, *_QUARTERS)
    data = ScatterData(
        "Openers and closers",
        tuple(_opener(rep, {name for pair in found.pairs for name in pair}, board, voice) for rep in order),
        Axis("opportunities created", lambda value: voice.style.trimmed(value), from_zero=True),
        Axis("win rate", lambda value: voice.axis(value, Unit.PERCENT), low=0.0, high=1.0, from_zero=True),
        quarters=quarters,
        summary="; ".join(f"{one} with {other}" for one, other in found.pairs) or "nobody to pair",
    )
    told = []
    if found.pairs:
        told.append("Pair " + "; ".join(f"{one} with {other}" for one, other in found.pairs) +
                    ": the first opens much, the second wins more by more than chance.")  # fmt: skip
    elif quarters is not None:
        told.append("Nobody to pair: no opener wins less than a closer by more than chance.")
    if found.without:
        told.append(f"Without closed deals of their own: {', '.join(found.without)}.")
    if quarters is not None:
        told.append("Lines: medians of the reps compared.")
    return Shown(data, board.period.label, " ".join(told))


def _opener(rep: OpenerCloser, paired: set[str], board: Board, voice: Voice) -> Point:
    counted = board.kpis["win_rate"].kpi.counted
    rate = voice.score(rep.won, Unit.PERCENT)
    hover = f"{rep.name}: {voice.style.trimmed(rep.opened)} opportunities created, win rate {rate}"
    n = voice.basis(rep.won, counted)
    role = "accent" if rep.name in paired else "neutral"
    return Point(rep.name, rep.opened, rep.won.value, n, role, rep.few, named=True, hover=f"{hover} ({n})")


def _pick_opener(found: Openers, _: Board, place: int) -> Wanted:
    return Wanted("win_rate", {"rep": sorted(found.reps, key=lambda rep: rep.few)[place].name})


# Job satisfaction


def _show_waves(found: tuple[Wave, ...], board: Board, voice: Voice) -> Shown:
    parts = (("top grade", "better", "top"), ("other grades", "earlier", "others"), ("no answer", "track", "silent"))
    series = tuple(
        Series(
            name,
            tuple(getattr(wave, part) for wave in found),
            role,
            tuple("" if (count := getattr(wave, part)) is None else voice.style.text(count) for wave in found),
        )
        for name, role, part in parts
    )
    data = StackData(
        "Employee satisfaction by survey",
        tuple(wave.name for wave in found),
        series,
        tops=tuple(_top(wave, voice) for wave in found),
        inside=True,
        hover=tuple(_wave_text(wave, voice) for wave in found),
        axis=lambda value: voice.style.trimmed(value),
        unit="people asked",
    )
    note = ("Above: mean grade. Answers stay anonymous: surveys that too few answered are not shown, and there are no "
            "records to open.")  # fmt: skip
    first, last = board.months[0], board.months[-1]
    return Shown(data, f"{first.label} to {last.label}", note)


def _top(wave: Wave, voice: Voice) -> str:
    return "too few" if wave.top is None else voice.score(wave.score, Unit.GRADE)


def _wave_text(wave: Wave, voice: Voice) -> str:
    if wave.top is None:
        return f"{wave.name}: too few answers to show"
    details = wave.score.details
    shares = [("share with the top grade", "top_box"), ("response rate", "response_rate")]
    told = [f"{name} {voice.value(details[key], Unit.PERCENT)}" for name, key in shares if key in details]
    goal = f"goal {voice.value(details['goal'], Unit.GRADE)}" if "goal" in details else ""
    mean = f"{wave.name}: mean {voice.score(wave.score, Unit.GRADE)}"
    return ", ".join(part for part in (mean, goal, *told, voice.basis(wave.score, "answers")) if part)


QUOTAS = Group(
    "quotas",
    (
        View("quotas", "quota_attainment", "Quota attainment by rep", BulletRows, quotas, _show_quotas,
             lambda found, _, place: _pick_reached("quota_attainment", "rep", found.rows, place)),
        View("at quota", "reps_at_quota", "Share of reps at quota", RangeDots, lambda board: attainments(board) or None,
             _show_strip, lambda found, _, place: Wanted("quota_attainment", {"rep": found[place][0]})),
        View("bands", "quota_calibration", "Is quota too high or too low?", ColumnChart, _bands, _show_bands,
             lambda *_: Wanted("quota_calibration")),
        PATH,
    ),
    _WIDE,
)  # fmt: skip
OPENERS = Group(
    "openers",
    (View("openers", "opportunities_created", "Opener or closer", ScatterChart, openers, _show_openers, _pick_opener),),
    _WIDE,
)
SALES = Group(
    "sales",
    (
        View("sales", "revenue_per_rep", "Revenue per rep", BulletRows, sales_of_reps, sales_per_rep,
             lambda found, _, place: Wanted("revenue_per_rep", {"rep": found[place].name})),
        *(_targets_view(dim) for dim in _SCOPES),
    ),
    _WIDE,
)  # fmt: skip
WAVES = Group(
    "waves",
    (View("waves", "employee_satisfaction", "Employee satisfaction", StackedBars, waves, _show_waves),),
    _WIDE,
)
GROUPS: tuple[Group, ...] = (QUOTAS, OPENERS, SALES, WAVES)
