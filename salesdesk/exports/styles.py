"""The named cell styles of every workbook, and the number formats of units and columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesdesk.kpis.kpi import Unit
from salesdesk.models.columns import Kind

FONT = "Arial"
_INK, _QUIET, _LINE, _HEAD, _INPUT, _BAND = "#1F2933", "#5F6B7A", "#C9D1DA", "#E8EDF3", "#FFF6CC", "#F4F6F9"
ACCENT, BEFORE = "#0072B2", "#8A97A6"

_TOP: Mapping[str, Any] = {"valign": "vcenter", "font_color": _INK}
_LEFT: Mapping[str, Any] = {**_TOP, "indent": 1}  # keeps text off the number before it
_RIGHT: Mapping[str, Any] = {**_TOP, "align": "right"}
_HEADER: Mapping[str, Any] = {
    **_LEFT,
    "bold": True,
    "bg_color": _HEAD,
    "bottom": 1,
    "bottom_color": _LINE,
    "text_wrap": True,
}

# Number formats by the name of a style.
NUMBERS: Mapping[str, str] = {
    "Whole": "#,##0",
    "Decimal": "#,##0.0",
    "Two decimals": "#,##0.00",
    "Percent": "0.0%",
    "Whole percent": "0%",
    "Money": "#,##0",
    "Exact money": "#,##0.00",
    "Days": "#,##0.0",
    "Minutes": "#,##0",
    "Score": "+0;-0;0",
    "Change whole": "+#,##0;-#,##0;0",
    "Change decimal": "+#,##0.0;-#,##0.0;0.0",
    "Change two decimals": "+#,##0.00;-#,##0.00;0.00",
    "Change points": '+0.0" pp";-0.0" pp";0.0" pp"',
    "Date": "yyyy-mm-dd",
    "Moment": "yyyy-mm-dd hh:mm",
}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "Text": _LEFT,
    "Wrapped text": {**_LEFT, "align": "left", "text_wrap": True, "valign": "top"},
    "Id": {**_LEFT, "num_format": "@"},
    "Yes or no": {**_TOP, "align": "center"},
    "Wrapped quiet text": {**_LEFT, "align": "left", "text_wrap": True, "font_color": _QUIET},
    "Quiet text": {**_LEFT, "font_color": _QUIET},
    "Title": {**_LEFT, "bold": True, "font_size": 16},
    "Subtitle": {**_LEFT, "font_size": 11, "font_color": _QUIET},
    "Heading": {**_LEFT, "bold": True, "font_size": 11, "font_color": ACCENT, "bottom": 1, "bottom_color": _LINE},
    "Header": _HEADER,
    "Number header": {**_HEADER, "align": "right", "indent": 0},
    "Name": {**_LEFT, "bold": True},
    "No value": {**_RIGHT, "font_color": _QUIET, "italic": True},
    **{name: {**_RIGHT, "num_format": number} for name, number in NUMBERS.items()},
    # Beside wrapped texts, which may be several lines high.
    **{f"Top {name.lower()}": {**_RIGHT, "num_format": NUMBERS[name], "valign": "top"}
       for name in ("Whole", "Percent")},
    **{f"Small sample {name.lower()}": {**_RIGHT, "num_format": number, "italic": True, "font_color": _QUIET}
       for name, number in NUMBERS.items() if not name.startswith(("Change", "Date", "Moment"))},
    **{f"Input {name.lower()}": {**_RIGHT, "num_format": number, "bg_color": _INPUT, "border": 1, "border_color": _LINE}
       for name, number in NUMBERS.items() if not name.startswith(("Change", "Date", "Moment"))},
}  # fmt: skip

_OF_UNIT = {
    Unit.MONEY: "Money",
    Unit.MONEY_PER_FTE: "Money",
    Unit.MONEY_PER_UNIT: "Two decimals",
    Unit.COUNT: "Whole",
    Unit.UNITS: "Whole",
    Unit.DAYS: "Days",
    Unit.MINUTES: "Minutes",
    Unit.RATIO: "Two decimals",
    Unit.TIMES: "Two decimals",
    Unit.GRADE: "Two decimals",
    Unit.SCORE: "Score",
}
_CHANGES = {"Money": "Change whole", "Whole": "Change whole", "Minutes": "Change whole", "Score": "Change whole",
            "Days": "Change decimal", "Two decimals": "Change two decimals"}  # fmt: skip
_OF_KIND = {
    Kind.ID: "Id",
    Kind.FLAG: "Yes or no",
    Kind.MOMENT: "Moment",
    Kind.DAY: "Date",
    Kind.MONEY: "Exact money",
    Kind.NUMBER: "Two decimals",
    Kind.PERCENT: "Decimal",
    Kind.SECONDS: "Whole",
}
_COUNTED = "Counted "
EXACT_FROM = 100  # rates of fewer cases are shown without decimals


def of_unit(unit: Unit, n: float | None = None) -> str:
    """The style of a figure; ``n`` decides on the decimals of a rate."""
    if unit is Unit.PERCENT:
        return "Percent" if n is None or n >= EXACT_FROM else "Whole percent"
    return _OF_UNIT.get(unit, "Decimal")


def header_of(style: str) -> str:
    """The style of the header above cells of a style: numbers stand right, and so does what is above them."""
    return "Number header" if STYLES.get(style, _RIGHT).get("align") == "right" else "Header"


def of_change(unit: Unit) -> str:
    """The style of a difference of two figures; of rates in points."""
    return "Change points" if unit is Unit.PERCENT else _CHANGES.get(of_unit(unit), "Change decimal")


def of_kind(kind: Kind) -> str:
    """The style of a column of data."""
    return _OF_KIND.get(kind, "Text")


def small(style: str) -> str:
    """The style for a figure of few cases: the same numbers, quiet and slanted."""
    return f"Small sample {style.lower()}"


def entered(style: str) -> str:
    """The style of a cell to be filled in by the reader."""
    return f"Input {style.lower()}"


def counted(noun: str) -> str:
    """The style of a number with the noun for what it counts: "27 closed deals"."""
    return f"{_COUNTED}{noun}"


def properties(style: str) -> Mapping[str, Any]:
    """What a style looks like. Raises KeyError for one that is not declared."""
    if style.startswith(_COUNTED):
        noun = style.removeprefix(_COUNTED).replace('"', "'")
        return {**_RIGHT, "font_color": _QUIET, "num_format": f'[=1]"1 case";#,##0" {noun}"'}
    return STYLES[style]
