"""What each column of the real logs is read as, of those that are used; looked over by hand."""

from __future__ import annotations

# By log and file: header and column of the file's table, or table and column where it feeds another one.
MATCHED: dict[str, dict[str, str]] = {
    "adventureworks_pl300": {
        "ResellerSalesTargets.csv": (
            "Year: period_start; EmployeeID: rep_id; M01: amount; M02: amount; M03: amount; M04: amount; "
            "M05: amount; M06: amount; M07: amount; M08: amount; M09: amount; M10: amount; M11: amount; "
            "M12: amount"
        ),
        "ResellerSales_202006.csv": (
            "SalesOrderNumber: order_id; SalesOrderLineNumber: line_id; OrderDate: order_date; "
            "ProductKey: product_id; ResellerKey: customer_id; EmployeeKey: rep_id; SalesTerritoryKey: region; "
            "OrderQuantity: qty; UnitPrice: list_price; TotalProductCost: cost; SalesAmount: amount"
        ),
    },
    "awesome_chocolates": {
        "Awesome Chocolates.xlsx/Data": (
            "Sales Person: rep_id; Geography: location_id; Product: product_id; Amount: amount; Units: qty"
        ),
        "Awesome Chocolates.xlsx/Intepretetion": (
            "Sales Person: rep_id; Geography: location_id; Product: product_id; Amount: amount; Units: qty; "
            "Cost per unit: unit_cost; Cost: cost"
        ),
    },
    "edtech_leads": {
        "leads_basic_details.csv": "lead_id: lead_id; lead_gen_source: source",
        "leads_interaction_details.csv": (
            "jnr_sm_id: rep_id; lead_id: lead_id; call_done_date: happened_at; call_status: outcome; "
            "call_reason: purpose"
        ),
        "sales_managers_assigned_leads_details.csv": (
            "snr_sm_id: reps.manager; jnr_sm_id: owner_rep_id; assigned_date: assigned_at; lead_id: lead_id"
        ),
    },
    "filemaker_crm": {
        "Activity.csv": (
            "ActivityID: activity_id; LeadID: lead_id; ActivityType: type; Subject: subject; "
            "DueDate: happened_at; Completed: status"
        ),
        "Contacts.csv": "ContactID: customer_id; FullName: name; State: territory; Country: country",
        "Leads.csv": (
            "LeadID: lead_id; ContactID: customer_id; LeadSource: source; LeadStatus: stage; CreatedDate: created_at"
        ),
        "Opportunity.csv": (
            "OpportunityID: opportunity_id; ActivityID: activity_id; OpportunityStage: stage; "
            "EstimatedValue: amount; CloseDate: closed_at"
        ),
        "Products.csv": "ItemNo: product_id; ItemName: name; UnitPrice: list_price; Category: family",
        "Sales.csv": (
            "SalesID: order_id; ContactID: customer_id; SalesDate: order_date; PaymentStatus: payment_status"
        ),
        "SalesLines.csv": ("LineID: line_id; SalesID: order_id; ItemNo: product_id; Quantity: qty; LinePrice: amount"),
    },
    "financial_sample": {
        "Financial Sample.xlsx/Sheet1": (
            "Segment: segment; Country: country; Product: product_id; Units Sold: qty; Sale Price: list_price; "
            "Sales: amount; COGS: cost; Date: order_date"
        ),
    },
    "fivetran_hubspot_seeds": {
        "deal_data.csv": (
            "deal_id: opportunity_id; deal_pipeline_id: pipeline; deal_pipeline_stage_id: stage; "
            "owner_id: owner_rep_id; property_dealname: name; property_amount: amount; "
            "property_closedate: closed_at; property_createdate: created_at"
        ),
        "deal_stage_data.csv": "deal_id: opportunity_id; date_entered: entered_at; value: stage",
        "engagement_call_data.csv": "engagement_id: activity_id; property_hs_timestamp: happened_at; type: type",
        "engagement_communication_data.csv": (
            "engagement_id: activity_id; property_hs_timestamp: happened_at; type: type"
        ),
        "engagement_data.csv": "id: activity_id; type: type",
        "engagement_email_data.csv": (
            "engagement_id: activity_id; property_hs_email_subject: subject; "
            "property_hs_timestamp: happened_at; property_hubspot_owner_id: rep_id; type: type"
        ),
        "engagement_meeting_data.csv": (
            "engagement_id: activity_id; start_time: happened_at; meeting_outcome: outcome; title: subject"
        ),
        "engagement_note_data.csv": (
            "engagement_id: activity_id; property_hs_timestamp: happened_at; property_hubspot_owner_id: rep_id; "
            "type: type"
        ),
        "engagement_task_data.csv": (
            "engagement_id: activity_id; property_hs_timestamp: happened_at; property_hubspot_owner_id: rep_id; "
            "type: type"
        ),
    },
    "hubspot_dummy": {
        "hubspot_activities.csv": (
            "Activity ID: activity_id; Activity Type: type; Activity Date: happened_at; Activity Owner: rep_id; "
            "Call/Meeting Title/Subject: subject; Call Outcome: outcome; Meeting Outcome: outcome; "
            "Task Status: status; Associated Contact Email: person_id"
        ),
        "hubspot_companies.csv": (
            "Company ID: customer_id; Company Name: name; Company Domain Name: domain; Industry: industry; "
            "State/Region: territory; Country: country; Company Owner: owner_rep_id"
        ),
        "hubspot_contacts.csv": (
            "Contact ID: lead_id; First Name: first_name; Last Name: last_name; Email: email; "
            "Lifecycle Stage: stage; Create Date: created_at; Contact Owner: owner_rep_id; Lead Source: source; "
            "State/Region: region; Country: country; Associated Company Domain: company"
        ),
        "hubspot_deals.csv": (
            "Deal ID: opportunity_id; Deal Name: name; Deal Stage: stage; Pipeline: pipeline; Amount: amount; "
            "Close Date: closed_at; Create Date: created_at; Deal Owner: owner_rep_id; Deal Type: type; "
            "Closed Lost Reason: lost_reason; Associated Company Domain: customer_id; "
            "Associated Contact Email: lead_id"
        ),
    },
    "maven_crm": {
        "accounts.csv": "account: name; sector: industry; office_location: country; subsidiary_of: parent_id",
        "products.csv": "product: name; series: family; sales_price: list_price",
        "sales_pipeline.csv": (
            "opportunity_id: opportunity_id; sales_agent: owner_rep_id; product: product_id; "
            "account: customer_id; deal_stage: stage; engage_date: created_at; close_date: closed_at; "
            "close_value: amount"
        ),
        "sales_teams.csv": "sales_agent: name; manager: manager; regional_office: team",
    },
    "olist_funnel": {
        "olist_closed_deals_dataset.csv": (
            "mql_id: lead_id; seller_id: customer_id; sdr_id: created_by_rep_id; sr_id: owner_rep_id; "
            "won_date: closed_at; business_segment: segment"
        ),
        "olist_marketing_qualified_leads_dataset.csv": (
            "mql_id: lead_id; first_contact_date: created_at; landing_page_id: campaign; origin: source"
        ),
    },
    "pwc_call_centre": {
        "01 Call-Center-Dataset.xlsx/Sheet1": (
            "Call Id: activity_id; Agent: rep_id; Date: happened_at; Time: happened_at; Topic: subject; "
            "Answered (Y/N): outcome; AvgTalkDuration: duration_s"
        ),
    },
    "retail_price_competitors": {
        "retail_price.csv": (
            "product_id: product_id; product_category_name: product_family; month_year: order_date; qty: qty; "
            "total_price: amount; unit_price: list_price; comp_1: competitor_prices.price; "
            "comp_2: competitor_prices.price; comp_3: competitor_prices.price"
        ),
    },
    "superstore_us": {
        "Sample - Superstore.xls/Orders": (
            "Row ID: line_id; Order ID: order_id; Order Date: order_date; Customer ID: customer_id; "
            "Customer Name: customers.name; Segment: segment; Country: country; Region: region; "
            "Product ID: product_id; Category: product_family; Product Name: product_name; Sales: amount; "
            "Quantity: qty"
        ),
        "Sample - Superstore.xls/Returns": "Returned: returned; Order ID: order_id",
        "Sample - Superstore.xls/People": "Person: name; Region: territory",
    },
    "xeducation_leads": {
        "Leads.csv": "Prospect ID: lead_id; Lead Source: source; Do Not Call: do_not_call; Country: country",
    },
}
