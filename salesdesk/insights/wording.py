"""How a score and a change are said: the same words in tile, table, tooltip, command line and workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass

from salesdesk.insights.change import Change
from salesdesk.insights.numbers import PLAIN, NumberStyle
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.table import Score
from salesdesk.stats.change import Word

NOTHING = "–"
FIGURES = ("ok", "indicative")
_EXACT_FROM = 100  # rates of fewer cases are shown without decimals
STATUS_WORDS = {
    "ok": "",
    "indicative": "small sample",
    "not_enough_data": "not enough data",
    "no_data": "no data",
    "immature": "too early to tell",
    "not_available": "not in this log",
    "suppressed": "too few answers to show",
    "no_losses": "nothing lost",
    "reached": "reached",
}


@dataclass(frozen=True)
class Voice:
    """How this user reads numbers, and in which currency the log is."""

    currency: str | None = None
    style: NumberStyle = PLAIN

    def value(self, value: float | None, unit: Unit, n: float | None = None) -> str:
        """A figure with its unit; ``n`` decides on the decimals of a rate."""
        return NOTHING if value is None or value != value else "".join(self.parts(value, unit, n))

    def parts(self, value: float, unit: Unit, n: float | None = None) -> tuple[str, str]:
        """The figure and what stands behind it in smaller type: ("44.4", " %"), ("€1,570", "")."""
        style = self.style
        match unit:
            case Unit.PERCENT:
                digits = 1 if n is None or n >= _EXACT_FROM else 0
                return style.text(value * 100, digits), " %"
            case Unit.MONEY | Unit.MONEY_PER_UNIT | Unit.MONEY_PER_FTE:
                return style.money(value, self.currency, 2 if unit is Unit.MONEY_PER_UNIT else 0), ""
            case Unit.MINUTES | Unit.DAYS:
                text = style.minutes(value) if unit is Unit.MINUTES else style.days(value)
                number, blank, rest = text.partition(" ")
                return (text, "") if " " in rest else (number, blank + rest)
            case Unit.RATIO | Unit.GRADE:
                return style.text(value, 2), ""
            case Unit.TIMES:
                return style.text(value, 2), "×"
            case Unit.COUNT | Unit.UNITS:
                return style.trimmed(value), ""
            case Unit.SCORE:
                return ("+" if value > 0 else "") + style.text(value), ""
            case _:
                return style.text(value, 1), ""

    def short(self, value: float | None, unit: Unit, n: float | None = None) -> str:
        """For a table cell or an axis: "€613k", "44%", "57 d"."""
        if value is None or value != value:
            return NOTHING
        style = self.style
        match unit:
            case Unit.PERCENT:
                return f"{style.text(value * 100, 1 if n is None or n >= _EXACT_FROM else 0)}%"
            case Unit.MONEY | Unit.MONEY_PER_UNIT | Unit.MONEY_PER_FTE:
                return style.short_money(value, self.currency)
            case Unit.DAYS:
                return f"{style.trimmed(value)} d"
            case Unit.MINUTES:
                return style.minutes(value).replace(" days", " d").replace(" day", " d")
            case _:
                return self.value(value, unit, n)

    def brief(self, value: float | None, unit: Unit, n: float | None = None) -> str:
        """As ``short``, with fewer digits of money, for narrow cells: "€613k", "€1.2M"."""
        if value is None or value != value or unit is not Unit.MONEY:
            return self.short(value, unit, n)
        return self.style.brief_money(value, self.currency)

    def signed(self, value: float | None, unit: Unit) -> str:
        """As ``short``, with a plus or minus: "+10.0%"."""
        text = self.short(value, unit)
        return f"+{text}" if value is not None and value > 0 else text

    def axis(self, value: float, unit: Unit) -> str:
        """For the ticks of an axis, which are round: "40%", "€600k"."""
        if unit is Unit.PERCENT:
            return f"{self.style.trimmed(value * 100)}%"
        return self.short(value, unit)

    def score(self, score: Score, unit: Unit) -> str:
        """A score in one phrase: its value, or why there is none."""
        if score.status == "no_losses":
            return f"{self._count(score.numerator)} : 0"
        if score.value is None:
            few = score.status == "not_enough_data" and score.n
            return STATUS_WORDS[score.status] + (f" ({self.basis(score)})" if few else "")
        if score.status not in FIGURES:
            return f"{STATUS_WORDS[score.status]} ({self.basis(score)})"
        return self.value(score.value, unit, score.n)

    def basis(self, score: Score, counted: str = "") -> str:
        """The counts behind a figure: "3 of 5", "n = 12"."""
        is_rate = score.unit == Unit.PERCENT and score.numerator is not None and score.denominator == score.n
        if is_rate:
            text = f"{self._count(score.numerator)} of {self._count(score.denominator)}"
            return f"{text} {things(score.denominator, counted)}".strip()
        return f"{self._count(score.n)} {things(score.n, counted)}" if counted else f"n = {self._count(score.n)}"

    def _count(self, value: float | None) -> str:
        return self.style.trimmed(value or 0.0)

    def difference(self, difference: float, unit: Unit, *, signed: bool = True) -> str:
        """A difference in the unit of its KPI; of rates in points ("pp")."""
        size = abs(difference)
        text = f"{self.style.text(size * 100, 1)} pp" if unit is Unit.PERCENT else self.value(size, unit)
        if unit is Unit.SCORE:
            text = self.style.text(size)
        if not signed or not any(digit in text for digit in "123456789"):
            return text
        return f"+{text}" if difference > 0 else f"−{text}" if difference < 0 else text

    def change(self, change: Change | None, unit: Unit, compared: str) -> str:
        """A change in words; noise is called so and carries its size in brackets."""
        if change is None:
            return f"no figure in {compared}" if compared else ""
        text = self.difference(change.difference, unit)
        if change.difference == 0 and change.word is not Word.UNKNOWN:
            return f"the same as in {compared}"
        if change.is_real:
            return f"{self.difference(change.difference, unit, signed=False)} vs {compared} · {change.word}"
        if change.word is None:
            return f"{text} vs {compared}"
        return f"{change.word} ({text})" if change.word is Word.NORMAL else str(change.word)


def things(count: float | None, counted: str) -> str:
    """What a KPI counts as it stands behind a number: "sales of reps", of one "sale of reps"."""
    return one_of(counted) if count == 1 else counted


def one_of(counted: str) -> str:
    """The singular: the first word that is a plural names the thing ("people approached", "deals won with a touch")."""
    words = counted.split(" ")
    for place, word in enumerate(words):
        one = _ONE.get(word) or _PLURAL.sub(lambda found: "y" if found[0] == "ies" else "", word)
        if one != word:
            return " ".join([*words[:place], one, *words[place + 1 :]])
    return counted


_ONE = {"people": "person"}
_PLURAL = re.compile("(ies|s)$")


def unit_words(unit: Unit, currency: str | None) -> str:
    """The unit as a column's heading names it: "%", "EUR", "days"."""
    words = {
        Unit.PERCENT: "%",
        Unit.MONEY: currency or "amount",
        Unit.MONEY_PER_UNIT: f"{currency or 'amount'} per unit",
        Unit.MONEY_PER_FTE: f"{currency or 'amount'} per full-time rep",
        Unit.TIMES: "×",
        Unit.COUNT: "number",
        Unit.MINUTES: "minutes",
    }
    return words.get(unit, unit.value)
