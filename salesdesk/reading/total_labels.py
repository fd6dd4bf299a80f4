"""The words by which the totals, subtotals and averages of a sheet are known, in the languages of usual programs."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:grand |sub[- ]?|overall |running |report )?totals?|(?:zwischen|gesamt|end)?summen?|gesamt(?:betrag|ergebnis)?"
    r"|insgesamt|sum|(?:sous[- ]?)?total(?: g[ée]n[ée]ral)?|totaux|(?:sub)?totale(?: complessivo| generale)?"
    r"|somm[ae]|suma(?: total)?|(?:sub|eind)?totaal|razem|celkem|összesen|toplam|yhteensä|i alt|totalt|summa"
    r"|итого|всего|合计|合計|总计|總計|総計|小计|小計|[σ∑]"
)
_SIZE = r"(?:\s*(?:count|amount|records?|rows?|[:=]|\d[\d.,'\s]*|\([^)]*\)|(?-i:[A-Z]{3})\b|[$€£¥]))*"

TOTAL = re.compile(rf"(?:{_WORDS}){_SIZE}\s*", re.IGNORECASE)
GROUP = re.compile(
    r".+[ -](?:sub[- ]?)?(?:totals?|totale|totaal|summe|ergebnis|gesamt)\s*:?"
    r"|(?:grand |sub[- ]?)?(?:totals?|totale|totaal|summe|gesamt|sum)\b.+",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    r"(?:average|avg|mean|median|count|min|minimum|max|maximum|durchschnitt|mittelwert|anzahl|moyenne|promedio|media)"
    r"\s*[.:]?",
    re.IGNORECASE,
)
