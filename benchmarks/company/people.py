"""The reps of the made-up company, each with habits of their own; absences, holidays, ramp, surveys, quotas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.company.scale import CLOSES, DAY, HOLIDAYS, NEVER, OPENS, Clock, Floats, Ints, Scale, ids

TERRITORIES = ("North", "East", "South", "West")
TEAMS = ("North & East", "South & West", "Key accounts")
MANAGERS = ("Jutta Holm", "Pavel Ortega", "Miriam Stead")
OPENER, IMPROVER, COLLEAGUE, LEAVER, JOINER, STAR = 4, 7, 8, 9, 12, 17
_FIRST = (
    "Tilda", "Jonas", "Ines", "Marek", "Ruth", "Dario", "Freya", "Oskar", "Lena", "Callum", "Nadia", "Emil", "Sofie",
    "Bruno", "Greta", "Hassan", "Ylva", "Tom", "Petra", "Luca", "Maren", "Viktor", "Alma", "Rafael", "Edda",
)  # fmt: skip
_LAST = (
    "Marlow", "Tennick", "Brandvik", "Osterby", "Kellan", "Farrow", "Lindqvar", "Vance", "Ostrand", "Mirelli",
    "Haldane", "Quist", "Renholt", "Sarkany", "Thorley", "Umber", "Wexley", "Zander", "Albrin", "Corrin",
)  # fmt: skip


@dataclass(frozen=True)
class Reps:
    """One entry per rep. ``answer`` is the median of working minutes until a lead is answered, ``chance`` scales
    the odds of winning, ``opens`` how many deals come their way, ``lasts`` how many attempts a lead gets."""

    name: npt.NDArray[np.object_]
    role: npt.NDArray[np.object_]
    territory: npt.NDArray[np.int64]
    team: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]  # day; before the log for most
    end: npt.NDArray[np.int64]  # day after the last one worked
    answer: Floats
    chance: Floats
    opens: Floats
    lasts: Floats
    reach: Floats
    cycle: Floats
    deal: Floats
    plan: Floats  # the attainment that the quota was set for

    def __len__(self) -> int:
        return len(self.name)

    def works(self, days: Ints) -> npt.NDArray[np.bool_]:
        """Days × reps."""
        return (days[:, None] >= self.start) & (days[:, None] < self.end)


def build_reps(scale: Scale, clock: Clock) -> Reps:
    rng, count = scale.rng("reps"), scale.reps
    place = np.arange(count)
    seat = place * 18 // count if count < 18 else place % 18  # a small team has every role as well
    role = np.select([seat < 3, seat < 13], ["sdr", "ae"], "am").astype(object)
    territory = np.where(role == "ae", (seat - 3) * 4 // 10, place % 4)
    made = {
        "name": np.array([_name(number) for number in place], dtype=object),
        "role": role,
        "territory": territory,
        "team": np.where(role == "am", 2, territory // 2),
        "start": np.full(count, -400) - 97 * (place % 7),
        "end": np.full(count, clock.days + 10_000),
        "answer": rng.uniform(28, 95, count),
        "chance": rng.uniform(0.9, 1.15, count),
        "opens": rng.uniform(0.85, 1.15, count),
        "lasts": rng.uniform(0.3, 0.5, count),
        "reach": rng.uniform(0.15, 0.28, count),
        "cycle": rng.uniform(0.85, 1.2, count),
        "deal": rng.uniform(0.85, 1.2, count),
        "plan": rng.permutation(np.linspace(0.78, 1.16, count)),
    }
    if scale.stories:
        _tell_stories(made, clock)
    return Reps(**made)


def _name(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[(number * 7 + number // len(_FIRST)) % len(_LAST)]}"


def _tell_stories(made: dict[str, npt.NDArray[np.generic]], clock: Clock) -> None:
    made["opens"][OPENER], made["chance"][OPENER], made["reach"][OPENER] = 1.9, 0.36, 0.34
    made["plan"][OPENER], made["cycle"][OPENER] = 0.52, 1.25
    made["answer"][IMPROVER] = 620
    made["end"][LEAVER] = clock.day_of(date(2026, 2, 1))
    made["start"][JOINER] = clock.day_of(date(2026, 3, 2))
    made["territory"][JOINER] = made["territory"][LEAVER]
    made["team"][JOINER] = made["team"][LEAVER]
    made["plan"][JOINER] = 0.9
    made["opens"][STAR], made["chance"][STAR], made["plan"][STAR] = 0.1, 2.6, 1.22


IMPROVED = date(2026, 3, 30)  # from here on the slow responder answers as fast as the best


def answer_minutes(reps: Reps, rep: Ints, days: Ints, scale: Scale, clock: Clock) -> Floats:
    """The median of working minutes in which a rep answers a lead of that day."""
    median = reps.answer[rep].copy()
    if scale.stories:
        median[(rep == IMPROVER) & (days >= clock.day_of(IMPROVED))] = 18
    return median


def choose(rng: np.random.Generator, reps: Reps, days: Ints, weights: Floats) -> Ints:
    """A rep who works there on the day, by weight (rows × reps); NEVER where nobody does."""
    able = np.where(reps.works(days), weights, 0.0)
    running = np.cumsum(able, axis=1)
    found = (running <= (rng.random(len(days)) * running[:, -1])[:, None]).sum(axis=1)
    return np.where(running[:, -1] > 0, found, NEVER)


def reps_table(reps: Reps, clock: Clock) -> pd.DataFrame:
    last = np.where(reps.end > clock.days, NEVER, reps.end - 1)
    started = pd.to_datetime([clock.date_of(day) for day in reps.start])
    mails = [f"{name.lower().replace(' ', '.')}@salesdesk-sample.example" for name in reps.name]
    return pd.DataFrame(
        {
            "rep_id": ids("R", len(reps)),
            "name": reps.name,
            "email": mails,
            "team": [TEAMS[team] for team in reps.team],
            "manager": [MANAGERS[team] for team in reps.team],
            "role": [{"sdr": "SDR", "ae": "AE", "am": "AM"}[role] for role in reps.role],
            "time_zone": "Europe/Berlin",
            "start_date": started,
            "end_date": clock.day_stamps(last),
            "territory": [TERRITORIES[place] for place in reps.territory],
        }
    )


def absences(scale: Scale, reps: Reps, clock: Clock) -> npt.NDArray[np.bool_]:
    """Days × reps: who was away. Holidays come in blocks, with more of them in summer."""
    rng, days = scale.rng("absences"), clock.days
    away = np.zeros((days, len(reps)), dtype=bool)
    month = np.array([clock.date_of(day).month for day in range(days)])
    likely = np.select([np.isin(month, (7, 8)), month == 12], [5.0, 2.0], 1.0)
    likely /= likely.sum()
    for rep in range(len(reps)):
        blocks = rng.choice(days, round(clock.months * 0.4), p=likely)
        for start, length in zip(blocks, rng.choice((1, 2, 5, 7, 12), len(blocks)), strict=True):
            away[start : start + length, rep] = True
    away &= reps.works(np.arange(days)) & clock.is_workday[:days, None]
    if scale.stories:
        long_leave = slice(clock.day_of(date(2025, 9, 8)), clock.day_of(date(2025, 10, 20)))
        away[long_leave, 14] = clock.is_workday[long_leave]
    return away


def absences_table(away: npt.NDArray[np.bool_], reps: Reps, clock: Clock) -> pd.DataFrame:
    day, rep = np.nonzero(away)
    return pd.DataFrame({"rep_id": reps.name[rep], "date": clock.day_stamps(day)})


def holidays_table(clock: Clock) -> pd.DataFrame:
    dates = [clock.date_of(day) for day in range(clock.days)]
    days = [day for day, date_ in enumerate(dates) if (date_.month, date_.day) in HOLIDAYS]
    return pd.DataFrame({"date": clock.day_stamps(np.array(days)), "zone": "Europe/Berlin"})


def ramp_table() -> pd.DataFrame:
    return pd.DataFrame({"months_since_start": [1, 2, 3, 4], "factor": [0.25, 0.5, 0.75, 1.0]})


def month_starts(clock: Clock) -> Ints:
    return np.searchsorted(clock.month_of_day, np.arange(clock.months + 1))


def quotas_table(reps: Reps, clock: Clock, won: Floats, opened: Floats, stores: dict[str, float]) -> pd.DataFrame:
    """Monthly quotas: money for those who close (``won``: money by rep and month), counts for the SDRs."""
    starts = month_starts(clock)
    typical = _typical(reps, won) / reps.plan
    opens = _typical(reps, opened) / reps.plan
    rows = []
    for rep in range(len(reps)):
        counts = reps.role[rep] == "sdr"
        level, step, measure = (opens[rep], 5, "Count") if counts else (typical[rep], 500, "Amount")
        for month in np.flatnonzero((starts[1:] > reps.start[rep]) & (starts[:-1] < reps.end[rep])):
            planned = level * (0.95 + 0.1 * month / clock.months)
            rows.append((reps.name[rep], None, month, max(step, round(planned / step) * step), measure))
    rows += [
        (None, place, month, target, "Amount") for place, target in stores.items() for month in range(clock.months)
    ]
    table = pd.DataFrame(rows, columns=["rep_id", "location_id", "month", "amount", "measure"])
    month = table.pop("month").to_numpy(dtype=np.int64)
    table.insert(2, "period_start", clock.day_stamps(starts[month]))
    table.insert(3, "period_end", clock.day_stamps(starts[month + 1] - 1))
    table["currency"] = np.where(table["measure"] == "Amount", "EUR", None)
    return table


def _typical(reps: Reps, done: Floats) -> Floats:
    """What a rep does in a month once under way; newcomers are planned like the others of their role."""
    months = done.shape[1]
    first = min(3, months - 1)  # nothing closes in the first months of an empty log
    last = np.maximum(np.argmax(np.cumsum(done, axis=1), axis=1), first) + 1
    typical = np.array([mine[first:end].mean() for mine, end in zip(done, last, strict=True)])
    for rep in np.flatnonzero(reps.start > 0):
        typical[rep] = np.median(typical[(reps.role == reps.role[rep]) & (reps.start <= 0)])
    return typical


def satisfaction_table(scale: Scale, reps: Reps, clock: Clock) -> pd.DataFrame:
    """One wave per quarter; most answer, some with a note."""
    rng = scale.rng("satisfaction")
    waves = []
    for month in range(2, clock.months, 3):
        sent_day = int(clock.next_workday(month_starts(clock)[month : month + 1] + 5)[0])
        working = np.flatnonzero(reps.works(np.array([sent_day]))[0])
        answered = rng.random(len(working)) < 0.86
        score = np.clip(np.rint(rng.normal(3.7, 0.9, len(working))), 1, 5)
        moment = sent_day * DAY + OPENS + rng.integers(30, CLOSES - OPENS + 3 * DAY, len(working))
        moment = np.where(answered, clock.in_hours(moment, rng), NEVER)
        wave = clock.date_of(sent_day)
        waves.append(
            pd.DataFrame(
                {
                    "survey_id": f"{wave.year}-Q{(wave.month + 2) // 3}",
                    "question": "How satisfied are you with your job?",
                    "sent_at": clock.stamps(sent_day * DAY + OPENS + np.arange(len(working))),
                    "answered_at": clock.stamps(moment),
                    "scale_max": 5,
                    "score": np.where(answered, score, np.nan),
                    "goal": 4,
                    "team": [TEAMS[team] for team in reps.team[working]],
                    "rep_id": None,
                    "note": np.where(answered & (score <= 2), "Too much time goes into entering data", None),
                }
            )
        )
    return pd.concat(waves, ignore_index=True)
