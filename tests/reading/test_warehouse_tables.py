"""Tables that a connector copied from a CRM into a warehouse: API names, bookkeeping columns, lists of ids."""

import pytest

from salesdesk.reading.match_tables import LINKS, plan
from salesdesk.reading.stage_lists import STAGES as LISTED
from tests.reading.sheets import cells, days, log_of, sheet

DEALS = {
    "_synced": ["2026-05-01 1:00:00", "2026-05-01 1:00:00", "2026-05-01 1:00:00"],
    "deal_id": ["11", "12", "13"],
    "is_deleted": ["false", "true", "false"],
    "deal_pipeline_id": ["default", "default", "default"],
    "deal_pipeline_stage_id": ["closedwon", "closedlost", "contractsent"],
    "owner_id": ["7", "7", "8"],
    "property_dealname": ["A", "B", "C"],
    "property_amount": ["100", "200", "300"],
    "property_closedate": ["2026-04-13 9:05:00", None, None],
    "property_createdate": ["2026-04-01 8:00:00", "2026-04-02 8:00:00", "2026-04-03 8:00:00"],
    "property_hs_lastmodifieddate": ["2026-04-13 9:05:00", None, None],
}
CALLS = {
    "engagement_id": ["1", "2"],
    "property_hs_timestamp": ["2026-04-13 9:05:00", "2026-04-14 9:05:00"],
    "property_hubspot_owner_id": ["7", "8"],
    "property_hs_call_duration": ["61000", "500"],
    "type": ["CALL", "CALL"],
}
STAGES = {
    "_active": ["true", "true"],
    "deal_id": ["11", "12"],
    "date_entered": ["2026-04-01 8:00:00", "2026-04-02 8:00:00"],
    "source": ["CRM", "CRM"],
    "value": ["contractsent", "closedlost"],
}


def test_that_properties_of_an_api_are_the_columns_they_name() -> None:
    log = log_of(sheet(DEALS, "deal_data.csv"))
    assert cells(log, "opportunities", "name") == ["A", "C"]
    assert cells(log, "opportunities", "owner_rep_id") == ["7", "8"]
    assert cells(log, "opportunities", "status") == ["won", "open"]
    assert days(log.tables["opportunities"]["closed_at"]) == ["2026-04-13", None]
    fields = {match.header: match.field for match in log.sources[0].matches}
    assert fields["property_hs_lastmodifieddate"] is None
    assert fields["deal_pipeline_id"] == "pipeline"


def test_that_records_marked_as_deleted_are_set_aside() -> None:
    log = log_of(sheet(DEALS, "deal_data.csv"))
    assert log.sources[0].set_aside == {"records marked as deleted": 1}
    assert log_of(sheet({**DEALS, "is_deleted": ["?", "x", "y"]}, "deal_data.csv")).sources[0].used == 3


def test_that_a_unit_known_for_a_property_holds_under_the_name_a_connector_gives_it() -> None:
    log = log_of(sheet(CALLS, "engagement_calls.csv"))
    assert cells(log, "activities", "duration_s") == [61, 0.5]
    assert cells(log, "activities", "rep_id") == ["7", "8"]
    assert days(log.tables["activities"]["happened_at"]) == ["2026-04-13", "2026-04-14"]


def test_that_a_history_of_stages_has_them_under_value() -> None:
    log = log_of(sheet(STAGES, "deal_stage_data.csv"))
    assert cells(log, "opp_stage_history", "stage") == ["contractsent", "closedlost"]
    assert days(log.tables["opp_stage_history"]["entered_at"]) == ["2026-04-01", "2026-04-02"]


def test_that_a_value_is_no_stage_where_nothing_else_says_so() -> None:
    (one,) = plan([sheet(STAGES, "export.csv")], {})
    assert one.table != "opp_stage_history"


@pytest.mark.parametrize(
    "headers",
    ["contact_id,deal_id,type_id,category", "company_id,contact_id,category", "engagement_id,contact_id,type_id"],
)
def test_that_a_table_of_ids_alone_is_no_table_of_records(headers: str) -> None:
    columns = {name: ["DEFINED", "DEFINED"] if name == "category" else ["1", "2"] for name in headers.split(",")}
    for source in ("deal_contact_data.csv", "leads.csv", "export.csv"):
        (one,) = plan([sheet(columns, source)], {})
        assert one.table is None
    assert LINKS in plan([sheet({"contact_id": ["1"], "deal_id": ["2"]}, "contacts.csv")], {})[0].reason


def test_that_what_a_tool_notes_for_itself_is_no_date_of_the_record() -> None:
    log = log_of(sheet({"id": ["1"], "type": ["CALL"], "_synced": ["2026-05-01 1:00:00"]}, "engagements.csv"))
    assert log.sources[0].doubt == ""


LIST = {
    "_fivetran_deleted": ["FALSE", "FALSE", "FALSE", "TRUE"],
    "closed_won": ["FALSE", "TRUE", "FALSE", "FALSE"],
    "is_closed": ["FALSE", "TRUE", "TRUE", "FALSE"],
    "stage_id": ["801", "802", "803", "804"],
    "label": ["Talking", "Signed", "Gone", "Old stage"],
    "pipeline_id": ["default", "default", "default", "default"],
    "created_at": ["2020-01-01", "2020-01-01", "2020-01-01", "2020-01-01"],
}
BY_ID = {**DEALS, "deal_pipeline_stage_id": ["802", "803", "801"], "is_deleted": ["false", "false", "false"]}


def test_that_stages_told_by_an_id_get_their_name_and_meaning_from_a_list_of_stages() -> None:
    history = {**STAGES, "value": ["801", "803"]}
    log = log_of(sheet(BY_ID, "deal_data.csv"), sheet(LIST, "stages.csv"), sheet(history, "deal_stage_data.csv"))
    assert cells(log, "opportunities", "stage") == ["Signed", "Gone", "Talking"]
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]
    assert cells(log, "opp_stage_history", "stage") == ["Talking", "Gone"]
    assert cells(log, "opp_stage_history", "status") == ["open", "lost"]
    listed = log.sources[1]
    assert (listed.table, listed.used, listed.notes) == (None, 0, (LISTED,))


def test_that_what_a_deal_says_itself_goes_before_a_list_of_stages() -> None:
    log = log_of(sheet({**BY_ID, "Status": ["lost", "won", "open"]}, "deals.csv"), sheet(LIST, "stages.csv"))
    assert cells(log, "opportunities", "status") == ["lost", "won", "open"]
    assert cells(log, "opportunities", "stage") == ["Signed", "Gone", "Talking"]


def test_that_a_list_that_says_of_no_stage_how_a_deal_ends_there_is_none() -> None:
    plain = {name: column for name, column in LIST.items() if name not in {"closed_won", "is_closed"}}
    twice, odd = {**LIST, "stage_id": ["801", "801", "803", "804"]}, {**LIST, "closed_won": ["?", "!", "x", ""]}
    for other in (plain, twice, odd):
        log = log_of(sheet(BY_ID, "deal_data.csv"), sheet(other, "stages.csv"))
        assert cells(log, "opportunities", "stage") == ["802", "803", "801"]
