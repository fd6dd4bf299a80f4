"""Rows that are no records: titles, headers, totals, notes; and rows or cells that a sheet hides or lacks."""

from tests.reading.traps.trap import Trap, book, deals

_HEAD = "Deal ID,Deal Name,Owner,Created Date,Amount,Stage"
_FOUR = (
    "D1,A,Ann,2026-03-01,5,Open",
    "D2,B,Ann,2026-03-02,6,Open",
    "D3,C,Bea,2026-03-03,7,Open",
    "D4,D,Bea,2026-03-04,8,Open",
)
_IDS = {"opportunities.opportunity_id": ["D1", "D2", "D3", "D4"], "opportunities.amount": [5, 6, 7, 8]}
_SHEET = [tuple(row.split(",")) for row in (_HEAD, *_FOUR)]


def _lines(*lines: str) -> dict[str, str]:
    return {"deals.csv": "\n".join(lines) + "\n"}


HEADERS = (
    Trap(
        "a title and a filter above",
        _lines("Opportunity report,,,,,", "As of 1 April 2026,,,,,", "", _HEAD, *_FOUR),
        _IDS,
        ("The column names stand in row 4.",),
    ),
    Trap(
        "a line that names the separator",
        _lines("sep=;", *(line.replace(",", ";") for line in (_HEAD, *_FOUR))),
        _IDS,
        ("The column names stand in row 2.",),
    ),
    Trap(
        "names in two rows",
        _lines("Deal,,Owner,,Deal,", "ID,Name,Name,Created Date,Amount,Stage", *_FOUR),
        {**_IDS, "opportunities.owner_rep_id": ["Ann", "Ann", "Bea", "Bea"]},
        ("Column names are spread over two rows.",),
    ),
    Trap(
        "names repeated on every page",
        _lines(_HEAD, *_FOUR[:2], _HEAD, *_FOUR[2:]),
        _IDS,
        ("Set aside: repeated headers (row 4)",),
    ),
    Trap(
        "names repeated in capitals, below the end of a page and a title",
        _lines(_HEAD, *_FOUR[:2], "Page 1 of 2,,,,,", "Opportunity report,,,,,", _HEAD.upper(), *_FOUR[2:]),
        _IDS,
        (
            "Set aside: repeated headers (row 6)",
            "Set aside: titles and page numbers between pages (rows 4 and 5)",
        ),
    ),
    Trap(
        "a preamble of fourteen lines",
        _lines(*(f"Filter {n}: any,,,,," for n in range(14)), _HEAD, *_FOUR),
        _IDS,
        ("The column names stand in row 15.",),
    ),
    Trap(
        "another table below the first one, with a title and names of its own",
        {
            "deals.xlsx": book(
                {
                    "Deals": [
                        *_SHEET,
                        (),
                        ("Complaints",),
                        ("Customer", "When", "What went wrong"),
                        ("Acme", 46023, "late"),
                        ("Bolt", 46024, "rude"),
                    ]
                }
            )
        },
        {"opportunities.opportunity_id": ["D1", "D2", "D3", "D4"]},
        (
            "It stands below another table of the sheet.",
            "Not used: only 1 of its 3 columns could belong to a sales log (“Customer”)",
        ),
    ),
    Trap(
        "another table above a fuller one",
        _lines("Rep,Quota,Month,,,", "Ann,900,2026-01,,,", "Bea,800,2026-01,,,", ",,,,,", _HEAD, *_FOUR),
        _IDS,
        (
            "Rows 1 to 3 look like another table and are not read: give it its own sheet",
            "The column names stand in row 5.",
        ),
    ),
    Trap(
        "names of groups above names that say enough by themselves",
        _lines(
            "Deal,,Sales person,Dates,,Value,",
            "ID,Name,,Created,Closed,Amount,Stage",
            *(",".join((*row.split(",")[:4], "", *row.split(",")[4:])) for row in _FOUR),
        ),
        {**_IDS, "opportunities.created_at": ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]},
        ("Column names are spread over two rows.",),
    ),
    Trap(
        "a note below the table in two cells",
        _lines(_HEAD, *_FOUR, "Printed,2026-04-01,,,,"),
        _IDS,
        ("Set aside: notes below the table (row 6)",),
    ),
    Trap(
        "notes below the table",
        _lines(_HEAD, *_FOUR, "", "Confidential Information - Do Not Distribute", "Copyright (c) 2026 Example Inc."),
        _IDS,
        ("Set aside: empty rows (row 6)", "Set aside: notes below the table (rows 7 and 8)"),
    ),
    Trap(
        "columns without a known name",
        _lines(_HEAD + ",Moon phase", *(row + ",full" for row in _FOUR)),
        _IDS,
        ("1 column is not used: “Moon phase”",),
    ),
)
TOTALS = (
    Trap(
        "a row that says total",
        _lines(_HEAD, *_FOUR, "Total,,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (row 6)",),
    ),
    Trap(
        "subtotals of groups, known by label and sum",
        _lines(_HEAD, *_FOUR[:2], "Ann subtotal,,,,11,", *_FOUR[2:], "Bea subtotal,,,,15,", "Grand total,,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (rows 4, 7 and 8)",),
    ),
    Trap(
        "totals in other languages",
        _lines(_HEAD, *_FOUR[:2], "Sous-total,,,,11,", *_FOUR[2:], "Gesamt,,,,26,", "Total EUR: 4,,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (rows 4, 7 and 8)",),
    ),
    Trap(
        "sums of groups without a label, the rep beside them",
        _lines(_HEAD, *_FOUR[:2], ",,Ann,,11,", *_FOUR[2:], ",,Bea,,15,", ",,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (rows 4, 7 and 8)",),
    ),
    Trap(
        "the total above all",
        _lines(_HEAD, ",,,,26,", *_FOUR),
        _IDS,
        ("Set aside: totals and subtotals (row 2)",),
    ),
    Trap(
        "a total with the day of the report",
        _lines(_HEAD, *_FOUR, "Total,,,2026-03-31,26,"),
        _IDS,
        ("Set aside: totals and subtotals (row 6)",),
    ),
    Trap(
        "an average below the total",
        _lines(_HEAD, *_FOUR, "Total,,,,26,", "Average,,,,6.5,"),
        _IDS,
        ("Set aside: totals and subtotals (rows 6 and 7)",),
    ),
    Trap(
        "products whose names begin like a total, in a list without dates",
        {"orders.csv": "Order ID,Product,Qty,Amount\nO1,Total Care,1,5\nO2,Sum 41,2,7\nO3,Grand Total,1,3\n,,4,15\n"},
        {"order_lines.product_id": ["Total Care", "Sum 41", "Grand Total"], "order_lines.amount": [5, 7, 3]},
        ("Set aside: totals and subtotals (row 5)",),
    ),
    Trap(
        "a sum without a label",
        _lines(_HEAD, *_FOUR, ",,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (row 6)",),
    ),
    Trap(
        "a deal whose name says total is a deal",
        _lines(_HEAD, *_FOUR[:3], "D4,Total,Bea,2026-03-04,8,Open", "Summe,,,,26,"),
        _IDS,
        ("Set aside: totals and subtotals (row 6)",),
    ),
)


def _hide_a_row(book_, sheet) -> None:
    sheet.set_row(2, None, None, {"hidden": True})


def _hide_the_second(book_, sheet, other) -> None:
    other.hide()


def _merge_owners(book_, sheet) -> None:
    sheet.merge_range("C2:C3", "Ann")
    sheet.merge_range("C4:C5", "Bea")


def _hide_a_column(book_, sheet) -> None:
    sheet.set_column(4, 4, None, None, {"hidden": True})
    sheet.set_column(8, 16_383, None, None, {"hidden": True})


HIDDEN = (
    Trap(
        "a hidden column is a column",
        {"deals.xlsx": book({"Deals": _SHEET}, _hide_a_column)},
        {"opportunities.amount": [5, 6, 7, 8]},
        ("1 hidden column is used like all others",),
    ),
    Trap(
        "a hidden row is a row",
        {"deals.xlsx": book({"Deals": _SHEET}, _hide_a_row)},
        {"opportunities.opportunity_id": ["D1", "D2", "D3", "D4"]},
        ("1 hidden row is used like all others",),
    ),
    Trap(
        "a hidden sheet is not used",
        {"deals.xlsx": book({"Deals": _SHEET[:3], "Old deals": [_SHEET[0], *_SHEET[3:]]}, _hide_the_second)},
        {"opportunities.opportunity_id": ["D1", "D2"]},
        ("Not used: a hidden sheet is not used",),
    ),
    Trap(
        "names above their groups are not filled down unasked",
        _lines(
            _HEAD, _FOUR[0], "D2,B,,2026-03-02,6,Open", _FOUR[2], "D4,D,,2026-03-04,8,Open", "D5,E,,2026-03-05,9,Open"
        ),
        {"opportunities.owner_rep_id": ["Ann", None, "Bea", None, None]},
        (
            (
                "Column “Owner”: its value stands in the first row of each group only: "
                "“Check or change…” can fill the rows below with it (rows 3, 5 and 6)"
            ),
        ),
    ),
    Trap(
        "names above their groups are filled down when somebody says so, never over a subtotal",
        _lines(_HEAD, _FOUR[0], "D2,B,,2026-03-02,6,Open", "Subtotal,,,,11,", "D3,C,,2026-03-03,7,Open", _FOUR[3]),
        {"opportunities.owner_rep_id": ["Ann", "Ann", None, "Bea"], **_IDS},
        (
            "Set aside: totals and subtotals (row 4)",
            "Column “Owner”: 1 cell was filled down, as you said; 1 more stays empty (row 3)",
        ),
        asked={"fill_down": ("owner",)},
    ),
    Trap(
        "merged cells are not filled down unasked",
        {
            "deals.xlsx": book(
                {"Deals": [_SHEET[0], *((*row[:2], None, *row[3:]) for row in _SHEET[1:])]}, _merge_owners
            )
        },
        {"opportunities.owner_rep_id": ["Ann", None, "Bea", None]},
        (
            "2 merged cells: their value stands in the first row only",
            (
                "Column “Owner”: its merged cells have their value in the first row only: "
                "“Check or change…” can fill the rows below with it (rows 3 and 5)"
            ),
        ),
    ),
    Trap(
        "merged cells are filled down when somebody says so",
        {
            "deals.xlsx": book(
                {"Deals": [_SHEET[0], *((*row[:2], None, *row[3:]) for row in _SHEET[1:])]}, _merge_owners
            )
        },
        {"opportunities.owner_rep_id": ["Ann", "Ann", "Bea", "Bea"], **_IDS},
        ("Column “Owner”: 2 cells were filled down, as you said (rows 3 and 5)",),
        asked={"fill_down": ("Owner",)},
    ),
)


def _never_calculated(book_, sheet) -> None:
    sheet.write_formula("E2", "=2+3", None, "")
    sheet.write_number("E3", 6)


def _errors(book_, sheet) -> None:
    for row, amount in ((1, 5), (3, 7), (4, 8)):
        sheet.write_number(row, 4, amount)
    sheet.write_formula("E3", "=1/0", None, "#DIV/0!")


CELLS = (
    Trap(
        "errors of a workbook",
        {"deals.xlsx": book({"Deals": _SHEET}, _errors)},
        {"opportunities.amount": [5, None, 7, 8]},
        ("Column “Amount”: #DIV/0! counts as an empty cell (row 3)",),
    ),
    Trap(
        "errors in a text file saved from a workbook",
        _lines(_HEAD, _FOUR[0], "D2,B,#N/A,2026-03-02,#DIV/0!,Open", *_FOUR[2:]),
        {"opportunities.owner_rep_id": ["Ann", None, "Bea", "Bea"], "opportunities.amount": [5, None, 7, 8]},
        (
            "Column “Owner”: #N/A counts as an empty cell (row 3)",
            "Column “Amount”: #DIV/0! counts as an empty cell (row 3)",
        ),
    ),
    Trap(
        "a formula that was never calculated is no zero",
        {
            "deals.xlsx": book(
                {"Deals": [_SHEET[0], *([*row[:4], None, "Open"] for row in _SHEET[1:3])]}, _never_calculated
            )
        },
        {"opportunities.amount": [None, 6]},
        ("1 formula was never calculated and counts as empty: open and save the file in Excel",),
    ),
    Trap(
        "rows of other lengths",
        _lines(_HEAD, _FOUR[0], _FOUR[1] + ",more", _FOUR[2], "D4,D,Bea,2026-03-04,8"),
        {**_IDS, "opportunities.stage": ["Open", "Open", "Open", None]},
        (
            "1 row has more fields than the header; the surplus is not used",
            "1 row has fewer fields than the header; the missing ones are empty",
        ),
    ),
    Trap(
        "a file that breaks off inside a quoted cell",
        _lines(_HEAD, *_FOUR, 'D5,E,"Be'),
        {
            "opportunities.opportunity_id": ["D1", "D2", "D3", "D4", "D5"],
            "opportunities.owner_rep_id": [
                "Ann",
                "Ann",
                "Bea",
                "Bea",
                "Be",
            ],
        },
        ("The file breaks off inside a cell, after a quotation mark that is never closed: look at its last row.",),
    ),
    Trap(
        "a quotation mark that is never closed",
        _lines(
            _HEAD,
            'D0,"5 inch,Zoe,2026-03-01,4,Open',
            *_FOUR,
            "D9,I,Bea,2026-03-04,8,Open",
            "D10,J,Bea,2026-03-05,9,Open",
        ),
        {
            "opportunities.opportunity_id": ["D0", "D1", "D2", "D3", "D4", "D9", "D10"],
            "opportunities.owner_rep_id": ["Zoe", "Ann", "Ann", "Bea", "Bea", "Bea", "Bea"],
        },
        ('A quotation mark (") in row 2 is not closed and was read as text: check what follows it',),
    ),
    Trap(
        "text of an older Windows",
        {"deals.csv": deals("D1,A,J\u00fcrgen,2026-03-01,5,Open", "D2,B,Zo\u00eb,2026-03-02,6,Open").encode("cp1252")},
        {"opportunities.owner_rep_id": ["J\u00fcrgen", "Zo\u00eb"]},
        ("The text is no UTF-8 and was read as Windows-1252 (Western European).",),
    ),
    Trap(
        "text in which every second byte is nothing",
        {
            "deals.csv": deals(
                "D1,A,J\u00fcrgen,2026-03-01,5,Open", "D2,B,Ann,2026-03-02,6,Open", _FOUR[2] + ",x"
            ).encode("utf-16")
        },
        {"opportunities.owner_rep_id": ["J\u00fcrgen", "Ann", "Bea"]},
        ("1 row has more fields than the header; the surplus is not used",),
    ),
)
