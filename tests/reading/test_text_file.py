import pytest

from salesdesk.reading import text_file
from salesdesk.reading.limits import Limits
from salesdesk.reading.reasons import EMPTY, OPEN_QUOTE, TOO_WIDE
from tests.reading.reading import grid, refusal, rows, types


def written(folder, content, encoding="utf-8"):
    path = folder / "log.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def test_that_everything_is_text_and_only_an_empty_field_is_empty(tmp_path):
    found = grid(written(tmp_path, 'Id,Region,Rep\n00123,NA,None\n1E5,"",null\n 7 ,n/a,-\n'))
    assert rows(found) == [("00123", "NA", "None"), ("1E5", None, "null"), (" 7 ", "n/a", "-")]
    assert found.names == ("Id", "Region", "Rep")
    assert (found.header_row, found.first_row, found.delimiter, found.encoding) == (1, 2, ",", "utf-8")


def test_that_semicolons_win_over_decimal_commas(tmp_path):
    found = grid(written(tmp_path, "Rep;Amount;Rate\nAnn;1,5;2,5\nBea;3,0;1,5\n"))
    assert found.delimiter == ";"
    assert rows(found)[0] == ("Ann", "1,5", "2,5")


def test_that_tabs_and_bars_separate(tmp_path):
    assert grid(written(tmp_path, "Rep\tAmount\nAnn, A.\t5\n")).delimiter == "\t"
    assert grid(written(tmp_path, "Rep|Amount\nAnn|5\n")).delimiter == "|"


def test_that_the_sep_line_decides_and_counts_as_a_row(tmp_path):
    found = grid(written(tmp_path, "sep=;\nRep;Amount\nAnn;5\n"))
    assert (found.delimiter, found.header_row, found.first_row) == (";", 2, 3)
    assert rows(found) == [("Ann", "5")]


def test_that_lines_before_the_table_are_passed_over_and_counted(tmp_path):
    found = grid(
        written(
            tmp_path, "Pipeline report\nPrinted,2026-04-01\n\nRep,Amount,Closed\nAnn,5,2026-03-01\nBea,6,2026-03-02\n"
        )
    )
    assert (found.header_row, found.first_row) == (4, 5)
    assert found.names == ("Rep", "Amount", "Closed")
    assert len(found) == 2


def test_that_quoted_line_breaks_and_doubled_quotes_stay_in_their_cell(tmp_path):
    found = grid(written(tmp_path, 'Rep,Note\nAnn,"said ""yes""\r\nand left"\nBea,"a,b"\n'))
    assert rows(found) == [("Ann", 'said "yes"\r\nand left'), ("Bea", "a,b")]


def test_that_rows_of_other_lengths_are_kept_and_counted(tmp_path):
    found = grid(written(tmp_path, "Rep,Amount,Stage\nAnn,5,won\nBea,6\nCid,7,lost,extra\nDan,8,open\n"))
    assert rows(found)[1:3] == [("Bea", "6", None, None), ("Cid", "7", "lost", "extra")]
    assert found.names == ("Rep", "Amount", "Stage", "")
    assert (found.short_rows, found.long_rows) == (1, 1)


def test_that_blank_lines_keep_the_row_numbers_right(tmp_path):
    found = grid(written(tmp_path, "Rep,Amount\nAnn,5\n\nBea,6\n\n\n"))
    assert rows(found) == [("Ann", "5"), (None, None), ("Bea", "6")]
    assert (found.short_rows, found.long_rows) == (0, 0)


def test_that_mixed_line_ends_separate_rows(tmp_path):
    found = grid(written(tmp_path, b"Rep,Amount\r\nAnn,5\nBea,6\rCid,7\r\n"))
    assert [row[0] for row in rows(found)] == ["Ann", "Bea", "Cid"]


def test_that_nul_characters_are_left_out_and_said(tmp_path):
    found = grid(written(tmp_path, b"Rep,Amount\nA\0nn,5\nBea,\x006\n"))
    assert rows(found) == [("Ann", "5"), ("Bea", "6")]
    assert any("2 NUL" in note for note in found.notes)


def test_that_cells_beginning_with_a_stray_quotation_mark_do_not_swallow_rows(tmp_path):
    lines = "".join(f"Rep {i},{i}\n" for i in range(200))
    found = grid(written(tmp_path, f'Rep,Note\n{lines}"Smith, Ann","5 inch\n{lines}'))
    assert (len(found), rows(found)[200], rows(found)[201]) == (401, ("Smith, Ann", '"5 inch'), ("Rep 0", "0"))
    assert found.loose_quotes == (202,)
    found = grid(written(tmp_path, f'Rep,"Note\n{lines}'))
    assert (found.names, len(found), found.loose_quotes) == (("Rep", '"Note'), 200, (1,))


def test_that_a_quotation_mark_inside_a_cell_is_text(tmp_path):
    found = grid(written(tmp_path, 'Item,Amount\n5" pipe,5\nrod,6\n'))
    assert rows(found) == [('5" pipe', "5"), ("rod", "6")]


def test_that_an_endless_quotation_costs_one_row(tmp_path):
    found = grid(written(tmp_path, 'Rep,Note\nAnn,"' + "x,y\n" * 600_000))
    assert (len(found), found.long_rows, found.loose_quotes) == (600_000, 1, (2,))


@pytest.mark.parametrize("closing", ['Bea,"7 inch', '"Smith, Bea",7', '"Bea ""B"" Smith","7 inch'])
def test_that_a_stray_quotation_mark_closed_by_a_later_one_does_not_swallow_rows(tmp_path, closing):
    lines = "".join(f"Rep {i},{i}\n" for i in range(20))
    found = grid(written(tmp_path, f'Rep,Note\n{lines}Ann,"5 inch\n{lines}{closing}\n{lines}'))
    assert (len(found), rows(found)[20], rows(found)[-1]) == (62, ("Ann", '"5 inch'), ("Rep 19", "19"))
    assert found.loose_quotes[0] == 22
    assert rows(found)[41][1].strip('"') in {"7", "7 inch"}


def test_that_lines_of_any_kind_end_what_a_stray_quotation_mark_begins(tmp_path):
    lines = "".join(f"Rep {i},{i}\r" for i in range(20))
    found = grid(written(tmp_path, f'Rep,Note\r{lines}Ann,"5 inch\r{lines}'))
    assert (len(found), found.loose_quotes) == (41, (22,))


def test_that_a_letter_in_a_cell_is_no_stray_quotation_mark(tmp_path):
    letter = "Dear Ann,\nall, of us\nthank, you\nfor it, and\nwish, you\nwell, now\nand, then"
    found = grid(written(tmp_path, f'Rep,Note\nBea,"{letter}"\nCid,""\n'))
    assert rows(found) == [("Bea", letter), ("Cid", None)]
    assert found.loose_quotes == ()


def test_that_a_quotation_mark_after_a_cell_of_many_lines_belongs_to_the_next_cell(tmp_path):
    letter = "\n".join("abcdefghi")
    lines = "".join(f"Rep {i},{i}\n" for i in range(20))
    found = grid(written(tmp_path, f'Note,Size\n"{letter}","5 inch\n{lines}'))
    assert rows(found)[0] == (letter, '"5 inch')
    assert len(found) == 21


def test_that_thousands_of_stray_quotation_marks_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("salesdesk.reading.text_quotes._MOST", 3)
    lines = "".join(f"Rep {i},{i}\n" for i in range(9))
    assert refusal(written(tmp_path, "Rep,Note\n" + f'Ann,"5 inch\n{lines}' * 5)) == OPEN_QUOTE


def test_that_too_many_columns_are_refused(tmp_path):
    assert refusal(written(tmp_path, ",".join(["x"] * 20_000) + "\n" + ",".join(["1"] * 20_000))) == TOO_WIDE
    assert refusal(written(tmp_path, "a,b\n1,2\n" + "1,2,3,4,5,6\n" * 50), limits=Limits(columns=5)) == TOO_WIDE


def test_that_a_line_without_end_is_refused(tmp_path):
    assert refusal(written(tmp_path, "x" * 2_000_000)) == TOO_WIDE


def test_that_blank_text_is_refused(tmp_path):
    assert refusal(written(tmp_path, " \n\n \n")) == EMPTY
    assert refusal(written(tmp_path, ",,\n,,\n")) == EMPTY


def test_that_names_without_rows_make_an_empty_grid(tmp_path):
    found = grid(written(tmp_path, "Rep,Amount\n"))
    assert (found.names, len(found), types(found)) == (("Rep", "Amount"), 0, ["string", "string"])


def test_that_columns_without_name_and_content_are_dropped(tmp_path):
    found = grid(written(tmp_path, "Rep,Amount,,\nAnn,5,,\nBea,6,,\n"))
    assert found.names == ("Rep", "Amount")
    found = grid(written(tmp_path, ",Rep,Amount\n,Ann,5\n,Bea,6\n"))
    assert (found.names, found.places) == (("Rep", "Amount"), (2, 3))


def test_that_a_trailing_separator_in_every_row_costs_no_name(tmp_path):
    found = grid(written(tmp_path, "Rep,Amount\nAnn,5,\nBea,6,\n"))
    assert (found.names, found.long_rows) == (("Rep", "Amount"), 0)


def test_that_a_chosen_header_row_separator_and_encoding_are_followed(tmp_path):
    path = written(tmp_path, "a;b\nRep;Umsätze\nAnn;5\n", "cp1250")
    found = grid(path, header_rows={"": 2}, delimiter=";", encoding="cp1250")
    assert (found.names, found.header_row, found.encoding) == (("Rep", "Umsätze"), 2, "cp1250")
    found = grid(path, header_rows={"": 0})
    assert (found.header_row, found.first_row, len(found)) == (0, 1, 3)


def test_that_columns_of_few_different_texts_are_dictionaries(tmp_path):
    found = grid(written(tmp_path, "Id,Stage\n" + "".join(f"D{i},{'won' if i % 3 else 'lost'}\n" for i in range(5000))))
    assert types(found)[0] == "string"
    assert types(found)[1].startswith("dictionary<values=string, indices=int32")


def test_that_the_preview_shows_the_file_from_its_first_row(tmp_path):
    found = grid(written(tmp_path, "Report\n\nRep,Amount,Stage\nAnn,5,won\nBea,6,lost\n"))
    assert found.preview[0] == ("Report", None, None)
    assert found.preview[2] == ("Rep", "Amount", "Stage")


def test_that_a_single_column_needs_no_separator(tmp_path):
    found = grid(written(tmp_path, "Lead\nAnn Lee\nBea Moe\n"))
    assert (found.names, rows(found)) == (("Lead",), [("Ann Lee",), ("Bea Moe",)])


def test_that_a_last_row_at_the_end_of_a_piece_is_the_last_row(tmp_path, monkeypatch):
    monkeypatch.setattr(text_file, "_ROWS", 3)
    found = grid(written(tmp_path, "Rep,Amount\r\nAnn,5\r\n\r\nBea,6\r\n"))
    assert rows(found) == [("Ann", "5"), (None, None), ("Bea", "6")]


def test_that_line_ends_of_two_characters_are_no_blank_lines(tmp_path, monkeypatch):
    monkeypatch.delattr(text_file, "_slow")
    assert rows(grid(written(tmp_path, "Rep,Amount\r\nAnn,5\r\nBea,6\r\n"))) == [("Ann", "5"), ("Bea", "6")]
