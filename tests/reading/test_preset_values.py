from salesdesk.models.columns import Column, Kind
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.preset_layout import Layout
from salesdesk.reading.preset_values import always, unit_of, with_meanings, with_words
from salesdesk.reading.types_choices import read_choice
from salesdesk.reading.types_text import read_text
from tests.reading.sheets import column_of, plain

STATUS = Column("status", "Status", Kind.CHOICE, values={"won": ("win", "order"), "lost": ("loss",)})
STAGE = Column("stage", "Stage", Kind.TEXT, values={"won": ("closed won",), "proposal": ("quote sent",)})


def layout(**facts):
    return Layout("C", "c", BY_NAME["opportunities"], frozenset({"a"}), {"a": "name"}, **facts)


def test_that_the_words_of_a_layout_go_before_those_of_the_column():
    known = with_words(STATUS, layout(words={"status": {"lost": ("Order",), "won": ("Hurrah",)}}))
    found = read_choice(column_of("order", "hurrah", "win", "loss", "WON"), known)
    assert plain(found.values) == ["lost", "won", "won", "lost", "won"]
    assert not found.problems


def test_that_words_which_stand_for_nothing_are_blank():
    known = with_words(STATUS, layout(blank={"status": ("n/a",)}))
    assert plain(read_choice(column_of("N/A", "win"), known).values) == [None, "won"]


def test_that_texts_become_neutral_words_where_the_column_would_not_know_them():
    told = layout(words={"stage": {"won": ("Closed Won", "Yes!"), "proposal": ("step 3",)}}, blank={"stage": ("none",)})
    found = with_meanings(
        read_text(column_of("Closed Won", "yes!", "Step 3", "None", None, "First"), STAGE), STAGE, told
    )
    assert plain(found.values) == ["Closed Won", "won", "proposal", None, None, "First"]


def test_that_without_a_layout_all_stays_as_it_is():
    typed = read_text(column_of("a", "b"), STAGE)
    assert with_words(STATUS, None) is STATUS
    assert with_words(STATUS, layout()) is STATUS
    assert with_meanings(typed, STAGE, None) is typed
    assert with_meanings(typed, STAGE, layout(words={"stage": {"won": ("zzz",)}})) is typed
    assert always(None, 3) == {}
    assert unit_of(None, "duration_s", "Duration", {}) == ""


def test_that_every_row_has_the_word_that_always_stands_there():
    assert plain(always(layout(always={"status": "won"}), 2)["status"]) == ["won", "won"]


def test_that_a_unit_is_known_by_the_header_or_by_the_layout():
    told = layout(units={"duration_s": "hours"})
    assert unit_of(told, "duration_s", "Length", {"hslength": "milliseconds"}) == "hours"
    assert unit_of(told, "duration_s", "hs_length", {"hslength": "milliseconds"}) == "milliseconds"
    assert unit_of(told, "amount", "Length", {}) == ""
