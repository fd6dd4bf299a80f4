import hashlib

import pytest

from salesdesk.models.issue import Effect
from salesdesk.reading.header_words import header_signature
from salesdesk.reading.open import Asked, NeedsAnswer, Refused, open_log
from tests.reading.sheets import cells, days, log_of, sheet, texts

pytestmark = pytest.mark.usefixtures("reading_here")

DEALS = "Deal ID,Deal Name,Amount,Create Date,Close Date,Deal Stage,Owner\n"


def written(folder, name, *rows, header=DEALS):
    path = folder / name
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.usefixtures("reading_child")
def test_that_a_file_becomes_a_log(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,2026-03-04,2026-03-09,Won,Ann", "2,b,6,2026-03-05,,Open,Bo")
    log = open_log([path])
    assert cells(log, "opportunities", "status") == ["won", "open"]
    assert [(source.title, source.table, source.rows, source.used) for source in log.sources] == [
        ("deals.csv", "opportunities", 2, 2)
    ]
    assert log.settings.zone == "UTC"


def test_that_a_source_is_known_by_the_digest_of_its_file(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,2026-03-04,,Open,Bo")
    (source,) = open_log([path]).sources
    assert source.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_that_every_header_is_accounted_for(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,Shoe", header="Deal ID,Deal Name,Amount,Shoe size\n")
    matches = {match.header: match for match in open_log([path]).sources[0].matches}
    assert [matches[name].field for name in ("Deal ID", "Amount")] == ["opportunity_id", "amount"]
    assert matches["Shoe size"].field is None
    assert matches["Shoe size"].reason == "no column of this name is known"


def test_that_a_log_that_cannot_be_read_is_refused_with_a_line_per_file(tmp_path):
    good = written(tmp_path, "deals.csv", "1,a,5,2026-03-04,,Open,Bo")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        open_log([good, empty, tmp_path / "gone.csv"])
    assert [reason.split(":")[0] for reason in refused.value.reasons] == ["empty.csv", "gone.csv"]
    assert all(len(reason) < 180 for reason in refused.value.reasons)


def test_that_files_without_any_known_table_are_refused_with_the_reason(tmp_path):
    path = written(tmp_path, "pets.csv", "Rex,4", "Tom,9", header="Pet,Legs\n")
    with pytest.raises(Refused) as refused:
        open_log([path])
    assert refused.value.reasons == ("pets.csv: not recognised, none of its columns belongs to a sales log.",)


def test_that_an_unknown_sheet_beside_a_known_one_is_listed(tmp_path):
    pets = written(tmp_path, "pets.csv", "Rex,4", "Tom,9", header="Pet,Legs\n")
    log = open_log([written(tmp_path, "deals.csv", "1,a,5,2026-03-04,,Open,Bo"), pets])
    assert log.sources[1].table is None
    assert log.sources[1].used == 0
    assert sum(log.sources[1].set_aside.values()) == 2
    assert any(issue.effect is Effect.UNMATCHED and issue.source == "pets.csv" for issue in log.issues)


def test_that_the_command_line_is_told_which_option_settles_a_column(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,03/04/2026,,Open,Bo", "2,b,6,05/06/2026,,Open,Bo")
    with pytest.raises(NeedsAnswer) as asked:
        open_log([path])
    (line,) = asked.value.reasons
    assert line.startswith("deals.csv: column “Create Date”: could be day first or month first")
    assert line.endswith("give --dates dmy or --dates mdy")
    log = open_log([path], Asked(dates="dmy"))
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03", "2026-06-05"]


def test_that_the_window_opens_it_with_the_column_blank_and_an_issue(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,03/04/2026,,Open,Bo", "2,b,6,05/06/2026,,Open,Bo")
    log = open_log([path], strict=False)
    assert days(log.tables["opportunities"]["created_at"]) == [None, None]
    (issue,) = [issue for issue in log.issues if issue.effect is Effect.NEEDS_ANSWER]
    assert (issue.column, issue.count, issue.option) == ("Create Date", 2, "--dates dmy|mdy")


def test_that_another_date_column_of_the_file_settles_it(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,03/04/2026,13/04/2026,Won,Bo", "2,b,6,05/06/2026,,Open,Bo")
    log = open_log([path])
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03", "2026-06-05"]
    decided = {match.header: match.decided for match in log.sources[0].matches}
    assert decided["Create Date"] == "day first, as in other columns of the file"


def test_that_a_date_column_the_program_does_not_use_settles_it_too():
    columns = {"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Create Date": ["03/04/2026", "05/06/2026"]}
    log = log_of(sheet({**columns, "Birthday": ["13/04/1980", None]}))
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-04-03", "2026-06-05"]


def test_that_a_column_that_is_not_what_its_header_says_is_left_out():
    log = log_of(sheet({"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Amount": ["5", "6"], "Closed": ["yes", "no"]}))
    assert not log.has("opportunities", "closed_at")
    (match,) = [match for match in log.sources[0].matches if match.header == "Closed"]
    assert match.field is None
    assert match.reason == "headed like Closed, but most of its cells are something else"


def test_that_confirmed_matches_are_used():
    grid = sheet({"Foo": ["a"], "Bar": ["5"]})
    answer = {header_signature(grid.names): {"Foo": ("opportunities", "name"), "Bar": ("opportunities", "amount")}}
    log = log_of(grid, matches=answer)
    assert cells(log, "opportunities", "amount") == [5]


def test_that_one_sheet_may_feed_two_tables():
    grid = sheet({"Foo": ["a", "b"], "Bar": ["5", "6"], "Who": ["Ann", "Ann"]})
    answer = {"Foo": ("opportunities", "name"), "Bar": ("opportunities", "amount"), "Who": ("reps", "name")}
    log = log_of(grid, matches={header_signature(grid.names): answer})
    assert cells(log, "reps", "name") == ["Ann"]
    assert log.sources[0].used == 2
    assert {match.table for match in log.sources[0].matches} == {"opportunities", "reps"}


def test_that_currencies_of_the_cells_are_kept():
    log = log_of(sheet({"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Amount": ["€5.50", "$6.50"]}))
    assert cells(log, "opportunities", "currency") == ["EUR", "USD"]


def test_that_error_cells_are_said():
    from salesdesk.reading.grid import CellError

    errors = (CellError(3, 2, "#N/A"),)
    log = log_of(
        sheet({"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Amount": [5.0, None]}, errors=errors, error_count=1)
    )
    assert "Column “Amount”: #N/A counts as an empty cell (row 3)" in texts(log)


def test_that_progress_runs_from_nothing_to_everything_and_may_give_up(tmp_path):
    path = written(tmp_path, "deals.csv", "1,a,5,2026-03-04,,Open,Bo")
    steps = []
    open_log(
        [path, written(tmp_path, "more.csv", "3,c,5,2026-03-04,,Open,Bo")], progress=lambda *step: steps.append(step)
    )
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert all(0 <= done <= total for done, total, _ in steps)

    def stop(done, total, note):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_log([path], progress=stop)


def test_that_names_below_groups_nobody_knows_are_matched_where_they_stand_once(tmp_path):
    header = "Thing,,Who,,Money,\nDeal ID,Name,Name,Created Date,Amount,Stage\n"
    log = open_log(
        [written(tmp_path, "deals.csv", "D1,a,Ann,2026-03-01,5,Open", "D2,b,Bo,2026-03-02,6,Open", header=header)]
    )
    matches = {match.header: match.field for match in log.sources[0].matches}
    assert matches == {
        "Thing: Deal ID": "opportunity_id", "Thing Name": None, "Who Name": None, "Who: Created Date": "created_at",
        "Money: Amount": "amount", "Money: Stage": "stage",
    }  # fmt: skip
    assert cells(log, "opportunities", "amount") == [5, 6]
