import pytest

from salesdesk.models.tables import TABLES
from salesdesk.reading.header_words import header_signature
from salesdesk.reading.match_tables import plan
from tests.reading.sheets import sheet


def planned(*grids, confirmed=None):
    return [(one.table, one.reason) for one in plan(grids, confirmed or {})]


def blank(headers):
    """Two rows of ids and otherwise empty cells: only the headers speak."""
    return {header: ["x1", "x2"] if header.lower().endswith("id") else [None, None] for header in headers}


def table_of(headers, source="log.csv", name=None):
    ((table, _),) = planned(sheet(blank(headers), source, name))
    return table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_a_sheet_with_our_own_headers_and_title_is_that_table(table):
    assert table_of([column.label for column in table.columns], "sample.xlsx", table.title) == table.name


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        ("Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Close Date", "opportunities"),
        ("Id,Name,StageName,Amount,CloseDate,CreatedDate,OwnerId,LeadSource,IsWon,IsClosed", "opportunities"),
        ("Deal - ID,Deal - Title,Deal - Value,Deal - Status,Deal - Stage,Deal - Won time", "opportunities"),
        ("Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Stage,Reason For Loss", "opportunities"),
        ("(Do Not Modify) Opportunity,Topic,Est. close date,Est. revenue,Status", "opportunities"),
        ("Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email", "leads"),
        ("Record ID,First Name,Last Name,Email,Contact owner,Lead Status,Lifecycle Stage,Create Date", "leads"),
        ("Assigned,Date,Subject,Status,Activity Type,Call Type,Call Result,Company / Account", "activities"),
        ("Record ID,Activity date,Activity assigned to,Call direction,Call outcome,Call Title,To Number", "activities"),
        ("line,datetime (utc),direction,from,to,answered,user,duration (in call),call id,call type", "activities"),
        ("SalesOrderNumber,SalesOrderLineNumber,OrderDate,ProductKey,EmployeeKey,SalesAmount", "order_lines"),
        ("Sales Person,Geography,Product,Amount,Units", "order_lines"),
        ("Date,Currency,Rate", "fx_rates"),
    ],
)  # fmt: skip
def test_that_exports_are_recognised_by_their_headers_alone(headers, table):
    assert table_of(headers.split(",")) == table


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ("Ticket ID,Ticket Name,Pipeline,Create Date,Close Date,Ticket Owner,Associated Contact Email", "“Ticket ID”"),
        ("Table,Field,Description", "only 1 of its 3 columns"),
        ("Age,Attrition,Department,Gender", "none of its columns"),
        ("Rep,Quota,Currency,Plan rate", "no column stands for Period start"),
        ("lead_id,reason for no demo,reason for no interest,reason for no purchase", "only 1 of its 4 columns"),
    ],
)
def test_that_what_fits_no_table_is_left_out_with_the_reason(headers, why):
    ((table, reason),) = planned(sheet(blank(headers.split(","))))
    assert table is None
    assert why in reason


def test_that_a_list_of_tables_and_columns_is_no_data():
    columns = {"account": ["product", "GTX"], "sector": ["series", None], "sales_agent": ["opportunity_id", "manager"]}
    assert planned(sheet(columns, "accounts.csv")) == [(None, "it describes tables and columns, it holds no records")]


def test_that_a_name_that_fits_two_tables_equally_is_not_guessed():
    ((table, reason),) = planned(sheet({"Rep": ["Ann", "Bo"], "Product": ["P", "Q"]}))
    assert table is None
    assert reason


def test_that_the_name_of_the_sheet_decides_between_likely_tables():
    headers = ["Name", "Email"]
    assert table_of(headers, "export.xlsx", "Sales reps") == "reps"
    assert table_of(headers, "export.xlsx", "Leads") == "leads"
    assert table_of(headers, "hubspot_contacts.csv") == "leads"


def test_that_the_longest_name_in_a_file_name_counts():
    headers = ["opportunity_id", "account", "close_value"]
    assert table_of(headers, "sales_pipeline.csv") == "opportunities"


def test_that_cells_outweigh_a_header():
    deals = {"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Amount": ["5", "6"], "Closed": ["yes", "no"]}
    (found,) = plan([sheet(deals)], {})
    assert found.fits[0].fields == {"opportunity_id", "name", "amount"}
    assert found.fits[0].rest[3] == "headed like Closed, but most of its cells are something else"


def test_that_a_summary_beside_the_table_is_left_out():
    table = sheet(
        {"Sales Person": ["a", "b"], "Product": ["P", "Q"], "Amount": [1.0, 2.0], "Units": [1.0, 2.0]}, "b.xlsx", "Data"
    )
    summary = sheet({"Product": ["P", "Q"], "Amount": [1.0, 2.0], "Units": [1.0, 1.0]}, "b.xlsx", "Data")
    elsewhere = sheet({"Product": ["P", "Q"], "Amount": [1.0, 2.0], "Units": [1.0, 1.0]}, "b.xlsx", "More orders")
    assert [table for table, _ in planned(table, summary, elsewhere)] == ["order_lines", None, "order_lines"]


def test_that_hidden_and_empty_sheets_are_left_out():
    deals = {"Deal ID": ["1"], "Deal Name": ["A"], "Amount": ["5"]}
    assert planned(sheet(deals, hidden=True)) == [(None, "a hidden sheet is not used")]
    assert planned(sheet({"Deal ID": [], "Amount": []})) == [(None, "there are no rows below the header")]


def test_that_contacts_beside_leads_are_customers_and_alone_are_leads():
    contacts = sheet({"ContactID": ["C1", "C2"], "FullName": ["A", "B"], "Email": ["a@x", "b@x"]}, "Contacts.csv")
    leads = sheet({"LeadID": ["L1", "L2"], "ContactID": ["C1", "C2"], "LeadStatus": ["New", "New"]}, "Leads.csv")
    companies = sheet({"Company ID": ["1", "2"], "Company name": ["X", "Y"]}, "Companies.csv")
    assert [table for table, _ in planned(contacts)] == ["leads"]
    assert [table for table, _ in planned(contacts, leads)] == ["customers", "leads"]
    (table, reason), *_ = planned(contacts, leads, companies)
    assert table is None
    assert "leads stand in another file" in reason


def test_that_a_confirmed_match_is_taken_as_it_is():
    grid = sheet({"Foo": ["a"], "Bar": ["5"], "Amount": ["6"]})
    answer = {header_signature(grid.names): {"Foo": ("opportunities", "name"), "Bar": ("opportunities", "amount")}}
    (found,) = plan([grid], answer)
    assert found.table == "opportunities"
    assert {(hit.place, hit.field, hit.score) for hit in found.fits[0].hits} == {
        (0, "name", 100.0),
        (1, "amount", 100.0),
    }
    assert found.fits[0].rest[2] == "not among the columns you confirmed"


def test_that_a_confirmed_sheet_may_feed_two_tables_or_none():
    grid = sheet({"Foo": ["a"], "Bar": ["5"]})
    signature = header_signature(grid.names)
    both = {signature: {"Foo": ("reps", "name"), "Bar": ("opportunities", "amount")}}
    assert {fit.table.name for fit in plan([grid], both)[0].fits} == {"reps", "opportunities"}
    assert planned(grid, confirmed={signature: {}}) == [(None, "left out by you")]


@pytest.mark.parametrize(
    ("columns", "table", "fields"),
    [
        (
            {"When": ["2026-03-02 09:00", "2026-03-03 10:30"], "Who": ["Ann", "Bea"], "Kind": ["Call", "Visit"],
             "Result": ["Spoke", "LVM"], "Prospect": ["Acme", "Bolt"], "Minutes": [12, 3]},
            "activities", "happened_at rep_id type outcome lead_id duration_s",
        ),
        (
            {"Salesman": ["Ann", "Bea"], "Customer": ["Acme", "Bolt"], "What": ["Install", "Service plan"],
             "Deal value": [1200, 3400], "Won/lost": ["won", "lost"], "Date won/lost": ["2026-03-02", "2026-03-03"],
             "Reason lost": [None, "price"], "Ref": ["R1", "R2"]},
            "opportunities", "owner_rep_id customer_id product_id amount status closed_at lost_reason opportunity_id",
        ),
        (
            {"Record Key": ["A1", "A2"], "Opp Title": ["x", "y"], "Handled by": ["Ann", "Bea"],
             "Current phase": ["Won", "Lost"], "Expected value": [5, 6], "Entered on": ["2026-03-02", "2026-03-03"]},
            "opportunities", "opportunity_id name owner_rep_id stage amount created_at",
        ),
        (
            {"Lead ID": ["1", "2"], "Company": ["Acme", "Bolt"], "Account manager": ["Ann", "Bea"],
             "Lead source": ["Web", "List"], "Received on": ["2026-03-02", "2026-03-03"],
             "First contacted": ["2026-03-02", None]},
            "leads", "lead_id company owner_rep_id source created_at first_response_at",
        ),
        (
            {"Order no": ["1", "2"], "Client": ["Acme", "Bolt"], "Sold by": ["Ann", "Bea"],
             "Date of order": ["2026-03-02", "2026-03-03"], "Net amount": [10, 20]},
            "order_lines", "order_id customer_id rep_id order_date amount",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)  # fmt: skip
def test_that_plain_words_are_understood_in_a_table_that_is_clear(columns, table, fields):
    (found,) = plan([sheet(columns)], {})
    assert found.table == table
    assert {hit.field for hit in found.fits[0].hits} == set(fields.split())


def test_that_general_words_make_no_table_and_count_only_above_cells_that_fit():
    assert planned(sheet({"When": ["2026-03-02"], "Who": ["Ann"], "What": ["x"], "Minutes": [3]}))[0][0] is None
    calls = {"Type": ["Call"], "Outcome": ["Busy"], "Rep": ["Ann"], "When": ["before lunch"], "Who": ["Acme"]}
    (found,) = plan([sheet(calls)], {})
    assert {hit.field for hit in found.fits[0].hits} == {"type", "outcome", "rep_id"}


def test_that_a_usual_name_goes_before_a_general_word():
    deals = {"Owner": ["Ann"], "Stage": ["Won"], "Amount": [5], "Deal ID": ["D1"], "Ref": ["x"], "Price": [7]}
    (found,) = plan([sheet(deals)], {})
    assert {found.fits[0].table.name, *(hit.place for hit in found.fits[0].hits)} == {"opportunities", 0, 1, 2, 3}
