"""What the figures depend on besides the log: zone, currency, calendar, windows, limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

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
    fiscal_start: int = 1  # month
    work_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    work_start: int = 9 * 60  # minutes after midnight
    work_end: int = 17 * 60
    window_days: int = 90
    response_limit: timedelta = timedelta(minutes=60)
    rate_age_days: int = 7
    reactivated_after_months: int = 24
    stage_chances: tuple[tuple[str, float], ...] = ()
    limits: Limits = field(default_factory=Limits)
    display_names: tuple[tuple[str, str], ...] = ()
    seed: int = 20_260_301
