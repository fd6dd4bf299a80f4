"""Pictures of persistence: attempts at leads, what another one brings, touches of deals won and lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.persistence import AttemptCurve, attempt_curve
from salesdesk.insights.slices import parts_of
from salesdesk.insights.touch_profile import Outcome, Profile, profile
from salesdesk.kpis.kpi import Unit
from salesdesk.stats.hazard import ENOUGH
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.values import TrendLine
from salesdesk.ui.charts.values_columns import ColumnData, Mark, Series
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.rep_plane import period_text
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

AGAIN, NUMBER, TOUCHES = "follow_up_rate", "wins_by_contact_number", "touches_per_deal"
Parts = tuple[tuple[str, float], ...]
BUCKETS = {"touches_0": "none logged", "touches_1": "1", "touches_2": "2", "touches_3": "3", "touches_4": "4",
           "touches_5_12": "5–12", "touches_13_up": "13+"}  # fmt: skip
CHANNEL_NAMES = {
    "call": "calls",
    "email": "e-mails",
    "meeting": "meetings",
    "video": "video",
    "visit": "visits",
    "social": "social",
    "sms": "texts",
}
_FEW = 10  # deals or leads in all, below which columns are hollow
_QUOTED = "often quoted, not proven"
_FOURTH, _LATER = 0.10, 0.80


def _some(board: Board, key: str, figure: str) -> Parts | None:
    found = parts_of(board, key, figure)
    return found if sum(count for _, count in found) else None


def _show_attempts(found: Parts, board: Board, voice: Voice) -> Shown:
    total = sum(count for _, count in found)
    names = tuple(str(place + 1) if place < len(found) - 1 else f"{place + 1} or more" for place in range(len(found)))
    texts = tuple(voice.style.text(count) for _, count in found)
    shares = [voice.style.text(100 * count / total) for _, count in found]
    days = board.log.settings.follow_up_days
    data = ColumnData(
        title=f"Leads by number of attempts, {board.period.label}",
        labels=names,
        series=(Series("leads", tuple(count for _, count in found), texts=texts,
                       hollow=(total < _FEW,) * len(found)),),
        marks=(Mark("48% of salespeople stop here, it is said", 0.5),),
        marks_name=_QUOTED,
        tops=tuple(f"{share}%" for share in shares),
        hover=tuple(
            f"{name} attempt{'' if name == '1' else 's'} within {days} days: {text} leads ({share}%)"
            for name, text, share in zip(names, texts, shares, strict=True)
        ),
        axis=voice.style.text,
        unit="leads",
        summary=f"{texts[0]} of {voice.style.text(total)} leads got one attempt only.",
    )  # fmt: skip
    note = f"Attempts within {days} days of the first, at leads that the first one did not settle."
    return Shown(data, f"by first attempt, {board.period.label}", note)


def _show_curve(found: AttemptCurve, board: Board, voice: Voice) -> Shown:
    steps, number = found.found, voice.style.text
    count = max(found.reached + 1, 2)
    count = min(count, len(found.at_risk))

    def percent(value: float, n: float) -> str:
        return "no data" if value != value else voice.value(value, Unit.PERCENT, n)

    labels = tuple(str(place + 1) for place in range(count))
    own = tuple(percent(value, n) for value, n in zip(steps.hazard[:count], found.at_risk, strict=False))
    by_then = tuple(percent(value, found.at_risk[0]) for value in steps.cumulative[:count])
    hollow = tuple(n < ENOUGH for n in found.at_risk[:count])
    hover = tuple(
        f"attempt {label}: {number(found.conversions[place])} of {number(found.at_risk[place])} leads converted "
        f"({own[place]})\nwith the attempts before and after it: {percent(float(steps.pooled[place]), 1)}\n"
        f"converted by then: {by_then[place]}" + ("\ntoo few leads to judge" if hollow[place] else "")
        for place, label in enumerate(labels)
    )
    data = ColumnData(
        title=f"Leads converted attempt by attempt, {found.period.label}",
        labels=tuple(f"{label} (n = {number(n)})" for label, n in zip(labels, found.at_risk, strict=False)),
        series=(
            Series("converted at this attempt", tuple(_known(value) for value in steps.hazard[:count]), "earlier", own,
                   hollow),
        ),
        curve=TrendLine("converted by then", tuple(float(value) for value in steps.cumulative[:count]), texts=by_then),
        hover=hover,
        axis=lambda value: voice.axis(value, Unit.PERCENT),
        unit="%",
        summary=curve_text(found),
    )  # fmt: skip
    days = board.log.settings.window_days
    note = f"{curve_text(found)} Of leads still open, those that became an opportunity or customer within {days} days."
    return Shown(data, period_text(found.period, board), note)


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def curve_text(found: AttemptCurve) -> str:
    """What the team's own curve says about trying again."""
    last, best = found.reached, found.found.benchmark
    if last < 2:
        return f"Too few leads got a second attempt to say whether it pays: {ENOUGH} are needed."
    if best is not None:
        return f"It pays to try {best} time{'' if best == 1 else 's'}: after that the chance falls below half its best."
    rest = f" (attempt {last + 1} was made at {found.at_risk[last]} leads only)" if last < len(found.at_risk) else ""
    return f"No drop seen up to attempt {last}{rest}."


def _show_wins(found: Parts, board: Board, voice: Voice) -> Shown:
    counts = dict(found)
    none = counts.pop("touches_0", 0.0)
    total = sum(counts.values())
    if not total:
        text = f"All {voice.style.text(none)} deals won have no touch in the log."
        return Shown(ColumnData("", empty_text=text), board.period.label)
    shares = {key: count / total for key, count in counts.items()}
    texts = tuple(voice.value(share, Unit.PERCENT, total) for share in shares.values())
    so_far, running = 0.0, []
    for share in shares.values():
        so_far += share
        running.append(so_far)
    by_then = tuple(voice.value(share, Unit.PERCENT, total) for share in running)
    data = ColumnData(
        title=f"Contact number at which deals are won, {board.period.label}",
        labels=tuple(f"{BUCKETS[key]} ({voice.style.text(100 * share)}%)" for key, share in shares.items()),
        series=(Series("share of deals won", tuple(shares.values()), texts=texts,
                       hollow=(total < _FEW,) * len(shares)),),
        marks=(Mark("10% at the 4th", 3, _FOURTH), Mark("80% at the 5th to 12th", 4, _LATER)),
        marks_name=_QUOTED,
        curve=TrendLine("won by then", tuple(running), "good", texts=by_then),
        hover=tuple(
            f"won at contact {BUCKETS[key]}: {voice.style.text(counts[key])} deals ({text})\nwon by then: {then}"
            for key, text, then in zip(shares, texts, by_then, strict=True)
        ),
        axis=lambda value: voice.axis(value, Unit.PERCENT),
        unit="%",
    )  # fmt: skip
    half = board.kpis[NUMBER].now.value
    note = f"Half of the deals took {voice.style.trimmed(half)} touches or fewer." if half is not None else ""
    if none:
        which = "deal won with no touch logged is" if none == 1 else "deals won with no touch logged are"
        note += f" {voice.style.text(none)} {which} left out."
    return Shown(data, f"{voice.style.text(total)} deals won, {board.period.label}", note.strip())


def _show_profile(found: Profile, board: Board, voice: Voice) -> Shown:
    names = found.channels
    sides = [("won", found.won, "better"), ("lost", found.lost, "worse")]
    if found.everybody is not None and found.everybody.deals:
        sides.append(("won, everybody", found.everybody, "neutral"))
    sides = [side for side in sides if side[1].deals]
    series = tuple(
        Series(
            f"{name}, n = {voice.style.text(side.deals)}",
            tuple(side.means.get(channel, 0.0) for channel in names),
            role,
            tuple(_mean_text(side, channel, voice) for channel in names),
            (side.deals < board.log.settings.limits.duration[0],) * len(names),
        )
        for name, side, role in sides
    )
    data = ColumnData(
        title=f"Touches per deal by channel, won and lost, {board.period.label}",
        labels=tuple(CHANNEL_NAMES[channel] for channel in names),
        series=series,
        hover=tuple(
            "\n".join([CHANNEL_NAMES[channel], *(f"{each.name}: {each.texts[place]}" for each in series)])
            for place, channel in enumerate(names)
        ),
        axis=lambda value: voice.style.trimmed(value),
        unit="touches per deal",
        summary=_profile_text(found, voice),
    )
    return Shown(data, f"mean per deal, {board.period.label}", _profile_text(found, voice))


def _mean_text(side: Outcome, channel: str, voice: Voice) -> str:
    if channel not in side.means:
        return "no data"
    middle = side.medians.get(channel)
    half = "" if middle is None else f", median {voice.style.trimmed(middle)}"
    return f"{voice.style.text(side.means[channel], 1)} on average{half}"


def _profile_text(found: Profile, voice: Voice) -> str:
    said = [
        f"{name} deals took {voice.style.text(side.mean, 1)} touches"
        for name, side in (("Won", found.won), ("lost", found.lost))
        if side.mean is not None and side.deals
    ]
    text = " and ".join(said) + "." if said else ""
    if found.differ is not None:
        text += " More than chance explains." if found.differ else " The difference is within what chance explains."
        text += " Lost deals may take more because they drag on." if found.differ else ""
    none = found.won.untouched + found.lost.untouched
    one = "deal without a touch is" if none == 1 else "deals without a touch are"
    return text + (f" {voice.style.text(none)} {one} left out." if none else "")


ATTEMPTS = View("attempts", AGAIN, "Leads by attempts", ColumnChart, lambda board: _some(board, AGAIN, "bars"),
                _show_attempts, lambda *_: Wanted(AGAIN))  # fmt: skip
CURVE = View(
    "attempt-curve", AGAIN, "What another attempt brings", ColumnChart, attempt_curve, _show_curve,
    lambda found, *_: Wanted(AGAIN, period=found.period),
)  # fmt: skip
WINS = View("wins-by-number", NUMBER, "Deals won by contact number", ColumnChart,
            lambda board: _some(board, NUMBER, "numbers"), _show_wins, lambda *_: Wanted(NUMBER))  # fmt: skip
PROFILE = View("won-lost", TOUCHES, "Touches of deals won and lost", ColumnChart, profile, _show_profile,
               lambda *_: Wanted(TOUCHES))  # fmt: skip
