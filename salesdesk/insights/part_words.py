"""What the parts of a figure are called, such as the bands of a mix."""

from __future__ import annotations

_ATTAINMENT = {
    "below_50": "below 50 %",
    "from_50_to_80": "50 to 80 %",
    "from_80_to_100": "80 to 100 %",
    "from_100_to_120": "100 to 120 %",
    "from_120": "120 % and more",
}
_TOUCHES = {
    "1": "1 touch",
    "2": "2 touches",
    "3": "3 touches",
    "4": "4 touches",
    "5_12": "5 to 12 touches",
    "13_up": "13 touches and more",
}
_CHANNELS = {
    "call": "calls",
    "email": "e-mails",
    "meeting": "meetings",
    "video": "video calls",
    "visit": "visits",
    "social": "social messages",
    "sms": "text messages",
}
_STAGES = {
    "lead": "leads",
    "mql": "marketing-qualified leads",
    "sql": "sales-qualified leads",
    "opportunity": "opportunities",
    "other": "another stage",
    "unset": "no stage",
}
_WORDS = {
    **_ATTAINMENT,
    **{f"share_{name}": words for name, words in _ATTAINMENT.items()},
    "touches_0": "no touch",
    **{f"touches_{name}": words for name, words in _TOUCHES.items()},
    **{f"share_{name}": words for name, words in _TOUCHES.items()},
    "attempts_1": "1 attempt",
    **{f"attempts_{count}": f"{count} attempts" for count in (2, 3, 4)},
    "attempts_5_up": "5 attempts and more",
    "minutes_0_5": "within 5 minutes",
    "minutes_5_15": "5 to 15 minutes",
    "minutes_15_60": "15 to 60 minutes",
    "minutes_over_60": "over an hour",
    "same_day": "the same day",
    "next_day": "the next day",
    "later": "later",
    "never": "never",
    "days_0_7": "up to 7 days",
    "days_8_21": "8 to 21 days",
    "days_22_42": "22 to 42 days",
    "days_43_90": "43 to 90 days",
    "days_over_90": "over 90 days",
    **{f"{won}_{name}{ending}": words for name, words in _CHANNELS.items()
       for won in ("won", "lost") for ending in ("", "_median")},
    **_STAGES,
    **{f"{moved}_{name}": words for name, words in _STAGES.items() for moved in ("entered", "left")},
    "promoters": "promoters",
    "passives": "passives",
    "detractors": "detractors",
    "valued": "rows with an amount",
    "measures": "kinds of goals",
}  # fmt: skip


def part_words(name: str) -> str:
    """A part by its key in people's words; a key that nobody has named as it reads."""
    return _WORDS.get(name, name.replace("_", " "))


def is_named(name: str) -> bool:
    """Whether somebody has said what a part is called."""
    return name in _WORDS
