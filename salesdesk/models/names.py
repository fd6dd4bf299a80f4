"""How two spellings of one name are recognised as the same."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[\W_]+")


def name_key(text: str) -> str:
    """The spelling by which names are compared: NFKC, no invisible marks, single spaces, case folded."""
    if text.isascii():  # nearly all of them, and none of the rest can occur in it
        return " ".join(text.split()).lower()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", plain).strip().casefold()


def word_key(text: str) -> str:
    """The key of a word that is chosen from a few: "NO_ANSWER" is "No answer", and a lone mark is itself."""
    key = name_key(text)
    return _MARKS.sub("", key) or key
