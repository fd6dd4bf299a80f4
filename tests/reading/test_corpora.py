"""Odd, old and broken files of other programs' test suites: each is read or refused in one plain sentence."""

import pytest

from benchmarks.corpora import main
from salesdesk.reading.child import read_grids
from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import PICTURE

READ = [
    "phpspreadsheet/tests_data_Reader_Slk_issue.2276.slk",
    "poi/test-data_spreadsheet_testEXCEL_3.xls",
    "sheetjs/ErrorTypes.dif",
    "sheetjs/2013_apachepoi_SquareMacro.xls.xlsb",
    "calamine/tests_any_sheets.xlsb",
    "calamine/tests_issue_419.xlsb",
    "calamine/tests_minimal_package.xlsx",
    "closedxml/ClosedXML.Tests_Resource_Examples_Misc_MergeCells.xlsx",
    "csv-spectrum/csvs_comma_in_quotes.csv",
    "csv-spectrum/csvs_quotes_and_newlines.csv",
    "csvkit/examples_test_ignore_case.csv",
    "csvkit/examples_test_latin1.csv",
    "data.table/inst_tests_1680-fread-header-encoding.csv",
    "data.table/inst_tests_russellCRCRLF.csv",
    "duckdb/data_csv_afl_16.csv",
    "duckdb/data_csv_afl_4793_crashes_case_1.csv",
    "duckdb/data_csv_afl_ignore_errors_42.csv",
    "duckdb/data_csv_decimal_separators_decimal_separators.csv",
    "duckdb/data_csv_encodings_utf16.csv",
    "duckdb/data_csv_rejects_incorrect_columns_mix_columns.csv",
    "excelize/test_MergeCell.xlsx",
    "exceljs/spec_integration_data_1904.xlsx",
    "frictionless/data_ascii.csv",
    "frictionless/data_leading-zeros.csv",
    "messytables/horror_excel_pasting.csv",
    "messytables/horror_small.csv",
    "openrefine/main_tests_data_example-utf16be-bom.tsv",
    "openrefine/main_tests_data_sample.ods",
    "phpspreadsheet/tests_data_Reader_CSV_encoding.utf16le.csv",
    "phpspreadsheet/tests_data_Reader_CSV_premiere.utf32lebom.csv",
    "phpspreadsheet/tests_data_Reader_Ods_nomimetype.ods",
    "phpspreadsheet/tests_data_Reader_XLS_pwtest3.xls",
    "phpspreadsheet/tests_data_Reader_XLSX_rootZipFiles.xlsx",
    "poi/test-data_spreadsheet_50833.xls",
    "poi/test-data_spreadsheet_duplicate-filename-case-insensitive.xlsx",
    "poi/test-data_spreadsheet_58896.xlsx",
    "python-calamine/tests_data_base.xls",
    "readxl/tests_testthat_sheets_types.xls",
    "sheetjs/2016_number_format_russian.xlsm.2.csv",
    "sheetjs/formula_stress_test.xlsx",
    "sheetjs/number_format.xls",
    "xlrd/tests_samples_ragged.xls",
    "xlsxwriter/xlsxwriter_test_comparison_xlsx_files_chart_theme05.xlsx",
    "xlsxwriter/xlsxwriter_test_comparison_xlsx_files_escapes06.xlsx",
]
REFUSED = {
    "calamine/tests_issue252.xlsx": "damaged",
    "calamine/tests_pass_protected.xlsx": "password",
    "calamine/tests_picture.xlsb": "no table",
    "closedxml/ClosedXML.Tests_Resource_Examples_PageSetup_Page.xlsx": "no table",
    "closedxml/ClosedXML.Tests_Resource_TryToLoad_DuplicateImageNames.xlsx": "no table",
    "duckdb/data_csv_error_json.csv": "JSON",
    "excelize/test_encryptSHA512.xlsx": "password",
    "poi/test-data_spreadsheet_61300.xls": "damaged",
    "poi/test-data_spreadsheet_clusterfuzz-testcase-minimized-POIHSSFFuzzer-5816431116615680.xls": "damaged",
    "poi/test-data_spreadsheet_clusterfuzz-testcase-minimized-POIXSSFFuzzer-5265527465181184.xlsx": "damaged",
    "poi/test-data_spreadsheet_poc-xmlbomb-empty.xlsx": "damaged",
    "poi/test-data_spreadsheet_xlsx-corrupted.xlsx": "damaged",
    "poi/test-data_spreadsheet_xor-encryption-abc.xls": "password",
    "sheetjs/2013_apachepoi_51535.xls.xlsb": "more memory",
    "sheetjs/custom_properties.xlsx": "no table",
    "sheetjs/password_2002_40_basecrypto.xls": "password",
}


@pytest.mark.usefixtures("reading_here")
@pytest.mark.parametrize("name", READ)
def test_that_odd_files_are_read(corpus, name):
    folder, _, file = name.partition("/")
    grids = read_grids(corpus(folder) / file)
    assert any(grid.columns for grid in grids)
    for grid in grids:
        assert len(grid.names) == len(grid.columns) == len(grid.places)
        assert {len(column) for column in grid.columns} <= {len(grid)}


@pytest.mark.parametrize("name", REFUSED)
def test_that_broken_files_are_refused_in_plain_words(corpus, name):
    folder, _, file = name.partition("/")
    with pytest.raises(Refused) as caught:
        read_grids(corpus(folder) / file)
    assert REFUSED[name] in caught.value.reason
    assert len(caught.value.reason) <= 140


def test_that_the_table_of_endings_counts_what_was_read_and_refused(tmp_path, capsys):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "log.csv").write_text("Rep,Amount\nAnn,5\n")
    (tmp_path / "ours" / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "README.md").write_text("no table")
    assert main([str(tmp_path), "--without-libreoffice"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines[1:3]] == [["ours", "2", "1", "1"], ["in", "all", "2", "1"]]
    assert any(PICTURE in line for line in lines)


def test_that_a_fixed_sample_is_taken():
    assert len({*READ, *REFUSED}) == 60
