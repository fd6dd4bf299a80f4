from tests.reading.sheets import cells, log_of, sheet

DEALS = {"Deal ID": ["1", "2", "3", "4"], "Deal Name": ["Acme", "Globex", "Twice", "twice"],
         "Amount": ["5", "6", "7", "8"], "Create Date": ["2026-03-04"] * 4}  # fmt: skip


def linked(*named):
    count = len(named)
    acts = {"Activity ID": [f"a{n}" for n in range(count)], "Type": ["Call"] * count, "Rep": ["Ann"] * count,
            "Date": ["2026-03-05"] * count, "Opportunity": list(named)}  # fmt: skip
    return cells(log_of(sheet(DEALS, "deals.csv"), sheet(acts, "activities.csv")), "activities", "opportunity_id")


def test_that_the_name_of_a_deal_stands_for_its_id():
    assert linked("ACME", "Globex ", "2", None) == ["1", "2", "2", None]


def test_that_a_name_of_several_deals_or_of_none_stays_as_it_is():
    assert linked("Twice", "Hooli", "1") == ["Twice", "Hooli", "1"]


def test_that_ids_stay_ids():
    assert linked("1", "3") == ["1", "3"]
