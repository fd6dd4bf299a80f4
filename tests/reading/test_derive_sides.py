from tests.reading.sheets import cells, log_of, sheet

ORDERS = {
    "Order ID": ["1", "2", "3"], "Customer ID": ["C1", "C1", "C2"], "Customer Name": ["Acme", "Acme", "Globex"],
    "Product ID": ["P1", "P2", "P1"], "Product Name": ["Chair", "Desk", "Chair"], "Sales": ["5", "6", "7"],
}  # fmt: skip


def test_that_names_beside_ids_become_lists_of_customers_and_products():
    log = log_of(sheet(ORDERS, "orders.csv"))
    assert cells(log, "customers", "customer_id") == ["C1", "C2"]
    assert cells(log, "customers", "name") == ["Acme", "Globex"]
    assert cells(log, "products", "name") == ["Chair", "Desk"]
    assert log.origins["customers"].row.tolist() == [2, 4]
    header = {match.header: (match.table, match.field) for match in log.sources[0].matches}
    assert header["Customer Name"] == ("customers", "name")
    assert log.sources[0].used == 3


def test_that_the_commonest_name_of_an_id_is_taken():
    names = {**ORDERS, "Customer ID": ["C1"] * 3, "Customer Name": ["Acme Inc", "Acme", "Acme"]}
    assert cells(log_of(sheet(names, "orders.csv")), "customers", "name") == ["Acme"]


def test_that_a_sheet_of_its_own_goes_first():
    customers = sheet({"Customer ID": ["C1"], "Customer": ["Acme Ltd"]}, "customers.csv")
    assert cells(log_of(sheet(ORDERS, "orders.csv"), customers), "customers", "name") == ["Acme Ltd"]


def test_that_teams_and_managers_beside_owners_become_a_list_of_reps():
    deals = {"Deal ID": ["1", "2", "3"], "Owner": ["Ann", "Bo", "Ann"], "Manager": ["Max", "Max", None],
             "Team": ["North", "South", "North"], "Amount": ["1", "2", "3"]}  # fmt: skip
    log = log_of(sheet(deals, "deals.csv"))
    assert cells(log, "reps", "name") == ["Ann", "Bo"]
    assert cells(log, "reps", "manager") == ["Max", "Max"]
    assert cells(log, "reps", "team") == ["North", "South"]


def test_that_two_files_with_the_same_members_list_them_once():
    later = sheet({**ORDERS, "Order ID": ["4", "5", "6"]}, "later.csv")
    log = log_of(sheet(ORDERS, "orders.csv"), later)
    assert cells(log, "customers", "customer_id") == ["C1", "C2"]
    assert all(source.used == 3 for source in log.sources)
