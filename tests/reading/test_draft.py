from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from salesdesk.reading.answers import Asked, Refused
from salesdesk.reading.choosing import with_answer
from salesdesk.reading.open import files_at, open_log
from tests.reading.drafts import Assistant, book, column, draft_of
from tests.reading.sheets import at

pytestmark = pytest.mark.usefixtures("reading_here")

DEALS = "Deal ID,Deal Name,Amount,Create Date,Close Date,Deal Stage,Owner\n"


def written(folder: Path, text: str, name: str = "deals.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_that_a_clean_file_asks_nothing_and_says_how_it_is_read(tmp_path):
    path = written(tmp_path, DEALS + "1,a,5,13/04/2026,14/05/2026,Won,Ann\n2,b,6,03/04/2026,,Open,Bo\n")
    (sheet,) = draft_of(path).sheets
    assert (sheet.table, sheet.header_row, sheet.encoding, sheet.delimiter) == ("opportunities", 1, "utf-8", ",")
    assert (sheet.kind, sheet.rows, sheet.known, sheet.doubt) == ("Text file", 2, False, "")
    assert not sheet.questions
    created = column(sheet, "Create Date")
    assert (created.field, created.read_as, created.kind) == ("created_at", "Created", "date")
    assert created.evidence == "day first (“13/04/2026” in row 2)"
    assert created.settled
    assert [(each.before, each.after) for each in created.converted] == [
        ("13/04/2026", date(2026, 4, 13)),
        ("03/04/2026", date(2026, 4, 3)),
    ]


def test_that_the_draft_tells_what_the_opened_log_tells(tmp_path):
    path = written(tmp_path, DEALS.replace("Owner", "Shoe size") + "1,a,1.234,13/04/2026,,Won,41\n")
    (sheet,) = draft_of(path).sheets
    (source,) = open_log([path], strict=False).sources
    assert [(each.header, each.evidence) for each in sheet.columns if each.field] == [
        (match.header, match.decided) for match in source.matches if match.field
    ]
    assert [each.reason for each in sheet.columns] == [match.reason for match in source.matches]


def test_that_a_column_that_is_not_used_says_why(tmp_path):
    (sheet,) = draft_of(written(tmp_path, DEALS.replace("Owner", "Shoe size") + "1,a,5,,,Won,41\n")).sheets
    shoe = column(sheet, "Shoe size")
    assert (shoe.field, shoe.read_as, shoe.samples) == (None, "Not used", ("41",))
    assert shoe.reason == "no column of this name is known"


def test_that_an_ambiguous_date_asks_and_shows_both_readings(tmp_path):
    path = written(tmp_path, DEALS + "1,a,5,03/03/2026,,Open,Ann\n2,b,6,03/04/2026,,Open,Bo\n")
    (sheet,) = draft_of(path).sheets
    ((place, question),) = sheet.questions
    assert sheet.column(place).header == "Create Date"
    assert question.text == (
        "Does “Create Date” write the day or the month first? No day above 12 in 2 cells tells, "
        "and no other column does."
    )
    assert [(each.key, each.note) for each in question.options] == [
        ("dmy", "03/04/2026 is 3 April 2026"),
        ("mdy", "03/04/2026 is 4 March 2026"),
        ("", ""),
    ]


def test_that_dates_which_a_spreadsheet_may_have_turned_ask_and_show_both_readings(tmp_path):
    stored = [at(day) for day in ("2026-03-04", "2026-01-02", "2026-05-06", "2026-12-11")]
    rows = [[f"D{n}", day, "Ann", 5] for n, day in enumerate((*stored, "13/04/2026", "25/04/2026"))]
    draft = draft_of(book(tmp_path / "deals.xlsx", {"Deals": [["Deal ID", "Create Date", "Owner", "Amount"], *rows]}))
    question = column(draft.sheets[0], "Create Date").question
    assert question.about == "dates"
    assert question.text == (
        "Does “Create Date” write the day or the month first? It has dates up to the 12th and texts after it "
        "(“13/4/2026”): a spreadsheet may have swapped their day and month."
    )
    assert [option.note for option in question.options[:2]] == [
        "2026-03-04 00:00:00 is 3 April 2026",
        "2026-03-04 00:00:00 is 4 March 2026",
    ]


def test_that_an_ambiguous_amount_asks_in_words_without_a_decimal_mark(tmp_path):
    (sheet,) = draft_of(written(tmp_path, DEALS + "1,a,1.234,,,Open,Ann\n2,b,2.500,,,Open,Bo\n")).sheets
    ((_, question),) = sheet.questions
    assert [each.note for each in question.options] == ["1.234 is 1234", "1.234 is between 1 and 2", ""]


def test_that_a_header_near_to_two_columns_asks(tmp_path):
    path = written(tmp_path, "Lead ID,Created,Source,Xis qualified\n1,2026-04-03,Web,yes\n", "leads.csv")
    (sheet,) = draft_of(path).sheets
    ((place, question),) = sheet.questions
    assert (place, question.about) == (3, "field")
    assert [option.key for option in question.options] == ["is_qualified", "disqualified_at", ""]
    assert sheet.doubt == "Column “Xis qualified” could be Qualified or Disqualified."


def test_that_a_sheet_that_fits_two_tables_asks(tmp_path):
    path = written(tmp_path, "Name,Owner,Status,Source\nx,Ann,Open,Web\n", "export.csv")
    draft = draft_of(path)
    (sheet,) = draft.sheets
    assert not draft.usable
    ((place, question),) = sheet.questions
    assert (place, question.about) == (None, "table")
    assert [option.key for option in question.options] == ["opportunities", "leads", ""]


def test_that_title_rows_are_shown_and_the_header_is_found_below_them(tmp_path):
    path = written(tmp_path, "Deals of April\n\n" + DEALS + "1,a,5,2026-04-03,,Open,Ann\n")
    (sheet,) = draft_of(path).sheets
    assert (sheet.header_row, sheet.first_row) == (3, 4)
    assert sheet.preview[0][0] == "Deals of April"
    assert sheet.preview[2][:2] == ("Deal ID", "Deal Name")


def test_that_every_sheet_of_a_workbook_is_listed(tmp_path):
    deals = [["Deal ID", "Deal Name", "Amount", "Deal Stage"], [1, "a", 5, "Won"]]
    path = book(tmp_path / "book.xlsx", {"Deals": deals, "Pets": [["Pet", "Legs"], ["Rex", 4]]})
    first, second = draft_of(path).sheets
    assert (first.name, first.kind, first.table) == ("book.xlsx · Deals", "Excel workbook", "opportunities")
    assert (second.table, second.reason) == (None, "none of its columns belongs to a sales log")
    assert {option.key for option in second.tables} > {"leads", ""}


def test_that_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path):
    with pytest.raises(Refused) as refused:
        draft_of(written(tmp_path, ""))
    assert refused.value.reasons == ("deals.csv: The file is empty: export it again.",)


def test_that_giving_up_leaves_no_draft(tmp_path):
    from salesdesk.reading.drafting import Drafting

    def stop(done, total, note):
        raise KeyboardInterrupt

    drafting = Drafting(files_at([written(tmp_path, DEALS + "1,a,5,2026-04-03,,Open,Ann\n")]), Asked())
    with pytest.raises(KeyboardInterrupt):
        drafting.start(stop)


def test_that_few_known_columns_among_many_are_to_be_checked(tmp_path):
    header = "Deal ID,Deal Name,Amount,Deal Stage," + ",".join(f"Thing {n}" for n in range(20)) + "\n"
    path = written(tmp_path, header + "1,a,5,Won" + ",x" * 20 + "\n", "export.csv")
    (sheet,) = draft_of(path).sheets
    (source,) = open_log([path]).sources
    assert sheet.doubt == source.doubt == "Only 4 of 24 columns are known."


def test_that_names_that_may_be_one_are_found_in_the_files(tmp_path):
    path = written(tmp_path, DEALS + "1,a,5,2026-04-03,,Won,J. Smith\n2,b,6,2026-04-03,,Won,John Smith\n")
    (pair,) = draft_of(path).names
    assert (pair.dim, pair.other, pair.keep, pair.rows) == ("rep", "J. Smith", "John Smith", (1, 1))


CALLS = "Stamp,Kind,Result,Number\n13/04/2026 09:15,Call,Connected,555 1\n14/04/2026 10:15,Call,Busy,555 2\n"


def test_that_dates_that_nobody_uses_are_offered_and_need_no_answer(tmp_path):
    (sheet,) = draft_of(written(tmp_path, CALLS)).sheets
    assert not sheet.questions
    assert sheet.doubted == 0
    question = column(sheet, "Stamp").question
    assert (question.about, question.must) == ("field", False)
    assert question.text == (
        "Which date stands in “Stamp”? Its cells are dates, and no column is read as Date or Booked yet."
    )
    assert [option.text for option in question.options] == ["Date", "Booked", "Leave the column out"]


def test_that_the_dates_of_deals_may_be_their_beginning_or_their_end(tmp_path):
    rows = "a,5,Won,2026-04-13\nb,6,Open,2026-04-14\n"
    (sheet,) = draft_of(written(tmp_path, f"Deal Name,Amount,Deal Stage,When\n{rows}")).sheets
    assert [option.key for option in column(sheet, "When").question.options] == ["created_at", "closed_at", ""]


def test_that_fields_that_hold_such_cells_are_offered_first(tmp_path):
    text = DEALS.strip() + ",Odd day,Odd number,Odd word,Odd\n1,a,5,2026-04-13,,Won,Ann,2026-05-01,7.5,x y,\n"
    (sheet,) = draft_of(written(tmp_path, text)).sheets
    assert set(column(sheet, "Odd day").suits) >= {"expected_close", "won_at"}
    assert "created_at" not in column(sheet, "Odd day").suits  # taken
    assert column(sheet, "Odd number").suits[0] not in column(sheet, "Odd word").suits
    assert "lost_reason" in column(sheet, "Odd word").suits
    assert column(sheet, "Odd").suits == ()


def test_that_a_table_beside_another_tells_its_columns(tmp_path):
    deals = ["Deal ID", "Deal Name", "Amount", "Deal Stage"]
    rows = [[*deals, None, "Rep", "Quota", "Month"], [1, "a", 5, "Won", None, "Ann", 900, "2026-06-01"]]
    rows += [[2, "b", 6, "Won", None, "Bo", 800, "2026-06-01"]]
    first, second = draft_of(book(tmp_path / "book.xlsx", {"Both": rows})).sheets
    assert (first.name, second.sheet_name) == ("book.xlsx · Both, columns A to D", "Both, columns F to H")
    assert second.places == (6, 7, 8)
    assert column(second, "Quota").number == 7


def test_that_what_was_noticed_about_a_sheet_is_told_once(tmp_path):
    rows = [["Our deals", *[None] * 6], ["Deal ID", "Deal Name", "Amount", None, "Rep", "Quota", "Month"]]
    rows += [[1, "a", 5, None, "Ann", 900, "2026-06-01"], [2, "b", 6, None, "Bo", 800, "2026-06-01"]]
    path = book(tmp_path / "book.xlsx", {"Both": rows})
    workbook = openpyxl.load_workbook(path)
    workbook["Both"].merge_cells("A1:C1")
    workbook["Both"].row_dimensions[3].hidden = True
    workbook.save(path)
    first, second = draft_of(path).sheets
    assert first.notes == (
        "The column names stand in row 2.",
        "1 hidden row is used like all others.",
        "1 merged cell: its value stands in the first row only.",
    )
    assert second.notes == ("The column names stand in row 2.",)
    told = [issue.text for issue in open_log([path], strict=False).issues]
    assert len([text for text in told if "merged cell" in text]) == 1


def test_that_a_time_of_day_is_shown_without_the_first_day_of_the_calendar(tmp_path):
    rows = [["Date", "Time", "Rep", "Outcome"], [date(2026, 4, 13), time(15, 33), "Ann", "Busy"]]
    (sheet,) = draft_of(book(tmp_path / "calls.xlsx", {"Calls": rows})).sheets
    assert sheet.preview[1][:2] == ("2026-04-13", "15:33:00")


def test_that_a_day_among_texts_is_shown_as_it_is_seen_in_the_sheet(tmp_path):
    rows = [["Deal ID", "Amount", "Create Date"], [1, 5, date(2026, 4, 13)], [2, 6, "14/05/26"]]
    (sheet,) = draft_of(book(tmp_path / "deals.xlsx", {"Deals": rows})).sheets
    assert set(column(sheet, "Create Date").samples) == {"2026-04-13", "14/05/26"}


def test_that_columns_nobody_touched_keep_their_reason_when_another_is_chosen(tmp_path):
    assistant = Assistant(written(tmp_path, DEALS.replace("Owner", "Shoe size,Hat") + "1,a,5,,,Won,41,x\n"))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 7, "field", ""))
    assert column(assistant.sheet(), "Shoe size").reason == "no column of this name is known"
    assert column(assistant.sheet(), "Hat").reason == "left out by you"


def test_that_tables_below_one_another_are_told_apart_by_their_rows(tmp_path):
    text = f"{DEALS.strip()}\n1,a,5,2026-04-13,,Won,Ann\n\nCustomer,Country,Customer since\nAcme,Spain,2024-03-02\n"
    deals, customers = draft_of(written(tmp_path, text)).sheets
    assert (deals.part, customers.part) == ("rows 2 to 3", "row 5")
    assert (customers.header_row, customers.preview[3][:2]) == (4, ("Customer", "Country"))
