from salesdesk.reading.match_names import describes_columns, foreign_id, named_tables
from tests.reading.sheets import sheet


def named(source, name=None):
    return named_tables(sheet({"x": ["1"]}, source, name))


def test_that_the_sheet_speaks_before_the_file():
    assert named("leads.xlsx", "Deals") == {"opportunities"}
    assert named("leads.xlsx", "Sheet1") == {"leads"}
    assert named("hubspot-crm-exports-all-deals-2026-03-04.csv") == {"opportunities"}
    assert named("Sample - Superstore.xls", "Orders") == {"order_lines", "orders"}
    assert named("book1.xlsx", "Sheet1") == frozenset()


def test_that_the_longer_name_wins():
    assert named("SalesLines.csv") == {"order_lines"}
    assert named("olist_closed_deals_dataset.csv") == {"opportunities"}
    assert named("leads_interaction_details.csv") == {"activities"}


def test_that_a_foreign_number_in_front_is_found():
    tickets = sheet({"Ticket ID": ["T1", "T2"], "Owner": ["a", "a"]})
    assert foreign_id(tickets.names, tickets.columns, frozenset()) == "Ticket ID"
    assert foreign_id(tickets.names, tickets.columns, frozenset({0})) is None


def test_that_links_and_phone_numbers_are_no_foreign_numbers():
    linked = sheet({"Campaign ID": ["T1", "T1"], "Phone Number": ["1", "2"], "Ticket ID": ["3", "4"]})
    assert foreign_id(linked.names, linked.columns, frozenset()) is None


def test_that_data_with_some_words_of_the_schema_stays_data():
    stages = sheet(
        {"Lead": ["L1", "L2", "L3"], "Stage": ["lead", "customer", "opportunity"], "Rep": ["Ann", "Bo", "Cy"]}
    )
    assert not describes_columns(stages)
