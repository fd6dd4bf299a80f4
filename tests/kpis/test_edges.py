"""Which tests cover the edges of the figures; none of them may disappear unseen."""

from __future__ import annotations

import pytest

from tests.named_tests import TESTS, functions_of

# Edge by edge: a worked example by the number of its KPI, or a file of tests; and a test in it.
EDGES: dict[str, tuple[tuple[str, str], ...]] = {
    "empty denominator": (
        ("K02", "test_that_without_an_active_rep_there_is_no_data"),
        ("K03", "test_that_quotas_of_nothing_and_of_other_measures_are_no_quotas"),
        ("K06", "test_that_a_target_of_nothing_has_no_data"),
        ("K09", "test_that_a_whole_month_on_leave_has_no_data"),
        ("K11", "test_that_only_empty_outcomes_give_no_data"),
        ("K30", "test_that_without_replies_there_is_no_rate"),
        ("K32", "test_that_a_period_without_closed_deals_has_no_data"),
        ("K33", "test_that_nothing_closed_gives_no_rate"),
        ("K42", "test_that_no_answer_is_no_data"),
        ("K45", "test_that_nobody_at_the_start_is_no_data"),
        ("K48", "test_that_without_a_fresh_price_there_is_no_index"),
        ("K52", "test_that_a_new_territory_has_no_growth_and_is_named"),
        ("kpis/test_registry.py", "test_that_a_filter_that_selects_nothing_leaves_no_data"),
    ),
    "absent table": (
        ("K20", "test_that_without_the_table_there_is_no_figure_and_not_zero"),
        ("kpis/test_registry.py", "test_that_without_a_needed_column_there_is_no_figure_and_no_failure"),
    ),
    "missing answers": (
        ("K25", "test_that_each_lead_waited_so_long"),
        ("K26", "test_that_a_lead_whose_time_has_not_run_out_is_pending"),
        ("stats/test_survival.py", "test_that_deal_ages_give_the_worked_example"),
    ),
    "time zone at the end of a period": (
        ("K01", "test_that_a_line_just_before_midnight_counts_on_its_local_day"),
        ("K13", "test_that_an_opportunity_opened_after_local_midnight_counts_in_the_next_month"),
        ("kpis/test_properties.py", "test_that_moving_all_times_and_the_zone_together_changes_nothing"),
    ),
    "clock change": (
        ("K25", "test_that_each_lead_waited_so_long"),
        ("K25", "test_that_working_hours_leave_out_nights_weekends_and_the_clock_change"),
    ),
    "exactly on a limit, and ties": (
        ("K04", "test_that_a_rep_at_exactly_the_quota_counts_and_one_just_below_does_not"),
        ("K37", "test_that_who_left_exactly_nine_months_after_the_start_left_within_them"),
        ("K47", "test_that_equal_shops_sell_equally_much"),
        ("insights/test_places.py", "test_that_equal_sales_share_a_rank"),
        ("stats/test_funnel.py", "test_that_on_the_limit_is_not_outside"),
        ("stats/test_ranks.py", "test_that_equal_values_get_the_mean_of_their_ranks"),
    ),
    "survival of exactly a half": (
        ("K25", "test_that_the_clock_of_the_team_runs_from_the_arrival_on"),
        ("stats/test_survival.py", "test_that_answer_times_reach_their_median_at_exactly_a_half"),
        ("stats/test_survival.py", "test_that_a_half_with_float_noise_counts_as_a_half"),
    ),
    "another owner": (
        ("K13", "test_that_opportunities_are_credited_to_whoever_opened_them"),
        ("K25", "test_that_the_clock_of_a_rep_starts_at_the_assignment"),
    ),
    "reopened deal": (
        ("K03", "test_that_attainment_is_credited_value_by_quota"),
        ("K13", "test_that_opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "test_that_deals_count_once_by_their_final_outcome"),
        ("K33", "test_that_the_rate_is_won_deals_among_closed_ones"),
        ("K36", "test_that_the_cycle_is_the_median_of_days_from_opening_to_winning"),
    ),
    "refund": (
        ("K01", "test_that_net_sales_are_the_lines_of_the_month_less_refunds"),
        ("K03", "test_that_attainment_is_credited_value_by_quota"),
        ("K40", "test_that_an_upsell_given_back_in_full_does_not_count_and_one_in_part_does"),
        ("K43", "test_that_refunds_reduce_the_value_and_not_the_number_of_orders"),
        ("K44", "test_that_a_company_is_new_with_its_first_purchase"),
        ("K47", "test_that_a_refund_counts_where_the_sale_was_made"),
        ("K49", "test_that_what_was_given_back_counts_against_both_however_it_is_signed"),
    ),
    "closed on the same day": (
        ("K13", "test_that_opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "test_that_deals_count_once_by_their_final_outcome"),
        ("K16", "test_that_a_win_on_the_first_day_counts"),
        ("K36", "test_that_the_cycle_is_the_median_of_days_from_opening_to_winning"),
    ),
    "deal without activities": (
        ("K18", "test_that_a_deal_without_activities_gives_no_data"),
        ("K32", "test_that_deals_without_activities_are_told_apart"),
    ),
    "contact before creation": (
        ("K25", "test_that_the_clock_of_the_team_runs_from_the_arrival_on"),
        ("K27", "test_that_six_of_seven_were_followed_up"),
    ),
    "duplicates": (
        ("K08", "test_that_calls_emails_and_meetings_booked_are_counted"),
        ("K13", "test_that_a_second_row_of_an_opportunity_does_not_count"),
        ("K24", "test_that_contacts_added_are_counted_and_those_still_subscribed_beside"),
        ("K30", "test_that_a_duplicate_of_a_meeting_counts_once"),
        ("kpis/test_properties.py", "test_that_opening_a_file_twice_changes_nothing"),
        ("kpis/test_properties.py", "test_that_files_on_disk_and_their_copies_are_one_log"),
    ),
    "split credit": (
        ("K03", "test_that_the_team_counts_only_reps_with_a_quota_and_each_deal_once"),
        ("kpis/test_properties.py", "test_that_the_parts_of_split_deals_add_up_to_what_the_team_has"),
    ),
    "cohort too young, with early winners": (
        ("K34", "test_that_only_opportunities_old_enough_count_on_either_side"),
        ("K34", "test_that_a_cohort_less_than_half_old_enough_is_immature_and_an_older_one_stands_in"),
        ("K37", "test_that_only_customers_old_enough_count_whether_they_left_or_not"),
    ),
    "skipped and repeated stages": (
        ("K31", "test_that_without_an_opportunity_a_purchase_is_the_next_later_stage"),
        ("K31", "test_that_a_lead_that_was_qualified_again_keeps_its_first_date"),
        ("K54", "test_that_a_skipped_stage_counts_from_the_next_later_one_on"),
        ("K54", "test_that_a_recycled_lead_counts_once_by_its_first_date"),
    ),
    "missing amount and an amount of nothing": (
        ("K13", "test_that_opportunities_are_credited_to_whoever_opened_them"),
        ("K15", "test_that_deals_count_once_by_their_final_outcome"),
        ("K38", "test_that_the_size_is_the_mean_of_known_amounts"),
    ),
    "missing exchange rate and stale price": (
        ("K01", "test_that_net_sales_are_the_lines_of_the_month_less_refunds"),
        ("K48", "test_that_prices_that_have_grown_stale_are_set_aside"),
    ),
    "automatic activity": (
        ("K08", "test_that_calls_emails_and_meetings_booked_are_counted"),
        ("K25", "test_that_an_automatic_message_is_no_answer"),
    ),
    "contradictory replies": (
        ("K28", "test_that_two_of_seven_prospects_answered_with_interest"),
        ("K28", "test_that_the_last_classified_reply_decides"),
    ),
    "too few to be shown": (
        ("K07", "test_that_four_answers_are_not_shown"),
        ("K07", "test_that_a_single_hidden_team_takes_the_next_smallest_with_it"),
        ("insights/test_cross_buy.py", "test_that_a_segment_of_six_is_not_spoken_of"),
    ),
    "a factor or rate of nothing": (
        ("stats/test_decomposition.py", "test_that_a_factor_of_nothing_is_told_by_orders"),
        ("stats/test_decomposition.py", "test_that_parts_add_up_to_the_gap_with_factors_of_nothing"),
        ("stats/test_sales_math.py", "test_that_a_rate_of_nothing_gives_no_number"),
        ("insights/test_leakage.py", "test_that_who_wins_nothing_of_few_is_not_expected_to_win_nothing"),
    ),
    "rounding half away from zero": (("K42", "test_that_it_is_shown_rounded_half_away_from_zero"),),
    "end of the month": (
        ("K37", "test_that_a_month_that_is_shorter_ends_the_six_months"),
        ("models/test_period.py", "test_that_adding_months_stops_at_the_end_of_the_month"),
    ),
}
NAMED = [(edge, place, name) for edge, tests in EDGES.items() for place, name in tests]


@pytest.mark.parametrize(("edge", "place", "name"), NAMED, ids=[f"{place}: {edge}" for edge, place, _ in NAMED])
def test_that_an_edge_is_covered(edge: str, place: str, name: str):
    examples = [*(TESTS / "kpis" / "worked_examples").glob(f"test_{place.lower()}_*.py")]
    (path,) = examples or [TESTS / place]
    assert name in functions_of(str(path.relative_to(TESTS))), f"nothing tests the edge “{edge}” any more"
