import pytest

from salesdesk.reading.header_words import header_signature, readings, singular, squeeze, words

DEALS = frozenset({"deal", "opportunity"})
OTHERS = frozenset({"person", "account", "organization", "quote"})


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        (" Deal Stage* ", "deal stage"),
        ("deal_stage", "deal stage"),
        ("DealStage", "deal stage"),
        ("LeadID", "lead id"),
        ("SalesOrderNumber", "sales order number"),
        ("Deal\u00a0–\u200bStage", "deal stage"),
        ("Ｄｅａｌ　Stage", "deal stage"),
        ("MQLs", "mqls"),
        ("Call/Meeting Title/Subject", "call meeting title subject"),
    ],
)
def test_that_spelling_does_not_matter(header, spoken):
    assert words(header) == spoken


def best(header):
    return dict(readings(header, DEALS, OTHERS))


@pytest.mark.parametrize(
    ("header", "read_as"),
    [
        ("Deal - Title*", "title"),
        ("Deal – Title", "title"),
        ("Opportunity Owner: Full Name", "opportunityowner"),
        ("Account: Account Owner: Full Name", "accountowner"),
        ("Total Contract Value (converted)", "totalcontractvalue"),
        ("Account Name (Account Name) (Account)", "accountname"),
        ("Opportunity: Amount", "amount"),
        ("Custom Object: Amount", "amount"),
        ("(Do Not Modify) Opportunity", "opportunityid"),
        ("property_dealname", "dealname"),
        ("properties_hs_timestamp", "timestamp"),
        ("hs_call_direction", "calldirection"),
        ("property_hubspot_owner_id", "ownerid"),
    ],
)
def test_that_additions_are_taken_off(header, read_as):
    assert read_as in best(header)


def test_that_a_field_of_another_thing_keeps_its_prefix():
    assert "email" not in best("Person - Email")
    assert "createddate" not in best("Quote: Created Date")


def test_that_a_column_about_a_house_is_no_property_of_an_api():
    for header in ("property_id", "property_price", "Property type", "Property Name"):
        assert list(best(header)) == [squeeze(header)]


def test_that_the_literal_reading_scores_highest():
    scores = [score for _, score in readings("Deal - Value (EUR)", DEALS, OTHERS)]
    assert scores == sorted(scores, reverse=True)
    assert dict(readings("Amount", DEALS, OTHERS)) == {"amount": 100.0}


def test_that_plurals_name_the_same_thing():
    assert singular("Opportunities") == singular("opportunity") == "opportunity"
    assert singular("Sales_Lines") == singular("SalesLine")
    assert singular("Business") == "business"


def test_that_a_signature_survives_spelling_but_not_another_column():
    assert header_signature(["Deal ID", "Amount"]) == header_signature(["deal_id", " AMOUNT "])
    assert header_signature(["Deal ID", "Amount"]) != header_signature(["Deal ID", "Value"])
    assert header_signature(["ab", "c"]) != header_signature(["a", "bc"])
    assert squeeze("E-Mail") == squeeze("email")
