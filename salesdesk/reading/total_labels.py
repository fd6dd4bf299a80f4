"""The words by which the totals, subtotals and averages of a sheet are known, in the languages of usual programs."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:grand |sub[- ]?|overall |running |report )?totals?|(?:zwischen|gesamt|end)?summen?|gesamt(?:betrag|ergebnis)?"
    r"|insgesamt|sum|(?:sous[- ]?)?total(?: g[ée]n[ée]ral)?|totaux|(?:sub)?totale(?: complessivo| generale)?"
    r"|somme|suma total|(?:sub|eind)?totaal|celkem|összesen|toplam|yhteensä|i alt|totalt"
    r"|итого|всего|合计|合計|总计|總計|総計|小计|小計|[σ∑]"
)
_SIZE = r"(?:\s*(?:count|amount|records?|rows?|[:=]|\d[\d.,'\s]*|\([^)]*\)|(?-i:[A-Z]{3})\b|[$€£¥]))*"

TOTAL = re.compile(rf"(?:{_WORDS}){_SIZE}\s*", re.IGNORECASE)
# Also words that are names of people in other languages: they have to be proved by the sum.
GROUP = re.compile(
    r".+[ -](?:sub[- ]?)?(?:totals?|totale|totaal|summe|ergebnis|gesamt)\s*:?"
    r"|(?:grand |sub[- ]?)?(?:totals?|totale|totaal|summe|gesamt|sum)\b.+"
    r"|suma|summa|somma|razem",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    r"(?:average|avg|mean|median|count|minimum|maximum|durchschnitt|mittelwert|anzahl|moyenne|promedio)\s*[.:]?",
    re.IGNORECASE,
)
