"""The sales log: members, codes, local days, regions, and how far it reaches."""

from datetime import date

import numpy as np
import pandas as pd

from salesdesk.models.dims import dimension, labels, row_dims
from salesdesk.models.log import NO_MOMENT, SalesLog
from salesdesk.models.period import NO_DAY, day_number
from salesdesk.models.settings import Settings


def _moments(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts), utc=True)).dt.as_unit("us")


def _log(settings: Settings | None = None, **tables: dict[str, object]) -> SalesLog:
    return SalesLog({name: pd.DataFrame(columns) for name, columns in tables.items()}, settings or Settings())


def test_that_a_moment_falls_on_the_local_day() -> None:
    log = _log(Settings(zone="Europe/Berlin"), opportunities={"created_at": _moments("2026-03-31 23:30", None)})
    assert log.day("opportunities", "created_at").tolist() == [day_number(date(2026, 4, 1)), NO_DAY]
    assert log.moment("opportunities", "created_at")[1] == NO_MOMENT


def test_that_a_date_without_a_time_stays_on_its_day_in_every_zone() -> None:
    frame = pd.DataFrame({"created_at": _moments("2026-03-31")})
    marks = {("opportunities", "created_at"): np.array([True])}
    log = SalesLog({"opportunities": frame}, Settings(zone="America/New_York"), date_only=marks)
    assert log.day("opportunities", "created_at").tolist() == [day_number(date(2026, 3, 31))]


def test_that_spellings_of_one_name_are_one_rep_and_reps_without_rows_are_listed() -> None:
    log = _log(
        reps={"rep_id": ["r1", "r2"], "name": ["Ann Lee", "Bo Ray"], "email": ["ann@x.test", "bo@x.test"]},
        opportunities={"owner_rep_id": ["ANN  LEE", "ann@x.test", "r1", "Cy", None]},
    )
    assert labels(log, "rep") == ("Ann Lee", "Bo Ray", "Cy")
    assert log.code("rep", "opportunities", "owner_rep_id").tolist() == [0, 0, 0, 2, -1]


def test_that_display_names_join_an_address_with_a_name() -> None:
    settings = Settings(display_names=(("ann@x.test", "Ann Lee"),))
    log = _log(settings, opportunities={"owner_rep_id": ["ann@x.test", "Ann Lee"]})
    assert labels(log, "rep") == ("Ann Lee",)
    assert log.code("rep", "opportunities", "owner_rep_id").tolist() == [0, 0]


def test_that_two_reps_of_one_name_stay_two() -> None:
    log = _log(reps={"rep_id": ["7", "9"], "name": ["Ann", "Ann"]}, opportunities={"owner_rep_id": ["9", "7"]})
    assert labels(log, "rep") == ("Ann (7)", "Ann (9)")
    assert log.code("rep", "opportunities", "owner_rep_id").tolist() == [1, 0]


def test_that_spacing_alone_does_not_make_another_product() -> None:
    log = _log(products={"name": ["GTX Pro", "GTX Plus"]}, opportunities={"product_id": ["GTXPro", "GTX Plus"]})
    assert labels(log, "product") == ("GTX Pro", "GTX Plus")
    assert log.code("product", "opportunities", "product_id").tolist() == [0, 1]


def test_that_the_region_of_a_row_is_its_locations_then_the_customers_then_the_owners() -> None:
    log = _log(
        locations={"name": ["Shop"], "region": ["North"]},
        customers={"name": ["Acme", "Beta"], "territory": ["South", None]},
        reps={"name": ["Ann"], "territory": ["West"]},
        order_lines={
            "location_id": ["Shop", None, None, None],
            "customer_id": ["Acme", "Acme", "Beta", None],
            "rep_id": ["Ann", "Ann", "Ann", None],
        },
    )
    dims = row_dims(log, "order_lines", log.code("rep", "order_lines", "rep_id"))
    shown = [labels(log, "region")[code] if code >= 0 else None for code in dims["region"]]
    assert shown == ["North", "South", "West", None]


def test_that_without_territories_the_team_is_the_region() -> None:
    log = _log(reps={"name": ["Ann"], "team": ["East"]}, opportunities={"owner_rep_id": ["Ann"]})
    dims = row_dims(log, "opportunities", log.code("rep", "opportunities", "owner_rep_id"))
    assert dimension(log, "region").labels == ("East",)
    assert dims["region"].tolist() == dims["team"].tolist() == [0]


def test_that_a_log_without_regions_takes_countries_for_them() -> None:
    lines = {"amount": [1.0, 2.0], "country": ["France", None], "customer_id": [None, "c"]}
    customers = {"customer_id": ["c"], "country": ["Kenya"]}
    log = _log(order_lines=lines, customers=customers)
    nobody = np.full(2, -1, dtype=np.int32)
    assert [labels(log, "region")[code] for code in row_dims(log, "order_lines", nobody)["region"]] == [
        "France",
        "Kenya",
    ]
    told = _log(order_lines=lines, customers=customers, reps={"name": ["Ann"], "team": ["East"]})
    assert labels(told, "region") == ("East",)
    assert row_dims(told, "order_lines", nobody)["region"].tolist() == [-1, -1]


def test_that_plans_do_not_move_the_end_of_the_log() -> None:
    log = _log(
        activities={
            "happened_at": _moments("2026-03-02", "2026-09-01"),
            "status": pd.Categorical(["done", "planned"]),
        },
        opportunities={
            "created_at": _moments("2026-01-05", "2026-01-06"),
            "closed_at": _moments("2026-03-04", "2026-12-31"),
            "expected_close": _moments("2027-01-01", None),
            "status": pd.Categorical(["won", "open"]),
        },
    )
    assert log.span.first == day_number(date(2026, 1, 5))
    assert log.as_of == day_number(date(2026, 3, 4))


def test_that_words_of_a_stage_are_understood_in_any_case() -> None:
    log = _log(opportunities={"stage": ["Closed Won", "CLOSEDLOST", "Quote sent", "Discovery", " "]})
    assert log.says("opportunities", "stage", "won", "proposal").tolist() == [True, False, True, False, False]
    assert log.text("opportunities", "stage").codes[-1] == -1


def test_that_a_pointer_leads_to_its_row_and_a_row_to_its_record() -> None:
    log = _log(reps={"name": ["Ann"]}, opportunities={"name": ["A", "B"], "amount": [1.5, np.nan]})
    pointer = int(log.pointers("opportunities")[1])
    assert log.locate(pointer) == ("opportunities", 1)
    record = log.record("opportunities", 0)
    assert (record.name, record.amount, record.stage) == ("A", 1.5, None)
    assert log.record("opportunities", 1).amount is None


def test_that_the_base_currency_is_the_commonest_one() -> None:
    log = _log(opportunities={"currency": ["eur", "EUR", "USD", None]})
    assert log.currency == "EUR"
    assert _log(Settings(currency="GBP"), opportunities={"amount": [1.0]}).currency == "GBP"


def test_that_joined_names_are_one_member_of_their_dimension_only() -> None:
    settings = Settings(joined_names=(("rep", "A. Lee", "Ann Lee"), ("customer", "Ann Lee", "Bo")))
    rows = {"owner_rep_id": ["A. Lee", "Ann Lee", "a. lee"], "customer_id": ["x", "y", "x"]}
    log = _log(settings, opportunities=rows)
    assert labels(log, "rep") == ("Ann Lee",)
    assert log.code("rep", "opportunities", "owner_rep_id").tolist() == [0, 0, 0]
    assert labels(log, "customer") == ("x", "y")


def test_that_a_joined_name_is_shown_as_its_display_name() -> None:
    settings = Settings(joined_names=(("rep", "A. Lee", "Ann Lee"),), display_names=(("Ann Lee", "Ann"),))
    log = _log(settings, opportunities={"owner_rep_id": ["A. Lee", "Ann Lee"]})
    assert labels(log, "rep") == ("Ann",)
