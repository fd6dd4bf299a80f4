"""Figures are scored beside the window, never by the thread that paints it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from salesdesk.insights.board import Board
from salesdesk.kpis import score as scoring
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.ui import work
from salesdesk.ui.dialogs.figures import FiguresDialog
from salesdesk.ui.pages import PAGES
from tests.company import company_log
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

KEYS = [page.key for page in PAGES]


@pytest.fixture
def scored_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The keys of all KPIs that the interface thread scored itself."""
    here, really = [], scoring._scored

    def watched(kpi: Any, *rest: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            here.append(kpi.key)
        return really(kpi, *rest)

    monkeypatch.setattr(scoring, "_scored", watched)
    return here


def other(selection: Selection, region: str, period: str) -> Selection:
    chosen = replace(selection, period=parse_period(period, company_log().span))
    return chosen.only("region", frozenset({region}))


def test_that_a_changed_filter_is_scored_beside_the_window_on_every_page(
    driver: Driver, scored_here: list[str]
) -> None:
    driver.put(company_log())
    unlike = product(("2026-Q2", "2026-05"), ("North", "East", "South", "West", "none"))  # nothing is known beforehand
    for key, (period, region) in zip(KEYS, unlike, strict=False):
        driver.page(key)
        scored_here.clear()
        driver.desk.select(other(driver.desk.selection, region, period))
        driver.settle()
        assert driver.desk.board.is_marked
        assert not scored_here, key


def test_that_pages_opened_before_all_figures_are_there_wait_for_theirs(
    driver: Driver, scored_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unmarked(scored: Board, _: object) -> Board:
        return scored

    monkeypatch.setattr(work, "mark_changes", unmarked)
    driver.put(company_log())
    for first in ("overview", "data"):
        driver.page(first)
        driver.desk.select(other(driver.desk.selection, "South", "2026-Q1"))
        driver.settle()
        scored_here.clear()
        for key in KEYS:
            page = driver.page(key)
            assert page._shown is driver.desk.board, key
            assert not scored_here, key
    driver.page("data")
    driver.desk.select(other(driver.desk.selection, "East", "2026-Q1"))
    driver.desk.command_wanted.emit("figures")
    driver.settle()
    assert [found for found in driver.window.findChildren(FiguresDialog) if found.isVisible()]
    assert not scored_here
