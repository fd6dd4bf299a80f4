import pytest

from salesdesk.models.columns import Kind
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.match_columns import fit


def fields(names, table):
    found = fit(names, BY_NAME[table])
    return {names[hit.place]: hit.field for hit in found.hits}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_labels_names_and_aliases_lead_to_their_own_column(table):
    by_label = fit([column.label for column in table.columns], table)
    assert {hit.field for hit in by_label.hits} == {column.name for column in table.columns}
    by_name = fit([column.name for column in table.columns], table)
    assert {hit.field for hit in by_name.hits} == {column.name for column in table.columns}


def test_that_the_better_known_word_wins_and_the_other_one_is_explained():
    names = ["Contact ID", "Lead Status", "Lifecycle Stage"]
    found = fit(names, BY_NAME["leads"])
    assert fields(names, "leads") == {"Contact ID": "lead_id", "Lifecycle Stage": "stage"}
    assert found.rest == {1: "Stage is taken from “Lifecycle Stage”"}


def test_that_a_word_with_two_meanings_takes_the_one_that_is_free():
    assert fields(["LeadID", "ContactID"], "leads") == {"LeadID": "lead_id", "ContactID": "customer_id"}


def test_that_a_slip_of_the_pen_is_a_near_match_with_its_score():
    found = fit(["Oportunity Owner", "Amount"], BY_NAME["opportunities"])
    owner = next(hit for hit in found.hits if hit.place == 0)
    assert owner.field == "owner_rep_id"
    assert 90 <= owner.score < 100
    assert "nearly" in owner.reason


@pytest.mark.parametrize(("numbers", "meant"), [(True, []), (False, ["customer_id"])])
def test_that_a_plural_above_numbers_is_how_many_there_are(numbers, meant):
    found = fit(["Customers"], BY_NAME["order_lines"], unlike=lambda _, kind: kind is Kind.NUMBER and not numbers)
    assert [hit.field for hit in found.hits] == meant


def test_that_short_and_different_words_are_no_slips():
    assert fields(["County"], "leads") == {}
    assert fields(["Stape"], "leads") == {}
    assert fields(["M01", "M02"], "quotas") == {}


def test_that_a_column_without_cells_gives_way_to_one_with_cells():
    found = fit(["Amount", "Deal Value"], BY_NAME["opportunities"], blank=frozenset({0}))
    assert [(hit.place, hit.field) for hit in found.hits] == [(1, "amount")]


def test_that_prefixes_of_the_table_are_taken_off_and_score_less():
    found = fit(["Deal - Topic", "Deal - Pipeline", "Person - Email"], BY_NAME["opportunities"])
    assert {hit.field: hit.score for hit in found.hits} == {"name": 99.0, "pipeline": 99.0}


def test_that_won_and_lost_times_are_parts_of_their_own():
    names = ["Deal - Won time", "Deal - Lost time", "Deal - Closed on"]
    assert set(fields(names, "opportunities").values()) == {"won_at", "lost_at", "closed_at"}


def test_that_required_columns_are_missed_by_their_label():
    assert fit(["Rep", "Target"], BY_NAME["quotas"]).missing == ("Period start",)


@pytest.mark.parametrize(
    ("header", "table", "field"),
    [
        ("Deal #", "opportunities", "opportunity_id"),
        ("Order #", "order_lines", "order_id"),
        ("Invoice No.", "order_lines", "order_id"),
        ("Customer #", "order_lines", "customer_id"),
        ("# Units", "order_lines", "qty"),
        ("Dur. (min)", "activities", "duration_s"),
        ("Call started", "activities", "happened_at"),
        ("Lost because", "opportunities", "lost_reason"),
    ],
)
def test_that_short_ways_to_write_a_header_are_understood(header, table, field):
    (hit,) = fit([header], BY_NAME[table]).hits
    assert hit.field == field
