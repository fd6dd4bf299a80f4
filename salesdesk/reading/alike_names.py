"""Names that may be one person or one customer: initials, turned round, accents, legal forms. Only suggested."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import combinations

from salesdesk.models.names import name_key
from salesdesk.reading.draft import Pair
from salesdesk.reading.draft_names import Names

_MOST = 50  # suggestions; beyond that nobody reads them one by one
_MARKS = re.compile(r"[^\w\s]+")
_APOSTROPHES = re.compile("['’‘ʼ´`]")
_PLAIN = frozenset(" ,.")
_LEGAL = frozenset(
    ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "pty",
     "gmbh", "mbh", "ag", "kg", "ohg", "ug", "sa", "sarl", "sas", "srl", "spa", "bv", "nv", "oy", "ab", "as", "aps")
)  # fmt: skip
_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def alike(names: Names) -> tuple[Pair, ...]:
    """Pairs of spellings, reps first; the fuller one is kept."""
    return (*_reps(names), *_customers(names))[:_MOST]


def _reps(names: Names) -> Iterable[Pair]:
    counts = names.counts["rep"]
    by_last: dict[str, list[str]] = {}
    by_words: dict[str, list[str]] = {}
    for text in _spellings(counts):
        parts = person(text)
        if parts:
            by_last.setdefault(parts[1], []).append(text)
            by_words.setdefault(_in_any_order(parts), []).append(text)
    told = set()
    for group in (*by_last.values(), *by_words.values()):
        for one, other in combinations(sorted(group), 2):
            why = why_one_person(one, other)
            if why and (one, other) not in told and _is_only(one, other, group):
                told.add((one, other))
                yield _pair("rep", one, other, why, counts)


def _in_any_order(parts: tuple[tuple[str, ...], str]) -> str:
    return " ".join(sorted((*parts[0], *parts[1].split())))


def _is_only(one: str, other: str, group: list[str]) -> bool:
    """ "J. Smith" beside John and Jane Smith could be either: nothing is suggested."""
    short = min((one, other), key=_weight)
    full = {person(text) for text in group if text != short and why_one_person(short, text)}
    return len({parts[0] for parts in full if parts and len(parts[0][0]) > 1}) <= 1


def _customers(names: Names) -> Iterable[Pair]:
    counts = names.counts["customer"]
    by_key: dict[str, list[str]] = {}
    for text in _spellings(counts):
        key = company(text)
        if key:
            by_key.setdefault(key, []).append(text)
    for group in by_key.values():
        for one, other in combinations(sorted(group), 2):
            forms = _legal_forms(one), _legal_forms(other)
            if forms[0] == forms[1]:
                yield _pair("customer", one, other, "the same but for accents and punctuation", counts)
            elif not all(forms):
                yield _pair("customer", one, other, "the same but for the legal form", counts)


def _legal_forms(text: str) -> frozenset[str]:
    return _LEGAL & frozenset(_words(text))


def _spellings(counts: dict[str, int]) -> list[str]:
    """One spelling of each name: case and spaces make no difference already."""
    best: dict[str, str] = {}
    for text in counts:
        key = name_key(text)
        if key not in best or counts[text] > counts[best[key]]:
            best[key] = text
    return list(best.values())


def _pair(dim: str, one: str, other: str, why: str, counts: dict[str, int]) -> Pair:
    keep, less = sorted((one, other), key=lambda text: (_weight(text), counts[text]), reverse=True)
    return Pair(dim, keep, less, why, (counts[keep], counts[less]))


def _weight(text: str) -> tuple[bool, int, bool, int]:
    """How full a name is: not turned round, without initials, with its accents and apostrophes."""
    parts = person(text) or ((), "")
    first, last = sum(map(len, parts[0])), len(parts[1])
    marks = sum(not (mark.isascii() and mark.isalnum()) and mark not in _PLAIN for mark in text)
    return first > len(parts[0]), first + last, "," not in text, marks


def person(text: str) -> tuple[tuple[str, ...], str] | None:
    """First names and last name, folded; None for what is no name of a person in at least two words."""
    if "@" in text or any(mark.isdigit() for mark in text):
        return None
    last, comma, first = text.partition(",")
    words = _words(f"{first} {last}") if comma else _words(text)
    if comma and len(_words(last)) > 1:
        return (tuple(_words(first)), " ".join(_words(last))) if _words(first) else None
    return (tuple(words[:-1]), words[-1]) if len(words) > 1 and len(words[-1]) > 1 else None


def why_one_person(one: str, other: str) -> str:
    """Why two names may be one person, "" if nothing says so."""
    a, b = person(one), person(other)
    if a is None or b is None:
        return ""
    if a[1] != b[1]:
        return "the same names in another order" if _in_any_order(a) == _in_any_order(b) else ""
    if a[0] == b[0]:
        return "the same name, written in another way"
    short, full = sorted((a[0], b[0]), key=lambda parts: (len(parts), sum(map(len, parts))))
    if all(x == y or _initial(x, y) for x, y in zip(short, full, strict=False)):
        initials = any(len(part) == 1 for part in (*short, *full))
        return "the same last name, and the initial fits" if initials else "the same first and last name"
    return ""


def _initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def company(text: str) -> str:
    """The key by which customers may be one; "" for what is an id rather than a name."""
    words = [word for word in _words(text) if word not in _LEGAL]
    joined = "".join(words)
    return joined if len(joined) > 2 and not joined.isdigit() and any(mark.isalpha() for mark in joined) else ""


def _words(text: str) -> list[str]:
    whole = name_key(_APOSTROPHES.sub("", text))  # the key would make a space of some of them
    bare = unicodedata.normalize("NFKD", whole.translate(_FOLDED))
    return _MARKS.sub(" ", "".join(mark for mark in bare if not unicodedata.combining(mark))).split()
