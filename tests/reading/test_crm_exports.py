"""Exports as the usual programs write them, a few rows each with the answer worked by hand."""

from pathlib import Path

import pytest

from salesdesk.reading.open import Asked, open_log
from tests.reading.sheets import cells, days, moments

pytestmark = pytest.mark.usefixtures("reading_here")


@pytest.fixture
def opened(tmp_path: Path):
    def log(name: str, text: str, **asked):
        path = tmp_path / name
        path.write_text(text.lstrip(), encoding="utf-8")
        return open_log([path], Asked(**asked))

    return log


def test_that_a_salesforce_report_loses_its_total_and_its_footer(opened):
    log = opened(
        "report.csv",
        """
Opportunity Owner,Account Name,Opportunity Name,Stage,Amount Currency,Amount,Probability (%),Close Date,Created Date
Ann Lee,Acme,Acme - new,Closed Won,USD,"$125,000.00",100%,3/15/2026,2/13/2026
Bo Ray,Globex,Globex - up,Negotiation/Review,USD,"$5,500.00",60%,6/30/2026,3/2/2026
Ann Lee,Initech,Initech,Closed Lost,USD,"$1,200.00",0%,3/20/2026,2/4/2026
,,,,,,,,
Grand Totals (3 records),,,,,"$131,700.00",,,
"Confidential Information - Do Not Distribute",,,,,,,,
"Copyright © 2000-2026 salesforce.com, inc. All rights reserved.",,,,,,,,
""",
    )
    assert log.sources[0].set_aside == {"empty rows": 1, "totals and subtotals": 1, "notes below the table": 2}
    assert cells(log, "opportunities", "amount") == [125000, 5500, 1200]
    assert cells(log, "opportunities", "currency") == ["USD"] * 3
    assert cells(log, "opportunities", "status") == ["won", "open", "lost"]
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-02-13", "2026-03-02", "2026-02-04"]


def test_that_a_pipedrive_deal_closed_by_its_status(opened):
    log = opened(
        "deals.csv",
        """
Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Stage,Deal - Owner,Deal - Deal created,Deal - Expected close date,Deal - Won time,Deal - Lost time,Person - Email
1,A,1200,EUR,Won,Proposal made,Ann,2026-01-02 10:00:00,2026-02-01,2026-02-03 09:30:00,,joe@acme.com
2,B,800,EUR,Lost,Contact made,Bo,2026-01-05 11:00:00,,,2026-02-05 12:00:00,jim@g.com
3,C,500,EUR,Open,Contact made,Bo,2026-01-07 11:00:00,2026-05-05,,,al@h.com
""",  # noqa: E501 - a header row is one line
        zone="Europe/Berlin",
    )
    deals = log.tables["opportunities"]
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]
    assert moments(deals["closed_at"]) == ["2026-02-03 08:30:00", "2026-02-05 11:00:00", None]
    assert days(deals["expected_close"]) == ["2026-02-01", None, "2026-05-05"]


def test_that_a_zoho_module_is_read_by_names_beside_ids(opened):
    log = opened(
        "Deals.csv",
        """
Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Type,Reason For Loss
zcrm_1,zcrm_u1,Ann,1200,A,2026-02-03,zcrm_a1,Acme,Closed Won,New Business,
zcrm_2,zcrm_u2,Bo,800,B,2026-04-03,zcrm_a2,Globex,Closed Lost,New Business,Price
""",
    )
    assert cells(log, "opportunities", "owner_rep_id") == ["Ann", "Bo"]
    assert cells(log, "opportunities", "customer_id") == ["Acme", "Globex"]
    assert cells(log, "opportunities", "lost_reason") == [None, "Price"]


def test_that_an_aircall_log_is_in_utc_whatever_the_zone(opened):
    log = opened(
        "calls.csv",
        """
line,datetime (tz offset incl.),datetime (utc),direction,from,to,answered,user,duration (in call),call id
Sales,2025-12-04 08:57:14,2025-12-04 07:57:14.083,inbound,611,612,No,Ann,0,1
Sales,2025-12-04 09:57:14,2025-12-04 08:57:14.083,outbound,612,611,Yes,Bo,80,2
""",
        zone="Europe/Berlin",
    )
    assert moments(log.tables["activities"]["happened_at"]) == ["2025-12-04 07:57:14", "2025-12-04 08:57:14"]
    assert cells(log, "activities", "type") == ["call", "call"]
    assert cells(log, "activities", "outcome") == ["no_answer", "connected"]
    assert cells(log, "activities", "duration_s") == [0, 80]


def test_that_salesforce_tasks_keep_their_kind_and_person(opened):
    log = opened(
        "tasks.csv",
        """
Assigned,Date,Subject,Status,Activity Type,Call Type,Call Result,Call Duration (seconds),Company / Account,Contact,Created Date,Activity ID
Ann,3/13/2026,Call,Completed,Call,Outbound,Connected,120,Acme,Joe,3/13/2026,00T1
Bo,3/14/2026,Hello,Not Started,Email,,,,Globex,Jim,3/14/2026,00T2
""",  # noqa: E501 - a header row is one line
    )
    assert cells(log, "activities", "type") == ["call", "email"]
    assert cells(log, "activities", "status") == ["done", "planned"]
    assert cells(log, "activities", "customer_id") == ["Acme", "Globex"]
    assert cells(log, "activities", "person_id") == ["Joe", "Jim"]


def test_that_a_german_list_with_decimal_commas_is_read(opened):
    log = opened(
        "umsatz.csv",
        """
Rep;Product;Order date;Amount;Quantity
Ann;Stuhl;13.04.2026;1.234,50 €;2
Bo;Tisch;03.05.2026;899,00 €;1
""",
    )
    assert cells(log, "order_lines", "amount") == [1234.5, 899]
    assert cells(log, "order_lines", "currency") == ["EUR", "EUR"]
    assert days(log.tables["order_lines"]["order_date"]) == ["2026-04-13", "2026-05-03"]
