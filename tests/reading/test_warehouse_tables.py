"""Tables that a connector copied from a CRM into a warehouse: API names, bookkeeping columns, lists of ids."""

import pytest

from salesdesk.reading.match_tables import LINKS, plan
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
