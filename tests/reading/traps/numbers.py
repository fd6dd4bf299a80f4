"""Numbers: decimal comma or point, grouping, signs, currencies, per cent, durations."""

from tests.reading.traps.trap import Trap, book


def _amounts(*cells: str) -> str:
    """A deal for each amount, with semicolons between the fields."""
    rows = (f"D{number};Deal {number};Ann;2026-03-0{number};{cell};Open" for number, cell in enumerate(cells, 1))
    return "\n".join(("Deal ID;Deal Name;Owner;Created Date;Amount;Stage", *rows)) + "\n"


def _shares(*cells: str) -> str:
    rows = (f"D1,{rep},{cell}" for rep, cell in zip(("Ann", "Bea", "Cai"), cells, strict=False))
    return "\n".join(("Opportunity ID,Rep,Percent", *rows)) + "\n"


def _amount(name: str, cells: tuple[str, ...], values: list[float | None], *says: str, **asked: str) -> Trap:
    return Trap(name, {"deals.csv": _amounts(*cells)}, {"opportunities.amount": values}, says, asked)


MARKS = (
    _amount(
        "a decimal comma", ("1.234,50", "12,00", "7"), [1234.5, 12, 7], "Amount: decimal comma (“1.234,50” in row 2)"
    ),
    _amount(
        "a decimal point", ("1,234.50", "12.00", "7"), [1234.5, 12, 7], "Amount: decimal point (“1,234.50” in row 2)"
    ),
    _amount(
        "1.234 is a thousand or one and a bit",
        ("1.234", "5.678"),
        [None, None],
        "Column “Amount”: could have a decimal comma or a decimal point (“1.234”)",
    ),
    _amount("1.234, once told", ("1.234", "5.678"), [1234, 5678], "Amount: decimal comma, as told", decimal="comma"),
    _amount(
        "1.234 beside numbers that are not grouped",
        ("1.234", "12345"),
        [1.234, 12345],
        "Amount: decimal point (“1.234” in row 2)",
    ),
    _amount(
        "two groups of thousands settle the comma",
        ("1,234,567", "1,250"),
        [1234567, 1250],
        "Amount: decimal point (“1,234,567” in row 2)",
    ),
    _amount(
        "brackets and a minus behind are negative",
        ("(1,200.00)", "1,200.00-", "-5.50"),
        [-1200, -1200, -5.5],
        "Amount: decimal point (“(1,200.00)” in row 2)",
    ),
    _amount(
        "grouping by blanks that do not break",
        ("1 200,50", "12\u00a0000,00", "3\u202f000,25"),
        [1200.5, 12000, 3000.25],
        "Amount: decimal comma (“1 200,50” in row 2)",
    ),
    _amount(
        "grouping by apostrophes",
        ("1’200.50", "12'000.00"),
        [1200.5, 12000],
        "Amount: decimal point (“1’200.50” in row 2)",
    ),
    _amount(
        "two numbers in one cell are no amount",
        ("10 20", "30.50", "7.25"),
        [None, 30.5, 7.25],
        "Column “Amount”: not an amount (row 2)",
        "Amount: decimal point (“30.50” in row 3)",
    ),
    _amount(
        "words among amounts", ("tbd", "5.50", "7.25"), [None, 5.5, 7.25], "Column “Amount”: not an amount (row 2)"
    ),
)
CURRENCIES = (
    Trap(
        "a dollar sign before the amount",
        {"deals.csv": _amounts("$125,000", "$1,250.50")},
        {"opportunities.amount": [125000, 1250.5], "opportunities.currency": ["USD", "USD"]},
        ("Amount: decimal point (“$1,250.50” in row 3)",),
    ),
    Trap(
        "two currencies in one column stay apart",
        {"deals.csv": _amounts("€100.50", "$200.50", "300.50 CHF")},
        {"opportunities.amount": [100.5, 200.5, 300.5], "opportunities.currency": ["EUR", "USD", "CHF"]},
        ("Amount: decimal point (“€100.50” in row 2)",),
    ),
    Trap(
        "the header names the currency",
        {
            "deals.xlsx": book(
                {
                    "Deals": [
                        ("Deal ID", "Deal Name", "Owner", "Created Date", "Amount (EUR)", "Stage"),
                        ("D1", "A", "Ann", "2026-03-01", 5, "Open"),
                        ("D2", "B", "Ann", "2026-03-02", None, "Open"),
                    ]
                }
            )
        },
        {"opportunities.amount": [5, None], "opportunities.currency": ["EUR", None]},
        ("Amount (EUR): EUR, from the header",),
    ),
)
PER_CENT = (
    Trap(
        "12 %",
        {"splits.csv": _shares("12 %", "88 %")},
        {"deal_splits.percent": [12, 88]},
        ("Percent: per cent, as the signs say",),
    ),
    Trap(
        "signs go before smallness",
        {"splits.csv": _shares("0.5 %", "0.25 %")},
        {"deal_splits.percent": [0.5, 0.25]},
        ("Percent: per cent, as the signs say",),
    ),
    Trap(
        "0.12",
        {"splits.csv": _shares("0.12", "0.88")},
        {"deal_splits.percent": [12, 88]},
        ("Percent: shares of 1 are read as per cent",),
    ),
    Trap(
        "12",
        {"splits.csv": _shares("12.5", "87.5")},
        {"deal_splits.percent": [12.5, 87.5]},
        ("Percent: decimal point (“12.5” in row 2)",),
    ),
    Trap(
        "per cent in a column of amounts",
        {"deals.csv": _amounts("12 %", "5,50")},
        {"opportunities.amount": [0.12, 5.5]},
        ("Amount: decimal comma (“5,50” in row 3)",),
    ),
)
_CALL_LOG = (
    "Activity ID,Date,Type,Owner,Outcome,{}\nA1,2026-03-02,Call,Ann,Connected,{}\nA2,2026-03-03,Call,Ann,Connected,{}\n"
)
DURATIONS = (
    Trap(
        "minutes and seconds",
        {"calls.csv": _CALL_LOG.format("Duration", "2:03", "1:02:03")},
        {"activities.duration_s": [123, 3723]},
        ("Duration: hours, minutes and seconds",),
    ),
    Trap(
        "milliseconds",
        {"calls.csv": _CALL_LOG.format("Call duration (ms)", "61000", "500")},
        {"activities.duration_s": [61, 0.5]},
        ("Call duration (ms): milliseconds",),
    ),
    Trap(
        "a duration below zero",
        {"calls.csv": _CALL_LOG.format("Duration", "-5", "60")},
        {"activities.duration_s": [None, 60]},
        ("Column “Duration”: a duration below zero (row 2)",),
    ),
)
