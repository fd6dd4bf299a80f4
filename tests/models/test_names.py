"""When two spellings are one name."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.models.names import name_key


@pytest.mark.parametrize("text", ["Ann", "Ann ", " ANN", "Ann\u00a0", "A\u200bnn", "\uff21nn", "ann\t"])
def test_that_spellings_of_ann_are_one(text: str) -> None:
    assert name_key(text) == "ann"


def test_that_letters_beyond_ascii_are_folded() -> None:
    assert name_key("Jo\u0308rg  STRAẞE") == name_key("jörg strasse")


@given(st.text(st.characters(max_codepoint=127)))
def test_that_plain_text_takes_the_short_way_to_the_same_key(text: str) -> None:
    assert name_key(text) == re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
