"""What a person can set: one declaration per setting, with its label, its unit, its range and what it does."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from salesdesk.models.settings import Limits, Settings

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LIMITS = "limits."
_DAY = 24 * 60


class Sort(StrEnum):
    """How a setting is typed and shown; its value in ``Settings`` is a number, a text, a tuple or a timedelta."""

    WHOLE = "whole number"
    NUMBER = "number"
    SHARE = "share"  # 0…1, shown in per cent
    MINUTES = "minutes"  # a timedelta
    CLOCK = "time of day"  # minutes after midnight
    DATE = "day"
    WEEKDAYS = "days of the week"
    CHOICE = "choice"
    FLAG = "yes or no"
    ZONE = "time zone"
    CURRENCY = "currency"


@dataclass(frozen=True)
class Field:
    """One setting. ``name`` is that of ``Settings``, "limits.rate" of its limits.

    ``empty`` says what no value means, "" that there has to be one. ``pair`` names the two numbers of a setting that
    has two, the first of which may not be larger.
    """

    name: str
    label: str
    sort: Sort
    about: str
    unit: str = ""
    low: float = 0
    high: float = math.inf
    empty: str = ""
    pair: tuple[str, str] | None = None
    choices: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """Settings that belong together. ``tables``: typed rows that are shown with them."""

    key: str
    title: str
    about: str
    fields: tuple[Field, ...]
    tables: tuple[str, ...] = ()


_FEW = ("not enough below", "without reserve from")

MONEY = Section(
    "money",
    "Money",
    "All amounts are shown in one currency. Others are converted at the latest rate that is not too old.",
    (
        Field("currency", "Currency", Sort.CURRENCY, "Three letters, such as EUR.", empty="the commonest of the log"),
        Field("rate_age_days", "Oldest exchange rate", Sort.WHOLE,
              "An amount without a rate this young stays out of sums of money, and that is said.", "days", 0, 366),
    ),
    ("fx_rates",),
)  # fmt: skip
TIME = Section(
    "time",
    "Time",
    "When the team works, and where its year begins.",
    (
        Field("zone", "Time zone", Sort.ZONE, "Days begin and end here; times without a zone are read in it."),
        Field("work_days", "Working days", Sort.WEEKDAYS, "Quotas and contacts per day go by these."),
        Field("work_start", "Work begins", Sort.CLOCK, "For response times in working hours.", high=_DAY - 1),
        Field("work_end", "Work ends", Sort.CLOCK, "For response times in working hours.", low=1, high=_DAY),
        Field("as_of", "Data up to", Sort.DATE,
              "What happened later stays out of the figures, in every file opened from now on.",
              empty="the newest day of the log"),
        Field("as_of_time", "Until", Sort.CLOCK, "At what time of that day the files were written.", low=1, high=_DAY,
              empty="the end of that day"),
        Field("fiscal_start", "Year begins in", Sort.CHOICE,
              "Quarters and years follow it and are named so: Q3 FY26/27.",
              choices=tuple(enumerate(MONTHS, start=1))),
    ),
    ("holidays",),
)  # fmt: skip
WINDOWS = Section(
    "windows",
    "Windows",
    "How long after something else a thing still counts.",
    (
        Field("response_limit", "Response limit", Sort.MINUTES,
              "Leads answered within it count as answered in time.", "minutes", 1, 30 * _DAY),
        Field("window_days", "Conversion window", Sort.WHOLE,
              "What is opened has this long to be won; only what is older is counted.", "days", 1, 1095),
        Field("follow_up_days", "Follow-up", Sort.WHOLE,
              "A second attempt counts within so many days of the first.", "days", 1, 365),
        Field("callback_days", "Call back", Sort.WHOLE,
              "A call on a brochure's number counts within so many days of sending it.", "days", 1, 365),
        Field("nps_days", "NPS answer", Sort.WHOLE, "How long an answer speaks for its customer.", "days", 1, 1095),
        Field("active_months", "Active customer", Sort.WHOLE,
              "Without a contract, a customer is active who bought within so many months.", "months", 1, 120),
        Field("reactivated_after_months", "Back again", Sort.WHOLE,
              "A customer who paused longer is won anew.", "months", 1, 240),
        Field("penetration_months", "Owns a product", Sort.WHOLE,
              "Who bought it within so many months counts as an owner.", "months", 1, 240, "ever bought it"),
        Field("price_stale_days", "Prices of competitors", Sort.WHOLE,
              "Older prices are no longer compared with.", "days", 1, 1095),
        Field("overdue_lost_days", "Overdue deals", Sort.WHOLE,
              "Open deals that are overdue longer count as lost.", "days", 1, 3650, "never count as lost"),
    ),
)  # fmt: skip
THRESHOLDS = Section(
    "thresholds",
    "Enough data",
    "Below the first number only counts are shown; below the second a figure is marked as a small sample.",
    (
        Field("limits.rate", "Rates", Sort.WHOLE, "Cases behind a rate.", "cases", 1, 100_000, pair=_FEW),
        Field("limits.rate_half_width", "Uncertainty of a rate", Sort.SHARE,
              "A rate that is less certain than this, either way, is marked as a small sample.", "points", 0.01, 0.5),
        Field("limits.per_thousand", "Per 1,000 calls", Sort.WHOLE, "Calls behind a figure.", "calls", 1, 1_000_000,
              pair=_FEW),
        Field("limits.duration", "Durations and means", Sort.WHOLE, "Records behind a median or a mean.", "records",
              1, 100_000, pair=_FEW),
        Field("limits.survival", "Time to an event", Sort.WHOLE, "Events, such as customers who left.", "events", 1,
              100_000, pair=_FEW),
        Field("limits.score", "Net Promoter Score", Sort.WHOLE, "Answers behind a score.", "answers", 1, 100_000,
              pair=_FEW),
        Field("limits.answers", "Satisfaction", Sort.WHOLE, "Answers of a survey.", "answers", 1, 100_000, pair=_FEW),
        Field("limits.coverage", "Coverage", Sort.SHARE,
              "A figure that rests on a smaller share of the rows says so.", "%", 0, 1),
        Field("fewest_answers", "Anonymous answers", Sort.WHOLE,
              "Smaller groups are not shown, so that nobody can be recognised.", "answers", 3, 1000),
    ),
)  # fmt: skip
VALUE = Section(
    "value",
    "Prices and value",
    "What cannot be read from the log.",
    (
        Field("margin", "Margin", Sort.SHARE, "Share of net sales that is left where no cost is known.", "%", 0, 1,
              "not known"),
        Field("discount_rate", "Discount rate", Sort.SHARE, "What a sale next year is worth less today.", "%", 0, 1),
        Field("lifespan_years", "Longest lifespan", Sort.NUMBER,
              "No customer is taken to stay longer than this.", "years", 0.5, 100),
        Field("price_match", "Price gap", Sort.SHARE, "A gap up to this can be matched.", "%", 0, 1),
        Field("price_reference", "Compare prices with", Sort.CHOICE, "Which price of the competitors.",
              choices=(("mean", "their mean"), ("median", "their median"), ("lowest", "the lowest"))),
        Field("gatekeeper_counts", "Gatekeeper", Sort.FLAG,
              "Whether speaking with one, such as a receptionist, is a contact."),
        Field("quota_hint", "Quota hint", Sort.SHARE, "Share of reps at quota that hints at a wrong quota.", "%", 0, 1,
              pair=("too high below", "too low above")),
        Field("quota_hint_periods", "Quota hint after", Sort.WHOLE, "So often in a row before it is said.", "periods",
              1, 24),
        Field("quota_hint_reps", "Quota hint from", Sort.WHOLE, "Reps with a quota that it takes.", "reps", 2, 1000),
    ),
    ("stage_chances",),
)  # fmt: skip
BENCHMARKS = Section(
    "benchmarks",
    "Benchmarks",
    "What figures are held against besides your own past and your goals. Put your own number in the place of a "
    "published one, add a figure, or clear a number so that none is shown.",
    (),
    ("benchmarks",),
)
SECTIONS = (MONEY, TIME, WINDOWS, THRESHOLDS, VALUE, BENCHMARKS)
FIELDS: Mapping[str, Field] = {field.name: field for section in SECTIONS for field in section.fields}


def value_of(settings: Settings, name: str) -> Any:
    """The value of a field."""
    return getattr(settings.limits if name.startswith(_LIMITS) else settings, name.removeprefix(_LIMITS))


def with_values(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with other values for these fields."""
    limits = {name.removeprefix(_LIMITS): value for name, value in values.items() if name.startswith(_LIMITS)}
    own = {name: value for name, value in values.items() if not name.startswith(_LIMITS)}
    return replace(settings, limits=replace(settings.limits, **limits), **own)


def default_of(name: str) -> Any:
    return value_of(Settings(limits=Limits()), name)


def fault_in(field: Field, value: Any) -> str:
    """What is wrong with a value, as a sentence for the user; "" if nothing is."""
    if value is None:
        return "" if field.empty else f"{field.label} has to be filled in."
    if field.pair is not None:
        return _fault_in_pair(field, value)
    return _FAULTS.get(field.sort, _fault_in_number)(field, value)


def _fault_in_pair(field: Field, value: Any) -> str:
    if not isinstance(value, tuple) or len(value) != 2:
        return f"{field.label} has to be two numbers."
    found = _fault_in_number(field, value[0]) or _fault_in_number(field, value[1])
    if found or value[0] <= value[1]:
        return found
    first, second = field.pair or ("", "")
    return f"{field.label}: “{first}” may not be more than “{second}”."


def _fault_in_number(field: Field, value: Any) -> str:
    number = value.total_seconds() / 60 if isinstance(value, timedelta) else value
    wanted = isinstance(value, timedelta) if field.sort is Sort.MINUTES else _is_number(value, field.sort)
    if not wanted or not math.isfinite(number):
        return f"{field.label} has to be a {'whole ' if field.sort is Sort.WHOLE else ''}number."
    if field.low <= number <= field.high:
        return ""
    scale = 100 if field.sort is Sort.SHARE else 1
    unit = f" {field.unit}" if field.unit else ""
    return f"{field.label} has to be between {field.low * scale:g} and {field.high * scale:g}{unit}."


def _is_number(value: Any, sort: Sort) -> bool:
    kinds = (int,) if sort in (Sort.WHOLE, Sort.CLOCK) else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool)


def _fault_in_choice(field: Field, value: Any) -> str:
    known = any(type(value) is type(key) and value == key for key, _ in field.choices)
    return "" if known else f"{field.label} has to be one of the list."


def _fault_in_days(field: Field, value: Any) -> str:
    known = isinstance(value, tuple) and all(type(day) is int and 0 <= day < len(WEEKDAYS) for day in value)
    return "" if known and value else f"{field.label}: check at least one day."


def _fault_in_zone(field: Field, value: Any) -> str:
    try:
        return "" if isinstance(value, str) and ZoneInfo(value).key else f"{field.label} has to be filled in."
    except (ValueError, OSError, LookupError):
        return f"There is no time zone called “{value}”: give one such as Europe/Berlin."


def _fault_in_clock(field: Field, value: Any) -> str:
    good = _is_number(value, Sort.CLOCK) and field.low <= value <= field.high
    return "" if good else f"{field.label} has to be a time of day such as 9:00."


def _fault_in_date(field: Field, value: Any) -> str:
    return "" if type(value) is date else f"{field.label} has to be a day such as 2026-03-31."


_FAULTS: Mapping[Sort, Callable[[Field, Any], str]] = {
    Sort.CHOICE: _fault_in_choice,
    Sort.WEEKDAYS: _fault_in_days,
    Sort.ZONE: _fault_in_zone,
    Sort.CLOCK: _fault_in_clock,
    Sort.DATE: _fault_in_date,
    Sort.FLAG: lambda field, value: "" if isinstance(value, bool) else f"{field.label} has to be yes or no.",
    Sort.CURRENCY: lambda _, value: (
        ""
        if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()
        else "Give the three letters of the currency, such as EUR."
    ),
}


def faults_in(values: Mapping[str, Any]) -> dict[str, str]:
    """The sentences by field, for values that are to be used together."""
    found = {name: fault_in(FIELDS[name], value) for name, value in values.items()}
    start, end = values.get("work_start"), values.get("work_end")
    if not found.get("work_start") and not found.get("work_end") and start is not None and end is not None:
        found["work_end"] = "" if start < end else "Work has to end after it begins."
    return {name: sentence for name, sentence in found.items() if sentence}
