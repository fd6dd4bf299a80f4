"""What the program decides about each file of the real logs, looked over by hand."""

from __future__ import annotations

from functools import partial

from salesdesk.reading.meanings import UNUSED_COLUMN
from tests.real_logs.decided import Decided

_sheet = partial(Decided, encoding=None, delimiter=None)

# In the order in which the files are opened together. A file without a table is no part of a sales log.
DECISIONS: dict[str, tuple[tuple[str, Decided], ...]] = {
    "adventureworks_pl300": (
        ("ColorFormats.csv", Decided(None, 0)),
        ("ResellerSalesTargets.csv", Decided("quotas", 81, encoding="utf-16-le")),
        (
            "ResellerSales_202006.csv",
            Decided(
                "order_lines",
                3004,
                encoding="utf-16-le",
                marks={"UnitPrice": "point", "TotalProductCost": "point", "SalesAmount": "point"},
            ),
        ),
    ),
    "awesome_chocolates": (
        ("Awesome Chocolates.xlsx/Data", _sheet("order_lines", 0, header_row=8)),
        ("Awesome Chocolates.xlsx/Data", _sheet(None, 0, header_row=8)),
        ("Awesome Chocolates.xlsx/Intepretetion", _sheet("order_lines", 300)),
        ("Awesome Chocolates.xlsx/Intepretetion", _sheet(None, 0, header_row=7)),
        ("Awesome Chocolates.xlsx/Intepretetion", _sheet(None, 0, header_row=7)),
        ("Awesome Chocolates.xlsx/Intepretetion", _sheet(None, 0, header_row=66)),
    ),
    "edtech_leads": (
        ("leads_basic_details.csv", Decided("leads", 360)),
        ("leads_demo_watched_details.csv", Decided(None, 0)),
        ("leads_interaction_details.csv", Decided("activities", 1754, orders={"call_done_date": "month"})),
        ("leads_reasons_for_no_interest.csv", Decided(None, 0)),
        ("sales_managers_assigned_leads_details.csv", Decided("leads", 360, orders={"assigned_date": "month"})),
    ),
    "filemaker_crm": (
        ("Activity.csv", Decided("activities", 500)),
        ("Contacts.csv", Decided("customers", 100)),
        ("Leads.csv", Decided("leads", 200)),
        ("Opportunity.csv", Decided("opportunities", 500, marks={"EstimatedValue": "point"})),
        ("Products.csv", Decided("products", 200, marks={"UnitPrice": "point"})),
        ("Sales.csv", Decided("orders", 495)),
        ("SalesLines.csv", Decided("order_lines", 3761, marks={"LinePrice": "point"})),
    ),
    "financial_sample": (("Financial Sample.xlsx/Sheet1", _sheet("order_lines", 700)),),
    "fivetran_hubspot_seeds": (
        ("deal_company_data.csv", Decided(None, 0)),
        ("deal_contact_data.csv", Decided(None, 0)),
        ("deal_data.csv", Decided("opportunities", 44)),
        ("deal_pipeline_data.csv", Decided(None, 0)),
        ("deal_pipeline_stage_data.csv", Decided(None, 0)),
        ("deal_property_history_data.csv", Decided(None, 0)),
        ("deal_stage_data.csv", Decided("opp_stage_history", 14)),
        ("email_campaign_data.csv", Decided(None, 0)),
        ("email_event_bounce_data.csv", Decided(None, 0)),
        ("email_event_click_data.csv", Decided(None, 0)),
        ("email_event_data.csv", Decided(None, 0)),
        ("email_event_deferred_data.csv", Decided(None, 0)),
        ("email_event_delivered_data.csv", Decided(None, 0)),
        ("email_event_dropped_data.csv", Decided(None, 0)),
        ("email_event_forward_data.csv", Decided(None, 0)),
        ("email_event_open_data.csv", Decided(None, 0)),
        ("email_event_print_data.csv", Decided(None, 0)),
        ("email_event_sent_data.csv", Decided(None, 0)),
        ("email_event_spam_report_data.csv", Decided(None, 0)),
        ("email_event_status_change_data.csv", Decided(None, 0)),
        ("engagement_call_data.csv", Decided("activities", 1)),
        ("engagement_communication_data.csv", Decided("activities", 1)),
        ("engagement_company_data.csv", Decided(None, 0)),
        ("engagement_contact_data.csv", Decided(None, 0)),
        ("engagement_data.csv", Decided("activities", 1)),
        ("engagement_deal_data.csv", Decided(None, 0)),
        ("engagement_email_data.csv", Decided("activities", 1)),
        ("engagement_meeting_data.csv", Decided("activities", 100)),
        ("engagement_note_data.csv", Decided("activities", 1)),
        ("engagement_task_data.csv", Decided("activities", 2)),
    ),
    "hubspot_dummy": (
        ("hubspot_activities.csv", Decided("activities", 2000)),
        ("hubspot_companies.csv", Decided("customers", 200)),
        ("hubspot_contacts.csv", Decided("leads", 950)),
        ("hubspot_deals.csv", Decided("opportunities", 500, marks={"Amount": "point"})),
        ("hubspot_tickets.csv", Decided(None, 0)),
    ),
    "maven_crm": (
        ("accounts.csv", Decided("customers", 85)),
        ("data_dictionary.csv", Decided(None, 0)),
        ("products.csv", Decided("products", 7)),
        ("sales_pipeline.csv", Decided("opportunities", 8800, orders={"engage_date": "month", "close_date": "month"})),
        ("sales_teams.csv", Decided("reps", 35)),
    ),
    "olist_funnel": (
        ("olist_closed_deals_dataset.csv", Decided("opportunities", 842)),
        ("olist_marketing_qualified_leads_dataset.csv", Decided("leads", 8000, orders={"first_contact_date": "day"})),
    ),
    "pwc_call_centre": (("01 Call-Center-Dataset.xlsx/Sheet1", _sheet("activities", 5000)),),
    "retail_price_competitors": (
        (
            "retail_price.csv",
            Decided(
                "order_lines", 676, orders={"month_year": "day"}, marks={"total_price": "point", "unit_price": "point"}
            ),
        ),
    ),
    "superstore_us": (
        ("Sample - Superstore.xls/Orders", _sheet("order_lines", 9994)),
        ("Sample - Superstore.xls/Returns", _sheet("orders", 296)),
        ("Sample - Superstore.xls/People", _sheet("reps", 4)),
    ),
    "xeducation_leads": (
        ("Leads Data Dictionary.xlsx/Sheet1", _sheet(None, 0, header_row=3)),
        ("Leads.csv", Decided("leads", 9240)),
    ),
}

# What a person says about the two logs whose columns only a person can explain: header to table and column. The number
# of calls to a customer and how long the last one was are of no single call, so that nothing here asks for them.
ANSWERS: dict[str, dict[str, tuple[str, str]]] = {
    "bank_marketing": {
        "Cust_num": ("leads", "lead_id"),
        "contact": ("leads", "channel"),
        "campaign": UNUSED_COLUMN,  # how often somebody was called, and no campaign
        "y": ("leads", "is_qualified"),
    },
    "ibm_hr_attrition": {
        "JobSatisfaction": ("satisfaction_responses", "score"),
        "Department": ("satisfaction_responses", "team"),
    },
}
