"""Several exports: the same one twice, overlapping ones, a later one that rewrote history; and odd deals in them."""

from tests.reading.traps.trap import Trap, deals

_MARCH = deals("D1,A,Ann,2026-03-01,5,Open", "D2,B,Ann,2026-03-02,6,Open", "D3,C,Bea,2026-03-03,7,Open")
_NO_IDS = "Deal Name,Owner,Created Date,Amount,Stage"
_TOUCHES = "Date,Type,Owner,Contact,Outcome\n{}\n"
_LINES = "Order ID,Order date,Product,Quantity,Amount,Customer\n{}\n"

TWICE = (
    Trap(
        "the same file under two names",
        {"deals.csv": _MARCH, "deals (1).csv": _MARCH},
        {"opportunities.opportunity_id": ["D1", "D2", "D3"], "opportunities.amount": [5, 6, 7]},
        ("Not used: it has the same content as deals.csv",),
    ),
    Trap(
        "overlapping exports with ids: the newest row wins",
        {
            "deals-2026-03-01.csv": _MARCH,
            "deals-2026-04-01.csv": deals(
                "D3,C,Bea,2026-03-03,9,Won", "D2,B,Ann,2026-03-02,6,Open", "D1,A,Ann,2026-03-01,5,Open"
            ),
        },
        {"opportunities.opportunity_id": ["D3", "D2", "D1"], "opportunities.amount": [9, 6, 5]},
        (
            "Set aside: identical copies (rows 2 and 3)",
            "Set aside: older versions of a record (row 4)",
            "Opportunities: 1 record was changed since deals-2026-03-01.csv (row 2)",
        ),
    ),
    Trap(
        "the date in the name decides which is newer, not the order of opening",
        {
            "deals-2026-04-01.csv": deals("D1,A,Ann,2026-03-01,9,Open"),
            "deals-2026-03-01.csv": deals("D1,A,Ann,2026-03-01,5,Open"),
        },
        {"opportunities.amount": [9]},
        (
            "Set aside: older versions of a record (row 2)",
            "Opportunities: 1 record was changed since deals-2026-03-01.csv (row 2)",
        ),
    ),
    Trap(
        "a date in the name with its day first",
        {
            "deals 30.04.2026.csv": deals("D1,A,Ann,2026-03-01,9,Open"),
            "deals 31.03.2026.csv": deals("D1,A,Ann,2026-03-01,5,Open"),
        },
        {"opportunities.amount": [9]},
        ("Opportunities: 1 record was changed since deals 31.03.2026.csv (row 2)",),
    ),
    Trap(
        "overlapping exports without ids",
        {
            "a.csv": deals("A,Ann,2026-03-01,5,Open", "B,Ann,2026-03-02,6,Open", header=_NO_IDS),
            "b.csv": deals("B,Ann,2026-03-02,6,Open", "C,Bea,2026-03-03,7,Open", header=_NO_IDS),
        },
        {"opportunities.name": ["A", "B", "C"], "opportunities.amount": [5, 6, 7]},
        ("Set aside: identical copies (row 2)",),
    ),
    Trap(
        "a deal without an id that went on between two exports",
        {
            "a.csv": deals("A,Ann,2026-03-01,5,Open", "B,Ann,2026-03-02,6,Open", header=_NO_IDS),
            "b.csv": deals("B,Ann,2026-03-02,6,Won", "C,Bea,2026-03-03,7,Open", header=_NO_IDS),
        },
        {"opportunities.name": ["A", "B", "B", "C"]},
        ("Also in another file, with other cells and without an id: counted twice (row 2)",),
    ),
    Trap(
        "an id that comes again in one file",
        {"deals.csv": deals("D1,A,Ann,2026-03-01,5,Open", "D2,B,Ann,2026-03-02,6,Open", "D1,A,Ann,2026-03-01,9,Open")},
        {"opportunities.opportunity_id": ["D2", "D1"], "opportunities.amount": [6, 9]},
        ("Set aside: rows whose id comes again further down (row 2)",),
    ),
    Trap(
        "two touches in one minute are one",
        {
            "calls.csv": _TOUCHES.format(
                "2026-03-01 09:00:10,Call,Ann,x@y.z,Connected\n2026-03-01 09:00:40,Call,Ann,x@y.z,Connected\n"
                "2026-03-01 09:01:10,Call,Ann,x@y.z,Connected"
            )
        },
        {"activities.happened_at": ["2026-03-01 09:00", "2026-03-01 09:01"]},
        ("Set aside: repeated touches (row 3)",),
    ),
    Trap(
        "two equal purchases are two",
        {
            "orders.csv": _LINES.format(
                "O1,2026-03-01,Lamp,1,50,Acme\nO1,2026-03-01,Lamp,1,50,Acme\nO2,2026-03-02,Desk,1,200,Acme"
            )
        },
        {"order_lines.amount": [50, 50, 200]},
        ("1 order line equals another one in every column; all are counted",),
    ),
)
HISTORY = (
    Trap(
        "another owner, another amount, back-dated, vanished",
        {
            "deals-2026-03-31.csv": _MARCH,
            "deals-2026-04-30.csv": deals("D1,A,Bea,2026-02-01,9,Won", "D2,B,Ann,2026-03-02,6,Open"),
        },
        {"opportunities.opportunity_id": ["D3", "D1", "D2"], "opportunities.owner_rep_id": ["Bea", "Bea", "Ann"]},
        (
            "Opportunities: 1 record was changed since deals-2026-03-31.csv (row 2)",
            "Opportunities: 1 record has another owner than in deals-2026-03-31.csv (row 2)",
            "Opportunities: 1 record has an earlier date than in deals-2026-03-31.csv (row 2)",
            ("Opportunities: 1 record of deals-2026-03-31.csv is not in it any more and still counts (row 4 there)"),
        ),
    ),
)
_ENDED = "Deal ID,Deal Name,Owner,Created Date,Close Date,Amount,Stage"
ODD_DEALS = (
    Trap(
        "won without an amount",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,,Closed Won",
                "D2,B,Ann,2026-03-01,2026-03-05,50,Closed Won",
                header=_ENDED,
            )
        },
        {"opportunities.status": ["won", "won"], "opportunities.amount": [None, 50]},
        ("Won deals without an amount count as deals and add no money (row 2)",),
    ),
    Trap(
        "an amount on a lost deal",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,70,Closed Lost",
                "D2,B,Ann,2026-03-01,2026-03-05,50,Closed Won",
                header=_ENDED,
            )
        },
        {"opportunities.status": ["lost", "won"], "opportunities.amount": [70, 50]},
        ("Lost deals keep their amount; it never counts as sales.",),
    ),
    Trap(
        "closed before it was created",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-09,2026-03-05,50,Closed Won",
                "D2,B,Ann,2026-03-05,2026-03-05,50,Closed Won",
                header=_ENDED,
            )
        },
        {"opportunities.closed_at": ["2026-03-05", "2026-03-05"], "opportunities.status": ["won", "won"]},
        ("Deals closed before they were created count, but not in the length of the sales cycle (row 2)",),
    ),
    Trap(
        "a stage that does not tell how the deal ended",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,50,Closed",
                "D2,B,Ann,2026-03-01,2026-03-05,50,Closed Won",
                header=_ENDED,
            )
        },
        {"opportunities.status": [None, "won"]},
        ("The stage does not tell whether these deals are open, won or lost (row 2)",),
    ),
    Trap(
        "a word that no list of outcomes has",
        {
            "calls.csv": "Activity ID,Date,Type,Owner,Outcome\n"
            "A1,2026-03-02,Call,Ann,Connected\nA2,2026-03-03,Call,Ann,Sang a song\n"
        },
        {"activities.outcome": ["connected", "Sang a song"]},
        ("Column “Outcome”: “Sang a song” is none of the known words and is kept as it stands (row 3)",),
    ),
    Trap(
        "not won yet, and won in other languages",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,1,Not won",
                "D2,B,Ann,2026-03-01,2026-03-05,2,Gewonnen",
                "D3,C,Ann,2026-03-01,2026-03-05,3,Perdu",
                "D4,D,Ann,2026-03-01,2026-03-05,4,Lost - not a fit",
                "D5,E,Ann,2026-03-01,2026-03-05,5,Signed",
                header=_ENDED,
            )
        },
        {"opportunities.status": [None, "won", "lost", "lost", None]},
        ("The stage does not tell whether these deals are open, won or lost (rows 2 and 6)",),
    ),
    Trap(
        "no stage says won or lost",
        {"deals.csv": deals("D1,A,Ann,2026-03-01,2026-03-05,1,Vunnet", header=_ENDED)},
        {"opportunities.status": ["open"]},
        ("No stage says won or lost: deals whose stage says nothing else count as open",),
    ),
    Trap(
        "stage and status disagree",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,1,Closed Lost,Won",
                "D2,B,Ann,2026-03-01,2026-03-05,2,Negotiation,Won",
                header=_ENDED + ",Status",
            )
        },
        {"opportunities.status": ["won", "won"]},
        ("Stage and status disagree on whether these deals were won; the status counts (row 2)",),
    ),
    Trap(
        "closed in a year that is a slip",
        {
            "deals.csv": deals(
                "D1,A,Ann,2026-03-01,2026-03-05,1,Won",
                "D2,B,Ann,2026-03-02,2062-03-05,2,Won",
                "D3,C,Ann,2026-03-03,2026-03-06,3,Won",
                header=_ENDED,
            )
        },
        {"opportunities.closed_at": ["2026-03-05", "2062-03-05", "2026-03-06"]},
        ("Closed is years after all others, and the log ends with it: check it (row 3)",),
    ),
)
