"""Texts from data on their way into a workbook: what a cell cannot hold is taken out and counted, names are hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 32_767  # what a cell holds, in UTF-16 units
ANOTHER = "(another rep)"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHORTEST = 3  # an id of two letters is part of too many words


class People:
    """Finds the people of a log in its texts; ``spellings`` leads from a way to write somebody to who it is."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        named = {
            text.casefold(): who
            for text, who in spellings.items()
            if who == text or (len(text) >= _SHORTEST and any(mark.isalpha() for mark in text))
        }
        self._who = named
        words = sorted((text for text in named if text.strip()), key=len, reverse=True)
        alternatives = "|".join(map(re.escape, words))
        self._found = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if words else None
        self._silent: set[str] = set()

    def hide(self, text: str, but: str) -> str:
        """The text with everybody hidden except one. Texts without names are remembered: they are most."""
        if self._found is None or text in self._silent:
            return text
        if self._found.search(text) is None:
            self._silent.add(text)
            return text
        return self._found.sub(lambda hit: hit[0] if self._who.get(hit[0].casefold()) == but else ANOTHER, text)


@dataclass
class Washing:
    """Cleans texts and counts how often it had to; with ``people``, only ``reader`` keeps a name."""

    people: People | None = None
    reader: str = ""
    cut: int = 0
    scrubbed: int = 0
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, text: str) -> str:
        if text not in self._known:
            clean = self._clean(text)
            if len(text) > LONGEST // 2 or _UNWRITABLE.search(text):
                return clean  # counted again each time
            self._known[text] = clean
        return self._known[text]

    def _clean(self, text: str) -> str:
        plain = _UNWRITABLE.sub("", text)
        self.scrubbed += plain != text
        if self.people is not None:
            plain = self.people.hide(plain, self.reader)
        units = plain.encode("utf-16-le")
        if len(units) > 2 * LONGEST:
            self.cut += 1
            return units[: 2 * LONGEST].decode("utf-16-le", "ignore")
        return plain
