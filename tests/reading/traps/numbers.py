"""Numbers: decimal comma or point, grouping, signs, currencies, per cent, durations."""

from tests.reading.traps.trap import Trap, book, deals

_CUT = "is cut at its decimal commas, which also separate the fields: save the file with semicolons"


def _amounts(*cells: str) -> str:
    """A deal for each amount, with semicolons between the fields."""
    rows = (f"D{number};Deal {number};Ann;2026-03-0{number};{cell};Open" for number, cell in enumerate(cells, 1))
    return "\n".join(("Deal ID;Deal Name;Owner;Created Date;Amount;Stage", *rows)) + "\n"


def _sheet(*cells: object, header: str = "Amount") -> list[tuple[object, ...]]:
    head = ("Deal ID", "Deal Name", "Owner", "Created Date", header, "Stage")
    rows = ((f"D{n}", f"Deal {n}", "Ann", f"2026-03-0{n}", cell, "Open") for n, cell in enumerate(cells, 1))
    return [head, *rows]


def _formatted(book_, sheet) -> None:
    for row, (amount, code) in enumerate(((100, '#,##0.00 "€"'), (200, "[$$-409]#,##0.00"), (300, '#,##0.00 "€"')), 1):
        sheet.write_number(row, 4, amount, book_.add_format({"num_format": code}))


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
        "1.234 beside a number without any mark",
        ("1.234", "12345"),
        [None, None],
        "Column “Amount”: could have a decimal comma or a decimal point (“1.234”)",
    ),
    _amount(
        "comma and point in one column leave a third cell open",
        ("1.234,50", "1,234.50", "2.345"),
        [None, None, None],
        "Column “Amount”: could have a decimal comma or a decimal point (“2.345”)",
    ),
    _amount(
        "no cents, which is no minus",
        ("1.234,-", "99,50", "50,--", "7,50-"),
        [1234, 99.5, 50, -7.5],
        "Amount: decimal comma (“1.234,-” in row 2)",
    ),
    _amount(
        "a sign before the bracket",
        ("$(300.00)", "Fr. 50.00", "CA$ 6.50"),
        [-300, 50, 6.5],
        "Amount: decimal point (“$(300.00)” in row 2)",
    ),
    Trap(
        "numbers of a workbook beside texts with a comma",
        {"deals.xlsx": book({"Deals": _sheet(1234.5, "2.345,50", 99.95)})},
        {"opportunities.amount": [1234.5, 2345.5, 99.95]},
        ("Amount: decimal comma (“2.345,50” in row 3)",),
    ),
    Trap(
        "numbers of a workbook do not tell how 1,250 was typed",
        {"deals.xlsx": book({"Deals": _sheet(12345, "1,250", 100)})},
        {"opportunities.amount": [None, None, None]},
        ("Column “Amount”: could have a decimal comma or a decimal point (“1,250”)",),
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
    Trap(
        "decimal commas in a file whose fields are separated by commas",
        {"deals.csv": deals("D1,A,Ann,2026-03-01,5,50,Open", "D2,B,Ann,2026-03-02,6,25,Open")},
        {"opportunities.amount": [None, None]},
        (f"Column “Amount”: {_CUT}",),
    ),
    _amount(
        "words among amounts", ("tbd", "5.50", "7.25"), [None, 5.5, 7.25], "Column “Amount”: not an amount (row 2)"
    ),
)
_NAME_IT = "“kr” can be SEK, NOK, DKK or ISK and is not added to other currencies: name it, as in “Amount (SEK)”"
CURRENCIES = (
    Trap(
        "kr may be the krone of four countries",
        {"deals.csv": _amounts("8 995,50 kr", "kr 500", "1.200,00 kr.", "€300", "250,-")},
        {
            "opportunities.amount": [8995.5, 500, 1200, 300, 250],
            "opportunities.currency": ["KR", "KR", "KR", "EUR", None],
        },
        (f"Column “Amount”: {_NAME_IT} (rows 2, 3 and 4)",),
    ),
    Trap(
        "kr where another cell tells whose krone it is",
        {"deals.csv": _amounts("SEK 8995", "500 kr", "€300")},
        {"opportunities.amount": [8995, 500, 300], "opportunities.currency": ["SEK", "SEK", "EUR"]},
        ("Amount: kr is SEK",),
    ),
    Trap(
        "kr where the currency of the log tells it",
        {"deals.csv": _amounts("8995,50 kr", "500 kr")},
        {"opportunities.amount": [8995.5, 500], "opportunities.currency": ["NOK", "NOK"]},
        ("Amount: kr is NOK; decimal comma (“8995,50 kr” in row 2)",),
        {"currency": "NOK"},
    ),
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
    Trap(
        "signs that only the format of the cells shows",
        {"deals.xlsx": book({"Deals": _sheet(1, 2, 3)}, _formatted)},
        {"opportunities.amount": [100, 200, 300], "opportunities.currency": ["EUR", "USD", "EUR"]},
        ("Amount: EUR and USD, as the cells are formatted",),
    ),
    Trap(
        "amounts in thousands",
        {"deals.xlsx": book({"Deals": _sheet(1.5, 20, header="Amount (k€)")})},
        {"opportunities.amount": [1500, 20000], "opportunities.currency": ["EUR", "EUR"]},
        ("Amount (k€): each 1 stands for 1,000, as the header says",),
    ),
    Trap(
        "a currency in several spellings, and a sign that says another",
        {
            "deals.csv": "Deal ID;Deal Name;Owner;Created Date;Amount;Currency;Stage\n"
            "D1;A;Ann;2026-03-01;5.50;€;Open\nD2;B;Ann;2026-03-02;6.50;usd;Open\nD3;C;Ann;2026-03-03;$7.50;Euro;Open\n"
        },
        {"opportunities.amount": [5.5, 6.5, 7.5], "opportunities.currency": ["EUR", "USD", "EUR"]},
        ("Column “Amount”: the currency beside the amount is not the one that counts (row 4)",),
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
        "60 % as a text beside 0.4, which a spreadsheet shows as 40 %",
        {
            "splits.xlsx": book(
                {"Splits": [("Opportunity ID", "Rep", "Percent"), ("D1", "Ann", "60 %"), ("D1", "Bea", 0.4)]}
            )
        },
        {"deal_splits.percent": [60, 40]},
        ("Percent: per cent, as the signs say",),
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
        "a time of day beside a date is no duration",
        {
            "calls.csv": "Call ID,Call date,Call time,Rep,Outcome\n1,2026-03-02,09:15,Ann,Connected\n"
            "2,2026-03-03,2:05 PM,Ann,Busy\n3,2026-03-04,noon,Ann,Busy\n"
        },
        {"activities.happened_at": ["2026-03-02 09:15", "2026-03-03 14:05", "2026-03-04"]},
        ("Call time: clock time", "Column “Call time”: not a time of day (row 4)"),
    ),
    Trap(
        "a time of day that the workbook stores as a part of a day",
        {
            "calls.xlsx": book(
                {"Calls": [("Call ID", "Date", "Time", "Rep", "Outcome"), (1, "2026-03-02", 0.375, "Ann", "Connected")]}
            )
        },
        {"activities.happened_at": ["2026-03-02 09:00"]},
        ("Time: clock time",),
    ),
    Trap(
        "hours and minutes, if the header says so",
        {"calls.csv": _CALL_LOG.format("Duration (hh:mm)", "00:05", "01:30")},
        {"activities.duration_s": [300, 5400]},
        ("Duration (hh:mm): hours, minutes, as the header says",),
    ),
    Trap(
        "durations in words",
        {"calls.csv": _CALL_LOG.format("Duration", "5 min 30 s", "1h 30m")},
        {"activities.duration_s": [330, 5400]},
        ("Duration: hours, minutes and seconds",),
    ),
    Trap(
        "a short name and minutes",
        {"calls.csv": _CALL_LOG.format("Dur. (min)", "5", "7.5")},
        {"activities.duration_s": [300, 450]},
        ("Dur. (min): minutes",),
    ),
    Trap(
        "nothing names the unit",
        {"calls.csv": _CALL_LOG.format("Duration", "5", "60")},
        {"activities.duration_s": [5, 60]},
        ("Duration: seconds, as nothing names a unit",),
    ),
    Trap(
        "a duration below zero",
        {"calls.csv": _CALL_LOG.format("Duration", "-5", "60")},
        {"activities.duration_s": [None, 60]},
        ("Column “Duration”: a duration below zero (row 2)",),
    ),
)
