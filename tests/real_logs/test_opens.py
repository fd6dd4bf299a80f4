"""The logs open, with the tables, rows and marks that are in them, and every row is accounted for."""

import pytest

from salesdesk.models.issue import Effect
from salesdesk.reading.open import Refused, open_log
from tests.real_logs.oracles import Real

pytestmark = pytest.mark.usefixtures("reading_here")

ROWS = {
    "maven_crm": {"opportunities": 8800, "customers": 85, "products": 7, "reps": 35},
    "hubspot_dummy": {"opportunities": 500, "activities": 2000, "leads": 950, "customers": 200},
    "olist_funnel": {"opportunities": 842, "leads": 8000},
    "filemaker_crm": {
        "opportunities": 500, "activities": 500, "leads": 200, "customers": 100, "order_lines": 3761, "orders": 495,
        "products": 200,
    },
    "superstore_us": {"order_lines": 9994, "orders": 296, "reps": 4, "customers": 793, "products": 1862},
    "financial_sample": {"order_lines": 700},
    "adventureworks_pl300": {"order_lines": 3004, "quotas": 809},
    "awesome_chocolates": {"order_lines": 300},
    "edtech_leads": {"leads": 360, "activities": 1754, "reps": 16},
    "pwc_call_centre": {"activities": 5000},
    "retail_price_competitors": {"order_lines": 676, "competitor_prices": 2028},
    "xeducation_leads": {"leads": 9240},
}  # fmt: skip
NOT_TABLES = {
    "maven_crm": {"data_dictionary.csv"},
    "hubspot_dummy": {"hubspot_tickets.csv"},
    "adventureworks_pl300": {"ColorFormats.csv"},
    "edtech_leads": {"leads_demo_watched_details.csv", "leads_reasons_for_no_interest.csv"},
    "xeducation_leads": {"Leads Data Dictionary.xlsx"},
    "awesome_chocolates": {"Awesome Chocolates.xlsx"},  # its list of products, and what is worked out from the sales
}
# What the columns of these mean only a person can say.
NOT_RECOGNISED = {
    "bank_marketing": "only 3 of its 18 columns could belong to a sales log",
    "ibm_hr_attrition": "only 1 of its 35 columns could belong to a sales log",
}
_KINDS = {".csv", ".xls", ".xlsx"}


@pytest.fixture(scope="module")
def opened(real_data):
    return lambda name: Real.opened(real_data(name)).log


@pytest.mark.parametrize("name", ROWS)
def test_that_a_real_log_has_its_tables_and_rows(opened, name):
    assert {table: len(frame) for table, frame in opened(name).tables.items()} == ROWS[name]


@pytest.mark.parametrize("name", ROWS)
def test_that_every_row_is_used_or_set_aside_with_a_reason(opened, name):
    log = opened(name)
    for source in log.sources:
        assert source.used + sum(source.set_aside.values()) == source.rows
        assert source.table is not None or source.used == 0
    assert {source.title for source in log.sources if source.table is None} == NOT_TABLES.get(name, set())


@pytest.mark.parametrize("name", ROWS)
def test_that_nothing_is_blanked_and_nothing_left_to_ask(opened, name):
    issues = [issue for issue in opened(name).issues if "identical copies" not in issue.text]
    assert {issue.effect for issue in issues} <= {Effect.NOTED, Effect.UNMATCHED}


@pytest.mark.parametrize("name", NOT_RECOGNISED)
def test_that_a_log_whose_columns_must_be_explained_is_refused_with_the_reason(real_data, name):
    with pytest.raises(Refused, match=NOT_RECOGNISED[name]):
        open_log(sorted(path for path in real_data(name).iterdir() if path.suffix in _KINDS))


def test_that_tables_of_a_warehouse_that_say_nothing_leave_the_others_alone(opened):
    log = opened("fivetran_hubspot_seeds")
    tables = {"opportunities": 44, "opp_stage_history": 14, "activities": 106}
    assert {table: len(frame) for table, frame in log.tables.items()} == tables
    assert sum(source.table is None for source in log.sources) == 21


def test_that_a_number_of_customers_is_no_customer(opened):
    assert not opened("retail_price_competitors").has("order_lines", "customer_id")


def test_that_targets_whose_reps_nobody_knows_are_told(opened):
    """The targets have the reps' numbers in the staff list, the sales those in the warehouse."""
    issues = [issue.text for issue in opened("adventureworks_pl300").issues]
    assert any(text.startswith("All 18 reps with targets are missing in the other tables") for text in issues)


def test_that_territories_of_sales_are_read_as_regions(opened):
    lines = opened("adventureworks_pl300").tables["order_lines"]
    assert lines["region"].nunique() == 10


def test_that_both_copies_of_maven_are_the_same_log(opened, real_data):
    month_first = opened("maven_crm")
    folder = next(path for path in (real_data("maven_crm") / "original_zip").iterdir() if path.is_dir())
    iso = Real.opened(real_data("maven_crm"), folder).log
    assert month_first.tables.keys() == iso.tables.keys()
    for table, frame in month_first.tables.items():
        assert frame.equals(iso.tables[table]), table
    assert all((month_first.date_only[key] == iso.date_only[key]).all() for key in iso.date_only)
    decided = {match.header: match.decided for source in month_first.sources for match in source.matches}
    assert decided["engage_date"].startswith("month first")


def test_that_maven_deals_are_open_won_and_lost(opened):
    log = opened("maven_crm")
    assert log.tables["opportunities"]["status"].value_counts().to_dict() == {"won": 4238, "lost": 2473, "open": 2089}
    assert log.tables["opportunities"]["closed_at"].notna().sum() == 6711
    assert len(log.members("rep").labels) == 35
    assert len(log.members("product").labels) == 7


def test_that_open_hubspot_deals_have_an_expected_close_only(opened):
    deals = opened("hubspot_dummy").tables["opportunities"]
    is_open = deals["status"] == "open"
    assert is_open.sum() == 360
    assert deals["closed_at"][is_open].isna().all()
    assert deals["expected_close"][is_open].notna().all()
    assert deals["closed_at"][~is_open].notna().all()


def test_that_hubspot_outcomes_belong_to_their_kind(opened):
    activities = opened("hubspot_dummy").tables["activities"]
    calls = activities[activities["type"] == "call"]["outcome"].cat.remove_unused_categories()
    assert calls.value_counts().to_dict() == {"no_answer": 96, "wrong_number": 79, "voicemail": 79, "connected": 78}
    meetings = activities[activities["type"] == "meeting"]
    assert meetings["outcome"].value_counts()["held"] == 58
    assert (meetings["status"] == "done").sum() == 58
    assert activities[activities["type"] == "email"]["status"].isna().all()


def test_that_olist_dates_are_day_first_and_deals_are_won(opened):
    log = opened("olist_funnel")
    months = log.tables["leads"]["created_at"].dt.strftime("%Y-%m").value_counts()
    assert months["2018-04"] == 1352
    assert months["2017-06"] == 4
    assert (log.tables["opportunities"]["status"] == "won").all()
    assert log.is_date_only("leads", "created_at").all()
    assert not log.is_date_only("opportunities", "closed_at").any()


def test_that_filemaker_lines_have_the_date_and_customer_of_their_sale(opened):
    lines = opened("filemaker_crm").tables["order_lines"]
    assert lines["order_date"].notna().all()
    assert lines["customer_id"].nunique() == 99
    assert round(lines["amount"].sum(), 2) == 2188224.09


def test_that_superstore_lines_count_for_the_person_of_their_region(opened):
    log = opened("superstore_us")
    lines = log.tables["order_lines"]
    sales = lines.groupby("rep_id", observed=True)["amount"].sum().round(4).to_dict()
    assert sales["Kelly Williams"] == 501239.8908
    assert sales["Chuck Magee"] == 678781.24
    assert log.tables["orders"]["returned"].sum() == 296
    assert "Sean Miller" in log.members("customer").labels


def test_that_the_financial_sample_keeps_its_untrimmed_sales_column(opened):
    lines = opened("financial_sample").tables["order_lines"]
    assert round(lines["amount"].sum(), 2) == 118726350.26
    assert lines["segment"].nunique() == 5
