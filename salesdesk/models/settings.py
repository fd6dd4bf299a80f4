"""What the figures depend on besides the log: zone, currency, calendar, windows, limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Limits:
    """From how many observations a figure is shown as indicative, and from how many without reserve."""

    rate: tuple[int, int] = (10, 30)
    rate_half_width: float = 0.15
    per_thousand: tuple[int, int] = (200, 1000)
    duration: tuple[int, int] = (5, 20)
    survival: tuple[int, int] = (5, 20)
    score: tuple[int, int] = (10, 50)
    answers: tuple[int, int] = (5, 10)  # of a survey that names nobody
    coverage: float = 0.8


@dataclass(frozen=True)
class Settings:
    """All settings that a KPI may read. ``zone`` is the reporting zone, in which naive times are read as well.

    ``currency`` None: the only or commonest one of the log. ``as_of`` None: the day of the newest event.
    ``stage_chances`` are a stage's chance to win (0…1) where the team's own past is not to be used.
    ``display_names`` leads from an owner as it stands in a file (e-mail, id) to the name to show.
    """

    zone: str = "UTC"
    currency: str | None = None
    as_of: date | None = None
    as_of_time: int | None = None  # minutes after midnight of the last day; None: its end
    fiscal_start: int = 1  # month
    work_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    work_start: int = 9 * 60  # minutes after midnight
    work_end: int = 17 * 60
    window_days: int = 90
    response_limit: timedelta = timedelta(minutes=60)
    rate_age_days: int = 7
    reactivated_after_months: int = 24
    follow_up_days: int = 14  # a second attempt counts within so many days of the first
    callback_days: int = 14  # a call on an asset's number counts within so many days of sending it
    nps_days: int = 90  # how long an answer counts
    fewest_answers: int = 5  # smaller groups of anonymous answers are not shown
    active_months: int = 12  # without contracts a customer is one who bought within so many months
    penetration_months: int | None = None  # who bought a product within these owns it; None: ever
    price_stale_days: int = 60
    price_match: float = 0.03  # a gap up to this can be matched
    price_reference: Literal["mean", "median", "lowest"] = "mean"
    margin: float | None = None  # of net sales, where no unit cost is known
    discount_rate: float = 0.10
    lifespan_years: float = 10.0  # the longest that is believed
    gatekeeper_counts: bool = False  # whether speaking with a gatekeeper is a contact
    overdue_lost_days: int | None = None  # open deals overdue longer count as lost; None: they never do
    quota_hint: tuple[float, float] = (0.4, 0.8)  # share of reps at quota below and above which the quota may be off
    quota_hint_periods: int = 3
    quota_hint_reps: int = 8
    left_out: tuple[str, ...] = ()  # ids of opportunities that are taken out of all figures
    stage_chances: tuple[tuple[str, float], ...] = ()
    benchmarks: tuple[tuple[str, float | None], ...] = ()  # by the key of a KPI, in its unit; None: none is shown
    limits: Limits = field(default_factory=Limits)
    display_names: tuple[tuple[str, str], ...] = ()
    seed: int = 20_260_301
