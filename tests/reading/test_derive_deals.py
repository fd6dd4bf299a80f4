import pytest

from salesdesk.reading.derive_deals import WORDS, stage_status
from tests.reading.sheets import cells, days, log_of, sheet, texts


def opened(**columns):
    rows = len(next(iter(columns.values())))
    named = {header.replace("_", " "): values for header, values in columns.items()}
    return log_of(sheet({"Deal ID": [str(n) for n in range(rows)], "Amount": ["5"] * rows, **named}, "deals.csv"))


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("Closed Won", "won"),
        ("closedwon", "won"),
        ("Won - Renewal", "won"),
        ("Closed - Lost", "lost"),
        ("Abandoned", "lost"),
        ("Negotiation", "open"),
        ("Wonderful", "open"),
    ],
)
def test_that_a_stage_tells_how_a_deal_stands(stage, status):
    assert WORDS[stage_status(stage)] == status


def test_that_a_stage_that_only_says_closed_tells_nothing_and_that_is_said():
    log = opened(Stage=["Closed - No decision", "Won"])
    assert cells(log, "opportunities", "status") == [None, "won"]
    assert "does not tell whether these deals are open, won or lost (row 2)" in texts(log)


def test_that_the_status_decides_and_the_stage_fills_in():
    log = opened(Stage=["Proposal", "Closed Won", "Proposal"], Status=["Won", None, "Lost"])
    assert cells(log, "opportunities", "status") == ["won", "won", "lost"]


def test_that_a_closing_date_of_an_open_deal_is_a_plan():
    log = opened(Stage=["Won", "Lost", "Open"], Close_Date=["2026-03-04", "2026-03-05", "2026-09-01"])
    deals = log.tables["opportunities"]
    assert days(deals["closed_at"]) == ["2026-03-04", "2026-03-05", None]
    assert days(deals["expected_close"]) == [None, None, "2026-09-01"]
    assert log.is_date_only("opportunities", "closed_at").tolist() == [True, True, False]
    assert log.is_date_only("opportunities", "expected_close").tolist() == [False, False, True]


def test_that_an_expected_date_of_its_own_goes_first():
    log = opened(
        Stage=["Open", "Open"], Close_Date=["2026-09-01", "2026-10-01"], Expected_close_date=["2026-08-01", None]
    )
    assert days(log.tables["opportunities"]["expected_close"]) == ["2026-08-01", "2026-10-01"]


def test_that_a_won_deal_closed_when_it_was_won():
    log = opened(
        Status=["Won", "Lost", "Open", "Won"],
        Won_time=["2026-03-04 10:00:00", None, None, None],
        Lost_time=[None, "2026-03-05 11:00:00", None, None],
        Closed_on=["2026-03-09", "2026-03-09", None, "2026-03-10"],
    )
    assert days(log.tables["opportunities"]["closed_at"]) == ["2026-03-04", "2026-03-05", None, "2026-03-10"]
    assert log.is_date_only("opportunities", "closed_at").tolist() == [False, False, False, True]


def test_that_won_and_lost_dates_alone_tell_the_status():
    log = opened(Won_date=["2026-03-04", None, None], Lost_date=[None, "2026-03-04", None])
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]
    assert cells(opened(Won_date=["2026-03-04", None]), "opportunities", "status") == ["won", None]


def test_that_won_and_lost_dates_tell_more_than_a_stage_that_names_no_end():
    log = log_of(sheet({
        "Deal ID": ["1", "2", "3", "4"], "Stage": ["Talks", "Talks", "Talks", "Closed lost"],
        "Status": ["Ganz gut", None, None, None], "Create Date": ["2026-03-02"] * 4,
        "Won time": ["2026-03-12", None, None, "2026-03-13"], "Lost time": [None, "2026-03-14", None, None],
    }, "deals.csv"))  # fmt: skip
    assert cells(log, "opportunities", "status") == ["won", "lost", "open", "lost"]


@pytest.mark.parametrize("words", [("Gewonnen", "Verloren", "Offen"), ("Ganado", "Perdido", "Abierto")])
def test_that_the_status_may_stand_in_another_language(words):
    log = log_of(
        sheet({"Deal ID": ["1", "2", "3"], "Status": list(words), "Create Date": ["2026-03-02"] * 3}, "deals.csv")
    )
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]


def test_that_flags_tell_the_status():
    log = opened(Is_Won=["true", "false", "false"], Is_Closed=["true", "true", "false"])
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]


def test_that_the_actual_revenue_of_a_won_deal_replaces_the_estimate():
    log = log_of(sheet({"Topic": ["a", "b"], "Status": ["Won", "Open"], "Est. revenue": ["5", "6"],
                        "Actual Revenue": ["7", None]}, "deals.csv"))  # fmt: skip
    assert cells(log, "opportunities", "amount") == [7, 6]


def test_that_without_anything_that_tells_there_is_no_status():
    assert not opened(Close_Date=["2026-03-04"]).has("opportunities", "status")
