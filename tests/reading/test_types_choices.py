import pytest

from salesdesk.models.columns import Kind
from salesdesk.reading.types_choices import read_choice, read_flag
from tests.reading.sheets import NO, YES, column_of, declared, plain, said

WORDS = {"won": ("closed won",), "lost": ("closed lost",), "": ("-", "unknown")}


def test_that_words_of_sources_become_neutral_words():
    found = read_choice(
        column_of("Closed Won", "WON", "closed  lost", "-", None, "Lost"), declared(Kind.CHOICE, values=WORDS)
    )
    assert plain(found.values) == ["won", "won", "lost", None, None, "lost"]
    assert found.problems == ()


def test_that_an_unknown_word_is_kept_and_said():
    found = read_choice(column_of("won", "Parked", "parked"), declared(Kind.CHOICE, values=WORDS))
    assert plain(found.values) == ["won", "Parked", "Parked"]
    ((text, effect, places),) = said(found)
    assert text.startswith("“Parked” is none of the known words")
    assert (effect, places) == ("noted", [1, 2])


def test_that_truth_values_and_numbers_are_words_too():
    values = {"done": ("true", "1"), "planned": ("false", "0")}
    assert plain(read_choice(column_of(YES, NO), declared(Kind.CHOICE, values=values)).values) == [
        "done",
        "planned",
    ]
    assert plain(read_choice(column_of(1.0, 0.0), declared(Kind.CHOICE, values=values)).values) == ["done", "planned"]


@pytest.mark.parametrize(
    "cells", [("Yes", "no", None), ("TRUE", "False", ""), ("1", "0", " "), (True, False, None), (1.0, 0.0, None)]
)
def test_that_yes_and_no_have_many_spellings(cells):
    assert plain(read_flag(column_of(*cells)).values) == [True, False, None]


def test_that_anything_else_is_neither():
    found = read_flag(column_of("yes", "perhaps"))
    assert plain(found.values) == [True, None]
    assert said(found) == [("neither yes nor no", "blanked", [1])]
