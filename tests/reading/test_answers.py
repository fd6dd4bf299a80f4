"""Every choice changes what is read, and is known when a file with the same header comes again."""

from pathlib import Path

import pytest

from salesdesk.reading.answers import Asked, NeedsAnswer
from salesdesk.reading.choosing import with_answer, with_field, with_form
from salesdesk.reading.column_answers import answers_about
from salesdesk.reading.open import open_log
from tests.reading.drafts import FAR_BELOW, Assistant, book, column, opened
from tests.reading.sheets import cells, days

pytestmark = pytest.mark.usefixtures("reading_here")

DEALS = "Deal ID,Deal Name,Amount,Create Date,Close Date,Deal Stage,Owner\n"
CLEAN = DEALS + "1,a,5,2026-04-03,2026-04-13,Won,Ann\n"
UNCLEAR = DEALS + "1,a,1.234,03/04/2026,05/06/2026,Won,Ann\n2,b,2.500,05/06/2026,,Open,Bo\n"


def written(folder: Path, text: str, name: str = "deals.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_that_an_answer_about_one_date_column_settles_the_others(tmp_path, order, day):
    path = written(tmp_path, UNCLEAR.replace("1.234", "5").replace("2.500", "6"))
    assistant = Assistant(path)
    assert len(assistant.draft.questions) == 2
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 3, "dates", order))
    assert not assistant.draft.questions
    with pytest.raises(NeedsAnswer):
        open_log([path])
    log = opened([path], assistant.remembered())
    assert days(log.tables["opportunities"]["created_at"])[0] == day
    assert column(assistant.sheet(), "Close Date").order == order


@pytest.mark.parametrize(("mark", "amount"), [("comma", 1234), ("point", 1.234)])
def test_that_an_answer_about_decimals_is_remembered(tmp_path, mark, amount):
    path = written(tmp_path, UNCLEAR.replace("/", "."))
    assistant = Assistant(path)
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 2, "decimal", mark))
    log = opened([path], assistant.remembered())
    assert cells(log, "opportunities", "amount")[0] == amount


def test_that_what_the_cells_told_once_settles_a_file_of_few_rows(tmp_path):
    assistant = Assistant(written(tmp_path, UNCLEAR + '3,c,"1.234,5",13/04/2026,,Open,Bo\n'))
    assert not assistant.draft.questions
    later = written(tmp_path, UNCLEAR, "later.csv")
    log = opened([later], assistant.remembered())
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03", "2026-06-05"]
    assert cells(log, "opportunities", "amount") == [1234, 2500]


def test_that_cells_that_tell_go_before_what_was_answered(tmp_path):
    assistant = Assistant(written(tmp_path, UNCLEAR))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 3, "dates", "mdy"))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 2, "decimal", "point"))
    later = written(tmp_path, UNCLEAR + "3,c,5,13/04/2026,,Open,Bo\n", "later.csv")
    log = opened([later], assistant.remembered())
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03", "2026-06-05", "2026-04-13"]


def test_that_an_ambiguous_column_may_be_left_out(tmp_path):
    path = written(tmp_path, UNCLEAR.replace("1.234", "5").replace("2.500", "6"))
    assistant = Assistant(path)
    for place in (3, 4):
        assistant.choose(with_answer(assistant.chosen, assistant.sheet(), place, "dates", ""))
    log = opened([path], assistant.remembered())
    assert not log.has("opportunities", "created_at")
    assert [match.reason for match in log.sources[0].matches if match.header == "Create Date"] == ["left out by you"]


def test_that_a_column_can_be_read_as_another_field(tmp_path):
    path = written(tmp_path, DEALS.replace("Owner", "Who") + "1,a,5,2026-04-03,,Won,Ann\n")
    assistant = Assistant(path)
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 6, "owner_rep_id"))
    who = column(assistant.sheet(), "Who")
    assert (who.field, who.reason) == ("owner_rep_id", "chosen by you")
    assert column(assistant.sheet(), "Deal ID").reason == "known from HubSpot"
    assert cells(opened([path], assistant.remembered()), "opportunities", "owner_rep_id") == ["Ann"]


def test_that_a_field_has_one_column_only(tmp_path):
    path = written(tmp_path, DEALS.replace("Owner", "Value 2") + "1,a,5,2026-04-03,,Won,7\n")
    assistant = Assistant(path)
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 6, "amount"))
    assert column(assistant.sheet(), "Amount").field is None
    assert cells(opened([path], assistant.remembered()), "opportunities", "amount") == [7]


def test_that_a_list_inside_a_sheet_can_be_left_out(tmp_path):
    path = written(tmp_path, DEALS.replace("\n", ",Team\n") + "1,a,5,2026-04-03,,Won,Ann,East\n")
    assistant = Assistant(path)
    assert column(assistant.sheet(), "Team").read_as == "Reps: Team"
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 7, ""))
    assert column(assistant.sheet(), "Team").read_as == "Not used"
    assert not opened([path], assistant.remembered()).has("reps", "team")


def test_that_a_header_row_chosen_by_hand_is_known_next_month(tmp_path):
    rows = "1,a,5,2026-04-03,,Won,Ann\n"
    path = written(tmp_path, FAR_BELOW + DEALS + rows)
    assistant = Assistant(path)
    assert assistant.sheet().table is None
    assistant.choose(with_form(assistant.chosen, assistant.sheet(), header_row=32))
    assert assistant.sheet().table == "opportunities"
    again = written(tmp_path, FAR_BELOW + DEALS + rows + "2,b,6,2026-04-04,,Won,Ann\n", "may.csv")
    assert cells(opened([again], assistant.remembered()), "opportunities", "amount") == [5, 6]


def test_that_a_header_row_does_not_hold_where_it_leads_to_unknown_columns(tmp_path):
    path = written(tmp_path, "Title one,,,,,,\n" + DEALS + "1,a,5,2026-04-03,,Won,Ann\n2,b,6,2026-04-04,,Won,Ann\n")
    assistant = Assistant(path)
    assert assistant.sheet().header_row == 2
    assistant.choose(with_form(assistant.chosen, assistant.sheet(), header_row=3))
    other = written(tmp_path, DEALS + "1,a,5,2026-04-03,,Won,Ann\n2,b,6,2026-04-04,,Won,Ann\n", "plain.csv")
    assert cells(opened([other], assistant.remembered()), "opportunities", "amount") == [5, 6]


def test_that_another_delimiter_is_read_and_remembered(tmp_path):
    path = written(tmp_path, (DEALS + "1,a,5,2026-04-03,,Won,Ann\n").replace(",", "~"))
    assistant = Assistant(path)
    assert assistant.sheet().table is None
    assistant.choose(with_form(assistant.chosen, assistant.sheet(), delimiter="~"))
    assert assistant.sheet().table == "opportunities"
    assert cells(opened([path], assistant.remembered()), "opportunities", "amount") == [5]


def test_that_another_encoding_is_read_and_remembered_for_such_files_only(tmp_path):
    text = DEALS + "1,a,5,2026-04-03,,Won,Łucja\n"
    path = written(tmp_path, text, encoding="cp1250")
    assistant = Assistant(path)
    assert column(assistant.sheet(), "Owner").samples == ("£ucja",)
    assistant.choose(with_form(assistant.chosen, assistant.sheet(), encoding="cp1250"))
    asked = assistant.remembered()
    assert cells(opened([path], asked), "opportunities", "owner_rep_id") == ["Łucja"]
    sound = written(tmp_path, text, "sound.csv")
    assert cells(opened([sound], asked), "opportunities", "owner_rep_id") == ["Łucja"]


def test_that_a_sheet_can_be_left_out_though_another_has_the_same_header(tmp_path):
    head = ["Deal ID", "Deal Name", "Amount", "Deal Stage"]
    sheets = {"Jan": [head, [1, "a", 5, "Won"]], "Old": [head, [2, "b", 6, "Won"]]}
    path = book(tmp_path / "book.xlsx", sheets)
    assistant = Assistant(path)
    assistant.choose(assistant.drafting.into_table(assistant.chosen, assistant.draft, assistant.sheet(1), ""))
    assert [sheet.table for sheet in assistant.draft.sheets] == ["opportunities", None]
    log = opened([path], assistant.remembered())
    assert cells(log, "opportunities", "amount") == [5]
    assert [source.table for source in log.sources] == ["opportunities", None]


def test_that_a_sheet_that_is_not_recognised_can_be_read_into_a_table(tmp_path):
    path = written(tmp_path, "Wer,Was,Wieviel\nAnn,x,5\nBo,y,6\n", "tabelle.csv")
    assistant = Assistant(path)
    assert not assistant.draft.usable
    assistant.choose(
        assistant.drafting.into_table(assistant.chosen, assistant.draft, assistant.sheet(), "opportunities")
    )
    for place, name in enumerate(("owner_rep_id", "name", "amount")):
        assistant.choose(with_field(assistant.chosen, assistant.sheet(), place, name))
    log = opened([path], assistant.remembered())
    assert cells(log, "opportunities", "amount") == [5, 6]


def test_that_the_unit_of_a_duration_can_be_chosen(tmp_path):
    path = written(
        tmp_path, "Call ID,Date,Rep,Type,Duration\n1,2026-04-03,Ann,Call,3\n2,2026-04-03,Bo,Call,4\n", "calls.csv"
    )
    assistant = Assistant(path)
    duration = column(assistant.sheet(), "Duration")
    assert duration.unit == "seconds"
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), duration.place, "unit", "minutes"))
    log = opened([path], assistant.remembered())
    assert cells(log, "activities", duration.field) == [180, 240]


def test_that_a_header_spelled_in_another_way_is_the_same_column(tmp_path):
    assistant = Assistant(written(tmp_path, UNCLEAR.replace("1.234", "5").replace("2.500", "6")))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 3, "dates", "dmy"))
    later = written(tmp_path, UNCLEAR.replace("1.234", "5").replace("2.500", "6").replace("Create Date", "create date"))
    log = opened([later], assistant.remembered())
    assert days(log.tables["opportunities"]["created_at"])[0] == "2026-04-03"


def test_that_answers_that_make_no_sense_count_as_none():
    told = {"dates:Date": "ymd", "decimal:Date": "", "type:Date": "weeks", "column:Date": "gone"}
    found = answers_about(told, "Date")
    assert (found.dates, found.decimal, found.unused) == (None, None, False)


def test_that_the_command_line_is_asked_as_before(tmp_path):
    with pytest.raises(NeedsAnswer) as asked:
        open_log([written(tmp_path, UNCLEAR)], Asked())
    assert any("--dates" in line for line in asked.value.reasons)


def test_that_of_two_columns_with_one_name_the_chosen_one_is_read(tmp_path):
    path = written(tmp_path, "Deal ID,Deal Name,Date,Date,Amount\n1,a,04/05/2026,03/04/2026,5\n")
    assistant = Assistant(path)
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 3, "created_at"))
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 3, "dates", "dmy"))
    log = opened([path], assistant.remembered())
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03"]


def test_that_columns_without_names_can_be_told_apart(tmp_path):
    path = written(tmp_path, "1,5,2026-04-03\n2,6,2026-04-04\n", "bare.csv")
    assistant = Assistant(path)
    assert assistant.sheet().header_row == 0
    into = assistant.drafting.into_table(assistant.chosen, assistant.draft, assistant.sheet(), "opportunities")
    assistant.choose(into)
    for place, name in enumerate(("opportunity_id", "amount", "closed_at")):
        assistant.choose(with_field(assistant.chosen, assistant.sheet(), place, name))
    log = opened([path], assistant.remembered())
    assert cells(log, "opportunities", "amount") == [5, 6]
    assert days(log.tables["opportunities"]["closed_at"]) == ["2026-04-03", "2026-04-04"]


def test_that_a_date_that_only_a_history_uses_asks_and_can_be_answered(tmp_path):
    known = "Record ID,Deal Name,Deal Stage,Pipeline,Deal owner,Amount,Create Date"
    header = known + ',"Date entered ""Demo (Sales Pipeline)"""\n'
    path = written(tmp_path, header + "1,a,Demo,Sales,Ann,5,2026-04-03,04/05/2026\n", "hubspot-crm-exports-deals.csv")
    assistant = Assistant(path)
    stage = assistant.sheet().columns[7]
    if stage.field is None and stage.read_as == "Not used":
        pytest.fail(stage.reason)
    assert [(place, question.about) for place, question in assistant.sheet().questions] == [(7, "dates")]
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), 7, "dates", "dmy"))
    assert not assistant.draft.questions
    opened([path], assistant.remembered())


def test_that_what_was_said_of_a_file_is_passed_over_where_it_cannot_be_read_like_that(tmp_path):
    path = written(tmp_path, CLEAN)
    assistant = Assistant(path)
    signature = assistant.sheet().found
    asked = Asked(answers={signature: {"encoding": "no such encoding", "encoding_found": "utf-8"}})
    assert cells(open_log([path], asked), "opportunities", "amount") == [5]
    assert Assistant(path, asked=asked).sheet().table == "opportunities"


def test_that_what_one_means_in_a_column_of_percentages_is_asked_and_remembered(tmp_path):
    path = written(tmp_path, "Deal ID,Rep,Percent\n1,Ann,1\n2,Bo,0\n", "splits.csv")
    with pytest.raises(NeedsAnswer, match="give --percent points or --percent shares"):
        open_log([path])
    assert cells(open_log([path], Asked(percent="points")), "deal_splits", "percent") == [1, 0]
    assistant = Assistant(path)
    ((_, place, question),) = assistant.draft.questions
    assert [option.key for option in question.options] == ["points", "shares", ""]
    assistant.choose(with_answer(assistant.chosen, assistant.sheet(), place, question.about, "shares"))
    assert not assistant.draft.questions
    assert cells(opened([path], assistant.remembered()), "deal_splits", "percent") == [100, 0]


def test_that_columns_explained_beforehand_are_chosen_already_and_a_person_may_choose_otherwise(tmp_path):
    path = written(tmp_path, "No,Grade,Mood\n1,4,2\n2,3,1\n", "people.csv")
    table = "satisfaction_responses"
    assistant = Assistant(path, asked=Asked(columns={"Grade": (table, "score")}))
    assert (assistant.sheet().table, column(assistant.sheet(), "Grade").field) == (table, "score")
    assistant.choose(with_field(assistant.chosen, assistant.sheet(), 2, "score"))
    assert column(assistant.sheet(), "Grade").field is None
    remembered = assistant.remembered()
    assert all("rest" not in told for told in remembered.answers.values())
    assert cells(opened([path], remembered), table, "score") == [2, 1]
