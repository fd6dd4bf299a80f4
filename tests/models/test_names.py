"""When two spellings are one name."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.models.columns import Table
from salesdesk.models.names import name_key, word_key
from salesdesk.models.tables import TABLES


@pytest.mark.parametrize("text", ["Ann", "Ann ", " ANN", "Ann\u00a0", "A\u200bnn", "\uff21nn", "ann\t"])
def test_that_spellings_of_ann_are_one(text: str) -> None:
    assert name_key(text) == "ann"


def test_that_letters_beyond_ascii_are_folded() -> None:
    assert name_key("Jo\u0308rg  STRAẞE") == name_key("jörg strasse")


@given(st.text(st.characters(max_codepoint=127)))
def test_that_plain_text_takes_the_short_way_to_the_same_key(text: str) -> None:
    assert name_key(text) == re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


@pytest.mark.parametrize("text", ["No answer", "NO_ANSWER", "no-answer", "NoAnswer", " no  answer!"])
def test_that_marks_and_blanks_inside_a_word_do_not_matter(text: str) -> None:
    assert word_key(text) == "noanswer"


def test_that_a_word_of_marks_alone_is_itself() -> None:
    assert word_key(" - ") == "-"
    assert word_key("–") != word_key("?")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_no_word_of_a_column_stands_for_two_things(table: Table) -> None:
    for column in table.columns:
        meant: dict[str, str] = {}
        for neutral, words in column.values.items():
            for word in (neutral, *words):
                assert meant.setdefault(word_key(word), neutral) == neutral, (column.name, word)
