from salesdesk.models.columns import Kind
from salesdesk.reading.types_text import read_text
from tests.reading.sheets import NO, YES, at, column_of, declared, plain, said


def read(*cells, kind=Kind.TEXT, **facts):
    return read_text(column_of(*cells), declared(kind, **facts))


def test_that_ids_stay_exactly_as_they_stand():
    ids = ("00123", "1E5", "123456789012345678", "001A000000abcDE", "001A000000abcde", "NA")
    assert plain(read(*ids, kind=Kind.ID, refers="customer").values) == list(ids)


def test_that_numbers_become_ids_without_a_point():
    assert plain(read(7.0, 123456789.0, None, kind=Kind.ID).values) == ["7", "123456789", None]
    assert plain(read(7.0, 7.5, kind=Kind.ID).values) == ["7", "7.5"]


def test_that_ids_which_the_spreadsheet_rounded_are_said():
    found = read(123456789012345678.0, 5.0, kind=Kind.ID)
    ((text, effect, places),) = said(found)
    assert "already rounded" in text
    assert (effect, places) == ("noted", [0])


def test_that_blanks_around_and_invisible_marks_in_names_go():
    assert plain(read(" Ann ", "Bo\u200bb", "\u00a0Cy", "   ", None).values) == ["Ann", "Bob", "Cy", None, None]


def test_that_na_and_none_are_values():
    assert plain(read("NA", "None", "null", "-").values) == ["NA", "None", "null", "-"]


def test_that_spellings_of_a_name_become_the_commonest():
    found = read(*["Ann Lee"] * 6, "ANN LEE", "ann  lee", *["Bob"] * 9)
    assert plain(found.values) == ["Ann Lee"] * 8 + ["Bob"] * 9


def test_that_dates_and_truth_values_become_text():
    assert plain(read(at("2026-03-04"), at("2026-03-04 09:30")).values) == [
        "2026-03-04",
        "2026-03-04 09:30:00",
    ]
    assert plain(read(YES, NO).values) == ["true", "false"]


def test_that_the_apostrophe_of_our_own_text_exports_is_taken_off_again():
    assert plain(read("'=cmd", "'+1", "O'Neil", "'tis").values) == ["=cmd", "+1", "O'Neil", "'tis"]
