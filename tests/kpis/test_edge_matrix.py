"""The edges that every figure must stand: for each of them the tests that cover it, which must be there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

# By the edge: the KPI or the module under tests/, and how the name of the test goes on after "test_that_".
EDGES: dict[str, tuple[tuple[str, str], ...]] = {
    "empty denominator": (
        ("K02", "without_an_active_rep_there_is_no_data"),
        ("K03", "quotas_of_nothing_and_of_other_measures_are_no_quotas"),
        ("K06", "a_target_of_nothing_has_no_data"),
        ("K09", "a_whole_month_on_leave_has_no_data"),
        ("K11", "only_empty_outcomes_give_no_data"),
        ("K30", "without_replies_there_is_no_rate"),
        ("K32", "without_lost_deals_there_are_no_figures_of_them"),
        ("K33", "nothing_closed_gives_no_rate"),
        ("K42", "no_answer_is_no_data"),
        ("K45", "nobody_at_the_start_is_no_data"),
        ("K48", "without_a_fresh_price_there_is_no_index"),
        ("K52", "a_new_territory_has_no_growth_and_is_named"),
    ),
    "table absent": (("K20", "without_the_table_there_is_no_figure_and_not_zero"),),
    "missing response, censoring": (
        ("K25", "the_clock_of_the_team_runs_from_the_arrival_on"),
        ("K26", "two_of_six_were_answered_within_the_hour"),
        ("stats/test_survival.py", "deal_ages_give_the_worked_example"),
    ),
    "time zone at the end of a period": (
        ("K01", "a_line_just_before_midnight_counts_on_its_local_day"),
        ("K13", "an_opportunity_opened_after_local_midnight_counts_in_the_next_month"),
    ),
    "clock change": (("K25", "working_hours_leave_out_nights_weekends_and_the_clock_change"),),
    "tie, exact boundary": (
        ("K04", "a_rep_at_exactly_the_quota_counts_and_one_just_below_does_not"),
        ("K37", "who_left_exactly_nine_months_after_the_start_left_within_them"),
        ("K47", "equal_shops_sell_equally_much"),
        ("stats/test_funnel.py", "on_the_limit_is_not_outside"),
        ("stats/test_ranks.py", "equal_values_get_the_mean_of_their_ranks"),
    ),
    "median at exactly a half with float noise": (
        ("K25", "the_clock_of_the_team_runs_from_the_arrival_on"),
        ("stats/test_survival.py", "a_half_with_float_noise_counts_as_a_half"),
    ),
    "reassigned lead, change of owner": (
        ("K13", "opportunities_are_credited_to_whoever_opened_them"),
        ("K25", "the_clock_of_a_rep_starts_at_the_assignment"),
    ),
    "reopened deal": (
        ("K03", "attainment_is_credited_value_by_quota"),
        ("K13", "opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "deals_count_once_by_their_final_outcome"),
        ("K33", "the_rate_is_won_deals_among_closed_ones"),
        ("K36", "the_cycle_is_the_median_of_days_from_opening_to_winning"),
    ),
    "refund, negative amount": (
        ("K01", "net_sales_are_the_lines_of_the_month_less_refunds"),
        ("K03", "attainment_is_credited_value_by_quota"),
        ("K40", "an_upsell_given_back_in_full_does_not_count_and_one_in_part_does"),
        ("K43", "the_margin_so_far_is_net_of_refunds"),
        ("K44", "after_a_first_order_given_back_the_next_one_is_the_first"),
        ("K47", "a_refund_counts_where_the_sale_was_made"),
        ("K49", "what_was_given_back_counts_against_both_however_it_is_signed"),
    ),
    "same-day close": (
        ("K13", "opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "deals_count_once_by_their_final_outcome"),
        ("K16", "a_win_on_the_first_day_counts"),
        ("K36", "the_cycle_is_the_median_of_days_from_opening_to_winning"),
    ),
    "deal without activities": (
        ("K18", "shares_are_of_the_deals_with_a_touch_and_the_others_are_told"),
        ("K32", "deals_without_activities_are_told_apart"),
    ),
    "contact before creation": (
        ("K25", "the_clock_of_the_team_runs_from_the_arrival_on"),
        ("K27", "six_of_seven_were_followed_up"),
    ),
    "duplicates": (
        ("K08", "calls_emails_and_meetings_booked_are_counted"),
        ("K24", "contacts_added_are_counted_and_those_still_subscribed_beside"),
        ("K30", "a_duplicate_of_a_meeting_counts_once"),
        ("reading/test_accounting.py", "the_same_sheet_twice_changes_nothing"),
    ),
    "split credit": (
        ("K03", "the_team_counts_only_reps_with_a_quota_and_each_deal_once"),
        ("K15", "a_split_deal_counts_once_for_its_owner_and_its_money_is_shared"),
    ),
    "immature cohort with early converters": (
        ("K34", "only_opportunities_old_enough_count_on_either_side"),
        ("K37", "only_customers_old_enough_count_whether_they_left_or_not"),
        ("K31", "a_young_cohort_is_immature_even_with_early_winners"),
    ),
    "skipped, recycled stage": (
        ("K31", "a_lead_that_was_qualified_again_keeps_its_first_date"),
        ("K54", "a_skipped_stage_counts_from_the_next_later_one_on"),
        ("K54", "a_recycled_lead_counts_once_by_its_first_date"),
    ),
    "missing amount, zero amount": (
        ("K13", "opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "deals_count_once_by_their_final_outcome"),
        ("K38", "the_size_is_the_mean_of_known_amounts"),
    ),
    "missing exchange rate, stale price": (
        ("K01", "net_sales_are_the_lines_of_the_month_less_refunds"),
        ("K48", "prices_that_have_grown_stale_are_set_aside"),
    ),
    "automated activity": (
        ("K08", "calls_emails_and_meetings_booked_are_counted"),
        ("K25", "the_clock_of_the_team_runs_from_the_arrival_on"),
    ),
    "contradictory replies": (("K28", "the_last_classified_reply_decides"),),
    "suppression": (
        ("K07", "four_answers_are_not_shown"),
        ("K07", "a_single_hidden_team_takes_the_next_smallest_with_it"),
    ),
    "rounding half away from zero": (
        ("K42", "it_is_shown_rounded_half_away_from_zero"),
        ("insights/test_numbers.py", "halves_go_away_from_zero"),
    ),
    "end of the month": (
        ("K37", "a_month_that_is_shorter_ends_the_six_months"),
        ("models/test_period.py", "adding_months_stops_at_the_end_of_the_month"),
    ),
}


@cache
def names_in(where: str) -> frozenset[str]:
    """The tests of a KPI's worked example, or of a module."""
    examples = TESTS / "kpis" / "worked_examples"
    files = [*examples.glob(f"test_{where.lower()}_*.py")] if where.startswith("K") else [TESTS / where]
    (file,) = files
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("edge", EDGES)
def test_that_an_edge_is_covered(edge: str):
    for where, name in EDGES[edge]:
        assert f"test_that_{name}" in names_in(where), (where, name)
