"""What a rep's scorecard holds, and what it must not."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import salesdesk
from salesdesk.exports.blocks import Grid, List
from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.scorecard import plan_scorecard, sources_hash
from salesdesk.exports.subject import SUBJECTS, Hand
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.glossary import STANDINGS
from salesdesk.insights.goals import target_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Standing

REP = "Freya Brandvik"


@pytest.fixture(scope="module")
def content(hand: Hand) -> bytes:
    return workbook_bytes(plan_scorecard(hand, REP))


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that the reader does not know
        return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def row_of(book: Workbook, kpi: str) -> dict[str, object]:
    sheet = book["Scorecard"]
    headers = [cell.value for cell in sheet[6]]
    found = next(row for row in sheet.iter_rows(min_row=7) if row[0].value == kpi)
    return {str(header): cell for header, cell in zip(headers, found, strict=False)}


def test_that_the_sheets_come_in_the_order_of_reading(book: Workbook) -> None:
    names = book.sheetnames
    assert names[:4] == ["Scorecard", "Details", "Trend", "Definitions"]
    assert names[-1] == "Data quality"
    assert "Records - Opportunities" in names


def test_that_every_figure_is_the_one_on_screen(book: Workbook, hand: Hand) -> None:
    for line in hand.subject(REP).lines:
        if line.has_value and line.kpi.key not in BY_DIM:
            row = row_of(book, line.kpi.name)
            assert row[hand.board.period.label].value == pytest.approx(line.now.value, rel=1e-12)
            assert line.team.value is None or row["Team"].value == pytest.approx(line.team.value, rel=1e-12)


def test_that_figures_stand_below_their_subject(book: Workbook) -> None:
    rows = [row[0].value for row in book["Scorecard"].iter_rows(min_row=7)]
    headings = [text for text in rows if text in SUBJECTS.values()]
    assert headings == [text for text in SUBJECTS.values() if text in headings]
    assert rows.index("Leads") < rows.index("Lead response time") < rows.index("Pipeline") < rows.index("Win rate")


def test_that_a_benchmark_says_where_it_comes_from_and_folklore_stays_quiet(book: Workbook, hand: Hand) -> None:
    for line in hand.subject(REP).lines:
        if line.kpi.benchmark and line.has_value:
            row = row_of(book, line.kpi.name)
            assert row["Benchmark"].value == line.kpi.benchmark.text
            assert row["Where it comes from"].value == STANDINGS[line.kpi.benchmark.standing]
            study = line.kpi.benchmark.standing is Standing.STUDY
            assert row["Benchmark"].style == ("SalesDesk Text" if study else "SalesDesk Quiet text")


def test_that_no_format_compares_with_a_benchmark(book: Workbook, hand: Hand) -> None:
    column = row_of(book, "Win rate")["Benchmark"].column
    ranges = [each for found in book["Scorecard"].conditional_formatting for each in found.sqref.ranges]
    assert ranges
    assert not [each for each in ranges if each.min_col <= column <= each.max_col]


def test_that_a_target_is_an_input_and_moves_the_attainment(book: Workbook, content: bytes, hand: Hand) -> None:
    row = row_of(book, "Win rate")
    assert row["Target"].value == 0.4
    assert row["Target"].style == "SalesDesk Input percent"
    assert (
        book.defined_names["Target_win_rate"].attr_text
        == f"'Scorecard'!${row['Target'].column_letter}${row['Target'].row}"
    )
    now = next(line.now.value for line in hand.subject(REP).lines if line.kpi.key == "win_rate")
    assert row["Attained"].value == pytest.approx(now / 0.4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        formulas = openpyxl.load_workbook(io.BytesIO(content))["Scorecard"]
    assert "Target_win_rate" in formulas[row["Attained"].coordinate].value


def test_that_goals_of_the_team_are_the_targets_and_a_sum_of_the_team_is_no_reps_target(hand: Hand) -> None:
    goals = (target_of(BY_KEY["win_rate"], 0.3, None), target_of(BY_KEY["deals_won"], 40, None))
    with_goals = Hand(hand.board.with_goals(goals), {"quota_attainment": 0.9})
    assert dict(with_goals.subject(REP).targets) == {"win_rate": 0.3, "quota_attainment": 0.9}
    assert dict(with_goals.subject(None).targets) == {"win_rate": 0.3, "deals_won": 40, "quota_attainment": 0.9}
    typed_over = Hand(with_goals.board, {"win_rate": 0.25})
    assert typed_over.subject(REP).targets["win_rate"] == 0.25


def test_that_a_neutral_figure_has_no_target(book: Workbook) -> None:
    assert row_of(book, "Activities")["Target"].value == "no target"


def test_that_formulas_read_the_lists(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "AVERAGE(Opportunities[Win rate])" in sheet
    assert "SUMIFS(Order_lines[Net sales EUR],Order_lines[Product]," in sheet
    assert all(value for value in re.findall(r"<f>[^<]*</f><v>([^<]*)</v>", sheet) if value != "")


def test_that_no_other_rep_is_named_anywhere(content: bytes, hand: Hand) -> None:
    others = [name for name in hand.board.book.labels("rep") if name != REP]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert REP in text
    assert not [name for name in others if name.casefold() in text.casefold()]
    assert not re.search(r"\bR000\d\d\b|@salesdesk-sample", text)


def test_that_properties_tell_where_it_comes_from_and_name_nobody(content: bytes, hand: Hand) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        own = parts.read("docProps/core.xml").decode()
        custom = parts.read("docProps/custom.xml").decode()
    assert "<dc:title>Scorecard</dc:title>" in own
    assert "Q2 2026" in own
    assert salesdesk.__version__ in custom
    assert sources_hash(hand.board.log) in custom
    assert "Brandvik" not in own + custom


def test_that_it_opens_on_the_first_cell_at_full_size(book: Workbook) -> None:
    assert book.active.title == "Scorecard"
    for sheet in book:
        view = sheet.sheet_view
        assert view.zoomScale in (None, 100)
        assert view.topLeftCell in ("A1", None)
        assert view.selection[-1].activeCell in ("A1", None)


def test_that_it_prints_one_page_wide_with_titles_and_page_numbers(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in sheet.oddFooter.right.text
        if sheet.title != "Data quality":
            assert sheet.print_title_rows
            assert sheet.freeze_panes


def test_that_lists_are_tables_with_a_filter_and_bands(book: Workbook) -> None:
    for sheet in book:
        if sheet.title.startswith("Records"):
            (table,) = sheet.tables.values()
            assert table.autoFilter is not None
            assert table.tableStyleInfo.showRowStripes


def test_that_ids_are_text_and_shares_are_percent(book: Workbook) -> None:
    sheet = book["Records - Opportunities"]
    first = sheet[5][0]
    assert isinstance(first.value, str)
    assert first.number_format == "@"
    assert "%" in row_of(book, "Win rate")["Q2 2026"].number_format


def test_that_styles_have_names_and_the_font_is_named(book: Workbook) -> None:
    row = row_of(book, "Net sales")
    assert row["KPI"].style == "SalesDesk Name"
    assert row["Q2 2026"].style == "SalesDesk Money"
    assert {cell.font.name for cell in row.values()} == {"Arial"}


def test_that_definitions_are_those_of_the_program(book: Workbook, hand: Hand) -> None:
    told = {row[0].value: [cell.value for cell in row] for row in book["Definitions"].iter_rows(min_row=4)}
    for line in hand.subject(REP).lines:
        if line.now.status != "not_available":
            assert line.kpi.definition in told[line.kpi.name]
            assert line.kpi.formula in told[line.kpi.name]


def test_that_the_sample_says_that_it_is_one(book: Workbook) -> None:
    assert "Sample data" in str(book["Scorecard"]["A3"].value)


def test_that_data_quality_tells_what_was_left_out(hand: Hand) -> None:
    sheet = plan_scorecard(hand, REP).sheet("Data quality")
    lists = {block.name: block for block in sheet.blocks if isinstance(block, List)}
    lines = hand.subject(REP).lines
    told = [line for line in lines if line.kpi.key not in BY_DIM]
    expected = [(line.kpi.name, count) for line in told for count in line.now.excluded.values()]
    kpi, _, rows = (column.values for column in lists["Quality_left_out"].columns)
    assert list(zip(kpi, rows, strict=True)) == expected


def test_that_text_from_a_file_never_becomes_a_formula(book: Workbook) -> None:
    cells = [cell for row in book["Data quality"].iter_rows() for cell in row if cell.value == "=1+1 looks odd"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_that_somebody_unknown_is_refused(hand: Hand) -> None:
    with pytest.raises(KeyError):
        plan_scorecard(hand, "Nobody Here")


def test_that_lists_that_are_too_long_are_left_out_and_said(hand: Hand) -> None:
    plan = plan_scorecard(hand, REP, limit=5)
    assert not [sheet.name for sheet in plan.sheets if sheet.name == "Records - Activities"]
    told = str(plan.sheet("Data quality").blocks)
    assert "too many to list" in told
    figures = next(block for block in plan.sheets[0].blocks if isinstance(block, Grid) and block.row == 5)
    row = next(cells for cells in figures.cells if cells[0] and cells[0].value == "Activities")
    assert row[2].formula is None
    assert row[2].value == hand.board.kpis["activity_volume"].rep(REP).value
