"""Words: ids that look like numbers, values that look like nothing, one name in several spellings."""

from tests.reading.traps.trap import Trap, book, deals

_ROUNDED = "numbers of more than 15 digits were already rounded in the file, store them as text"
IDS = (
    Trap(
        "leading zeros and 1E5",
        {
            "deals.csv": deals(
                "00123,A,Ann,2026-03-01,5,Open", "1E5,B,Ann,2026-03-02,6,Open", "123,C,Ann,2026-03-03,7,Open"
            )
        },
        {"opportunities.opportunity_id": ["00123", "1E5", "123"]},
        ("Deal ID: kept as text, digit by digit (“00123”)",),
    ),
    Trap(
        "eighteen digits",
        {
            "deals.csv": deals(
                "123456789012345678,A,Ann,2026-03-01,5,Open", "123456789012345679,B,Ann,2026-03-02,6,Open"
            )
        },
        {"opportunities.opportunity_id": ["123456789012345678", "123456789012345679"]},
        ("Deal ID: kept as text, digit by digit (“123456789012345678”)",),
    ),
    Trap(
        "ids that differ in one capital, one of them with zeros in front",
        {
            "deals.csv": deals(
                "0060aB,A,Ann,2026-03-01,5,Open", "0060Ab,B,Ann,2026-03-02,6,Open", "007,C,Ann,2026-03-03,7,Open"
            )
        },
        {"opportunities.opportunity_id": ["0060aB", "0060Ab", "007"], "opportunities.amount": [5, 6, 7]},
        ("Deal ID: kept as text, digit by digit (“007”)",),
    ),
    Trap(
        "numbers that the spreadsheet has rounded",
        {
            "deals.xlsx": book(
                {
                    "Deals": [
                        ("Deal ID", "Deal Name", "Owner", "Created Date", "Amount", "Stage"),
                        (123456789012345678, "A", "Ann", "2026-03-01", 5, "Open"),
                        (7, "B", "Ann", "2026-03-02", 6, "Open"),
                    ]
                }
            )
        },
        {"opportunities.amount": [5, 6]},
        (f"Column “Deal ID”: {_ROUNDED} (row 2)",),
    ),
)
_NO_ID = "stands in several rows and is no id: they count as rows without one"
_LOST = "stands in several rows and was rounded by a spreadsheet: it tells no rows apart"
IDS += (
    Trap(
        "words for nothing are no ids",
        {"deals.csv": deals("n/a,A,Ann,2026-03-01,5,Open", "n/a,B,Ann,2026-03-02,6,Open", "-,C,Ann,2026-03-03,7,Open")},
        {
            "opportunities.opportunity_id": ["deals.csv row 2", "deals.csv row 3", "-"],
            "opportunities.amount": [5, 6, 7],
        },
        (f"Column “Deal ID”: “n/a” {_NO_ID} (rows 2 and 3)",),
    ),
    Trap(
        "ids that the spreadsheet has rounded until they were equal",
        {
            "deals.xlsx": book(
                {
                    "Deals": [
                        ("Deal ID", "Deal Name", "Owner", "Created Date", "Amount", "Stage"),
                        (123456789012345678, "A", "Ann", "2026-03-01", 5, "Open"),
                        (123456789012345679, "B", "Ann", "2026-03-02", 6, "Open"),
                    ]
                }
            )
        },
        {
            "opportunities.opportunity_id": ["deals.xlsx Deals row 2", "deals.xlsx Deals row 3"],
            "opportunities.amount": [5, 6],
        },
        (
            f"Column “Deal ID”: {_ROUNDED} (rows 2 and 3)",
            f"Column “Deal ID”: “123456789012345696” {_LOST} (rows 2 and 3)",
        ),
    ),
    Trap(
        "the same in a text file that a spreadsheet has saved",
        {"deals.csv": deals("1.23457E+17,A,Ann,2026-03-01,5,Open", "1.23457E+17,B,Ann,2026-03-02,6,Open")},
        {"opportunities.opportunity_id": ["deals.csv row 2", "deals.csv row 3"], "opportunities.amount": [5, 6]},
        (f"Column “Deal ID”: “1.23457E+17” {_LOST} (rows 2 and 3)",),
    ),
    Trap(
        "an apostrophe that keeps a number as it was typed",
        {"deals.csv": deals("'00123,A,Ann,'2026-03-01,'5.5,Open", "00124,B,'Ann,2026-03-02,-6.5,Open")},
        {
            "opportunities.opportunity_id": ["00123", "00124"],
            "opportunities.amount": [5.5, -6.5],
            "opportunities.owner_rep_id": ["Ann", "'Ann"],
        },
        ("Deal ID: kept as text, digit by digit (“00123”)",),
    ),
)
NOTHING = (
    Trap(
        "a region called NA",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,5,Open,NA",
                "D2,B,Ann,2026-03-02,6,Open,",
                header="Deal ID,Deal Name,Owner,Created Date,Amount,Stage,Region",
            )
        },
        {"opportunities.territory": ["NA", None]},
        ("Region: “NA” is a value here, not a blank",),
    ),
    Trap(
        "a rep called None",
        {"deals.csv": deals("D1,A,None,2026-03-01,5,Open", "D2,B,,2026-03-02,6,Open")},
        {"opportunities.owner_rep_id": ["None", None]},
        ("Owner: “None” is a value here, not a blank",),
    ),
)
SPELLINGS = (
    Trap(
        "capitals, blanks, blanks that do not break, marks that nobody sees",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,5,Open",
                "D2,B,Ann ,2026-03-02,5,Open",
                "D3,C,ANN,2026-03-03,5,Open",
                "D4,D,Ann\u00a0,2026-03-04,5,Open",
                "D5,E,A\u200bnn,2026-03-05,5,Open",
                "D6,F,A\uff4en,2026-03-06,5,Open",
            )
        },
        {"opportunities.owner_rep_id": ["Ann"] * 6},
        ("Column “Owner”: other spellings of “Ann” count as the same name (rows 4 and 7)",),
    ),
    Trap(
        "the commonest spelling is shown",
        {
            "deals.csv": deals(
                "D1,A,ann lee,2026-03-01,5,Open", "D2,B,Ann Lee,2026-03-02,5,Open", "D3,C,Ann Lee,2026-03-03,5,Open"
            )
        },
        {"opportunities.owner_rep_id": ["Ann Lee"] * 3},
        ("Column “Owner”: other spellings of “Ann Lee” count as the same name (row 2)",),
    ),
    Trap(
        "J. Smith and John Smith stay two until somebody joins them",
        {
            "deals.csv": deals(
                "D1,A,J. Smith,2026-03-01,5,Open",
                "D2,B,John Smith,2026-03-02,5,Open",
                "D3,C,JOHN SMITH,2026-03-03,5,Open",
            )
        },
        {"opportunities.owner_rep_id": ["J. Smith", "John Smith", "John Smith"]},
        ("Column “Owner”: other spellings of “John Smith” count as the same name (row 4)",),
    ),
)
