"""Dates: day or month first, several ways to write them in one column, serial numbers, zones and clock changes."""

from tests.reading.sheets import at
from tests.reading.traps.trap import Trap, book, deals

_HEAD = ("Deal ID", "Deal Name", "Owner", "Created Date", "Amount", "Stage")
_CALLS = "Activity ID,Date,Type,Owner,Outcome"


def _created(*cells: str) -> str:
    """A deal for each date."""
    return deals(*(f"D{number},Deal {number},Ann,{cell},10,Open" for number, cell in enumerate(cells, 1)))


def _rows(*cells: object) -> list[tuple[object, ...]]:
    return [_HEAD, *((f"D{number}", f"Deal {number}", "Ann", cell, 10, "Open") for number, cell in enumerate(cells, 1))]


def _calls(*cells: str, header: str = _CALLS) -> str:
    rows = (f"A{number},{cell},Call,Ann,Connected" for number, cell in enumerate(cells, 1))
    return "\n".join((header, *rows)) + "\n"


_TWO = "has cells that are day first and cells that are month first; others could be both"
_SWAPPED = (
    "has dates up to the 12th and texts after it (“13/4/2026”): a spreadsheet may have swapped their day and month"
)
_TURNED = "the dates up to the 12th were read the other way round by a spreadsheet and are turned back, as told"
_EARLY = ("2026-03-04", "2026-01-02", "2026-05-06", "2026-12-11")
_HALF = _rows(*_EARLY, "13/04/2026", "25/04/2026")


def _early_days(book_, sheet) -> None:
    shown = book_.add_format({"num_format": "yyyy-mm-dd"})
    for row, day in enumerate(_EARLY, 1):
        sheet.write_datetime(row, 3, at(day).replace(tzinfo=None), shown)


DAY_OR_MONTH = (
    Trap(
        "a thirteenth day settles day first",
        {"deals.csv": _created("03/04/2026", "13/04/2026", "05/06/2026")},
        {"opportunities.created_at": ["2026-04-03", "2026-04-13", "2026-06-05"]},
        ("Created Date: day first (“13/04/2026” in row 3)",),
    ),
    Trap(
        "a thirteenth day in second place settles month first",
        {"deals.csv": _created("03/04/2026", "04/13/2026", "05/06/2026")},
        {"opportunities.created_at": ["2026-03-04", "2026-04-13", "2026-05-06"]},
        ("Created Date: month first (“04/13/2026” in row 3)",),
    ),
    Trap(
        "each column has its own order",
        {
            "deals.csv": deals(
                "D1,A,Ann,13/04/2026,04/20/2026,5,Won",
                "D2,B,Ann,03/04/2026,05/06/2026,6,Won",
                header="Deal ID,Deal Name,Owner,Created Date,Close Date,Amount,Stage",
            )
        },
        {
            "opportunities.created_at": ["2026-04-13", "2026-04-03"],
            "opportunities.closed_at": ["2026-04-20", "2026-05-06"],
        },
        ("Created Date: day first (“13/04/2026” in row 2)", "Close Date: month first (“04/20/2026” in row 2)"),
    ),
    Trap(
        "another column of the file settles it",
        {
            "deals.csv": deals(
                "D1,A,Ann,03/04/2026,20/04/2026,5,Won",
                "D2,B,Ann,04/04/2026,05/06/2026,6,Won",
                header="Deal ID,Deal Name,Owner,Created Date,Close Date,Amount,Stage",
            )
        },
        {"opportunities.created_at": ["2026-04-03", "2026-04-04"]},
        ("Created Date: day first, as in other columns of the file", "Close Date: day first (“20/04/2026” in row 2)"),
    ),
    Trap(
        "firsts of months",
        {"quotas.csv": "Rep,Period start,Amount\nAnn,01/04/2026,5\nAnn,01/05/2026,6\nAnn,01/06/2026,7\n"},
        {"quotas.period_start": ["2026-04-01", "2026-05-01", "2026-06-01"]},
        ("Period start: day first, always the first of a month",),
    ),
    Trap(
        "firsts of months over the turn of a year, month first",
        {"quotas.csv": "Rep,Period start,Amount\nAnn,11/01/2025,5\nAnn,12/01/2025,6\nAnn,01/01/2026,7\n"},
        {"quotas.period_start": ["2025-11-01", "2025-12-01", "2026-01-01"]},
        ("Period start: month first, always the first of a month",),
    ),
    Trap(
        "days of a January look like months and are asked for",
        {"deals.csv": _created("02/01/2026", "03/01/2026", "04/01/2026")},
        {"opportunities.created_at": [None, None, None]},
        ("Column “Created Date”: could be day first or month first (“2/1/2026”)",),
    ),
    Trap(
        "what nothing settles is asked for",
        {"deals.csv": _created("03/04/2026", "05/06/2026")},
        {"opportunities.created_at": [None, None], "opportunities.amount": [10.0, 10.0]},
        ("Column “Created Date”: could be day first or month first (“3/4/2026”)",),
    ),
    Trap(
        "an answer settles what the cells leave open",
        {"deals.csv": _created("03/04/2026", "05/06/2026")},
        {"opportunities.created_at": ["2026-04-03", "2026-06-05"]},
        ("Created Date: day first, as told",),
        {"dates": "dmy"},
    ),
    Trap(
        "no answer goes against a thirteenth day",
        {"deals.csv": _created("03/04/2026", "13/04/2026")},
        {"opportunities.created_at": ["2026-04-03", "2026-04-13"]},
        ("Created Date: day first (“13/04/2026” in row 3)",),
        {"dates": "mdy"},
    ),
    Trap(
        "dots are written day first",
        {"deals.csv": _created("03.04.26", "5.6.2026")},
        {"opportunities.created_at": ["2026-04-03", "2026-06-05"]},
        ("Created Date: day first (“03.04.26” in row 2)",),
    ),
    Trap(
        "texts among the dates of a workbook",
        {"deals.xlsx": book({"Deals": _rows("03/04/2026", "13/04/2026", "1 May 2026")})},
        {"opportunities.created_at": ["2026-04-03", "2026-04-13", "2026-05-01"]},
        ("Created Date: day first (“13/04/2026” in row 3)",),
    ),
)
SEVERAL_WAYS = (
    Trap(
        "one column, five ways to write a day",
        {"deals.csv": _created("13.04.2026", "2026-04-14", "15 Apr 2026", "46128", "17/04/2026 09:30")},
        {
            "opportunities.created_at": [
                "2026-04-13",
                "2026-04-14",
                "2026-04-15",
                "2026-04-16",
                "2026-04-17 09:30",
            ]
        },
        ("Created Date: day first (“13.04.2026” in row 2)",),
    ),
    Trap(
        "a cell against all others",
        {"deals.csv": _created("13/04/2026", "14/04/2026", "04/15/2026")},
        {"opportunities.created_at": ["2026-04-13", "2026-04-14", None]},
        ("Created Date: day first (“13/04/2026” in row 2)", "Column “Created Date”: not a date (row 4)"),
    ),
    Trap(
        "both orders leave a third cell open",
        {"deals.csv": _created("13/04/2026", "14/04/2026", "04/15/2026", "01/02/2026")},
        {"opportunities.created_at": [None, None, None, None]},
        (f"Column “Created Date”: {_TWO} (“1/2/2026”)",),
    ),
    Trap(
        "both orders, once told",
        {"deals.csv": _created("13/04/2026", "14/04/2026", "04/15/2026", "01/02/2026")},
        {"opportunities.created_at": ["2026-04-13", "2026-04-14", None, "2026-02-01"]},
        ("Created Date: day first, as told", "Column “Created Date”: not a date (row 4)"),
        {"dates": "dmy"},
    ),
    Trap(
        "a spreadsheet took what it could for dates, the other way round",
        {"deals.xlsx": book({"Deals": _HALF}, _early_days)},
        {"opportunities.created_at": [None] * 6},
        (f"Column “Created Date”: {_SWAPPED}",),
    ),
    Trap(
        "the same, once told that the file was day first",
        {"deals.xlsx": book({"Deals": _HALF}, _early_days)},
        {
            "opportunities.created_at": [
                "2026-04-03",
                "2026-02-01",
                "2026-06-05",
                "2026-11-12",
                "2026-04-13",
                "2026-04-25",
            ]
        },
        (f"Created Date: {_TURNED}",),
        {"dates": "dmy"},
    ),
    Trap(
        "the same, once told that the spreadsheet was right",
        {"deals.xlsx": book({"Deals": _HALF}, _early_days)},
        {
            "opportunities.created_at": [
                "2026-03-04",
                "2026-01-02",
                "2026-05-06",
                "2026-12-11",
                "2026-04-13",
                "2026-04-25",
            ]
        },
        ("Created Date: day first (“13/04/2026” in row 6)",),
        {"dates": "mdy"},
    ),
    Trap(
        "months in French and Spanish, months alone",
        {"deals.csv": _created("3 mars 2026", "1 août 2026", "4 dic. 2026", "05/2026", "13/04/2026")},
        {"opportunities.created_at": ["2026-03-03", "2026-08-01", "2026-12-04", "2026-05-01", "2026-04-13"]},
        ("Created Date: day first (“13/04/2026” in row 6)",),
    ),
    Trap(
        "serial numbers",
        {"deals.xlsx": book({"Deals": _rows(46127, 46128.5, 46127, 46130)})},
        {"opportunities.created_at": ["2026-04-15", "2026-04-16 12:00", "2026-04-15", "2026-04-18"]},
        ("Created Date: numbers count days, as in a spreadsheet",),
    ),
    Trap(
        "serial numbers of the calendar that begins in 1904",
        {"deals.xlsx": book({"Deals": _rows(44665, 44666)}, date_1904=True)},
        {"opportunities.created_at": ["2026-04-15", "2026-04-16"]},
        ("Created Date: numbers count days, as in a spreadsheet that begins in 1904",),
    ),
    Trap(
        "numbers that are no dates",
        {"deals.xlsx": book({"Deals": _rows(46127, 12, 99999, 46127)})},
        {"opportunities.created_at": ["2026-04-15", None, None, "2026-04-15"]},
        ("Column “Created Date”: not a date (rows 3 and 4)",),
    ),
    Trap(
        "the years 0205 and 9999",
        {"deals.csv": _created("2026-04-13", "0205-04-13", "2026-04-14", "9999-12-31", "2026-04-15")},
        {"opportunities.created_at": ["2026-04-13", None, "2026-04-14", None, "2026-04-15"]},
        ("Column “Created Date”: a year before 1950 or after 2100 (rows 3 and 5)",),
    ),
    Trap(
        "a day that no calendar has",
        {"deals.csv": _created("2026-02-28", "2026-02-30", "soon", "2026-03-01")},
        {"opportunities.created_at": ["2026-02-28", None, None, "2026-03-01"]},
        ("Column “Created Date”: not a date (rows 3 and 4)",),
    ),
)
ZONES = (
    Trap(
        "wall times and times with an offset in one column",
        {"calls.csv": _calls("2026-03-02T08:00:00+05:30", "2026-03-02 08:00", "2026-03-02T08:00:00Z")},
        {"activities.happened_at": ["2026-03-02 02:30", "2026-03-02 07:00", "2026-03-02 08:00"]},
        ("Date: times with an offset from UTC are converted",),
        {"zone": "Europe/Berlin"},
    ),
    Trap(
        "days as midnights in UTC",
        {"calls.csv": _calls("2026-03-02T00:00:00Z", "2026-03-03T00:00:00.000Z")},
        {"activities.happened_at": ["2026-03-02", "2026-03-03"]},
        ("Date: always midnight with an offset from UTC, hence days without a time",),
        {"zone": "America/New_York"},
    ),
    Trap(
        "a zone in the header that many write all the year round",
        {"calls.csv": _calls("2026-03-02 08:00", "2026-07-02 08:00", header=_CALLS.replace("Date", "Date (CET)"))},
        {"activities.happened_at": ["2026-03-02 13:00", "2026-07-02 12:00"]},
        ("Date (CET): its times are taken in America/New_York, whatever the header says",),
        {"zone": "America/New_York"},
    ),
    Trap(
        "an hour that the clock skipped",
        {"calls.csv": _calls("2026-03-29 01:59", "2026-03-29 02:30", "2026-03-29 03:00")},
        {"activities.happened_at": ["2026-03-29 00:59", "2026-03-29 01:00", "2026-03-29 01:00"]},
        ("Column “Date”: the clock skipped this time (clock change), the next one that exists is taken (row 3)",),
        {"zone": "Europe/Berlin"},
    ),
    Trap(
        "an hour that the clock showed twice",
        {"calls.csv": _calls("2026-10-25 01:30", "2026-10-25 02:30", "2026-10-25 03:30")},
        {"activities.happened_at": ["2026-10-24 23:30", "2026-10-25 00:30", "2026-10-25 02:30"]},
        ("Column “Date”: the clock showed this time twice (clock change), the first one is taken (row 3)",),
        {"zone": "Europe/Berlin"},
    ),
    Trap(
        "a date without a time stays that day in every zone",
        {"calls.xlsx": book({"Calls": [_CALLS.split(","), ["A1", 46127, "Call", "Ann", "Connected"]]})},
        {"activities.happened_at": ["2026-04-15"]},
        ("Date: numbers count days, as in a spreadsheet",),
        {"zone": "Pacific/Auckland"},
    ),
)
