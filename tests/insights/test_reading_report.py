"""What was read, in words."""

from dataclasses import replace

from salesdesk.insights.reading_report import (
    DONE,
    field_of,
    issues_in_order,
    place_of,
    read_as,
    rows_text,
    set_aside,
    uncommon_notes,
    why_aside,
)
from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from tests.kpis.building import log

DEALS = Source("deals.csv", None, "opportunities", 1, 1200, 1190, {"no date": 7, "copies": 3}, notes=("comma", "odd"))
CALLS = Source("book.xlsx", "Calls", "activities", 1, 40, 40, notes=("comma",))
OTHER = Source("book.xlsx", "Old", None, 1, 5, 0, {"not used: odd": 5}, notes=("comma", "odd"))
FILES = replace(log(opportunities=[{"name": "x"}]), sources=(DEALS, CALLS, OTHER))


def test_that_rows_in_are_rows_used_and_rows_set_aside() -> None:
    assert rows_text(FILES) == "1,245 rows = 1,230 used + 15 set aside"
    assert rows_text(replace(FILES, sources=(replace(CALLS, rows=1, used=1),))) == "1 row = 1 used + 0 set aside"
    assert all(source.rows == source.used + set_aside(source) for source in FILES.sources)


def test_that_reasons_places_and_tables_are_named() -> None:
    assert why_aside(DEALS) == "no date (7), copies (3)"
    assert [place_of(source) for source in FILES.sources] == ["deals.csv", "book.xlsx · Calls", "book.xlsx · Old"]
    assert [read_as(source) for source in FILES.sources] == ["Opportunities", "Activities", "not used"]
    assert field_of(ColumnMatch("Owner", "opportunities", "amount", 90, "")) == "Opportunities: Amount"
    assert field_of(ColumnMatch("Zodiac", None, None, 0, "")) == "not used"


def test_that_notes_of_most_files_and_reasons_told_already_are_left_out() -> None:
    assert uncommon_notes(FILES) == ("", "", "")
    assert uncommon_notes(replace(FILES, sources=(DEALS, CALLS, CALLS))) == ("odd", "", "")


def test_that_what_cost_most_comes_first() -> None:
    issues = tuple(Issue("a.csv", None, effect.value, effect) for effect in (*Effect, *Effect))
    found = issues_in_order(replace(FILES, issues=issues))
    assert [issue.effect for issue in found] == [effect for effect in DONE for _ in range(2)]
    assert set(DONE) == set(Effect)
