"""The declarations of the tables hold together."""

import pytest

from salesdesk.models.columns import TEXT_KINDS, Table
from salesdesk.models.members import LISTED
from salesdesk.models.tables import BY_NAME, TABLES


def test_that_names_of_tables_are_unique() -> None:
    assert len(BY_NAME) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_a_table_declares_what_it_speaks_of(table: Table) -> None:
    names = {column.name for column in table.columns}
    assert {name for name in (table.key, table.naming, *table.any_of) if name} <= names
    assert len({column.label.casefold() for column in table.columns}) == len(names), "labels would collide as headers"
    assert table.about.endswith(".")
    for column in table.columns:
        assert column.about.endswith("."), f"{column.name} of {table.name} is not described"
        if column.refers:
            assert column.refers in LISTED
            assert column.kind in TEXT_KINDS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_no_alias_means_two_columns_of_one_table(table: Table) -> None:
    owners: dict[str, str] = {}
    for column in table.columns:
        for word in {column.label.casefold(), *column.aliases}:
            assert owners.setdefault(word, column.name) == column.name, f"{word} in {table.name}"
