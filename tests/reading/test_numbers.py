import pytest

from salesdesk.models.columns import Kind
from salesdesk.models.issue import Effect
from salesdesk.reading.numbers import read_number
from salesdesk.reading.typed import Hints
from tests.reading.sheets import YES, column_of, declared, plain, said


def read(*cells, kind=Kind.MONEY, **hints):
    return read_number(column_of(*cells), declared(kind), Hints(**hints))


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1", "-2.5", "+3", None), [1, -2.5, 3, None]),
        (("1,234.50", "12"), [1234.5, 12]),
        (("1.234,50", "12"), [1234.5, 12]),
        (("1,234,567", "8"), [1234567, 8]),
        (("12,34,567.5",), [1234567.5]),
        (("0,125", "1,5"), [0.125, 1.5]),
        (("(1,200.00)", "1,200.00-", "-5.5"), [-1200, -1200, -5.5]),
        (("1\u00a0200", "3 400,5"), [1200, 3400.5]),
        (("1’200.50", "3'000.00"), [1200.5, 3000]),
        (("1,5", "−2,5", "-"), [1.5, -2.5, None]),
        (("$125,000.00", "$0.5"), [125000, 0.5]),
        (("1E5", "2.5e-1"), [100000, 0.25]),
        (("$1,200", "$800", "-$2,500"), [1200, 800, -2500]),
        (("£ 1,200", "USD 40,000"), [1200, 40000]),
        (("Rs. 12,000.00", "Rs.500"), [12000, 500]),
    ],
)
def test_that_amounts_are_read_however_they_are_written(cells, numbers):
    assert plain(read(*cells).values) == numbers


def test_that_what_could_be_comma_or_point_is_asked_for():
    found = read("1.234", "5.678", "999")
    assert plain(found.values) == [None, None, None]
    ((text, effect, places),) = said(found)
    assert effect == "needs an answer"
    assert "“1.234”" in text
    assert places == [0, 1, 2]
    assert found.problems[0].option == "--decimal comma|point"


@pytest.mark.parametrize("cells", [("€1,200", "€800"), ("1.200 €", "800 €"), ("$1.200",), ("1,200 $",)])
def test_that_signs_which_stand_in_several_languages_do_not_tell_comma_from_point(cells):
    assert [effect for _, effect, _ in said(read(*cells))] == ["needs an answer"]


def test_that_digits_that_tell_go_before_a_sign():
    assert plain(read("$1,200", "1,5").values) == [1.2, 1.5]


@pytest.mark.parametrize(
    ("hints", "number", "decided"),
    [
        ({"decimal": "comma"}, 1234, "decimal comma, as told"),
        ({"decimal": "point"}, 1.234, "decimal point, as told"),
        ({"sibling_decimal": "comma"}, 1234, "decimal comma, as in other columns"),
        ({"decimal": "point", "sibling_decimal": "comma"}, 1.234, "decimal point, as told"),
    ],
)
def test_that_an_answer_or_a_sibling_settles_it(hints, number, decided):
    found = read("1.234", "5.678", **hints)
    assert plain(found.values)[0] == number
    assert found.decided == decided


def test_that_the_columns_own_cells_outweigh_an_answer():
    assert plain(read("1.234", "1,5", decimal="point").values)[1] == 1.5


def test_that_a_number_without_any_mark_does_not_tell_what_the_mark_of_another_means():
    found = read("1.234", "12500")
    assert plain(found.values) == [None, None]
    assert said(found)[0][1] == "needs an answer"


def test_that_a_slip_among_many_cells_is_listed_and_the_others_are_read():
    found = read(*["1.5"] * 30, *(f"{number}.25" for number in range(30)), "1,5", "1,250")
    assert plain(found.values)[-2:] == [None, 1250]
    assert said(found) == [("not an amount", "blanked", [60])]


def test_that_what_is_no_number_is_blanked_and_listed_with_its_row():
    found = read("5", "abc", "3 pcs", "10 20", "nan", "1.5")
    assert plain(found.values) == [5, None, None, None, None, 1.5]
    assert said(found) == [("not an amount", "blanked", [1, 2, 3, 4])]


def test_that_cells_that_contradict_the_majority_are_listed():
    found = read("1,234.5", "2,000.5", "1.234,5")
    assert plain(found.values)[:2] == [1234.5, 2000.5]
    assert said(found) == [("not an amount", "blanked", [2])]


def test_that_signs_of_currency_become_currencies():
    found = read("€ 1,50", "2,50 EUR", "$3,00", "4,00", "CHF 5,00")
    assert plain(found.currency) == ["EUR", "EUR", "USD", None, "CHF"]
    assert plain(found.values) == [1.5, 2.5, 3, 4, 5]


def test_that_a_header_may_name_the_currency():
    assert plain(read("5", None, header="Amount (EUR)").currency) == ["EUR", None]
    assert plain(read("5", header="Value in USD").currency) == ["USD"]
    assert read("5", header="Amount (net)").currency is None


def test_that_per_cent_are_points_there_and_shares_elsewhere():
    assert plain(read("12 %", "50%", kind=Kind.PERCENT).values) == [12, 50]
    assert plain(read("12 %", "50%", kind=Kind.NUMBER).values) == [0.12, 0.5]
    assert plain(read("0.5", "0.25", kind=Kind.PERCENT).values) == [50, 25]
    assert plain(read("50", "100", kind=Kind.PERCENT).values) == [50, 100]


def test_that_ones_alone_are_asked_about():
    found = read("1", "0", None, kind=Kind.PERCENT)
    assert plain(found.values) == [None, None, None]
    (problem,) = found.problems
    assert (problem.effect, problem.option, list(problem.places)) == (
        Effect.NEEDS_ANSWER,
        "--percent points|shares",
        [0, 1],
    )
    assert plain(read("1", "0", kind=Kind.PERCENT, told_unit="shares").values) == [100, 0]
    assert plain(read("1", "0", kind=Kind.PERCENT, told_unit="points").values) == [1, 0]
    assert plain(read("0", "0", kind=Kind.PERCENT).values) == [0, 0]
    assert plain(read("1 %", kind=Kind.PERCENT).values) == [1]


@pytest.mark.parametrize(
    ("cells", "header", "seconds"),
    [
        (("143",), "Duration", [143]),
        (("0:02:23", "1:00:00"), "Duration", [143, 3600]),
        (("2:23",), "Duration (min:sec)", [143]),
        (("2.5",), "Call Duration (in minutes)", [150]),
        (("90000",), "Duration (ms)", [90]),
        (("2",), "Hours", [7200]),
    ],
)
def test_that_durations_become_seconds(cells, header, seconds):
    assert plain(read(*cells, kind=Kind.SECONDS, header=header).values) == seconds


def test_that_number_cells_stay_and_dates_are_no_numbers():
    assert plain(read(1.5, None, 2.0).values) == [1.5, None, 2.0]
    assert said(read(YES, None)) == [("not an amount", "blanked", [0])]
