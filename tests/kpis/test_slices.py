"""From a selection to a cut, and who is listed without having rows."""

import numpy as np
import pandas as pd

from salesdesk.kpis.book import Book
from salesdesk.kpis.slices import cut_for, listed, mask_of
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL, Period
from salesdesk.models.selection import Selection

BOOK = Book(
    SalesLog(
        {
            "reps": pd.DataFrame({"name": ["Ada", "Bo", "Cy"], "team": ["East", "West", None]}),
            "products": pd.DataFrame({"name": ["Pen"]}),
        }
    )
)


def test_that_labels_become_masks_with_nobody_in_the_last_place() -> None:
    assert mask_of(BOOK, "rep", {"Bo", "(no rep)", "Zed"}).tolist() == [False, True, False, True]


def test_that_a_selection_asks_for_its_own_period_unless_told_otherwise() -> None:
    selection = Selection(ALL, keep={"team": frozenset({"East"})})
    assert cut_for(BOOK, selection).periods == (ALL,)
    march = Period(10, 20)
    cut = cut_for(BOOK, selection, by=("rep",), periods=(march,))
    assert (cut.periods, cut.by, cut.filtered) == ((march,), ("rep",), ("team",))


def test_that_everybody_is_listed_who_is_not_filtered_away() -> None:
    every = cut_for(BOOK, Selection(ALL))
    assert listed(BOOK, every, "rep").tolist() == [True, True, True, False]
    assert listed(BOOK, every.only("rep", mask_of(BOOK, "rep", {"Cy", "(no rep)"})), "rep").tolist() == [
        False, False, True, False,
    ]  # fmt: skip


def test_that_a_filter_on_the_team_lists_its_reps() -> None:
    cut = cut_for(BOOK, Selection(ALL, keep={"team": frozenset({"West"})}))
    assert listed(BOOK, cut, "rep").tolist() == [False, True, False, False]
    nobody = cut_for(BOOK, Selection(ALL, keep={"team": frozenset({"(none)"})}))
    assert listed(BOOK, nobody, "rep").tolist() == [False, False, True, False]


def test_that_a_filter_on_something_else_lists_all_reps() -> None:
    cut = cut_for(BOOK, Selection(ALL, keep={"product": frozenset()}))
    assert listed(BOOK, cut, "rep").sum() == 3


def test_that_a_cut_is_empty_when_the_filters_on_one_dimension_leave_nobody() -> None:
    every = cut_for(BOOK, Selection(ALL))
    bo, nobody = (mask_of(BOOK, "rep", {name}) for name in ("Bo", "(no rep)"))
    assert not every.is_empty
    assert not every.only("rep", nobody).is_empty
    assert every.only("rep", mask_of(BOOK, "rep", {"Zed"})).is_empty
    assert every.only("rep", bo).only("rep", nobody).is_empty


def test_that_cuts_that_ask_the_same_have_the_same_key() -> None:
    mask = np.array([True, False])
    first, second = (cut_for(BOOK, Selection(ALL)).only("product", each) for each in (mask, mask.copy()))
    assert first.key == second.key
    assert first.key != first.only("product", ~mask).key
    assert first.sliced("rep").key != first.key
    assert first.kept_by({"rep"}).filtered == ()
    assert first.dims == {"product"}
