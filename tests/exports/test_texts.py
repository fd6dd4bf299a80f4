"""Texts on their way into a workbook."""

from __future__ import annotations

import pytest

from salesdesk.exports.texts import ANOTHER, LONGEST, People, Washing


def test_that_control_characters_go_and_are_counted_each_time() -> None:
    wash = Washing()
    assert [wash("a\x00b\x0bc"), wash("a\x00b\x0bc"), wash("fine\nhere")] == ["abc", "abc", "fine\nhere"]
    assert wash.scrubbed == 2


def test_that_half_characters_do_not_stop_a_workbook() -> None:
    assert Washing()("half \ud83d here") == "half  here"


def test_that_a_text_is_cut_to_what_a_cell_holds() -> None:
    wash = Washing()
    assert len(wash("x" * 40_000)) == LONGEST
    assert len(wash("🙂" * 20_000).encode("utf-16-le")) <= 2 * LONGEST
    assert wash.cut == 2


@pytest.fixture
def people() -> People:
    return People(
        {"Ann Lee": "Ann Lee", "ann@firm.example": "Ann Lee", "Bo Kay": "Bo Kay", "r7": "Bo Kay", "12": "Bo Kay"}
    )


def test_that_everybody_but_the_reader_is_hidden(people: People) -> None:
    wash = Washing(people, "Bo Kay")
    assert wash("ANN LEE and Bo Kay, ann@firm.example") == f"{ANOTHER} and Bo Kay, {ANOTHER}"


def test_that_parts_of_words_are_left_alone(people: People) -> None:
    assert Washing(people, "Ann Lee")("Bo Kayak, 12 pieces, r7") == "Bo Kayak, 12 pieces, r7"


def test_that_the_team_hides_nobody(people: People) -> None:
    assert Washing()("Ann Lee") == "Ann Lee"
