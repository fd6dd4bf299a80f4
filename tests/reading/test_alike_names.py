from collections import Counter

import pytest

from salesdesk.reading.alike_names import alike, company, person, why_one_person
from salesdesk.reading.draft_names import Names


def pairs(dim: str, *names: str) -> list[tuple[str, str]]:
    found = Names()
    found.counts[dim] = Counter({name: count for count, name in enumerate(names, start=1)})
    return [(pair.other, pair.keep) for pair in alike(found)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("J. Smith", "John Smith", "the initial fits"),
        ("J Smith", "John Smith", "the initial fits"),
        ("Smith, John", "John Smith", "written in another way"),
        ("Smith, J.", "John Smith", "the initial fits"),
        ("José Peña", "Jose Pena", "written in another way"),
        ("Müller, Ana", "Ana Muller", "written in another way"),
        ("John P. Smith", "John Smith", "the initial fits"),
        ("John Paul Smith", "John Smith", "the same first and last name"),
        ("Kate ONeil", "Kate O'Neil", "written in another way"),
        ("Kate O’Neil", "Kate O'Neil", "written in another way"),
        ("Smith John", "John Smith", "in another order"),
        ("Smith John", "Smith, John", "in another order"),
        ("Smith John", "J. Smith", ""),
        ("de la Cruz, Ana", "Ana Cruz", ""),
        ("John Smith", "Jane Smith", ""),
        ("John Smith", "John Smyth", ""),
        ("J. Smith", "Smith", ""),
        ("john.smith@x.example", "John Smith", ""),
        ("Rep 1", "Rep 2", ""),
    ],
)
def test_that_two_spellings_may_be_one_person(one: str, other: str, why: str) -> None:
    assert why in why_one_person(one, other) if why else not why_one_person(one, other)
    assert why_one_person(one, other) == why_one_person(other, one)


def test_that_the_fuller_name_is_kept() -> None:
    assert pairs("rep", "John Smith", "J. Smith") == [("J. Smith", "John Smith")]
    assert pairs("rep", "Jose Pena", "José Peña") == [("Jose Pena", "José Peña")]
    assert pairs("rep", "Lee, Ann", "Ann Lee") == [("Lee, Ann", "Ann Lee")]


def test_that_a_name_turned_round_or_without_its_apostrophe_is_joined_to_the_usual_one() -> None:
    assert pairs("rep", "Smith John", "John Smith") == [("Smith John", "John Smith")]
    assert pairs("rep", "Kate O'Neil", "Kate ONeil") == [("Kate ONeil", "Kate O'Neil")]
    assert pairs("rep", "Kate O’Neil", "Kate O'Neil") == [("Kate O’Neil", "Kate O'Neil")]
    assert pairs("rep", "Smith John", "Smith Jane", "John Smyth") == []


def test_that_an_initial_that_fits_two_people_suggests_nothing() -> None:
    assert pairs("rep", "J. Smith", "John Smith", "Jane Smith") == []


def test_that_case_and_spaces_are_no_suggestion_because_they_are_one_already() -> None:
    assert pairs("rep", "ANN LEE", "Ann  Lee", "ann lee") == []


def test_that_customers_may_differ_by_punctuation_or_one_legal_form() -> None:
    assert pairs("customer", "Smith & Co", "Smith") == [("Smith", "Smith & Co")]
    assert pairs("customer", "Acme Inc.", "Acme, Inc") == [("Acme, Inc", "Acme Inc.")]
    assert pairs("customer", "Smith Inc", "Smith LLC") == []
    assert pairs("customer", "0061", "00 61") == []


def test_that_words_of_a_name_are_told_apart() -> None:
    assert person("Lee, Ann May") == (("ann", "may"), "lee")
    assert person("Lee") is None
    assert company("Łódź GmbH & Co. KG") == "lodz"
