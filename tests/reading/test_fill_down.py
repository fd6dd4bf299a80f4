"""Values above groups of rows: found, asked about once, filled down only where somebody said so."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from salesdesk.models.log import SalesLog
from salesdesk.reading.answers import Asked, NoSuchColumn
from salesdesk.reading.choosing import with_answer, with_field
from salesdesk.reading.column_answers import DOWN, LEAVE, MERGED
from salesdesk.reading.open import open_log
from tests.reading.drafts import Assistant, book, column, opened
from tests.reading.sheets import cells, days, log_of, sheet, texts

pytestmark = pytest.mark.usefixtures("reading_here")

HEAD = ["Rep", "Deal ID", "Deal Name", "Created Date", "Amount", "Stage"]
REPORT = """Rep,Deal ID,Deal Name,Created Date,Amount,Stage
Ann Lee,D1,A,2026-03-01,5,Open
,D2,B,2026-03-02,6,Won
,D3,C,2026-03-03,7,Open
Subtotal,,,,18,
,D4,D,2026-03-04,8,Open
Bea,D5,E,2026-03-05,9,Won
,D6,F,2026-03-06,1,Open
,,,,,
,D7,F,2026-03-07,2,Open
Cy,D8,G,2026-03-08,4,Open
Rep,Deal ID,Deal Name,Created Date,Amount,Stage
,D9,H,2026-03-08,4,Open
Total,,,,46,
"""
FILLED = ["Ann Lee", "Ann Lee", "Ann Lee", None, "Bea", "Bea", None, "Cy", None]
ALONE = ["Ann Lee", None, None, None, "Bea", None, None, "Cy", None]


def report(folder: Path, text: str = REPORT) -> Path:
    path = folder / "report.csv"
    path.write_text(text)
    return path


def merged(folder: Path, *ranges: str) -> Path:
    """Nine deals of three reps; D9 has none. ``ranges`` are merged."""
    reps = ["Ann Lee", None, None, "Bea", None, None, "Cy", "Di", None]
    rows = [[rep, f"D{n}", f"deal {n}", date(2026, 3, n), n, "Won"] for n, rep in enumerate(reps, 1)]
    path = book(folder / "deals.xlsx", {"Deals": [HEAD, *rows]})
    workbook = openpyxl.load_workbook(path)
    for each in ranges:
        workbook["Deals"].merge_cells(each)
    workbook.save(path)
    return path


def owners(log: SalesLog) -> list[str | None]:
    return cells(log, "opportunities", "owner_rep_id")


# Asked once, filled only then


def test_that_both_answers_are_shown_with_what_becomes_of_the_first_group(tmp_path):
    assistant = Assistant(report(tmp_path))
    question = column(assistant.sheet(), "Rep").question
    assert question.text == "“Rep” stands in the first row of each group only. Fill the rows below with it?"
    assert [(each.key, each.text, each.note) for each in question.options] == [
        (DOWN, "Fill down", "rows 3–4 become Ann Lee, 3 cells in all"),
        (LEAVE, "Leave them empty", ""),
    ]
    assert (question.must, assistant.draft.questions) == (False, ())
    assert assistant.sheet().doubt == (
        "Column “Rep” stands in the first row of each group only, and 3 rows below have none."
    )


def test_that_nothing_is_filled_unasked_and_the_doubt_is_told(tmp_path):
    log = open_log([report(tmp_path)])
    assert owners(log) == ALONE
    assert log.sources[0].doubt.startswith("Column “Rep” stands in the first row of each group only")
    (issue,) = (each for each in log.issues if each.column == "Rep")
    assert (issue.count, issue.row, issue.option) == (3, 3, "--fill-down Rep")


def test_that_no_group_reaches_over_subtotals_empty_rows_and_headers(tmp_path):
    path = report(tmp_path)
    assistant = Assistant(path)
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 0, "fill", DOWN))
    rep = column(assistant.sheet(), "Rep")
    assert (rep.question, rep.grouped, rep.fills, assistant.sheet().doubt) == (None, DOWN, True, "")
    assert rep.evidence == "rows 3–4 become Ann Lee, 3 cells in all"
    log = opened([path], assistant.remembered())
    assert owners(log) == FILLED
    assert "Column “Rep”: 3 cells were filled down, as you said; 3 more stay empty (rows 3, 4 and 8)" in texts(log)
    assert (log.sources[0].rows, log.sources[0].used) == (13, 9)


def test_that_who_leaves_them_empty_is_not_asked_again(tmp_path):
    path = report(tmp_path)
    assistant = Assistant(path)
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 0, "fill", LEAVE))
    rep = column(assistant.sheet(), "Rep")
    assert (rep.question, rep.grouped, rep.fills) == (None, DOWN, False)
    log = opened([path], assistant.remembered())
    assert owners(log) == ALONE
    assert "first row of each group only, and the rows below are left empty, as you said" in texts(log)


def test_that_who_opens_without_an_answer_fills_nothing_and_may_still_change_it(tmp_path):
    path = report(tmp_path)
    asked = Assistant(path).remembered()
    assert owners(opened([path], asked)) == ALONE
    again = Assistant(path, asked=asked)
    rep = column(again.sheet(), "Rep")
    assert (rep.question, rep.grouped, rep.fills, again.sheet().doubt) == (None, DOWN, False, "")
    again.choose(with_answer(again.chosen, again.sheet(), 0, "fill", DOWN))
    assert owners(opened([path], again.remembered())) == FILLED


def test_that_the_answer_to_another_question_leaves_this_one_open(tmp_path):
    assistant = Assistant(report(tmp_path))
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 2, ""))
    assert column(assistant.sheet(), "Rep").question is not None
    assert "Rep" in assistant.sheet().doubt


def test_that_next_months_report_is_filled_like_this_one(tmp_path):
    assistant = Assistant(report(tmp_path))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 0, "fill", DOWN))
    rows = "Bea,E1,A,2026-04-01,5,Open\nCy,E2,B,2026-04-02,6,Won\nAnn,E3,C,2026-04-03,7,Won\n,E4,D,2026-04-04,7,Won\n"
    next_month = report(tmp_path, f"{','.join(HEAD)}\n{rows}")
    assert owners(opened([next_month], assistant.remembered())) == ["Bea", "Cy", "Ann", "Ann"]


# Merged cells


def test_that_merged_cells_are_filled_and_no_other_blank_ones(tmp_path):
    path = merged(tmp_path, "A2:A4", "A5:A7", "C8:D8")
    assistant = Assistant(path)
    question = column(assistant.sheet(), "Rep").question
    assert question.text.startswith("“Rep” has merged cells, whose value stands in the first row only.")
    assert question.options[0].note == "rows 3–4 become Ann Lee, 4 cells in all"
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 0, "fill", MERGED))
    remembered = assistant.remembered()
    log = opened([path], remembered)
    assert owners(log) == [*["Ann Lee"] * 3, *["Bea"] * 3, "Cy", "Di", None]
    assert "4 cells were filled down, as you said; 1 more stays empty (rows 3, 4, 6 and 7)" in texts(log)
    alone = merged(tmp_path)  # next month nothing is merged, and what is blank is blank
    assert owners(opened([alone], remembered)) == ["Ann Lee", None, None, "Bea", None, None, "Cy", "Di", None]


def test_that_a_single_merged_range_is_doubt_enough(tmp_path):
    log = open_log([merged(tmp_path, "A2:A4")])
    assert log.sources[0].doubt == "Column “Rep” has merged cells, and 2 rows below have none."


def test_that_merged_cells_of_a_plain_text_are_asked_about_but_stop_nobody(tmp_path):
    path = merged(tmp_path, "C2:C3")
    workbook = openpyxl.load_workbook(path)
    for row in range(2, 11):
        workbook["Deals"].cell(row, 1, "Ann")
    workbook.save(path)
    assert not open_log([path]).sources[0].doubt
    assert column(Assistant(path).sheet(), "Deal Name").question.options[0].note == "row 3 becomes deal 1"


def test_that_merged_dates_are_filled_with_their_day(tmp_path):
    path = merged(tmp_path, "D2:D4")
    log = open_log([path], Asked(fill_down=("created date",)), strict=False)
    found = log.tables["opportunities"]["created_at"]
    assert days(found)[:4] == ["2026-03-01", "2026-03-01", "2026-03-01", "2026-03-04"]
    assert log.is_date_only("opportunities", "created_at").all()


def test_that_ids_and_amounts_are_never_filled(tmp_path):
    path = merged(tmp_path, "B2:B4", "E2:E4")
    log = open_log([path], Asked(fill_down=("Deal ID", "Amount")))
    assert log.rows("opportunities") == 9
    assert cells(log, "opportunities", "amount")[:4] == [1, None, None, 4]
    assert "filled down" not in texts(log)


# What groups are


@pytest.mark.parametrize(
    "reps",
    [
        ["Ann", None, "Ann", None, None, "Bea"],  # a name that comes again
        [None, "Ann", None, None, "Bea", None],  # rows above the first name
        ["Ann", "Bea", "Cy", "Di", None, None],  # mostly filled
        ["Ann", None, None, None, None, None],  # a single name
    ],
)
def test_that_blank_cells_alone_make_no_groups(reps):
    columns = {"Rep": reps, "Deal ID": list("abcdef"), "Amount": [1, 2, 3, 4, 5, 6], "Stage": ["Won"] * 6}
    log = log_of(sheet(columns))
    assert "group" not in texts(log)
    assert not log.sources[0].doubt


def test_that_a_column_that_may_be_blank_has_to_stand_where_groups_stand():
    ids = {"Deal ID": list("abcdef"), "Amount": [1, 2, 3, 4, 5, 6]}
    stage = {"Stage": ["Open", None, None, "Won", None, None]}
    assert "“Stage”: its value stands in the first row" in texts(log_of(sheet({**stage, **ids})))
    assert "group" not in texts(log_of(sheet({**ids, **stage})))


def test_that_a_name_may_come_again_in_another_group_and_never_reaches_into_it():
    months = ["March", *[None] * 5, "April", *[None] * 5]
    reps = ["Ann", None, None, "Bea", None, None, "Ann", None, None, "Bea", None, None]
    rest = {"Deal ID": [f"D{n}" for n in range(12)], "Amount": list(range(12)), "Stage": ["Won"] * 12}
    grid = sheet({"Region": months, "Rep": reps, **rest})
    assert "“Rep”: its value stands in the first row" in texts(log_of(grid, fill_down=("Region",)))
    nobody = sheet({"Region": months, "Rep": [*reps[:6], None, *reps[7:]], **rest})
    filled = cells(log_of(nobody, fill_down=("Region", "Rep")), "opportunities", "owner_rep_id")
    assert filled == [*["Ann"] * 3, *["Bea"] * 3, None, None, None, *["Bea"] * 3]


def test_that_an_error_is_no_empty_cell_and_nothing_reaches_over_it(tmp_path):
    text = REPORT.replace("\n,D2,", "\n#N/A,D2,")
    log = open_log([report(tmp_path, text)], Asked(fill_down=("Rep",)))
    assert owners(log)[:4] == ["Ann Lee", None, None, None]


def test_that_equal_rows_of_two_groups_are_no_copies_whatever_is_answered(tmp_path):
    rows = "Ann,Call,Busy\n,Call,Busy\n,Mail,Sent\nBea,Call,Busy\n,Call,Busy\n,Call,Busy\n"
    path = report(tmp_path, f"Rep,Type,Outcome\n{rows}")
    for asked in (Asked(), Asked(fill_down=("Rep",))):
        log = open_log([path], asked, strict=False)
        assert log.rows("activities") == 5  # the last row repeats the one above it
    assert cells(log, "activities", "rep_id") == ["Ann", "Ann", "Ann", "Bea", "Bea"]


def test_that_a_header_to_fill_down_has_to_be_there(tmp_path):
    with pytest.raises(NoSuchColumn, match="no file has a column called “Repp”: did you mean “Rep”"):
        open_log([report(tmp_path)], Asked(fill_down=("Repp",), all_columns=True))
