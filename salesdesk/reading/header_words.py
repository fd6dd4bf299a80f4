"""How the header of a column is compared with the words that the tables know."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from salesdesk.reading.numbers_currency import without_unit

_AGAIN = "\x1f"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_NO_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"(?:\s*\([^()]*\))+\s*$")
_MEASURED = re.compile(  # "Price min" is another thing than a price
    r"(?<=time|tion|ngth)\s+(?:in\s+)?(?:mins?|minutes|secs?|seconds|hrs|hours)$", re.IGNORECASE
)
_DASH = re.compile(r"\s+[-–—]\s+")
_CONNECTOR = re.compile(r"^propert(?:y|ies)_+", re.IGNORECASE)  # how connectors mark what an API calls a property
_OF_A_HOUSE = frozenset({"id", "type", "value", "price", "number", "code", "owner", "status"})  # property_id, …
_API = re.compile(r"^(?:hs|hubspot)_+", re.IGNORECASE)
_PROTECTED = re.compile(r"^\(do not modify\)\s*", re.IGNORECASE)
_NAMED = frozenset({"full name", "name", "alias"})  # "Account Owner: Full Name" is the account owner

WHOLE, OWN_PREFIX, BRACKETS, FOREIGN_PREFIX = 100.0, 99.0, 97.0, 95.0


@lru_cache(maxsize=1024)  # every header is held against the words of every table
def words(text: str) -> str:
    """The words of a header: NFKC, CamelCase split, punctuation as spaces, case folded."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _NO_WORD.sub(" ", _CAMEL.sub(" ", plain)).strip().casefold()


def squeeze(text: str) -> str:
    """The key by which headers are equal: their words without the spaces between them."""
    return words(text).replace(" ", "")


def singular(text: str) -> str:
    """Words with plural endings taken off, for comparing the names of sheets, files and things."""
    return " ".join(_singular(word) for word in words(text).split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def header_signature(names: Sequence[str]) -> str:
    """What a header row is remembered by: the same columns in the same order, however they are spelled."""
    text = "\x1f".join(words(name) for name in names)
    return hashlib.sha256(text.encode()).hexdigest()


def column_keys(names: Sequence[str]) -> tuple[str, ...]:
    """What each column of a header is called in answers: its name; one that comes again gets its number as well."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        seen[name] += 1
        keys.append(name if seen[name] == 1 else f"{name}{_AGAIN}{seen[name]}")
    return tuple(keys)


def spoken_key(key: str) -> str:
    """The key of a column however its name is spelled."""
    name, again, number = key.partition(_AGAIN)
    return f"{words(name)}{again}{number}"


def readings(header: str, own: frozenset[str], foreign: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """The ways to read a header, the most literal first: squeezed key and score out of 100.

    ``own`` and ``foreign`` are the singular names of this table and of the others: "Deal - Title" is the title
    where deals are read, "Person - Email" is no column of a deal.
    """
    ways: dict[str, float] = {}
    for text, score in (*_spellings(header, own, foreign), *_protected(header, own)):
        for way, less in (
            (text, 0.0),
            (_BRACKETS.sub("", text), WHOLE - BRACKETS),
            (_MEASURED.sub("", without_unit(text)), WHOLE - BRACKETS),
        ):
            if key := squeeze(way):
                ways[key] = max(ways.get(key, 0.0), score - less)
    return tuple(sorted(ways.items(), key=lambda way: -way[1]))


def _spellings(header: str, own: frozenset[str], foreign: frozenset[str]) -> list[tuple[str, float]]:
    # "Deal #" is the number of a deal before it is the deal
    found = [(header.replace("#", " number "), WHOLE), (header, OWN_PREFIX)] if "#" in header else [(header, WHOLE)]
    entity, dash, field = _parted(_DASH.split(header.strip(), maxsplit=1))
    if dash and (score := _prefix_score(entity, own, foreign)):
        found.append((field, score))
    plain = _API.sub("", without_connector(header))
    if plain != header.strip() and words(plain) not in _OF_A_HOUSE:
        found.append((plain, OWN_PREFIX))
    parts = [part for part in header.split(":") if part.strip()]
    if len(parts) > 1 and words(parts[-1]) in _NAMED:
        parts.pop()
        found.append((parts[-1], OWN_PREFIX))
    if len(parts) > 1 and (score := _prefix_score(parts[-2], own, foreign)):
        found.append((parts[-1], score))
    return found


def without_connector(header: str) -> str:
    """A header as the API has it: ``property_hs_timestamp`` of a connector's table is ``hs_timestamp`` there."""
    return _CONNECTOR.sub("", header.strip())


def _parted(parts: list[str]) -> tuple[str, bool, str]:
    return (parts[0], True, parts[1]) if len(parts) == 2 else ("", False, parts[0])


def _prefix_score(entity: str, own: frozenset[str], foreign: frozenset[str]) -> float:
    if singular(entity) in own:
        return OWN_PREFIX
    return 0.0 if singular(entity) in foreign else FOREIGN_PREFIX


def _protected(header: str, own: frozenset[str]) -> list[tuple[str, float]]:
    """ "(Do Not Modify) Opportunity", the first hidden column of some exports, holds the row's id."""
    entity = _PROTECTED.sub("", header)
    return [(f"{entity} id", OWN_PREFIX)] if entity != header and singular(entity) in own else []
