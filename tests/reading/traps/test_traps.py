"""Every trap of real files has a small file whose answer was worked out by hand, and its line in the report."""

from pathlib import Path

import pytest

from tests.named_tests import functions_of
from tests.reading.traps import dates, exports, numbers, rows, words
from tests.reading.traps.trap import Trap, cells, opened, report

# Trap by trap: the files here, and tests elsewhere that belong to it; none of either may disappear unseen.
TRAPS: dict[str, tuple[Trap, ...]] = {
    "day or month first": dates.DAY_OR_MONTH,
    "several ways to write a date": dates.SEVERAL_WAYS,
    "zones and clock changes": dates.ZONES,
    "decimal comma or point": numbers.MARKS,
    "currencies": numbers.CURRENCIES,
    "per cent": numbers.PER_CENT,
    "ids": words.IDS,
    "words that look like nothing": words.NOTHING,
    "where the header stands": rows.HEADERS,
    "totals": rows.TOTALS,
    "hidden and merged": rows.HIDDEN,
    "spellings of a name": words.SPELLINGS,
    "the same file twice": exports.TWICE,
    "history rewritten": exports.HISTORY,
    "odd deals": (*exports.ODD_DEALS, *numbers.DURATIONS),
    "cells without a value, odd text": rows.CELLS,
}
ELSEWHERE: dict[str, tuple[tuple[str, str], ...]] = {
    "day or month first": (
        ("test_cli.py", "test_that_a_column_nobody_can_settle_names_the_option_to_give"),
        ("reading/test_open.py", "test_that_the_command_line_is_told_which_option_settles_a_column"),
        ("reading/test_open.py", "test_that_a_date_column_the_program_does_not_use_settles_it_too"),
        ("reading/traps/test_day_first.py", "test_that_a_day_first_file_is_never_read_month_first"),
    ),
    "zones and clock changes": (
        ("kpis/worked_examples/test_k25_lead_response_time.py", "test_that_each_lead_waited_so_long"),
        ("reading/test_crm_exports.py", "test_that_an_aircall_log_is_in_utc_whatever_the_zone"),
    ),
    "currencies": (
        (
            "kpis/worked_examples/test_k01_net_sales.py",
            "test_that_net_sales_are_the_lines_of_the_month_less_refunds",
        ),
    ),
    "words that look like nothing": (
        ("kpis/test_slices.py", "test_that_a_cut_is_empty_when_the_filters_on_one_dimension_leave_nobody"),
    ),
    "where the header stands": (
        ("reading/test_header.py", "test_that_only_the_first_thirty_rows_are_candidates"),
        ("reading/test_workbook.py", "test_that_a_chosen_header_row_is_followed"),
        ("reading/test_text_file.py", "test_that_a_chosen_header_row_separator_and_encoding_are_followed"),
    ),
    "odd deals": (
        ("kpis/worked_examples/test_k15_deals_won.py", "test_that_deals_count_once_by_their_final_outcome"),
        ("kpis/worked_examples/test_k38_average_deal_size.py", "test_that_the_size_is_the_mean_of_known_amounts"),
    ),
    "joiners, leavers, absences": (
        (
            "kpis/worked_examples/test_k02_revenue_per_rep.py",
            "test_that_only_a_leave_of_more_than_twenty_working_days_counts",
        ),
        (
            "kpis/worked_examples/test_k06_target_attainment.py",
            "test_that_a_target_is_prorated_by_working_days_and_counts_what_was_sold_meanwhile",
        ),
        ("kpis/worked_examples/test_k09_touches_per_day.py", "test_that_a_whole_month_on_leave_has_no_data"),
    ),
    "files that try to do harm": (
        ("reading/test_child.py", "test_that_a_legal_workbook_with_cells_far_apart_cannot_take_the_machine_down"),
        ("reading/test_child.py", "test_that_too_much_memory_is_stopped"),
        ("reading/test_child.py", "test_that_too_long_is_stopped"),
        ("reading/test_workbook.py", "test_that_a_part_larger_than_it_says_is_refused"),
        ("reading/test_workbook.py", "test_that_document_types_are_refused"),
        ("reading/test_kinds_of_file.py", "test_that_every_reason_is_one_plain_sentence"),
        ("reading/traps/test_hostile.py", "test_that_a_hostile_file_ends_in_plain_words_and_harms_nothing"),
    ),
}
FILES = [(row, trap) for row, traps in TRAPS.items() for trap in traps]
NAMED = [(row, place, name) for row, tests in ELSEWHERE.items() for place, name in tests]


@pytest.mark.parametrize(("row", "trap"), FILES, ids=[f"{row}: {trap.name}" for row, trap in FILES])
def test_that_a_trap_gives_what_a_person_would_read_and_says_so(row: str, trap: Trap, tmp_path: Path):
    log = opened(trap, tmp_path)
    assert {place: cells(log, place) for place in trap.cells} == {k: list(v) for k, v in trap.cells.items()}
    lines = list(report(log))
    assert trap.says, f"nothing is said about the trap “{row}”"
    assert [line for line in trap.says if line not in lines] == [], lines
    for source in log.sources:
        assert source.rows == source.used + sum(source.set_aside.values())


@pytest.mark.parametrize(("row", "place", "name"), NAMED, ids=[f"{place}: {row}" for row, place, _ in NAMED])
def test_that_a_trap_is_covered_elsewhere(row: str, place: str, name: str):
    assert name in functions_of(place), f"nothing tests the trap “{row}” any more"


def test_that_there_are_sixty_files_and_some_for_every_trap():
    assert len(FILES) >= 60
    assert all(TRAPS.values())
    assert len({trap.name for _, trap in FILES}) == len(FILES)
