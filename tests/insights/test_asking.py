"""Which columns are missing, for how many KPIs, and the letter that asks for them."""

from salesdesk.insights.asking import kpis_text, letter, missing_from, names_text
from salesdesk.insights.filled import Fill, Filled, all_filled
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID
from salesdesk.models.tables import TABLES
from tests.kpis.building import log


def lacking(kpi: str, *columns: str) -> Filled:
    return Filled(BY_ID[kpi], Fill.LACKING, lacking=columns or ("Activities: meetings",), columns=columns)


FOUND = (
    lacking("K01", "order_lines.amount"),
    lacking("K33", "opportunities.closed_at"),
    lacking("K38", "opportunities.closed_at", "opportunities.amount"),
    lacking("K30"),
    Filled(BY_ID["K13"], Fill.FIGURE, n=5),
)


def test_that_each_column_stands_once_with_the_kpis_that_wait_for_it() -> None:
    found = missing_from(FOUND)
    told = [(each.called, each.kpis, len(each.alone), kpis_text(each)) for each in found]
    assert told == [
        ("Opportunities: Closed", 2, 1, "Win rate, Average deal size"),
        ("Activities: meetings", 1, 1, "Meeting acceptance rate"),
        ("Order lines: Amount", 1, 1, "Net sales"),
        ("Opportunities: Amount", 1, 0, "Average deal size"),
    ]


def test_that_a_column_comes_with_its_meaning_and_its_usual_names() -> None:
    closed = missing_from(FOUND)[0]
    declared = closed.table.column("closed_at")
    assert closed.about == declared.about
    assert closed.names
    assert {name.casefold() for name in closed.names} <= set(declared.aliases)
    sentiment = missing_from([lacking("K28", "activities.sentiment")])[0]
    assert names_text(sentiment) == "Reply sentiment"


def test_that_rows_that_lack_something_are_asked_for_by_their_column() -> None:
    timeless = Filled(BY_ID["K26"], Fill.LACKING, lacking=("Leads: Created, with a time of day",))
    (asked,) = missing_from([timeless])
    assert asked.called == "Leads: Created, with a time of day"
    assert asked.about == "When the lead came in, with the time of day if known."
    assert "Create date" in asked.names


def test_that_the_letter_is_plain_and_goes_table_by_table() -> None:
    found = missing_from([*FOUND, lacking("K28", "activities.sentiment")])
    text = letter(found)
    assert "- Sentiment: What the reply sounds like. Often called: Reply sentiment.\n" in text
    assert "- meetings\n" in text
    assert text.index("Opportunities: Deals") < text.index("- Closed: ") < text.index("Activities: Calls")
    assert text.count("Opportunities: ") == 1
    assert text.startswith("Hello,\n\n")
    assert text.endswith("\n\nThank you!\n")
    assert not any(mark in text for mark in "<>_\t")


def test_that_every_kpi_that_lacks_something_is_asked_for() -> None:
    found = all_filled(Book(log(opportunities=[{"name": "x"}])))
    asked = missing_from(found)
    waiting = {kpi.id for each in asked for kpi in (*each.alone, *each.together)}
    assert waiting == {each.kpi.id for each in found if not each.can_be_worked_out}
    assert [each.kpis for each in asked] == sorted((each.kpis for each in asked), reverse=True)
    assert len({each.called for each in asked}) == len(asked)
    assert len(waiting) > len(ALL) / 2
    assert all(each.table in TABLES and each.about for each in asked)
