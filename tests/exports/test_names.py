"""File names, headers and names in formulas."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.exports.names import file_names, formula_name, headers, safe_name

ODD = [
    "../../x",
    "a/b",
    "CON",
    "con.txt",
    "LPT1",
    ".",
    "..",
    "",
    "   ",
    "x" * 200,
    "Ann 🙂",
    "tab\tnew\nline",
    "ends. ",
    "\x00",
]


@pytest.mark.parametrize("text", ODD)
def test_that_a_name_stays_in_its_folder_and_can_be_written(text: str, tmp_path: Path) -> None:
    name = safe_name(text)
    path = tmp_path / f"{name}.xlsx"
    path.write_text("x")
    assert path.resolve().parent == tmp_path.resolve()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@given(st.text(max_size=300))
def test_that_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\r\n\t')
    assert len(name.encode()) <= 121
    assert name == name.strip(" .")
    assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


def test_that_a_plain_name_stays_as_it_is() -> None:
    assert safe_name("Zoë O'Brien-Müller") == "Zoë O'Brien-Müller"


def test_that_every_rep_gets_a_file_even_where_case_is_not_told_apart() -> None:
    names = file_names(["Ann", "ANN", "ann", "a/b", "a:b", "Ann (2)"], "Q2 2026")
    assert names[0] == "Ann Q2 2026.xlsx"
    assert names[1] == "ANN (2) Q2 2026.xlsx"
    assert len({name.casefold() for name in names}) == 6


@given(st.lists(st.text(max_size=40), max_size=12))
def test_that_there_are_as_many_files_as_reps(reps: list[str]) -> None:
    names = file_names(reps, "2026-04-01 to 2026-05-15")
    assert len({name.casefold() for name in names}) == len(reps)
    assert all(len(name.encode()) <= 255 for name in names)


def test_that_headers_differ_and_need_no_quoting() -> None:
    assert headers(["Win-loss ratio", "Amount", "amount", "[x]#'", ""]) == (
        "Win loss ratio", "Amount", "amount 2", "x", "Column",
    )  # fmt: skip


def test_that_names_in_formulas_begin_with_a_letter() -> None:
    assert formula_name("Order lines") == "Order_lines"
    assert formula_name("9 lives") == "N_9_lives"
