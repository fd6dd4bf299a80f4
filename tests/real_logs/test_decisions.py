"""What is decided about every file of the real logs, opened together and alone, before anybody is asked."""

from pathlib import Path

import pytest

from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked, Refused
from salesdesk.reading.grid import Grid
from salesdesk.reading.meanings import UNUSED_COLUMN
from salesdesk.reading.open import understand
from tests.real_logs.decided import columns_of, decided, name_of
from tests.real_logs.decisions import ANSWERS, DECISIONS
from tests.real_logs.matched import MATCHED
from tests.real_logs.oracles import grids_in

pytestmark = pytest.mark.usefixtures("reading_here")


@pytest.fixture(scope="module")
def grids(real_data):
    return lambda name: list(grids_in(real_data(name)))


def opened(grids: list[Grid], **asked) -> SalesLog:
    return understand(grids, Asked(**asked), Settings())


def tables_of(grids: list[Grid]) -> set[str]:
    """What the sheets are taken for; nothing if they are refused."""
    try:
        log = opened(grids)
    except Refused:
        return set()
    return {source.table for source in log.sources if source.table}


def test_that_every_real_log_is_listed(real_data):
    folders = {path.name for path in Path(real_data("")).iterdir() if path.is_dir()}
    assert DECISIONS.keys() | ANSWERS.keys() == folders


@pytest.mark.parametrize("name", DECISIONS)
def test_that_the_decisions_about_files_opened_together_are_right(grids, name):
    found = grids(name)
    log = opened(found)
    told = [(name_of(source), decided(grid, source)) for grid, source in zip(found, log.sources, strict=True)]
    assert told == list(DECISIONS[name])
    assert {name_of(source): told for source in log.sources if (told := columns_of(source))} == MATCHED[name]


@pytest.mark.parametrize("name", DECISIONS)
def test_that_a_file_alone_is_taken_for_the_same_or_refused(grids, name):
    """Contacts alone are leads; beside leads they are customers."""
    found = grids(name)
    for title in dict.fromkeys(grid.source for grid in found):
        expected = {one.table for place, one in DECISIONS[name] if place.partition("/")[0] == title} - {None}
        tables = tables_of([grid for grid in found if grid.source == title])
        assert tables == expected or (tables, expected) == ({"leads"}, {"customers"})


@pytest.mark.parametrize("name", ANSWERS)
def test_that_a_log_that_only_a_person_can_explain_opens_once_it_is_explained(grids, name):
    (grid,) = grids(name)
    with pytest.raises(Refused, match="not recognised"):
        opened([grid])
    log = opened([grid], columns=ANSWERS[name])
    (source,) = log.sources
    assert (source.used, source.header_row) == (len(grid), 1)
    read = {match.header: (match.table, match.field) for match in source.matches if match.field}
    assert read == {header: meant for header, meant in ANSWERS[name].items() if meant != UNUSED_COLUMN}
    if name == "bank_marketing":
        assert "5,289 yes, 39,922 no" in {match.decided for match in source.matches}
        bought = log.tables["leads"].groupby("channel", observed=True)["is_qualified"].sum()
        assert bought.to_dict() == {"cellular": 4369, "telephone": 390, "unknown": 530}
