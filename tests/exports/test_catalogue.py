"""Every export: from a full, a sparse and an empty log."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import openpyxl
import pytest

from salesdesk.exports.breakdown import BY_DIM
from salesdesk.exports.catalogue import BY_KEY, EXPORTS, About, Export
from salesdesk.exports.subject import Hand
from salesdesk.exports.writer import workbook_bytes
from salesdesk.insights.board import Board, board
from salesdesk.insights.selections import first_selection
from salesdesk.kpis.book import Book
from salesdesk.models.period import ALL
from salesdesk.models.selection import Against, Selection
from tests.kpis.building import log

EVERY = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)


def sparse() -> Board:
    deals = [
        {
            "owner_rep_id": "=Ann",
            "stage": "Closed Won",
            "amount": 5.0,
            "created_at": "2026-03-02",
            "closed_at": "2026-03-05",
        },
        {"owner_rep_id": "Bo\x00b", "stage": "Open", "amount": None, "created_at": "2026-03-02", "name": "x" * 40_000},
        {
            "owner_rep_id": None,
            "stage": "Closed Lost",
            "amount": 7.0,
            "created_at": "2026-03-02",
            "closed_at": "2026-03-09",
        },
    ]
    made = log(opportunities=deals)
    return board(Book(made), Selection(ALL, Against.NOTHING))


def empty() -> Board:
    made = log(opportunities=[])
    return board(Book(made), first_selection(made))


def rep_for(export: Export, scored: Board) -> str | None:
    return scored.rep_names()[0] if export.subject is About.REP else None


@EVERY
def test_that_it_is_found_by_its_key(export: Export) -> None:
    assert BY_KEY[export.key] is export
    assert export.title


@EVERY
def test_that_it_shows_every_kpi_that_has_a_value(export: Export, hand: Hand) -> None:
    rep = rep_for(export, hand.board)
    text = str(export.plan(hand, rep).sheets[0])
    for line in hand.subject(rep).lines:
        told_apart = export.key == "show_team" and line.kpi.key in BY_DIM  # the same sum once more
        assert line.kpi.name in text or not line.has_value or told_apart


@EVERY
def test_that_a_sparse_log_makes_a_workbook_that_opens(export: Export) -> None:
    scored = sparse()
    content = workbook_bytes(export.plan(Hand(scored), rep_for(export, scored)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content))
    assert "KPI" in [cell.value for cell in book.worksheets[0][6]]


def test_that_an_empty_log_makes_a_team_workbook() -> None:
    assert workbook_bytes(BY_KEY["team"].plan(Hand(empty()), None))


def test_that_what_had_to_be_changed_in_texts_is_told() -> None:
    told = str(BY_KEY["team"].plan(Hand(sparse()), None).sheet("Data quality"))
    assert "1 texts were longer than a cell can hold" in told
    assert "texts had characters that a workbook cannot hold" in told


@EVERY
def test_that_it_can_be_written_by_its_key(export: Export, tmp_path: Path) -> None:
    scored = sparse()
    target = tmp_path / ("folder" if export.subject is About.REP else "team.xlsx")
    written = export.write(scored, scored.rep_names(), target, overwrite=False, progress=lambda *_: None)
    assert all(path.is_file() for path in written)
    assert len(written) == (2 if export.subject is About.REP else 1)
