import pytest

from salesdesk.reading.header import find_header, header_names

DATA = [["A-1", "Ann", "120.50", "2026-03-04"], ["A-2", "Bea", "80", "2026-03-05"], ["A-3", "Ann", "15", "2026-03-09"]]
NAMES = ["Deal", "Rep", "Amount", "Closed"]


def test_that_names_above_data_are_the_header():
    assert find_header([NAMES, *DATA]).row == 0


@pytest.mark.parametrize(
    "above",
    [
        [["Sales report"]],
        [["Sales report", None, None, None], [None] * 4],
        [["Report:", "Pipeline"], ["Printed:", "2026-04-01"], [None], ["All regions"]],
        [["Everything that was sold in the first quarter of the year, without refunds"], []],
    ],
)
def test_that_titles_and_blank_rows_above_are_passed_over(above):
    assert find_header([*above, NAMES, *DATA]).row == len(above)


def test_that_a_file_of_nothing_but_data_has_no_header():
    guess = find_header(DATA)
    assert guess.row == -1
    assert header_names(DATA, guess, 4) == ("", "", "", "")


def test_that_the_last_of_some_rows_of_data_is_not_the_header():
    assert find_header([["1", "english"], ["2", "german"], ["3", "french"]]).row == -1


def test_that_a_file_with_names_only_has_a_header():
    assert find_header([NAMES]).row == 0


def test_that_all_text_columns_take_the_first_full_row():
    rows = [["Rep", "Region"], ["Ann", "North"], ["Bea", "South"], ["Cid", "North"]]
    assert find_header(rows).row == 0


def test_that_years_as_column_names_are_names():
    assert find_header([["Rep", "2024", "2025"], ["Ann", "10.5", "11"], ["Bea", "7", "8.25"]]).row == 0


def test_that_months_as_column_names_are_names():
    rows = [["Rep", "2026-01-01", "2026-02-01"], ["Ann", "10.5", "11"], ["Bea", "7", "8.25"]]
    assert find_header(rows).row == 0


def test_that_a_header_repeated_further_down_is_found_at_its_first_place():
    assert find_header([["Log"], NAMES, *DATA, NAMES, *DATA]).row == 1


def test_that_a_sparse_table_keeps_its_full_header():
    rows = [["Id", "Name", "Phone", "Mobile", "Fax", "Note"]] + [
        [str(i), f"N{i}", None, None, None, None] for i in range(9)
    ]
    assert find_header(rows).row == 0


def test_that_groups_above_repeated_names_make_a_header_of_two_rows():
    rows = [
        [None, "Q1", None, "Q2", None],
        ["Rep", "Units", "Revenue", "Units", "Revenue"],
        ["Ann", "1", "10.5", "2", "20.5"],
        ["Bea", "3", "30.5", "4", "40.5"],
    ]
    guess = find_header(rows)
    assert (guess.row, guess.rows) == (1, 2)
    assert header_names(rows, guess, 5) == ("Rep", "Q1 Units", "Q1 Revenue", "Q2 Units", "Q2 Revenue")


def test_that_a_name_merged_down_over_two_rows_is_kept():
    rows = [
        ["Rep", "Q1", None],
        [None, "Units", "Revenue"],
        ["Ann", "1", "10.5"],
        ["Bea", "3", "30.5"],
    ]
    guess = find_header(rows)
    assert header_names(rows, guess, 3) == ("Rep", "Q1 Units", "Q1 Revenue")


def test_that_a_name_below_one_group_only_is_told_apart_from_the_group():
    rows = [
        ["Thing", None, "Who", None, "Q1", None],
        ["ID", "Name", "Name", "Created", "Amount", "Stage"],
        ["1", "a", "Ann", "2026-03-01", "5.5", "Open"],
        ["2", "b", "Bea", "2026-03-02", "6.5", "Open"],
    ]
    guess = find_header(rows)
    assert (guess.row, guess.rows) == (1, 2)
    names = ("Thing: ID", "Thing Name", "Who Name", "Who: Created", "Q1 Amount", "Q1 Stage")
    assert header_names(rows, guess, 6) == names


def test_that_a_title_above_is_no_second_header_row():
    rows = [["Sales 2026", None, None], ["Rep", "Units", "Units"], ["Ann", "1", "2"], ["Bea", "3", "4"]]
    assert find_header(rows).rows == 1


def test_that_only_the_first_thirty_rows_are_candidates():
    assert find_header([[None]] * 30 + [NAMES, *DATA]).row == -1


def test_that_duplicates_and_blanks_among_names_are_kept():
    rows = [["Rep", "", "Phone", "Phone"], ["Ann", "x1", "55", "56"], ["Bea", "x2", "57", "58"]]
    assert header_names(rows, find_header(rows), 5) == ("Rep", "", "Phone", "Phone", "")


def test_that_no_rows_have_no_header():
    assert find_header([]).row == -1
    assert find_header([[None, ""], []]).row == -1


def test_that_a_row_of_sentences_above_the_names_describes_them():
    described = ["The id of the deal.", "Who owns the deal now.", "What the deal is worth."]
    names = ["Opportunity ID", "Owner", "Amount"]
    for data in ([], [["D-1", "Ann", "100"]], [["D-1", "Ann", None], ["D-2", "Ben", None]]):
        assert find_header([described, names, *data]).row in ((1, -1) if not data else (1,))


def test_that_data_with_gaps_below_wider_names_is_no_header():
    names = ["Customer ID", "Customer", "Segment", "Country", "Owner", "Territory"]
    rows = [names, ["C-1", "Aster", None, None, None, None], ["C-2", "Birch", None, None, None, None]]
    assert find_header(rows).row == 0
